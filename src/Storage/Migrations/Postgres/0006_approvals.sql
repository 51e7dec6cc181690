CREATE TABLE approvals (
    workspace text COLLATE "C" NOT NULL,
    approval_id text COLLATE "C" NOT NULL,
    customer_key text COLLATE "C" NOT NULL,
    status text NOT NULL,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    body text NOT NULL,
    PRIMARY KEY (workspace, approval_id)
);
CREATE INDEX approvals_newest ON approvals (workspace, created_at, approval_id);
CREATE INDEX approvals_status ON approvals (workspace, status, created_at, approval_id);
CREATE INDEX approvals_expiry ON approvals (workspace, status, expires_at, approval_id);
CREATE INDEX approvals_customer ON approvals (customer_key, created_at, approval_id);
