-- Times are microseconds since 1970 (UTC). Keys of customers are "workspace/customer id".

CREATE TABLE states (
    id INTEGER PRIMARY KEY,
    grain_key TEXT NOT NULL,
    grain_type TEXT NOT NULL,
    state_name TEXT NOT NULL,
    version INTEGER NOT NULL,
    json TEXT,
    sealed BLOB,
    UNIQUE (grain_key, grain_type, state_name)
) STRICT;

-- wrapped is NULL once the key was destroyed; the row stays, so that no new key is made.
CREATE TABLE data_keys (
    scope TEXT PRIMARY KEY,
    wrapped BLOB
) STRICT, WITHOUT ROWID;

CREATE TABLE due (
    grain_key TEXT NOT NULL,
    grain_type TEXT NOT NULL,
    state_name TEXT NOT NULL,
    shard INTEGER NOT NULL,
    due_at INTEGER NOT NULL,
    PRIMARY KEY (grain_key, grain_type, state_name)
) STRICT, WITHOUT ROWID;
CREATE INDEX due_shard ON due (shard, due_at);

CREATE TABLE ledger (
    id INTEGER PRIMARY KEY,
    customer_key TEXT NOT NULL,
    seq INTEGER NOT NULL,
    at INTEGER NOT NULL,
    kind TEXT NOT NULL,
    actor TEXT NOT NULL,
    action_id TEXT,
    body BLOB NOT NULL,
    hash BLOB NOT NULL,
    UNIQUE (customer_key, seq)
) STRICT;

CREATE TABLE outbox (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    topic TEXT NOT NULL,
    customer_key TEXT NOT NULL,
    at INTEGER NOT NULL,
    data TEXT NOT NULL
) STRICT;

-- undispatched is 1 for a command that is not confirmed yet, otherwise NULL.
CREATE TABLE events (
    number INTEGER PRIMARY KEY,
    workspace TEXT NOT NULL,
    topic TEXT NOT NULL,
    customer_key TEXT NOT NULL,
    at INTEGER NOT NULL,
    data TEXT NOT NULL,
    undispatched INTEGER
) STRICT;
CREATE INDEX events_workspace ON events (workspace, number);
CREATE INDEX events_undispatched ON events (number) WHERE undispatched IS NOT NULL;

CREATE TABLE customers (
    id INTEGER PRIMARY KEY,
    workspace TEXT NOT NULL,
    customer_id TEXT NOT NULL,
    company TEXT NOT NULL,
    email TEXT NOT NULL,
    tier TEXT NOT NULL,
    stage TEXT NOT NULL,
    tech_stack TEXT NOT NULL,
    time_zone TEXT,
    health TEXT NOT NULL,
    engagement_score INTEGER NOT NULL,
    risk_factors TEXT NOT NULL,
    total_api_calls INTEGER NOT NULL,
    error_rate REAL NOT NULL,
    usage_trend TEXT NOT NULL,
    last_api_call_at INTEGER,
    created_at INTEGER NOT NULL,
    version INTEGER NOT NULL,
    UNIQUE (workspace, customer_id)
) STRICT;
CREATE INDEX customers_health ON customers (workspace, health, customer_id);
CREATE INDEX customers_tier ON customers (workspace, tier, customer_id);
CREATE INDEX customers_stage ON customers (workspace, stage, customer_id);

-- Words are split before they come here; rowid is customers.id.
CREATE VIRTUAL TABLE customer_words USING fts5 (words, tokenize = 'ascii', prefix = '2 3');
INSERT INTO customer_words (customer_words, rank) VALUES ('secure-delete', 1);

CREATE TABLE actions (
    customer_key TEXT NOT NULL,
    action_id TEXT NOT NULL,
    workspace TEXT NOT NULL,
    tool TEXT NOT NULL,
    status TEXT NOT NULL,
    evidence TEXT NOT NULL,
    output TEXT NOT NULL,
    begun_at INTEGER NOT NULL,
    ended_at INTEGER,
    PRIMARY KEY (customer_key, action_id)
) STRICT;
CREATE INDEX actions_status ON actions (workspace, status, begun_at, action_id);

CREATE TABLE keys (
    key_hash TEXT PRIMARY KEY,
    customer_key TEXT NOT NULL,
    key_id TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX keys_customer ON keys (customer_key);

CREATE TABLE sites (
    site TEXT PRIMARY KEY,
    customer_key TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX sites_customer ON sites (customer_key);

CREATE TABLE activity_ids (
    id INTEGER PRIMARY KEY,
    customer_key TEXT NOT NULL,
    at INTEGER NOT NULL,
    hashes BLOB NOT NULL
) STRICT;
CREATE INDEX activity_ids_customer ON activity_ids (customer_key, at);

CREATE TABLE reminders (
    grain_type TEXT NOT NULL,
    grain_key TEXT NOT NULL,
    name TEXT NOT NULL,
    start_at INTEGER NOT NULL,
    period INTEGER NOT NULL,
    PRIMARY KEY (grain_type, grain_key, name)
) STRICT, WITHOUT ROWID;
