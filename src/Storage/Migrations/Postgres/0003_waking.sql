-- What is due is claimed by the process that wakes it, so that several do not all wake the same; a claim lapses by itself.
ALTER TABLE due ADD COLUMN claimed_until timestamptz;
CREATE INDEX due_at ON due (due_at);
