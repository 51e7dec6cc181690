CREATE TABLE interventions (
    workspace TEXT NOT NULL,
    intervention_id TEXT NOT NULL,
    customer_key TEXT NOT NULL,
    type TEXT NOT NULL,
    priority TEXT NOT NULL,
    status TEXT NOT NULL,
    reason TEXT NOT NULL,
    diagnosis TEXT NOT NULL,
    actions_taken TEXT NOT NULL,
    next_steps TEXT NOT NULL,
    message TEXT NOT NULL,
    ticket_key TEXT,
    ticket_url TEXT,
    finding INTEGER NOT NULL,
    attempts INTEGER NOT NULL,
    created_at INTEGER NOT NULL,
    resolved_at INTEGER,
    snoozed_until INTEGER,
    PRIMARY KEY (workspace, intervention_id)
) STRICT;
CREATE INDEX interventions_newest ON interventions (workspace, created_at, intervention_id);
CREATE INDEX interventions_status ON interventions (workspace, status, created_at, intervention_id);
CREATE INDEX interventions_customer ON interventions (customer_key, created_at, intervention_id);
