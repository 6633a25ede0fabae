-- The list that a space is held against. Each newer list is a version of its own: the newest
-- counts, and those before it tell who has left. Of the older ones only people remain who are on
-- no later version; the one just before the newest is whole, so that the newest can be withdrawn.
CREATE TABLE kept_lists (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    account    TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    org        TEXT NOT NULL,
    space      TEXT NOT NULL,
    -- The name of the file it was read from, without its folder.
    file       TEXT NOT NULL,
    brought_at TEXT NOT NULL,
    -- All versions are removed together, and can be brought back for a while.
    removed_at TEXT
) STRICT;
CREATE INDEX kept_lists_of_space ON kept_lists (account, org, space, id);

CREATE TABLE kept_people (
    list       INTEGER NOT NULL REFERENCES kept_lists (id) ON DELETE CASCADE,
    -- Which of the people of the file it is, counted from 1.
    row        INTEGER NOT NULL,
    name       TEXT NOT NULL,
    address    TEXT NOT NULL,
    -- The form in which addresses are compared; empty where there is no address.
    normalized TEXT NOT NULL,
    grp        TEXT NOT NULL,
    list_id    TEXT NOT NULL,
    -- Added in Cohort and not by a file, so that no newer file can take them off.
    by_hand    INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (list, row)
) STRICT, WITHOUT ROWID;
CREATE INDEX kept_people_by_address ON kept_people (normalized, list);

-- Whom the user has marked as left, and with which version they left. Whoever comes back and
-- leaves again does so with another version, and is not marked.
CREATE TABLE marked_left (
    list       INTEGER NOT NULL REFERENCES kept_lists (id) ON DELETE CASCADE,
    normalized TEXT NOT NULL,
    at         TEXT NOT NULL,
    PRIMARY KEY (list, normalized)
) STRICT, WITHOUT ROWID;
