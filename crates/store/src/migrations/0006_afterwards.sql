-- What is asked of every step that moves costs the same in a long plan and a short one.
CREATE INDEX requests_of_plan ON requests (plan);
CREATE INDEX steps_handing_out ON steps (instance) WHERE kind = 'hand_out' AND state = 'sending';

-- The last try was refused for good, though an earlier one may have been taken.
ALTER TABLE requests ADD COLUMN refused INTEGER NOT NULL DEFAULT 0;

-- When the person was last seen where the act was to bring them: whoever was there and is not
-- any more has left.
ALTER TABLE acts ADD COLUMN seen_at TEXT;

-- Invited once more on the user's word: that they were invited before is no reason against it.
ALTER TABLE steps ADD COLUMN again INTEGER NOT NULL DEFAULT 0;
