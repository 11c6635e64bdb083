-- Standing queries. What a delivery says is never kept: it is read from claim_changes at each attempt, so that a kill takes
-- its words out of what is still to be sent, too. 0 and '' mean that there is none.
CREATE TABLE subscriptions (
    subscription_id TEXT    NOT NULL PRIMARY KEY,
    url             TEXT    NOT NULL,
    note            TEXT    NOT NULL,
    filter          TEXT    NOT NULL,
    secret          TEXT    NOT NULL,
    old_secret      TEXT    NOT NULL DEFAULT '',
    old_secret_ends INTEGER NOT NULL DEFAULT 0,
    paused          BOOLEAN NOT NULL DEFAULT FALSE,
    reason          TEXT    NOT NULL DEFAULT '',
    created         INTEGER NOT NULL,
    -- up to where everything is delivered or given up: an id of claim_changes, and the same as offsets of the topic
    position        INTEGER NOT NULL,
    seen            TEXT    NOT NULL,
    delivered       INTEGER NOT NULL DEFAULT 0,
    last_delivered  INTEGER NOT NULL DEFAULT 0,
    -- the delivery that fails at present: its last change, and its attempts
    failing_through INTEGER NOT NULL DEFAULT 0,
    failing_since   INTEGER NOT NULL DEFAULT 0,
    attempts        INTEGER NOT NULL DEFAULT 0,
    next_attempt    INTEGER NOT NULL DEFAULT 0,
    error           TEXT    NOT NULL DEFAULT ''
);

-- Deliveries that were given up: records of the claims topic as [[partition,offset],…].
CREATE TABLE dead_deliveries (
    delivery_id     INTEGER PRIMARY KEY AUTOINCREMENT,
    subscription_id TEXT    NOT NULL,
    message_id      TEXT    NOT NULL,
    records         TEXT    NOT NULL,
    first_attempt   INTEGER NOT NULL,
    given_up        INTEGER NOT NULL,
    attempts        INTEGER NOT NULL,
    error           TEXT    NOT NULL,
    resend          BOOLEAN NOT NULL DEFAULT FALSE
);
CREATE INDEX dead_deliveries_by_subscription ON dead_deliveries (subscription_id, delivery_id);
CREATE INDEX dead_deliveries_to_resend ON dead_deliveries (subscription_id, delivery_id) WHERE resend;

-- Which process delivers; the others stand by.
CREATE TABLE delivering (
    only_row INTEGER NOT NULL PRIMARY KEY,
    owner    TEXT    NOT NULL,
    expires  INTEGER NOT NULL
);
INSERT INTO delivering (only_row, owner, expires) VALUES (1, '', 0);
