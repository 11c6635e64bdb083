-- What the sink writes. Times are milliseconds since 1970 (UTC), hours are texts such as 2026-11-23T14Z,
-- spans are JSON arrays [[start,end],…] of code points into the article's text.

CREATE TABLE stories (
    story_id      TEXT    NOT NULL PRIMARY KEY,
    provider      TEXT    NOT NULL,
    status        TEXT    NOT NULL,
    cause         TEXT    NOT NULL,
    version       TEXT,
    version_time  INTEGER,
    time          INTEGER NOT NULL,
    time_replaced BOOLEAN NOT NULL,
    hour          TEXT    NOT NULL,
    accepted      INTEGER NOT NULL,
    embargo       INTEGER,
    outlet        TEXT    NOT NULL,
    url           TEXT,
    headline      TEXT,
    language      TEXT,
    supported     BOOLEAN NOT NULL,
    truncated     BOOLEAN NOT NULL,
    extractor     TEXT    NOT NULL,
    entities      INTEGER NOT NULL,
    claims        INTEGER NOT NULL,
    changed       INTEGER NOT NULL
);
CREATE INDEX stories_by_status ON stories (status, outlet);
CREATE INDEX stories_by_time ON stories (time, story_id);

CREATE TABLE entities (
    story_id    TEXT    NOT NULL,
    entity_id   TEXT    NOT NULL,
    name        TEXT    NOT NULL,
    type        TEXT    NOT NULL,
    mentions    INTEGER NOT NULL,
    reports     INTEGER NOT NULL,
    role        TEXT,
    affiliation TEXT,
    version     TEXT,
    extractor   TEXT    NOT NULL,
    outlet      TEXT    NOT NULL,
    hour        TEXT    NOT NULL,
    time        INTEGER NOT NULL,
    PRIMARY KEY (story_id, entity_id)
) WITHOUT ROWID;
CREATE INDEX entities_by_id ON entities (entity_id, time);

CREATE TABLE claims (
    id               INTEGER PRIMARY KEY AUTOINCREMENT,
    claim_id         TEXT    NOT NULL UNIQUE,
    story_id         TEXT    NOT NULL,
    version          TEXT,
    extractor        TEXT    NOT NULL,
    actor_id         TEXT,
    actor_name       TEXT,
    actor_type       TEXT,
    role             TEXT,
    affiliation      TEXT,
    source           TEXT    NOT NULL,
    source_text      TEXT    NOT NULL,
    cue              TEXT    NOT NULL,
    cue_text         TEXT    NOT NULL,
    content          TEXT    NOT NULL,
    content_text     TEXT    NOT NULL,
    fingerprint      TEXT    NOT NULL,
    type             TEXT    NOT NULL,
    act              TEXT    NOT NULL,
    about            TEXT    NOT NULL,
    confidence       REAL    NOT NULL,
    decided_by       TEXT    NOT NULL,
    outlet           TEXT    NOT NULL,
    url              TEXT,
    headline         TEXT    NOT NULL,
    time             INTEGER NOT NULL,
    hour             TEXT    NOT NULL,
    language         TEXT,
    context          TEXT    NOT NULL,
    context_start    INTEGER NOT NULL,
    change_partition INTEGER NOT NULL,
    change_offset    INTEGER NOT NULL
);
CREATE INDEX claims_by_story ON claims (story_id);
CREATE INDEX claims_by_time ON claims (time, claim_id);
CREATE INDEX claims_by_actor ON claims (actor_id, time, claim_id);
CREATE INDEX claims_by_outlet ON claims (outlet, time, claim_id);

CREATE TABLE claim_about (
    claim_id  TEXT    NOT NULL,
    entity_id TEXT    NOT NULL,
    time      INTEGER NOT NULL,
    PRIMARY KEY (claim_id, entity_id)
) WITHOUT ROWID;
CREATE INDEX claim_about_by_entity ON claim_about (entity_id, time, claim_id);

-- The search index holds no copy of the text; secure-delete takes a removed claim's words out of the index at once.
CREATE VIRTUAL TABLE claims_search USING fts5 (
    content_text, source_text, content = 'claims', content_rowid = 'id',
    tokenize = 'unicode61 remove_diacritics 2'
);
INSERT INTO claims_search (claims_search, rank) VALUES ('secure-delete', 1);

CREATE TRIGGER claims_search_insert AFTER INSERT ON claims BEGIN
    INSERT INTO claims_search (rowid, content_text, source_text) VALUES (new.id, new.content_text, new.source_text);
END;
CREATE TRIGGER claims_search_delete AFTER DELETE ON claims BEGIN
    INSERT INTO claims_search (claims_search, rowid, content_text, source_text)
    VALUES ('delete', old.id, old.content_text, old.source_text);
END;
CREATE TRIGGER claims_search_update AFTER UPDATE ON claims
WHEN old.content_text <> new.content_text OR old.source_text <> new.source_text BEGIN
    INSERT INTO claims_search (claims_search, rowid, content_text, source_text)
    VALUES ('delete', old.id, old.content_text, old.source_text);
    INSERT INTO claims_search (rowid, content_text, source_text) VALUES (new.id, new.content_text, new.source_text);
END;

-- Every record of the claims topic, in the order in which it was committed here.
CREATE TABLE claim_changes (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    topic_partition INTEGER NOT NULL,
    topic_offset    INTEGER NOT NULL,
    changed         INTEGER NOT NULL,
    claim_id        TEXT    NOT NULL,
    story_id        TEXT,
    version         TEXT,
    status          TEXT    NOT NULL,
    cause           TEXT    NOT NULL,
    retraction      BOOLEAN NOT NULL,
    old_present     BOOLEAN NOT NULL,
    old_actor       TEXT,
    old_outlet      TEXT,
    old_hour        TEXT,
    old_act         TEXT,
    old_type        TEXT,
    old_counted     BOOLEAN,
    new_present     BOOLEAN NOT NULL,
    new_actor       TEXT,
    new_outlet      TEXT,
    new_hour        TEXT,
    new_act         TEXT,
    new_type        TEXT,
    new_counted     BOOLEAN,
    content_text    TEXT
);
CREATE UNIQUE INDEX claim_changes_by_record ON claim_changes (topic_partition, topic_offset);
CREATE INDEX claim_changes_by_claim ON claim_changes (claim_id);
CREATE INDEX claim_changes_by_story ON claim_changes (story_id);
CREATE INDEX claim_changes_by_new_actor ON claim_changes (new_actor, id) WHERE new_actor IS NOT NULL;
CREATE INDEX claim_changes_by_old_actor ON claim_changes (old_actor, id) WHERE old_actor IS NOT NULL;
CREATE INDEX claim_changes_retracted ON claim_changes (cause, old_actor) WHERE retraction;

CREATE TABLE statements (
    actor_id    TEXT    NOT NULL,
    fingerprint TEXT    NOT NULL,
    actor_name  TEXT    NOT NULL,
    actor_type  TEXT    NOT NULL,
    content     TEXT    NOT NULL,
    hour        TEXT    NOT NULL,
    type        TEXT    NOT NULL,
    reports     INTEGER NOT NULL,
    forms       TEXT    NOT NULL,
    PRIMARY KEY (actor_id, fingerprint)
) WITHOUT ROWID;

CREATE TABLE statement_cells (
    actor_id    TEXT    NOT NULL,
    fingerprint TEXT    NOT NULL,
    outlet      TEXT    NOT NULL,
    hour        TEXT    NOT NULL,
    type        TEXT    NOT NULL,
    reports     INTEGER NOT NULL,
    PRIMARY KEY (actor_id, fingerprint, outlet, hour, type)
) WITHOUT ROWID;
CREATE INDEX statement_cells_by_outlet ON statement_cells (outlet, hour);

CREATE TABLE actor_counts (
    actor_id      TEXT    NOT NULL PRIMARY KEY,
    name          TEXT    NOT NULL,
    type          TEXT    NOT NULL,
    statements    INTEGER NOT NULL,
    reports       INTEGER NOT NULL,
    articles      INTEGER NOT NULL,
    direct        INTEGER NOT NULL,
    indirect      INTEGER NOT NULL,
    mixed         INTEGER NOT NULL,
    non_responses INTEGER NOT NULL,
    forms         TEXT    NOT NULL
) WITHOUT ROWID;
CREATE INDEX actor_counts_by_statements ON actor_counts (statements, actor_id);
CREATE INDEX actor_counts_by_reports ON actor_counts (reports, actor_id);

CREATE TABLE actor_counts_hourly (
    actor_id      TEXT    NOT NULL,
    hour          TEXT    NOT NULL,
    name          TEXT    NOT NULL,
    type          TEXT    NOT NULL,
    statements    INTEGER NOT NULL,
    reports       INTEGER NOT NULL,
    articles      INTEGER NOT NULL,
    direct        INTEGER NOT NULL,
    indirect      INTEGER NOT NULL,
    mixed         INTEGER NOT NULL,
    non_responses INTEGER NOT NULL,
    forms         TEXT    NOT NULL,
    PRIMARY KEY (actor_id, hour)
) WITHOUT ROWID;
CREATE INDEX actor_counts_hourly_by_hour ON actor_counts_hourly (hour);

-- Sums of the hours of a day, recomputed whenever one of them changes; they serve long periods.
CREATE TABLE actor_counts_daily (
    day           TEXT    NOT NULL,
    actor_id      TEXT    NOT NULL,
    statements    INTEGER NOT NULL,
    reports       INTEGER NOT NULL,
    articles      INTEGER NOT NULL,
    direct        INTEGER NOT NULL,
    indirect      INTEGER NOT NULL,
    mixed         INTEGER NOT NULL,
    non_responses INTEGER NOT NULL,
    PRIMARY KEY (day, actor_id)
) WITHOUT ROWID;
CREATE INDEX actor_counts_daily_by_actor ON actor_counts_daily (actor_id, day);

CREATE TABLE actor_counts_by_outlet (
    actor_id      TEXT    NOT NULL,
    outlet        TEXT    NOT NULL,
    name          TEXT    NOT NULL,
    type          TEXT    NOT NULL,
    statements    INTEGER NOT NULL,
    reports       INTEGER NOT NULL,
    articles      INTEGER NOT NULL,
    direct        INTEGER NOT NULL,
    indirect      INTEGER NOT NULL,
    mixed         INTEGER NOT NULL,
    non_responses INTEGER NOT NULL,
    forms         TEXT    NOT NULL,
    PRIMARY KEY (actor_id, outlet)
) WITHOUT ROWID;
CREATE INDEX actor_counts_by_outlet_top ON actor_counts_by_outlet (outlet, statements);

CREATE TABLE mention_counts (
    entity_id TEXT    NOT NULL PRIMARY KEY,
    name      TEXT    NOT NULL,
    type      TEXT    NOT NULL,
    mentions  INTEGER NOT NULL,
    stories   INTEGER NOT NULL,
    forms     TEXT    NOT NULL
) WITHOUT ROWID;
CREATE INDEX mention_counts_by_mentions ON mention_counts (mentions, entity_id);

CREATE TABLE mention_counts_hourly (
    entity_id TEXT    NOT NULL,
    hour      TEXT    NOT NULL,
    name      TEXT    NOT NULL,
    type      TEXT    NOT NULL,
    mentions  INTEGER NOT NULL,
    stories   INTEGER NOT NULL,
    forms     TEXT    NOT NULL,
    PRIMARY KEY (entity_id, hour)
) WITHOUT ROWID;
CREATE INDEX mention_counts_hourly_by_hour ON mention_counts_hourly (hour);

-- Names that are another actor's, by normalised name; claims and entities keep the ids that their texts gave them.
CREATE TABLE aliases (
    name_key TEXT NOT NULL PRIMARY KEY,
    name     TEXT NOT NULL,
    actor_id TEXT NOT NULL,
    note     TEXT
) WITHOUT ROWID;
CREATE INDEX aliases_by_actor ON aliases (actor_id);

-- Where the sink stands in each partition. Only the holder of the epoch may move it; next_offset -1 is the log's start.
CREATE TABLE sink_offsets (
    topic           TEXT    NOT NULL,
    topic_partition INTEGER NOT NULL,
    topic_id        TEXT    NOT NULL,
    epoch           INTEGER NOT NULL,
    next_offset     INTEGER NOT NULL,
    touched         INTEGER NOT NULL,
    PRIMARY KEY (topic, topic_partition)
) WITHOUT ROWID;
