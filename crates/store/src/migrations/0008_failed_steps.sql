-- The steps that need the user, of all plans together: an overview asks for them each time it is
-- shown, which must cost as much as there are of them and not as much as there ever were steps.
CREATE INDEX steps_failed ON steps (plan, kind, state)
    WHERE state IN ('refused', 'gave_up', 'unsure');
