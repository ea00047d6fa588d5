-- A seal that can be reckoned again: over what was recorded until its instant.
ALTER TABLE "journal_seal" ADD COLUMN "exact" boolean DEFAULT false NOT NULL;