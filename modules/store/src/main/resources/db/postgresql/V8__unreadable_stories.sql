-- Entities of a period are added up from this index alone.
DROP INDEX mention_counts_hourly_by_hour;
CREATE INDEX mention_counts_hourly_by_hour ON mention_counts_hourly (hour) INCLUDE (entity_id, mentions, stories);

-- So are the stories that name an entity, and the roles that they give it.
DROP INDEX entities_explained;
CREATE INDEX entities_explained ON entities (entity_id, hour, story_id) INCLUDE (mentions, role, affiliation, time);

-- Few stories may not be read: whether a claim's is one of them is looked up here, ten thousand times for a page.
DROP INDEX stories_unreadable;
CREATE TABLE unreadable_stories (
    story_id TEXT COLLATE "C" NOT NULL PRIMARY KEY
);
INSERT INTO unreadable_stories SELECT story_id FROM stories WHERE status <> 'USABLE';
CREATE FUNCTION unreadable_story() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP <> 'INSERT' THEN
        DELETE FROM unreadable_stories WHERE story_id = OLD.story_id;
    END IF;
    IF TG_OP <> 'DELETE' THEN
        INSERT INTO unreadable_stories SELECT NEW.story_id WHERE NEW.status <> 'USABLE' ON CONFLICT DO NOTHING;
    END IF;
    RETURN NULL;
END
$$;
CREATE TRIGGER unreadable_stories_insert AFTER INSERT ON stories
    FOR EACH ROW WHEN (NEW.status <> 'USABLE') EXECUTE FUNCTION unreadable_story();
CREATE TRIGGER unreadable_stories_delete AFTER DELETE ON stories
    FOR EACH ROW WHEN (OLD.status <> 'USABLE') EXECUTE FUNCTION unreadable_story();
CREATE TRIGGER unreadable_stories_update AFTER UPDATE ON stories
    FOR EACH ROW WHEN (OLD.status <> NEW.status) EXECUTE FUNCTION unreadable_story();
