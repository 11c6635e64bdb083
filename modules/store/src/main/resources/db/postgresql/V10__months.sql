-- Sums of the days of a month, recomputed whenever one of them changes; they serve long periods of known actors.
CREATE TABLE actor_counts_monthly (
    actor_id TEXT COLLATE "C" NOT NULL,
    month TEXT COLLATE "C" NOT NULL,
    statements BIGINT NOT NULL,
    reports BIGINT NOT NULL,
    articles BIGINT NOT NULL,
    direct BIGINT NOT NULL,
    indirect BIGINT NOT NULL,
    mixed BIGINT NOT NULL,
    non_responses BIGINT NOT NULL,
    PRIMARY KEY (actor_id, month)
);
INSERT INTO actor_counts_monthly
SELECT actor_id, left(day, -3) AS month, sum(statements), sum(reports), sum(articles), sum(direct),
    sum(indirect), sum(mixed), sum(non_responses)
FROM actor_counts_daily GROUP BY actor_id, left(day, -3) ORDER BY actor_id, month;
