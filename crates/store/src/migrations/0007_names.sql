-- Columns that the code calls by another name since its vocabulary was put in order. Only names
-- change; what stands in the columns is read as before.
ALTER TABLE drafts RENAME COLUMN aim TO intent;
ALTER TABLE plans RENAME COLUMN aim TO intent;
ALTER TABLE draft_rows RENAME COLUMN left_out TO skipped;
ALTER TABLE steps RENAME COLUMN compared TO normalized;
ALTER TABLE requests RENAME COLUMN looks TO lookups;
