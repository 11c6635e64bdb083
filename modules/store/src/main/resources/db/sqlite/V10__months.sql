-- Sums of the days of a month, recomputed whenever one of them changes; they serve long periods of known actors.
CREATE TABLE actor_counts_monthly (
    actor_id      TEXT    NOT NULL,
    month         TEXT    NOT NULL,
    statements    INTEGER NOT NULL,
    reports       INTEGER NOT NULL,
    articles      INTEGER NOT NULL,
    direct        INTEGER NOT NULL,
    indirect      INTEGER NOT NULL,
    mixed         INTEGER NOT NULL,
    non_responses INTEGER NOT NULL,
    PRIMARY KEY (actor_id, month)
) WITHOUT ROWID;
INSERT INTO actor_counts_monthly
SELECT actor_id, substr(day, 1, length(day) - 3) AS month, sum(statements), sum(reports), sum(articles), sum(direct),
    sum(indirect), sum(mixed), sum(non_responses)
FROM actor_counts_daily GROUP BY actor_id, month;
