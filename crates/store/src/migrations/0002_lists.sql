-- What stands in the row for new people: kept like the list itself.
ALTER TABLE drafts ADD COLUMN adding TEXT NOT NULL DEFAULT '';

-- The greatest position a row of the list ever had: one that comes back has its place free.
ALTER TABLE drafts ADD COLUMN last_position INTEGER NOT NULL DEFAULT 0;
UPDATE drafts SET last_position =
    (SELECT coalesce(max(r.position), 0) FROM draft_rows r WHERE r.draft = drafts.id);

-- What was done to a list, to be undone and done again. Of those that stand the one with the
-- greatest id is undone next; of those undone the one with the least is done again next.
CREATE TABLE draft_edits (
    id     INTEGER PRIMARY KEY AUTOINCREMENT,
    draft  INTEGER NOT NULL REFERENCES drafts (id) ON DELETE CASCADE,
    kind   TEXT NOT NULL,
    -- Edits with the same token, one after the other, are one.
    typing TEXT,
    undone INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX draft_edits_in_order ON draft_edits (draft, undone, id);

-- The rows an edit touched, as they read on its other side: before it while it stands, after
-- it once it is undone (JSON; null: the row is not there). This side is in draft_rows.
CREATE TABLE draft_edit_rows (
    edit  INTEGER NOT NULL REFERENCES draft_edits (id) ON DELETE CASCADE,
    row   INTEGER NOT NULL,
    other TEXT,
    PRIMARY KEY (edit, row)
) STRICT, WITHOUT ROWID;

-- What was said by hand about the columns of files that look like this.
CREATE TABLE mappings (
    look    TEXT PRIMARY KEY,
    columns TEXT NOT NULL,
    kept_at TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- The domains of an institution, where the user edited them (JSON).
CREATE TABLE domains (
    account TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    org     TEXT NOT NULL,
    own     TEXT NOT NULL,
    PRIMARY KEY (account, org)
) STRICT, WITHOUT ROWID;
