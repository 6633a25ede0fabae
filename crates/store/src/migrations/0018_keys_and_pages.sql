-- When a request first left with its idempotency key, and by which clock: the wall clock, and how long the
-- computer had been running since a start that has a name of its own. NULL: it never left with its key, or
-- an earlier version sent it, which didn't write that down.
ALTER TABLE requests ADD COLUMN key_sent_at TEXT;
ALTER TABLE requests ADD COLUMN key_sent_boot TEXT;
ALTER TABLE requests ADD COLUMN key_sent_uptime INTEGER;
-- An attempt that may have been taken left without the key.
ALTER TABLE requests ADD COLUMN left_without_key INTEGER NOT NULL DEFAULT 0
    CHECK (left_without_key IN (0, 1));

-- How many web pages in a row have stood in place of a task's status.
ALTER TABLE requests ADD COLUMN pages_polled INTEGER NOT NULL DEFAULT 0;

-- How often it was found that a plan has to depart anew: a departure that began before doesn't count. And
-- before which time it doesn't, because more of the same is expected.
ALTER TABLE plans ADD COLUMN departures_asked INTEGER NOT NULL DEFAULT 0;
ALTER TABLE plans ADD COLUMN departs_from TEXT;
