-- What every page shows is kept added up: counting a million rows for it takes longer than all else on the page.
-- The triggers add and take away in the transaction that changes the rows, whoever changes them.
CREATE TABLE totals (
    one            INTEGER NOT NULL PRIMARY KEY CHECK (one = 1),
    claims         INTEGER NOT NULL,
    unnamed_claims INTEGER NOT NULL,
    actors         INTEGER NOT NULL,
    statements     INTEGER NOT NULL,
    reports        INTEGER NOT NULL,
    non_responses  INTEGER NOT NULL,
    mentions       INTEGER NOT NULL
);
CREATE TABLE story_totals (
    status  TEXT    NOT NULL,
    outlet  TEXT    NOT NULL,
    stories INTEGER NOT NULL,
    PRIMARY KEY (status, outlet)
) WITHOUT ROWID;
-- Named actors with reports in an outlet.
CREATE TABLE outlet_totals (
    outlet     TEXT    NOT NULL PRIMARY KEY,
    actors     INTEGER NOT NULL,
    statements INTEGER NOT NULL,
    reports    INTEGER NOT NULL
) WITHOUT ROWID;

INSERT INTO totals
SELECT 1, (SELECT count(*) FROM claims), (SELECT count(*) FROM claims WHERE actor_id IS NULL), count(*),
    coalesce(sum(statements), 0), coalesce(sum(reports), 0), coalesce(sum(non_responses), 0),
    (SELECT coalesce(sum(mentions), 0) FROM mention_counts)
FROM actor_counts;
INSERT INTO story_totals SELECT status, outlet, count(*) FROM stories GROUP BY status, outlet;
INSERT INTO outlet_totals
SELECT outlet, count(*), sum(statements), sum(reports) FROM actor_counts_by_outlet
WHERE reports > 0 AND actor_id <> '' GROUP BY outlet;

CREATE TRIGGER claims_total_insert AFTER INSERT ON claims BEGIN
    UPDATE totals SET claims = claims + 1, unnamed_claims = unnamed_claims + (new.actor_id IS NULL);
END;

CREATE TRIGGER claims_total_delete AFTER DELETE ON claims BEGIN
    UPDATE totals SET claims = claims - 1, unnamed_claims = unnamed_claims - (old.actor_id IS NULL);
END;

CREATE TRIGGER claims_total_update AFTER UPDATE OF actor_id ON claims
WHEN (old.actor_id IS NULL) <> (new.actor_id IS NULL) BEGIN
    UPDATE totals SET unnamed_claims = unnamed_claims + (new.actor_id IS NULL) - (old.actor_id IS NULL);
END;

CREATE TRIGGER actors_total_insert AFTER INSERT ON actor_counts BEGIN
    UPDATE totals SET actors = actors + 1, statements = statements + new.statements, reports = reports + new.reports,
        non_responses = non_responses + new.non_responses;
END;

CREATE TRIGGER actors_total_delete AFTER DELETE ON actor_counts BEGIN
    UPDATE totals SET actors = actors - 1, statements = statements - old.statements, reports = reports - old.reports,
        non_responses = non_responses - old.non_responses;
END;

CREATE TRIGGER actors_total_update AFTER UPDATE ON actor_counts BEGIN
    UPDATE totals SET statements = statements + new.statements - old.statements,
        reports = reports + new.reports - old.reports,
        non_responses = non_responses + new.non_responses - old.non_responses;
END;

CREATE TRIGGER mentions_total_insert AFTER INSERT ON mention_counts BEGIN
    UPDATE totals SET mentions = mentions + new.mentions;
END;

CREATE TRIGGER mentions_total_delete AFTER DELETE ON mention_counts BEGIN
    UPDATE totals SET mentions = mentions - old.mentions;
END;

CREATE TRIGGER mentions_total_update AFTER UPDATE ON mention_counts BEGIN
    UPDATE totals SET mentions = mentions + new.mentions - old.mentions;
END;

CREATE TRIGGER stories_total_insert AFTER INSERT ON stories BEGIN
    INSERT INTO story_totals (status, outlet, stories) VALUES (new.status, new.outlet, 1)
    ON CONFLICT (status, outlet) DO UPDATE SET stories = stories + 1;
END;

CREATE TRIGGER stories_total_delete AFTER DELETE ON stories BEGIN
    UPDATE story_totals SET stories = stories - 1 WHERE status = old.status AND outlet = old.outlet;
END;

CREATE TRIGGER stories_total_update AFTER UPDATE ON stories
WHEN old.status <> new.status OR old.outlet <> new.outlet BEGIN
    UPDATE story_totals SET stories = stories - 1 WHERE status = old.status AND outlet = old.outlet;
    INSERT INTO story_totals (status, outlet, stories) VALUES (new.status, new.outlet, 1)
    ON CONFLICT (status, outlet) DO UPDATE SET stories = stories + 1;
END;

CREATE TRIGGER outlets_total_insert AFTER INSERT ON actor_counts_by_outlet BEGIN
    INSERT INTO outlet_totals (outlet, actors, statements, reports)
    SELECT new.outlet, 1, new.statements, new.reports WHERE new.reports > 0 AND new.actor_id <> ''
    ON CONFLICT (outlet) DO UPDATE SET actors = actors + 1, statements = statements + excluded.statements,
        reports = reports + excluded.reports;
END;

CREATE TRIGGER outlets_total_delete AFTER DELETE ON actor_counts_by_outlet BEGIN
    UPDATE outlet_totals SET actors = actors - 1, statements = statements - old.statements,
        reports = reports - old.reports
    WHERE outlet = old.outlet AND old.reports > 0 AND old.actor_id <> '';
END;

CREATE TRIGGER outlets_total_update AFTER UPDATE ON actor_counts_by_outlet BEGIN
    UPDATE outlet_totals SET actors = actors - 1, statements = statements - old.statements,
        reports = reports - old.reports
    WHERE outlet = old.outlet AND old.reports > 0 AND old.actor_id <> '';
    INSERT INTO outlet_totals (outlet, actors, statements, reports)
    SELECT new.outlet, 1, new.statements, new.reports WHERE new.reports > 0 AND new.actor_id <> ''
    ON CONFLICT (outlet) DO UPDATE SET actors = actors + 1, statements = statements + excluded.statements,
        reports = reports + excluded.reports;
END;

-- In how many outlets an actor was reported in a period, from outlet to outlet.
CREATE INDEX statement_cells_by_actor ON statement_cells (actor_id, outlet, hour);

-- What an explanation reads of an actor's claims, without the claims themselves.
CREATE INDEX claims_explained ON claims (actor_id, act, outlet, hour, fingerprint, type, story_id, claim_id);
CREATE INDEX stories_unreadable ON stories (story_id) WHERE status <> 'USABLE';
