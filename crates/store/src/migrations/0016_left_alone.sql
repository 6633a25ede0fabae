-- Until when the platform has asked to be left alone with `Retry-After`: by everything of the account, also
-- after a restart, and by whichever process sends next.
ALTER TABLE accounts ADD COLUMN left_alone_until TEXT;
