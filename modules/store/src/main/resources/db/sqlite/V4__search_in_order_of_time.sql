-- Searching finds the latest claims first, without looking at all that match: a claim's place in the search index ascends
-- with its time (seconds above, the claim's own number below), and the index also knows what filters ask for, each a word
-- that no text can hold, so that two long lists meet inside it. The claims' own columns decide; the index only narrows.
ALTER TABLE claims ADD COLUMN search_id INTEGER
    GENERATED ALWAYS AS (max(-17179869184, min(17179869183, time / 1000)) * 268435456 + (id & 268435455)) VIRTUAL;
CREATE UNIQUE INDEX claims_by_search_id ON claims (search_id);

ALTER TABLE claims ADD COLUMN search_scope TEXT
    GENERATED ALWAYS AS ('a' || hex(coalesce(actor_id, '')) || ' o' || hex(outlet) || ' s' || hex(story_id) || ' '
        || replace(act, '_', '') || ' ' || type) VIRTUAL;

DROP TRIGGER claims_search_insert;
DROP TRIGGER claims_search_delete;
DROP TRIGGER claims_search_update;
DROP TABLE claims_search;
CREATE VIRTUAL TABLE claims_search USING fts5 (
    content_text, source_text, scope, content = '', tokenize = 'unicode61 remove_diacritics 2'
);
INSERT INTO claims_search (claims_search, rank) VALUES ('secure-delete', 1);

INSERT INTO claims_search (rowid, content_text, source_text, scope)
SELECT search_id, content_text, source_text, search_scope || coalesce((
    SELECT group_concat(' e' || hex(value ->> 'id'), '') FROM json_each(about)), '')
FROM claims ORDER BY search_id;

CREATE TRIGGER claims_search_insert AFTER INSERT ON claims BEGIN
    INSERT INTO claims_search (rowid, content_text, source_text, scope)
    VALUES (new.search_id, new.content_text, new.source_text, new.search_scope || coalesce((
        SELECT group_concat(' e' || hex(value ->> 'id'), '') FROM json_each(new.about)), ''));
END;
CREATE TRIGGER claims_search_delete AFTER DELETE ON claims BEGIN
    INSERT INTO claims_search (claims_search, rowid, content_text, source_text, scope)
    VALUES ('delete', old.search_id, old.content_text, old.source_text, old.search_scope || coalesce((
        SELECT group_concat(' e' || hex(value ->> 'id'), '') FROM json_each(old.about)), ''));
END;
CREATE TRIGGER claims_search_update AFTER UPDATE ON claims
WHEN old.search_id <> new.search_id OR old.content_text <> new.content_text OR old.source_text <> new.source_text
    OR old.search_scope <> new.search_scope OR old.about <> new.about
BEGIN
    INSERT INTO claims_search (claims_search, rowid, content_text, source_text, scope)
    VALUES ('delete', old.search_id, old.content_text, old.source_text, old.search_scope || coalesce((
        SELECT group_concat(' e' || hex(value ->> 'id'), '') FROM json_each(old.about)), ''));
    INSERT INTO claims_search (rowid, content_text, source_text, scope)
    VALUES (new.search_id, new.content_text, new.source_text, new.search_scope || coalesce((
        SELECT group_concat(' e' || hex(value ->> 'id'), '') FROM json_each(new.about)), ''));
END;
