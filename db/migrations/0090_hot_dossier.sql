-- The mark that a dossier was started changed the predicate of this index, and so wrote every other index too. What was not started
-- has no due time yet, and is found by `dossier_open_by_due`.
DROP INDEX "dossier_not_started";--> statement-breakpoint
-- Room on its page for the next version of a row: without it no update stays off the indexes. Pages written before keep what they have.
ALTER TABLE dossier SET (fillfactor = 75);
