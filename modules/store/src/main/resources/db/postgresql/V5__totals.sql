-- What every page shows is kept added up: counting a million rows for it takes longer than all else on the page.
-- The triggers add and take away in the transaction that changes the rows, whoever changes them.
-- Several sinks write side by side. One row of sums would let them write one after the other only, and rows locked in any
-- order would let them block each other: each connection adds to rows of its own, of one in sixteen sets, and holds its
-- set from the first row on. What is read are their sums.
CREATE TABLE totals_of_writers (
    writer INTEGER NOT NULL PRIMARY KEY,
    claims BIGINT NOT NULL,
    unnamed_claims BIGINT NOT NULL,
    actors BIGINT NOT NULL,
    statements BIGINT NOT NULL,
    reports BIGINT NOT NULL,
    non_responses BIGINT NOT NULL,
    mentions BIGINT NOT NULL
);
CREATE TABLE story_totals_of_writers (
    status TEXT COLLATE "C" NOT NULL,
    outlet TEXT COLLATE "C" NOT NULL,
    writer INTEGER NOT NULL,
    stories BIGINT NOT NULL,
    PRIMARY KEY (status, outlet, writer)
);
-- Named actors with reports in an outlet.
CREATE TABLE outlet_totals_of_writers (
    outlet TEXT COLLATE "C" NOT NULL,
    writer INTEGER NOT NULL,
    actors BIGINT NOT NULL,
    statements BIGINT NOT NULL,
    reports BIGINT NOT NULL,
    PRIMARY KEY (outlet, writer)
);

INSERT INTO totals_of_writers SELECT n, 0, 0, 0, 0, 0, 0, 0 FROM generate_series(1, 15) n;
INSERT INTO totals_of_writers
SELECT 0, (SELECT count(*) FROM claims), (SELECT count(*) FROM claims WHERE actor_id IS NULL), count(*),
    coalesce(sum(statements), 0), coalesce(sum(reports), 0), coalesce(sum(non_responses), 0),
    (SELECT coalesce(sum(mentions), 0) FROM mention_counts)
FROM actor_counts;
INSERT INTO story_totals_of_writers SELECT status, outlet, 0, count(*) FROM stories GROUP BY status, outlet;
INSERT INTO outlet_totals_of_writers
SELECT outlet, 0, count(*), sum(statements), sum(reports) FROM actor_counts_by_outlet
WHERE reports > 0 AND actor_id <> '' GROUP BY outlet;

CREATE VIEW totals AS
SELECT sum(claims)::bigint AS claims, sum(unnamed_claims)::bigint AS unnamed_claims, sum(actors)::bigint AS actors,
    sum(statements)::bigint AS statements, sum(reports)::bigint AS reports,
    sum(non_responses)::bigint AS non_responses, sum(mentions)::bigint AS mentions
FROM totals_of_writers;
CREATE VIEW story_totals AS
SELECT status, outlet, sum(stories)::bigint AS stories FROM story_totals_of_writers GROUP BY status, outlet;
CREATE VIEW outlet_totals AS
SELECT outlet, sum(actors)::bigint AS actors, sum(statements)::bigint AS statements, sum(reports)::bigint AS reports
FROM outlet_totals_of_writers GROUP BY outlet;

CREATE FUNCTION totals_writer() RETURNS integer LANGUAGE plpgsql AS $$
DECLARE
    own integer := pg_backend_pid() % 16;
BEGIN
    PERFORM 1 FROM totals_of_writers WHERE writer = own FOR UPDATE;
    RETURN own;
END
$$;

CREATE FUNCTION claims_total() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    own integer := totals_writer();
BEGIN
    IF TG_OP <> 'INSERT' THEN
        UPDATE totals_of_writers t SET claims = t.claims - s.n, unnamed_claims = t.unnamed_claims - s.unnamed
        FROM (SELECT count(*) AS n, count(*) FILTER (WHERE actor_id IS NULL) AS unnamed FROM old_rows) s
        WHERE s.n > 0 AND t.writer = own;
    END IF;
    IF TG_OP <> 'DELETE' THEN
        UPDATE totals_of_writers t SET claims = t.claims + s.n, unnamed_claims = t.unnamed_claims + s.unnamed
        FROM (SELECT count(*) AS n, count(*) FILTER (WHERE actor_id IS NULL) AS unnamed FROM new_rows) s
        WHERE s.n > 0 AND t.writer = own;
    END IF;
    RETURN NULL;
END
$$;
CREATE TRIGGER claims_total_insert AFTER INSERT ON claims REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION claims_total();
CREATE TRIGGER claims_total_delete AFTER DELETE ON claims REFERENCING OLD TABLE AS old_rows
    FOR EACH STATEMENT EXECUTE FUNCTION claims_total();
CREATE TRIGGER claims_total_update AFTER UPDATE ON claims REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION claims_total();

CREATE FUNCTION actors_total() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    own integer := totals_writer();
BEGIN
    IF TG_OP <> 'INSERT' THEN
        UPDATE totals_of_writers t SET actors = t.actors - s.n, statements = t.statements - s.statements,
            reports = t.reports - s.reports, non_responses = t.non_responses - s.non_responses
        FROM (SELECT count(*) AS n, sum(statements) AS statements, sum(reports) AS reports,
            sum(non_responses) AS non_responses FROM old_rows) s
        WHERE s.n > 0 AND t.writer = own;
    END IF;
    IF TG_OP <> 'DELETE' THEN
        UPDATE totals_of_writers t SET actors = t.actors + s.n, statements = t.statements + s.statements,
            reports = t.reports + s.reports, non_responses = t.non_responses + s.non_responses
        FROM (SELECT count(*) AS n, sum(statements) AS statements, sum(reports) AS reports,
            sum(non_responses) AS non_responses FROM new_rows) s
        WHERE s.n > 0 AND t.writer = own;
    END IF;
    RETURN NULL;
END
$$;
CREATE TRIGGER actors_total_insert AFTER INSERT ON actor_counts REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION actors_total();
CREATE TRIGGER actors_total_delete AFTER DELETE ON actor_counts REFERENCING OLD TABLE AS old_rows
    FOR EACH STATEMENT EXECUTE FUNCTION actors_total();
CREATE TRIGGER actors_total_update AFTER UPDATE ON actor_counts REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION actors_total();

CREATE FUNCTION mentions_total() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    own integer := totals_writer();
BEGIN
    IF TG_OP <> 'INSERT' THEN
        UPDATE totals_of_writers t SET mentions = t.mentions - s.mentions
        FROM (SELECT count(*) AS n, sum(mentions) AS mentions FROM old_rows) s
        WHERE s.n > 0 AND t.writer = own;
    END IF;
    IF TG_OP <> 'DELETE' THEN
        UPDATE totals_of_writers t SET mentions = t.mentions + s.mentions
        FROM (SELECT count(*) AS n, sum(mentions) AS mentions FROM new_rows) s
        WHERE s.n > 0 AND t.writer = own;
    END IF;
    RETURN NULL;
END
$$;
CREATE TRIGGER mentions_total_insert AFTER INSERT ON mention_counts REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION mentions_total();
CREATE TRIGGER mentions_total_delete AFTER DELETE ON mention_counts REFERENCING OLD TABLE AS old_rows
    FOR EACH STATEMENT EXECUTE FUNCTION mentions_total();
CREATE TRIGGER mentions_total_update AFTER UPDATE ON mention_counts REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION mentions_total();

CREATE FUNCTION stories_total() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    own integer := totals_writer();
BEGIN
    IF TG_OP <> 'INSERT' THEN
        INSERT INTO story_totals_of_writers AS t (status, outlet, stories, writer)
        SELECT status, outlet, -count(*), own FROM old_rows GROUP BY status, outlet
        ON CONFLICT (status, outlet, writer) DO UPDATE SET stories = t.stories + excluded.stories;
    END IF;
    IF TG_OP <> 'DELETE' THEN
        INSERT INTO story_totals_of_writers AS t (status, outlet, stories, writer)
        SELECT status, outlet, count(*), own FROM new_rows GROUP BY status, outlet
        ON CONFLICT (status, outlet, writer) DO UPDATE SET stories = t.stories + excluded.stories;
    END IF;
    RETURN NULL;
END
$$;
CREATE TRIGGER stories_total_insert AFTER INSERT ON stories REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION stories_total();
CREATE TRIGGER stories_total_delete AFTER DELETE ON stories REFERENCING OLD TABLE AS old_rows
    FOR EACH STATEMENT EXECUTE FUNCTION stories_total();
CREATE TRIGGER stories_total_update AFTER UPDATE ON stories REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION stories_total();

CREATE FUNCTION outlets_total() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    own integer := totals_writer();
BEGIN
    IF TG_OP <> 'INSERT' THEN
        INSERT INTO outlet_totals_of_writers AS t (outlet, actors, statements, reports, writer)
        SELECT outlet, -count(*), -sum(statements), -sum(reports), own FROM old_rows
        WHERE reports > 0 AND actor_id <> '' GROUP BY outlet
        ON CONFLICT (outlet, writer) DO UPDATE SET actors = t.actors + excluded.actors,
            statements = t.statements + excluded.statements, reports = t.reports + excluded.reports;
    END IF;
    IF TG_OP <> 'DELETE' THEN
        INSERT INTO outlet_totals_of_writers AS t (outlet, actors, statements, reports, writer)
        SELECT outlet, count(*), sum(statements), sum(reports), own FROM new_rows
        WHERE reports > 0 AND actor_id <> '' GROUP BY outlet
        ON CONFLICT (outlet, writer) DO UPDATE SET actors = t.actors + excluded.actors,
            statements = t.statements + excluded.statements, reports = t.reports + excluded.reports;
    END IF;
    RETURN NULL;
END
$$;
CREATE TRIGGER outlets_total_insert AFTER INSERT ON actor_counts_by_outlet REFERENCING NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION outlets_total();
CREATE TRIGGER outlets_total_delete AFTER DELETE ON actor_counts_by_outlet REFERENCING OLD TABLE AS old_rows
    FOR EACH STATEMENT EXECUTE FUNCTION outlets_total();
CREATE TRIGGER outlets_total_update AFTER UPDATE ON actor_counts_by_outlet REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows
    FOR EACH STATEMENT EXECUTE FUNCTION outlets_total();

-- In how many outlets an actor was reported in a period, from outlet to outlet.
CREATE INDEX statement_cells_by_actor ON statement_cells (actor_id, outlet, hour);

-- What an explanation reads of an actor's claims, without the claims themselves.
CREATE INDEX claims_explained ON claims (actor_id, act, outlet, hour, fingerprint, type, story_id, claim_id);
CREATE INDEX stories_unreadable ON stories (story_id) WHERE status <> 'USABLE';
