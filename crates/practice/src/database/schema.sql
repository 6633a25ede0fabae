-- Times are milliseconds since 1970, UTC. `email_key` and `recipient_key` are addresses in their
-- normalized form. `once` is the idempotency key of the request that created a row.
CREATE TABLE users (
    id INTEGER PRIMARY KEY,
    email TEXT NOT NULL,
    email_key TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    password TEXT,
    -- How many wrong passwords were entered in a row, and when the last one was.
    wrong INTEGER NOT NULL DEFAULT 0,
    wrong_at INTEGER NOT NULL DEFAULT 0,
    created INTEGER NOT NULL
) STRICT;

CREATE TABLE api_keys (
    hash BLOB PRIMARY KEY,
    user_id INTEGER NOT NULL REFERENCES users ON DELETE CASCADE,
    owner INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;

CREATE TABLE orgs (
    id INTEGER PRIMARY KEY,
    slug TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    description TEXT,
    created INTEGER NOT NULL
) STRICT;

CREATE TABLE org_members (
    org_id INTEGER NOT NULL REFERENCES orgs ON DELETE CASCADE,
    user_id INTEGER NOT NULL REFERENCES users ON DELETE CASCADE,
    role TEXT NOT NULL,
    PRIMARY KEY (org_id, user_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX org_members_by_user ON org_members (user_id);

CREATE TABLE spaces (
    id INTEGER PRIMARY KEY,
    org_id INTEGER NOT NULL REFERENCES orgs ON DELETE CASCADE,
    slug TEXT NOT NULL,
    name TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('TEACHING', 'RESEARCH', 'DATASET')),
    description TEXT,
    created INTEGER NOT NULL,
    modified INTEGER NOT NULL,
    UNIQUE (org_id, slug)
) STRICT;

CREATE TABLE space_admins (
    space_id INTEGER NOT NULL REFERENCES spaces ON DELETE CASCADE,
    user_id INTEGER NOT NULL REFERENCES users ON DELETE CASCADE,
    PRIMARY KEY (space_id, user_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX space_admins_by_user ON space_admins (user_id);

CREATE TABLE instances (
    id INTEGER PRIMARY KEY,
    space_id INTEGER NOT NULL REFERENCES spaces ON DELETE CASCADE,
    slug TEXT NOT NULL,
    name TEXT NOT NULL,
    description TEXT,
    created INTEGER NOT NULL,
    deleted INTEGER,
    once TEXT,
    UNIQUE (space_id, slug)
) STRICT;
CREATE INDEX instances_by_name ON instances (space_id, name);

CREATE TABLE instance_members (
    instance_id INTEGER NOT NULL REFERENCES instances ON DELETE CASCADE,
    user_id INTEGER NOT NULL REFERENCES users ON DELETE CASCADE,
    role TEXT NOT NULL,
    since INTEGER NOT NULL,
    PRIMARY KEY (instance_id, user_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX instance_members_by_user ON instance_members (user_id);

-- Tokens are derived from the ids, so AUTOINCREMENT makes sure that no id is used again.
CREATE TABLE invitations (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    space_id INTEGER NOT NULL REFERENCES spaces ON DELETE CASCADE,
    -- It is absent in an invitation to be an administrator of the space.
    instance_id INTEGER REFERENCES instances ON DELETE CASCADE,
    email TEXT NOT NULL,
    email_key TEXT NOT NULL,
    role TEXT NOT NULL,
    status TEXT NOT NULL CHECK (status IN ('PENDING', 'ACCEPTED', 'EXPIRED', 'REVOKED', 'BOUNCED')),
    token_hash BLOB NOT NULL UNIQUE,
    invited_by INTEGER NOT NULL REFERENCES users,
    created INTEGER NOT NULL,
    expires INTEGER NOT NULL,
    settled INTEGER
) STRICT;
-- Nobody can have two open invitations to the same place.
CREATE UNIQUE INDEX invitations_open ON invitations (space_id, ifnull(instance_id, 0), email_key)
    WHERE status = 'PENDING';
CREATE INDEX invitations_by_instance ON invitations (instance_id);

-- Tokens are derived from the ids, so AUTOINCREMENT makes sure that no id is used again.
CREATE TABLE links (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    space_id INTEGER NOT NULL REFERENCES spaces ON DELETE CASCADE,
    token_hash BLOB NOT NULL UNIQUE,
    created INTEGER NOT NULL,
    expires INTEGER NOT NULL,
    max_uses INTEGER,
    uses INTEGER NOT NULL DEFAULT 0,
    email_domains TEXT,
    withdrawn INTEGER
) STRICT;
CREATE UNIQUE INDEX links_open ON links (space_id) WHERE withdrawn IS NULL;

-- Tokens are derived from the ids, so AUTOINCREMENT makes sure that no id is used again.
CREATE TABLE confirmations (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    link_id INTEGER NOT NULL REFERENCES links ON DELETE CASCADE,
    email TEXT NOT NULL,
    email_key TEXT NOT NULL,
    token_hash BLOB NOT NULL UNIQUE,
    created INTEGER NOT NULL,
    expires INTEGER NOT NULL,
    used INTEGER
) STRICT;
CREATE INDEX confirmations_by_address ON confirmations (link_id, email_key);

CREATE TABLE snapshots (
    id INTEGER PRIMARY KEY,
    instance_id INTEGER NOT NULL REFERENCES instances ON DELETE CASCADE,
    slug TEXT NOT NULL,
    name TEXT NOT NULL,
    description TEXT,
    kind TEXT NOT NULL,
    created INTEGER NOT NULL,
    deleted INTEGER,
    UNIQUE (instance_id, slug)
) STRICT;

CREATE TABLE files (
    id INTEGER PRIMARY KEY,
    snapshot_id INTEGER NOT NULL REFERENCES snapshots ON DELETE CASCADE,
    area TEXT NOT NULL CHECK (area IN ('files', 'home')),
    -- Paths have no slash at either end. `parent` is the path of the folder.
    path TEXT NOT NULL,
    parent TEXT NOT NULL,
    kind TEXT NOT NULL CHECK (kind IN ('file', 'directory')),
    size INTEGER NOT NULL,
    created INTEGER NOT NULL,
    modified INTEGER NOT NULL,
    UNIQUE (snapshot_id, area, path)
) STRICT;
CREATE INDEX files_by_folder ON files (snapshot_id, area, parent);

CREATE TABLE applications (
    id INTEGER PRIMARY KEY,
    snapshot_id INTEGER NOT NULL REFERENCES snapshots ON DELETE CASCADE,
    slug TEXT NOT NULL,
    name TEXT NOT NULL,
    description TEXT NOT NULL,
    status TEXT NOT NULL,
    shared INTEGER NOT NULL,
    exportable INTEGER NOT NULL,
    storage_used INTEGER NOT NULL,
    UNIQUE (snapshot_id, slug)
) STRICT;

CREATE TABLE data_tables (
    id INTEGER PRIMARY KEY,
    snapshot_id INTEGER NOT NULL REFERENCES snapshots ON DELETE CASCADE,
    slug TEXT NOT NULL,
    name TEXT NOT NULL,
    description TEXT,
    bytes INTEGER NOT NULL,
    row_count INTEGER NOT NULL,
    UNIQUE (snapshot_id, name)
) STRICT;

CREATE TABLE tasks (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    user_id INTEGER NOT NULL REFERENCES users,
    operation TEXT NOT NULL,
    description TEXT NOT NULL,
    status TEXT NOT NULL,
    result TEXT,
    work TEXT NOT NULL,
    once TEXT,
    created INTEGER NOT NULL,
    started INTEGER,
    finished INTEGER
) STRICT;
CREATE INDEX tasks_open ON tasks (id) WHERE finished IS NULL;

CREATE TABLE mails (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    kind TEXT NOT NULL,
    recipient TEXT NOT NULL,
    recipient_key TEXT NOT NULL,
    subject TEXT NOT NULL,
    text TEXT NOT NULL,
    at INTEGER NOT NULL,
    invitation_id INTEGER,
    once TEXT,
    -- An email that is only in the mailbox is kept. With an SMTP server it is queued, sent, or failed.
    delivery TEXT NOT NULL CHECK (delivery IN ('kept', 'queued', 'sent', 'failed')),
    tries INTEGER NOT NULL DEFAULT 0,
    due INTEGER NOT NULL DEFAULT 0,
    problem TEXT
) STRICT;
CREATE INDEX mails_by_recipient ON mails (recipient_key, id);
CREATE INDEX mails_queued ON mails (due) WHERE delivery = 'queued';

CREATE TABLE answers (
    user_id INTEGER NOT NULL REFERENCES users ON DELETE CASCADE,
    once TEXT NOT NULL,
    fingerprint BLOB NOT NULL,
    status INTEGER NOT NULL,
    body TEXT NOT NULL,
    at INTEGER NOT NULL,
    PRIMARY KEY (user_id, once)
) STRICT, WITHOUT ROWID;
CREATE INDEX answers_by_age ON answers (at);

CREATE TABLE requests (
    id INTEGER PRIMARY KEY,
    method TEXT NOT NULL,
    path TEXT NOT NULL,
    status INTEGER,
    fate TEXT NOT NULL,
    once TEXT,
    at INTEGER NOT NULL
) STRICT;
