-- A number for each change of a plan's steps, so that whoever has seen a plan asks for what
-- reads differently since, and gets no more than that.
ALTER TABLE plans ADD COLUMN seq INTEGER NOT NULL DEFAULT 0;
ALTER TABLE steps ADD COLUMN changed INTEGER NOT NULL DEFAULT 0;
CREATE INDEX steps_changed ON steps (plan, changed);

CREATE TRIGGER step_changed AFTER UPDATE OF act, request, state, reason, settled_at ON steps
BEGIN
    UPDATE plans SET seq = seq + 1 WHERE id = new.plan;
    UPDATE steps SET changed = (SELECT seq FROM plans WHERE id = new.plan) WHERE id = new.id;
END;
