CREATE TABLE interventions (
    workspace text COLLATE "C" NOT NULL,
    intervention_id text COLLATE "C" NOT NULL,
    customer_key text COLLATE "C" NOT NULL,
    type text NOT NULL,
    priority text NOT NULL,
    status text NOT NULL,
    reason text NOT NULL,
    diagnosis text NOT NULL,
    actions_taken text NOT NULL,
    next_steps text NOT NULL,
    message text NOT NULL,
    ticket_key text,
    ticket_url text,
    finding integer NOT NULL,
    attempts integer NOT NULL,
    created_at timestamptz NOT NULL,
    resolved_at timestamptz,
    snoozed_until timestamptz,
    PRIMARY KEY (workspace, intervention_id)
);
CREATE INDEX interventions_newest ON interventions (workspace, created_at, intervention_id);
CREATE INDEX interventions_status ON interventions (workspace, status, created_at, intervention_id);
CREATE INDEX interventions_customer ON interventions (customer_key, created_at, intervention_id);
