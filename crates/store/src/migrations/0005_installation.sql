-- Which installation these data belong to. The same stands in the settings folder, and the two
-- differ where the data were restored or copied. At most one row; none in data never sent from.
CREATE TABLE installation (
    one        INTEGER PRIMARY KEY CHECK (one = 1),
    id         TEXT NOT NULL,
    -- The computer, as a digest: its own id is nobody's business.
    machine    TEXT NOT NULL,
    -- Grows whenever sending begins, and while it goes on.
    generation INTEGER NOT NULL
) STRICT;
