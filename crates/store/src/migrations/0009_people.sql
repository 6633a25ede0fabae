-- When somebody was first seen as joined, where an earlier reading of the space showed that they
-- hadn't joined by then. Whoever had joined before the first reading has no row: nobody knows when.
CREATE TABLE first_joined (
    account TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    org     TEXT NOT NULL,
    space   TEXT NOT NULL,
    address TEXT NOT NULL,
    at      TEXT NOT NULL,
    PRIMARY KEY (account, org, space, address)
) STRICT, WITHOUT ROWID;

-- Each time the platform took the order to email an invitation again.
CREATE TABLE resends (
    id      INTEGER PRIMARY KEY,
    account TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    org     TEXT NOT NULL,
    space   TEXT NOT NULL,
    address TEXT NOT NULL,
    at      TEXT NOT NULL
) STRICT;
CREATE INDEX resends_to_person ON resends (account, org, space, address);
