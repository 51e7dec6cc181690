CREATE TABLE approvals (
    workspace TEXT NOT NULL,
    approval_id TEXT NOT NULL,
    customer_key TEXT NOT NULL,
    status TEXT NOT NULL,
    created_at INTEGER NOT NULL,
    expires_at INTEGER NOT NULL,
    body TEXT NOT NULL,
    PRIMARY KEY (workspace, approval_id)
) STRICT;
CREATE INDEX approvals_newest ON approvals (workspace, created_at, approval_id);
CREATE INDEX approvals_status ON approvals (workspace, status, created_at, approval_id);
CREATE INDEX approvals_expiry ON approvals (workspace, status, expires_at, approval_id);
CREATE INDEX approvals_customer ON approvals (customer_key, created_at, approval_id);
