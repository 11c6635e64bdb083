-- Days of an actor and stories that name an entity are read by the thousand: from an index that holds what is asked for.
DROP INDEX actor_counts_daily_by_actor;
CREATE INDEX actor_counts_daily_by_actor ON actor_counts_daily
    (actor_id, day, statements, reports, articles, direct, indirect, mixed, non_responses);
CREATE INDEX entities_explained ON entities (entity_id, hour, story_id, mentions);
