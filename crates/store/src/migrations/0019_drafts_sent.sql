-- Grows with every change of a draft, so that a draft which has changed since it was reviewed isn't sent.
ALTER TABLE drafts ADD COLUMN change_number INTEGER NOT NULL DEFAULT 0;
-- It was there when the data were restored or copied, so it may have been sent since, and the user hasn't
-- said yet that it may be sent all the same.
ALTER TABLE drafts ADD COLUMN maybe_sent INTEGER NOT NULL DEFAULT 0 CHECK (maybe_sent IN (0, 1));

-- Plans under way are read every second, and stand among all that ever were.
CREATE INDEX plans_unsettled ON plans (id) WHERE state <> 'settled';
-- Everybody who was ever invited to a place, whether or not the invitation stands.
CREATE INDEX acts_of_place ON acts (account, org, space, address);
CREATE INDEX first_joined_by_time ON first_joined (at);
CREATE INDEX plans_settled ON plans (settled_at, id) WHERE state = 'settled';
