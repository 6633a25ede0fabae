CREATE TABLE accounts (
    id              TEXT PRIMARY KEY,
    kind            TEXT NOT NULL CHECK (kind IN ('practice', 'platform')),
    name            TEXT NOT NULL,
    address         TEXT NOT NULL,
    added_at        TEXT NOT NULL,
    -- A removed account keeps its row: its history, and who was invited with it, stay true.
    removed_at      TEXT,
    -- What the platform says it can do beyond its public API; null until it was asked.
    extensions      TEXT,
    -- What was learned of it: does it list people who were invited and have not come,
    -- does it refuse a second invitation? Null until seen.
    lists_pending   INTEGER,
    refuses_repeats INTEGER
) STRICT;
CREATE UNIQUE INDEX one_account_per_address ON accounts (address);

-- What the platform showed last, list by list, as it came.
CREATE TABLE seen (
    account TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    org     TEXT NOT NULL,
    space   TEXT NOT NULL,
    what    TEXT NOT NULL,
    body    TEXT NOT NULL,
    entries INTEGER NOT NULL,
    seen_at TEXT NOT NULL,
    PRIMARY KEY (account, org, space, what)
) STRICT, WITHOUT ROWID;

CREATE TABLE drafts (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    name       TEXT NOT NULL,
    account    TEXT NOT NULL REFERENCES accounts (id),
    org        TEXT NOT NULL,
    space      TEXT NOT NULL,
    space_name TEXT NOT NULL,
    space_kind TEXT NOT NULL,
    aim        TEXT NOT NULL,
    step       TEXT NOT NULL,
    created_at TEXT NOT NULL,
    changed_at TEXT NOT NULL,
    -- Deleting can be undone: the row stays until it is swept.
    deleted_at TEXT
) STRICT;

CREATE TABLE draft_rows (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    draft      INTEGER NOT NULL REFERENCES drafts (id) ON DELETE CASCADE,
    position   INTEGER NOT NULL,
    name       TEXT NOT NULL,
    address    TEXT NOT NULL,
    group_name TEXT NOT NULL,
    note       TEXT NOT NULL,
    list_id    TEXT NOT NULL,
    left_out   INTEGER NOT NULL DEFAULT 0
) STRICT;
CREATE INDEX draft_rows_in_order ON draft_rows (draft, position);

CREATE TABLE plans (
    id               INTEGER PRIMARY KEY AUTOINCREMENT,
    account          TEXT NOT NULL REFERENCES accounts (id),
    org              TEXT NOT NULL,
    space            TEXT NOT NULL,
    space_name       TEXT NOT NULL,
    aim              TEXT NOT NULL,
    -- The draft it was made of, so that taking it back brings the draft back.
    draft            INTEGER NOT NULL,
    state            TEXT NOT NULL CHECK (state IN ('grace', 'sending', 'paused', 'held', 'settled')),
    -- Why it is held (JSON), and until when where that has an end.
    hold             TEXT,
    hold_until       TEXT,
    created_at       TEXT NOT NULL,
    grace_until      TEXT NOT NULL,
    departed_at      TEXT,
    last_progress_at TEXT,
    -- The user took it back: nothing leaves any more, what is on its way is awaited.
    cancelled_at     TEXT,
    settled_at       TEXT
) STRICT;
CREATE INDEX plans_under_way ON plans (state) WHERE state <> 'settled';
CREATE INDEX plans_of_space ON plans (account, org, space);

-- What is to happen to one person in one place, once.
CREATE TABLE acts (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    account    TEXT NOT NULL REFERENCES accounts (id),
    org        TEXT NOT NULL,
    space      TEXT NOT NULL,
    address    TEXT NOT NULL,
    purpose    TEXT NOT NULL,
    opened_at  TEXT NOT NULL,
    -- When the invitation was taken by the platform, as far as this computer knows.
    done_at    TEXT,
    closed_at  TEXT,
    closed_why TEXT
) STRICT;
CREATE UNIQUE INDEX one_open_act_per_person_and_purpose
    ON acts (account, org, space, address, purpose) WHERE closed_at IS NULL;

-- What goes over the wire, frozen before it first leaves, and what came back.
CREATE TABLE requests (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    plan            INTEGER NOT NULL REFERENCES plans (id),
    kind            TEXT NOT NULL,
    path            TEXT NOT NULL,
    body            BLOB NOT NULL,
    idempotency_key TEXT NOT NULL,
    state           TEXT NOT NULL CHECK (state IN ('waiting', 'sending', 'looking', 'running', 'settled')),
    tries           INTEGER NOT NULL DEFAULT 0,
    looks           INTEGER NOT NULL DEFAULT 0,
    due_at          TEXT,
    first_sent_at   TEXT,
    last_sent_at    TEXT,
    answered_at     TEXT,
    -- An earlier try may have been taken although its answer was lost.
    maybe_taken     INTEGER NOT NULL DEFAULT 0,
    status          INTEGER,
    incident        TEXT,
    task            INTEGER
) STRICT;
-- In the order they are due, so that finding the next costs the same in a long plan.
CREATE INDEX requests_in_turn ON requests (plan, due_at, id)
    WHERE state IN ('waiting', 'looking', 'running');
CREATE INDEX requests_sending ON requests (id) WHERE state = 'sending';

CREATE TABLE steps (
    id         INTEGER PRIMARY KEY AUTOINCREMENT,
    plan       INTEGER NOT NULL REFERENCES plans (id),
    position   INTEGER NOT NULL,
    kind       TEXT NOT NULL CHECK (kind IN ('create', 'hand_out', 'invite')),
    name       TEXT NOT NULL,
    address    TEXT NOT NULL,
    compared   TEXT NOT NULL,
    group_name TEXT NOT NULL,
    list_id    TEXT NOT NULL,
    act        INTEGER REFERENCES acts (id),
    -- One request may serve many steps: one handing-out, a hundred instances.
    request    INTEGER REFERENCES requests (id),
    state      TEXT NOT NULL CHECK (state IN ('waiting', 'sending', 'done', 'already', 'refused',
                                              'blocked', 'gave_up', 'unsure', 'cancelled')),
    reason     TEXT,
    settled_at TEXT
) STRICT;
CREATE INDEX steps_of_plan ON steps (plan, position);
CREATE INDEX steps_of_request ON steps (request);
CREATE INDEX steps_under_way ON steps (plan) WHERE state IN ('waiting', 'sending');
CREATE INDEX steps_unsure ON steps (state) WHERE state = 'unsure';
CREATE INDEX steps_of_act ON steps (act);

-- Which step waits for which: the create before the hand-out before the invitation.
CREATE TABLE step_waits (
    step  INTEGER NOT NULL REFERENCES steps (id),
    until INTEGER NOT NULL REFERENCES steps (id),
    PRIMARY KEY (step, until)
) STRICT, WITHOUT ROWID;
CREATE INDEX step_waits_until ON step_waits (until);
