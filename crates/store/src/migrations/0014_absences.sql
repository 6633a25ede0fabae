-- A request that was sent again because a lookup had shown that it was not taken. If its answer is lost
-- once more, the user decides.
ALTER TABLE requests ADD COLUMN resent_after_absence INTEGER NOT NULL DEFAULT 0
    CHECK (resent_after_absence IN (0, 1));
