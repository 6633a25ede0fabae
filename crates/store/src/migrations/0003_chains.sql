-- Chains: create an instance, hand it a snapshot, invite.

-- What the plan hands out, as the outbox wrote it (JSON); null where it hands out nothing.
ALTER TABLE plans ADD COLUMN material TEXT;
-- At departure every instance of the space could be read, so that one which was not among
-- them was not there.
ALTER TABLE plans ADD COLUMN saw_all INTEGER NOT NULL DEFAULT 0;

-- The instance a step is about; empty where it is about the space.
ALTER TABLE steps ADD COLUMN instance TEXT NOT NULL DEFAULT '';
ALTER TABLE steps ADD COLUMN instance_name TEXT NOT NULL DEFAULT '';
-- Its act is another plan's: it waits with all of its chain for what becomes of that one.
ALTER TABLE steps ADD COLUMN waits_for_act INTEGER NOT NULL DEFAULT 0;
-- Everything it waits for within its plan is there.
ALTER TABLE steps ADD COLUMN ready INTEGER NOT NULL DEFAULT 1;
-- A handing-out to an instance that was there before, on the user's word.
ALTER TABLE steps ADD COLUMN overwrites INTEGER NOT NULL DEFAULT 0;
-- How often it was handed out to without success.
ALTER TABLE steps ADD COLUMN handed INTEGER NOT NULL DEFAULT 0;

UPDATE steps SET waits_for_act = 1 WHERE request IS NULL AND state = 'waiting';
UPDATE steps SET
    instance = coalesce((SELECT json_extract(aim, '$.instance') FROM plans WHERE plans.id = plan), ''),
    instance_name = coalesce((SELECT json_extract(aim, '$.instance_name') FROM plans WHERE plans.id = plan), '')
WHERE (SELECT json_extract(aim, '$.purpose') FROM plans WHERE plans.id = plan) = 'shared';

-- Handings-out that no request serves yet.
CREATE INDEX steps_to_hand_out ON steps (plan, overwrites, position)
    WHERE kind = 'hand_out' AND state = 'waiting' AND ready AND request IS NULL AND NOT waits_for_act;
CREATE INDEX steps_creating ON steps (plan) WHERE kind = 'create' AND state IN ('waiting', 'sending');
CREATE INDEX steps_into ON steps (instance) WHERE kind <> 'create' AND instance <> '';

-- A request may now be frozen long before its turn comes: 'later'.
CREATE TABLE requests_with_turns (
    id              INTEGER PRIMARY KEY AUTOINCREMENT,
    plan            INTEGER NOT NULL REFERENCES plans (id),
    kind            TEXT NOT NULL,
    path            TEXT NOT NULL,
    body            BLOB NOT NULL,
    idempotency_key TEXT NOT NULL,
    state           TEXT NOT NULL CHECK (state IN ('later', 'waiting', 'sending', 'looking', 'running', 'settled')),
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
INSERT INTO requests_with_turns SELECT * FROM requests;
DROP TABLE requests;
ALTER TABLE requests_with_turns RENAME TO requests;
CREATE INDEX requests_in_turn ON requests (plan, due_at, id)
    WHERE state IN ('waiting', 'looking', 'running');
CREATE INDEX requests_sending ON requests (id) WHERE state = 'sending';
