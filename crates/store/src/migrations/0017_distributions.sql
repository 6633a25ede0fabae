-- What a snapshot would overwrite in each instance, as it was last read.
CREATE TABLE comparisons (
    account     TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    org         TEXT NOT NULL,
    space       TEXT NOT NULL,
    -- The instance that the snapshot is of.
    instance    TEXT NOT NULL,
    snapshot    TEXT NOT NULL,
    target      TEXT NOT NULL,
    -- As JSON.
    found       TEXT NOT NULL,
    compared_at TEXT NOT NULL,
    PRIMARY KEY (account, org, space, instance, snapshot, target)
) STRICT, WITHOUT ROWID;
CREATE INDEX comparisons_by_age ON comparisons (compared_at);
CREATE INDEX comparisons_of_target ON comparisons (account, org, space, target);
