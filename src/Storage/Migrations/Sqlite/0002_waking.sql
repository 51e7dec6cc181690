-- What is due is claimed by the one who wakes it, so that it is not woken again at once; a claim lapses by itself.
ALTER TABLE due ADD COLUMN claimed_until INTEGER;
CREATE INDEX due_at ON due (due_at);
