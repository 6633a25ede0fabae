-- A change of a sign-up link that has left for the platform, or is about to. It stands here before it
-- leaves, so that whatever ends this program meanwhile, the next start knows that it has to look.
CREATE TABLE link_changes (
    account    TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    org        TEXT NOT NULL,
    space      TEXT NOT NULL,
    change     TEXT NOT NULL CHECK (change IN ('make', 'withdraw')),
    begun_at   TEXT NOT NULL,
    -- The link that there was, if there was one.
    before_url TEXT,
    -- What was asked of a new link, as JSON.
    terms      TEXT NOT NULL,
    -- What a later reading has shown: whether the platform did it. NULL: nothing yet.
    done       INTEGER CHECK (done IN (0, 1)),
    found_at   TEXT,
    PRIMARY KEY (account, org, space)
) STRICT, WITHOUT ROWID;
