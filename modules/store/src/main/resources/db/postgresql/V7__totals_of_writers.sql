-- Several sinks write side by side. One row of sums would let them write one after the other only, and rows locked in any
-- order would let them block each other: each connection adds to rows of its own, of one in sixteen sets, and holds its
-- set from the first row on. What is read are their sums.
ALTER TABLE totals RENAME TO totals_of_writers;
ALTER TABLE totals_of_writers DROP CONSTRAINT totals_one_check;
ALTER TABLE totals_of_writers RENAME COLUMN one TO writer;
INSERT INTO totals_of_writers SELECT n, 0, 0, 0, 0, 0, 0, 0 FROM generate_series(0, 15) n WHERE n <> 1;

ALTER TABLE story_totals RENAME TO story_totals_of_writers;
ALTER TABLE story_totals_of_writers ADD COLUMN writer INTEGER NOT NULL DEFAULT 1;
ALTER TABLE story_totals_of_writers DROP CONSTRAINT story_totals_pkey;
ALTER TABLE story_totals_of_writers ADD PRIMARY KEY (status, outlet, writer);

ALTER TABLE outlet_totals RENAME TO outlet_totals_of_writers;
ALTER TABLE outlet_totals_of_writers ADD COLUMN writer INTEGER NOT NULL DEFAULT 1;
ALTER TABLE outlet_totals_of_writers DROP CONSTRAINT outlet_totals_pkey;
ALTER TABLE outlet_totals_of_writers ADD PRIMARY KEY (outlet, writer);

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

CREATE OR REPLACE FUNCTION claims_total() RETURNS trigger LANGUAGE plpgsql AS $$
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

CREATE OR REPLACE FUNCTION actors_total() RETURNS trigger LANGUAGE plpgsql AS $$
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

CREATE OR REPLACE FUNCTION mentions_total() RETURNS trigger LANGUAGE plpgsql AS $$
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

CREATE OR REPLACE FUNCTION stories_total() RETURNS trigger LANGUAGE plpgsql AS $$
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

CREATE OR REPLACE FUNCTION outlets_total() RETURNS trigger LANGUAGE plpgsql AS $$
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
