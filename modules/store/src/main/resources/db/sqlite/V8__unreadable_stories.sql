-- Entities of a period are added up from this index alone.
DROP INDEX mention_counts_hourly_by_hour;
CREATE INDEX mention_counts_hourly_by_hour ON mention_counts_hourly (hour, entity_id, mentions, stories);

-- So are the stories that name an entity, and the roles that they give it.
DROP INDEX entities_explained;
CREATE INDEX entities_explained ON entities (entity_id, hour, story_id, mentions, role, affiliation, time);

-- Few stories may not be read: whether a claim's is one of them is looked up here, ten thousand times for a page.
DROP INDEX stories_unreadable;
CREATE TABLE unreadable_stories (
    story_id TEXT NOT NULL PRIMARY KEY
) WITHOUT ROWID;
INSERT INTO unreadable_stories SELECT story_id FROM stories WHERE status <> 'USABLE';
CREATE TRIGGER unreadable_stories_insert AFTER INSERT ON stories WHEN new.status <> 'USABLE' BEGIN
    INSERT OR IGNORE INTO unreadable_stories VALUES (new.story_id);
END;
CREATE TRIGGER unreadable_stories_delete AFTER DELETE ON stories WHEN old.status <> 'USABLE' BEGIN
    DELETE FROM unreadable_stories WHERE story_id = old.story_id;
END;
CREATE TRIGGER unreadable_stories_update AFTER UPDATE ON stories WHEN old.status <> new.status BEGIN
    DELETE FROM unreadable_stories WHERE story_id = old.story_id;
    INSERT OR IGNORE INTO unreadable_stories SELECT new.story_id WHERE new.status <> 'USABLE';
END;
