-- What was planned for one person is found without reading the steps of everybody, so that an action on
-- thousands of people costs as much for each as an action on one.
CREATE INDEX steps_of_person ON steps (normalized);
