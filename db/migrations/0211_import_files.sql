ALTER TABLE "import_batch" ADD COLUMN "rows_hash" "bytea";--> statement-breakpoint
ALTER TABLE "import_batch" ADD COLUMN "file_hash" "bytea";--> statement-breakpoint
ALTER TABLE "import_row" ADD COLUMN "as_of" timestamp with time zone;--> statement-breakpoint
UPDATE "import_row" SET "as_of" = b."as_of" FROM "import_batch" b WHERE b."id" = "import_row"."batch_id";--> statement-breakpoint
ALTER TABLE "import_row" ALTER COLUMN "as_of" SET NOT NULL;
--> statement-breakpoint
-- One reason more, whatever the list is by then.
DO $$
DECLARE
  reasons text := (SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = 'import_quarantine_reason');
BEGIN
  ALTER TABLE import_quarantine DROP CONSTRAINT import_quarantine_reason;
  EXECUTE 'ALTER TABLE import_quarantine ADD CONSTRAINT import_quarantine_reason '
    || replace(reasons, '''twiceInFile''::text', '''twiceInFile''::text, ''olderExport''::text');
END $$;
