-- When a request first left with its idempotency key, and by which clock: the wall clock, and how long the
-- computer had been running since a start that has a name of its own. NULL: it never left with its key, or
-- an earlier version sent it, which didn't write that down.
ALTER TABLE requests ADD COLUMN key_sent_at TEXT;
ALTER TABLE requests ADD COLUMN key_sent_boot TEXT;
ALTER TABLE requests ADD COLUMN key_sent_uptime INTEGER;
-- An attempt that may have been taken left without the key.
ALTER TABLE requests ADD COLUMN left_without_key INTEGER NOT NULL DEFAULT 0
    CHECK (left_without_key IN (0, 1));
