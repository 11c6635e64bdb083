-- Standing queries. What a delivery says is never kept: it is read from claim_changes at each attempt, so that a kill takes
-- its words out of what is still to be sent, too. 0 and '' mean that there is none.
CREATE TABLE subscriptions (
    subscription_id TEXT COLLATE "C" NOT NULL PRIMARY KEY,
    url TEXT COLLATE "C" NOT NULL,
    note TEXT COLLATE "C" NOT NULL,
    filter TEXT COLLATE "C" NOT NULL,
    secret TEXT COLLATE "C" NOT NULL,
    old_secret TEXT COLLATE "C" NOT NULL DEFAULT '',
    old_secret_ends BIGINT NOT NULL DEFAULT 0,
    paused BOOLEAN NOT NULL DEFAULT FALSE,
    reason TEXT COLLATE "C" NOT NULL DEFAULT '',
    created BIGINT NOT NULL,
    -- up to where everything is delivered or given up: an id of claim_changes, and the same as offsets of the topic
    position BIGINT NOT NULL,
    seen TEXT COLLATE "C" NOT NULL,
    delivered BIGINT NOT NULL DEFAULT 0,
    last_delivered BIGINT NOT NULL DEFAULT 0,
    -- the delivery that fails at present: its last change, and its attempts
    failing_through BIGINT NOT NULL DEFAULT 0,
    failing_since BIGINT NOT NULL DEFAULT 0,
    attempts INTEGER NOT NULL DEFAULT 0,
    next_attempt BIGINT NOT NULL DEFAULT 0,
    error TEXT COLLATE "C" NOT NULL DEFAULT ''
);

-- Deliveries that were given up: records of the claims topic as [[partition,offset],…].
CREATE TABLE dead_deliveries (
    delivery_id BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    subscription_id TEXT COLLATE "C" NOT NULL,
    message_id TEXT COLLATE "C" NOT NULL,
    records TEXT COLLATE "C" NOT NULL,
    first_attempt BIGINT NOT NULL,
    given_up BIGINT NOT NULL,
    attempts INTEGER NOT NULL,
    error TEXT COLLATE "C" NOT NULL,
    resend BOOLEAN NOT NULL DEFAULT FALSE
);
CREATE INDEX dead_deliveries_by_subscription ON dead_deliveries (subscription_id, delivery_id);
CREATE INDEX dead_deliveries_to_resend ON dead_deliveries (subscription_id, delivery_id) WHERE resend;

-- Which process delivers; the others stand by.
CREATE TABLE delivering (
    only_row INTEGER NOT NULL PRIMARY KEY,
    owner TEXT COLLATE "C" NOT NULL,
    expires BIGINT NOT NULL
);
INSERT INTO delivering (only_row, owner, expires) VALUES (1, '', 0);
