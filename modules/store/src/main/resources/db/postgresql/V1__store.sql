-- What the sink writes; keys sort by code point on every server. Times are milliseconds since 1970 (UTC), hours are texts such as 2026-11-23T14Z,
-- spans are JSON arrays [[start,end],…] of code points into the article's text.

CREATE TABLE stories (
    story_id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    provider TEXT COLLATE "C" NOT NULL,
    status TEXT COLLATE "C" NOT NULL,
    cause TEXT COLLATE "C" NOT NULL,
    version TEXT COLLATE "C",
    version_time BIGINT,
    time BIGINT NOT NULL,
    time_replaced BOOLEAN NOT NULL,
    hour TEXT COLLATE "C" NOT NULL,
    accepted BIGINT NOT NULL,
    embargo BIGINT,
    outlet TEXT COLLATE "C" NOT NULL,
    url TEXT COLLATE "C",
    headline TEXT,
    language TEXT COLLATE "C",
    supported BOOLEAN NOT NULL,
    truncated BOOLEAN NOT NULL,
    extractor TEXT COLLATE "C" NOT NULL,
    entities INTEGER NOT NULL,
    claims INTEGER NOT NULL,
    changed BIGINT NOT NULL
);
CREATE INDEX stories_by_status ON stories (status, outlet);
CREATE INDEX stories_by_time ON stories (time, story_id);

CREATE TABLE entities (
    story_id TEXT COLLATE "C" NOT NULL,
    entity_id TEXT COLLATE "C" NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    type TEXT COLLATE "C" NOT NULL,
    mentions INTEGER NOT NULL,
    reports INTEGER NOT NULL,
    role TEXT COLLATE "C",
    affiliation TEXT COLLATE "C",
    version TEXT COLLATE "C",
    extractor TEXT COLLATE "C" NOT NULL,
    outlet TEXT COLLATE "C" NOT NULL,
    hour TEXT COLLATE "C" NOT NULL,
    time BIGINT NOT NULL,
    PRIMARY KEY (story_id, entity_id)
);
CREATE INDEX entities_by_id ON entities (entity_id, time);

CREATE TABLE claims (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    claim_id TEXT COLLATE "C" NOT NULL UNIQUE,
    story_id TEXT COLLATE "C" NOT NULL,
    version TEXT COLLATE "C",
    extractor TEXT COLLATE "C" NOT NULL,
    actor_id TEXT COLLATE "C",
    actor_name TEXT COLLATE "C",
    actor_type TEXT COLLATE "C",
    role TEXT COLLATE "C",
    affiliation TEXT COLLATE "C",
    source TEXT COLLATE "C" NOT NULL,
    source_text TEXT NOT NULL,
    cue TEXT COLLATE "C" NOT NULL,
    cue_text TEXT COLLATE "C" NOT NULL,
    content TEXT COLLATE "C" NOT NULL,
    content_text TEXT NOT NULL,
    fingerprint TEXT COLLATE "C" NOT NULL,
    type TEXT COLLATE "C" NOT NULL,
    act TEXT COLLATE "C" NOT NULL,
    about TEXT COLLATE "C" NOT NULL,
    confidence DOUBLE PRECISION NOT NULL,
    decided_by TEXT COLLATE "C" NOT NULL,
    outlet TEXT COLLATE "C" NOT NULL,
    url TEXT COLLATE "C",
    headline TEXT NOT NULL,
    time BIGINT NOT NULL,
    hour TEXT COLLATE "C" NOT NULL,
    language TEXT COLLATE "C",
    context TEXT NOT NULL,
    context_start INTEGER NOT NULL,
    change_partition INTEGER NOT NULL,
    change_offset BIGINT NOT NULL,
    -- bounded, because a text search vector is; the whole text stays in content_text
    search TSVECTOR GENERATED ALWAYS AS
        (to_tsvector('simple', left(content_text, 20000) || ' ' || left(source_text, 2000))) STORED
);
CREATE INDEX claims_search ON claims USING GIN (search);
CREATE INDEX claims_by_story ON claims (story_id);
CREATE INDEX claims_by_time ON claims (time, claim_id);
CREATE INDEX claims_by_actor ON claims (actor_id, time, claim_id);
CREATE INDEX claims_by_outlet ON claims (outlet, time, claim_id);

CREATE TABLE claim_about (
    claim_id TEXT COLLATE "C" NOT NULL,
    entity_id TEXT COLLATE "C" NOT NULL,
    time BIGINT NOT NULL,
    PRIMARY KEY (claim_id, entity_id)
);
CREATE INDEX claim_about_by_entity ON claim_about (entity_id, time, claim_id);

-- Every record of the claims topic, in the order in which it was committed here.
CREATE TABLE claim_changes (
    id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    topic_partition INTEGER NOT NULL,
    topic_offset BIGINT NOT NULL,
    changed BIGINT NOT NULL,
    claim_id TEXT COLLATE "C" NOT NULL,
    story_id TEXT COLLATE "C",
    version TEXT COLLATE "C",
    status TEXT COLLATE "C" NOT NULL,
    cause TEXT COLLATE "C" NOT NULL,
    retraction BOOLEAN NOT NULL,
    old_present BOOLEAN NOT NULL,
    old_actor TEXT COLLATE "C",
    old_outlet TEXT COLLATE "C",
    old_hour TEXT COLLATE "C",
    old_act TEXT COLLATE "C",
    old_type TEXT COLLATE "C",
    old_counted BOOLEAN,
    new_present BOOLEAN NOT NULL,
    new_actor TEXT COLLATE "C",
    new_outlet TEXT COLLATE "C",
    new_hour TEXT COLLATE "C",
    new_act TEXT COLLATE "C",
    new_type TEXT COLLATE "C",
    new_counted BOOLEAN,
    content_text TEXT
);
CREATE UNIQUE INDEX claim_changes_by_record ON claim_changes (topic_partition, topic_offset);
CREATE INDEX claim_changes_by_claim ON claim_changes (claim_id);
CREATE INDEX claim_changes_by_story ON claim_changes (story_id);
CREATE INDEX claim_changes_by_new_actor ON claim_changes (new_actor, id) WHERE new_actor IS NOT NULL;
CREATE INDEX claim_changes_by_old_actor ON claim_changes (old_actor, id) WHERE old_actor IS NOT NULL;
CREATE INDEX claim_changes_retracted ON claim_changes (cause, old_actor) WHERE retraction;

CREATE TABLE statements (
    actor_id TEXT COLLATE "C" NOT NULL,
    fingerprint TEXT COLLATE "C" NOT NULL,
    actor_name TEXT COLLATE "C" NOT NULL,
    actor_type TEXT COLLATE "C" NOT NULL,
    content TEXT COLLATE "C" NOT NULL,
    hour TEXT COLLATE "C" NOT NULL,
    type TEXT COLLATE "C" NOT NULL,
    reports BIGINT NOT NULL,
    forms TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (actor_id, fingerprint)
);

CREATE TABLE statement_cells (
    actor_id TEXT COLLATE "C" NOT NULL,
    fingerprint TEXT COLLATE "C" NOT NULL,
    outlet TEXT COLLATE "C" NOT NULL,
    hour TEXT COLLATE "C" NOT NULL,
    type TEXT COLLATE "C" NOT NULL,
    reports BIGINT NOT NULL,
    PRIMARY KEY (actor_id, fingerprint, outlet, hour, type)
);
CREATE INDEX statement_cells_by_outlet ON statement_cells (outlet, hour);

CREATE TABLE actor_counts (
    actor_id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    name TEXT COLLATE "C" NOT NULL,
    type TEXT COLLATE "C" NOT NULL,
    statements BIGINT NOT NULL,
    reports BIGINT NOT NULL,
    articles BIGINT NOT NULL,
    direct BIGINT NOT NULL,
    indirect BIGINT NOT NULL,
    mixed BIGINT NOT NULL,
    non_responses BIGINT NOT NULL,
    forms TEXT COLLATE "C" NOT NULL
);
CREATE INDEX actor_counts_by_statements ON actor_counts (statements, actor_id);
CREATE INDEX actor_counts_by_reports ON actor_counts (reports, actor_id);

CREATE TABLE actor_counts_hourly (
    actor_id TEXT COLLATE "C" NOT NULL,
    hour TEXT COLLATE "C" NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    type TEXT COLLATE "C" NOT NULL,
    statements BIGINT NOT NULL,
    reports BIGINT NOT NULL,
    articles BIGINT NOT NULL,
    direct BIGINT NOT NULL,
    indirect BIGINT NOT NULL,
    mixed BIGINT NOT NULL,
    non_responses BIGINT NOT NULL,
    forms TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (actor_id, hour)
);
CREATE INDEX actor_counts_hourly_by_hour ON actor_counts_hourly (hour);

-- Sums of the hours of a day, recomputed whenever one of them changes; they serve long periods.
CREATE TABLE actor_counts_daily (
    day TEXT COLLATE "C" NOT NULL,
    actor_id TEXT COLLATE "C" NOT NULL,
    statements BIGINT NOT NULL,
    reports BIGINT NOT NULL,
    articles BIGINT NOT NULL,
    direct BIGINT NOT NULL,
    indirect BIGINT NOT NULL,
    mixed BIGINT NOT NULL,
    non_responses BIGINT NOT NULL,
    PRIMARY KEY (day, actor_id)
);
CREATE INDEX actor_counts_daily_by_actor ON actor_counts_daily (actor_id, day);

CREATE TABLE actor_counts_by_outlet (
    actor_id TEXT COLLATE "C" NOT NULL,
    outlet TEXT COLLATE "C" NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    type TEXT COLLATE "C" NOT NULL,
    statements BIGINT NOT NULL,
    reports BIGINT NOT NULL,
    articles BIGINT NOT NULL,
    direct BIGINT NOT NULL,
    indirect BIGINT NOT NULL,
    mixed BIGINT NOT NULL,
    non_responses BIGINT NOT NULL,
    forms TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (actor_id, outlet)
);
CREATE INDEX actor_counts_by_outlet_top ON actor_counts_by_outlet (outlet, statements);

CREATE TABLE mention_counts (
    entity_id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    name TEXT COLLATE "C" NOT NULL,
    type TEXT COLLATE "C" NOT NULL,
    mentions BIGINT NOT NULL,
    stories BIGINT NOT NULL,
    forms TEXT COLLATE "C" NOT NULL
);
CREATE INDEX mention_counts_by_mentions ON mention_counts (mentions, entity_id);

CREATE TABLE mention_counts_hourly (
    entity_id TEXT COLLATE "C" NOT NULL,
    hour TEXT COLLATE "C" NOT NULL,
    name TEXT COLLATE "C" NOT NULL,
    type TEXT COLLATE "C" NOT NULL,
    mentions BIGINT NOT NULL,
    stories BIGINT NOT NULL,
    forms TEXT COLLATE "C" NOT NULL,
    PRIMARY KEY (entity_id, hour)
);
CREATE INDEX mention_counts_hourly_by_hour ON mention_counts_hourly (hour);

-- Names that are another actor's, by normalised name; claims and entities keep the ids that their texts gave them.
CREATE TABLE aliases (
    name_key TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    name TEXT COLLATE "C" NOT NULL,
    actor_id TEXT COLLATE "C" NOT NULL,
    note TEXT
);
CREATE INDEX aliases_by_actor ON aliases (actor_id);

-- Where the sink stands in each partition. Only the holder of the epoch may move it; next_offset -1 is the log's start.
CREATE TABLE sink_offsets (
    topic TEXT COLLATE "C" NOT NULL,
    topic_partition INTEGER NOT NULL,
    topic_id TEXT COLLATE "C" NOT NULL,
    epoch BIGINT NOT NULL,
    next_offset BIGINT NOT NULL,
    touched BIGINT NOT NULL,
    PRIMARY KEY (topic, topic_partition)
);
