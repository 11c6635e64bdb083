-- A cell says what its statement counts for in its outlet, so that a period of an outlet is added up without looking for
-- earlier hours: 0 nothing, an earlier cell does; in the first cell 1 an indirect, 2 a mixed, 3 a direct statement.
CREATE TABLE cells (
    actor_id TEXT COLLATE "C" NOT NULL,
    fingerprint TEXT COLLATE "C" NOT NULL,
    outlet TEXT COLLATE "C" NOT NULL,
    hour TEXT COLLATE "C" NOT NULL,
    type TEXT COLLATE "C" NOT NULL,
    reports BIGINT NOT NULL,
    kind SMALLINT NOT NULL
);
-- in the order of hours, as a sink writes them
INSERT INTO cells
SELECT actor_id, fingerprint, outlet, hour, type, reports,
    CASE WHEN row_number() OVER (statement ORDER BY hour, type) = 1
        THEN max(CASE type WHEN 'DIRECT' THEN 3 WHEN 'MIXED' THEN 2 ELSE 1 END) OVER statement ELSE 0 END
FROM statement_cells
WINDOW statement AS (PARTITION BY actor_id, fingerprint, outlet)
ORDER BY hour;
DROP TABLE statement_cells;
ALTER TABLE cells RENAME TO statement_cells;
ALTER TABLE statement_cells ADD CONSTRAINT statement_cells_pkey PRIMARY KEY (actor_id, fingerprint, outlet, hour, type);

CREATE INDEX statement_cells_by_outlet ON statement_cells (outlet, hour);
-- It holds all that is asked for of some actors.
CREATE INDEX statement_cells_by_actor ON statement_cells (actor_id, outlet, hour) INCLUDE (kind, reports);

-- Articles of some actors in an outlet.
DROP INDEX entities_by_outlet;
CREATE INDEX entities_by_outlet ON entities (outlet, entity_id, hour) INCLUDE (story_id) WHERE reports > 0;

-- The first actors of an outlet by any measure; sums by outlet are kept in outlet_totals.
DROP INDEX actor_counts_by_outlet_top;
DROP INDEX actor_counts_by_outlet_sums;
CREATE INDEX actor_counts_by_outlet_top ON actor_counts_by_outlet (outlet, statements)
    INCLUDE (actor_id, reports, articles, direct, indirect, mixed, non_responses);
