-- Columns that the code calls by another name since its vocabulary was put in order. Only names
-- change; what stands in the columns is read as before.
ALTER TABLE drafts RENAME COLUMN aim TO intent;
ALTER TABLE plans RENAME COLUMN aim TO intent;
ALTER TABLE draft_rows RENAME COLUMN left_out TO skipped;
ALTER TABLE steps RENAME COLUMN compared TO normalized;
ALTER TABLE requests RENAME COLUMN looks TO lookups;
ALTER TABLE mappings RENAME COLUMN look TO layout;
ALTER TABLE steps RENAME COLUMN handed TO distribute_tries;
ALTER TABLE steps RENAME COLUMN again TO reinvite;

-- Which step depends on which: an invitation on the distribution to its instance, and that on
-- the instance.
ALTER TABLE step_waits RENAME TO step_dependencies;
ALTER TABLE step_dependencies RENAME COLUMN until TO depends_on;
