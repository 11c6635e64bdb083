-- Articles of an outlet in a period: without it, every entity of every story is looked at.
CREATE INDEX entities_by_outlet ON entities (outlet, hour) WHERE reports > 0;

-- Sums by outlet are read from this index alone.
CREATE INDEX actor_counts_by_outlet_sums ON actor_counts_by_outlet (outlet, statements, reports)
    WHERE reports > 0 AND actor_id <> '';
