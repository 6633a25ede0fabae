-- The sign-up link of a course that was made, or pasted, on this computer. What the platform shows of
-- a link is among the lists in `seen`; a platform without links in its API shows nothing, and then
-- this is all there is.
CREATE TABLE links (
    account    TEXT NOT NULL REFERENCES accounts (id) ON DELETE CASCADE,
    org        TEXT NOT NULL,
    space      TEXT NOT NULL,
    url        TEXT NOT NULL,
    expires_at TEXT,
    -- From the platform's web page, by way of the clipboard.
    pasted     INTEGER NOT NULL CHECK (pasted IN (0, 1)),
    at         TEXT NOT NULL,
    PRIMARY KEY (account, org, space)
) STRICT, WITHOUT ROWID;

-- Where people use the platform in a browser, as the user said. The account's own address is that of
-- the API, from which it can't be told.
ALTER TABLE accounts ADD COLUMN web_address TEXT;
