CREATE TABLE "conflict_of_interest" (
	"dossier_id" uuid NOT NULL,
	"officer_id" text NOT NULL,
	"reason" text NOT NULL,
	"declared_at" timestamp with time zone NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "conflict_of_interest_dossier_id_officer_id_pk" PRIMARY KEY("dossier_id","officer_id")
);
--> statement-breakpoint
CREATE TABLE "officer_identity" (
	"officer_id" text PRIMARY KEY NOT NULL,
	"identity_hmac" "bytea" NOT NULL,
	"batch_id" uuid NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "staff_stage" ADD COLUMN "identity_hmac" "bytea";--> statement-breakpoint
ALTER TABLE "conflict_of_interest" ADD CONSTRAINT "conflict_of_interest_dossier_id_dossier_id_fk" FOREIGN KEY ("dossier_id") REFERENCES "public"."dossier"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conflict_of_interest" ADD CONSTRAINT "conflict_of_interest_officer_id_officer_id_fk" FOREIGN KEY ("officer_id") REFERENCES "public"."officer"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "officer_identity" ADD CONSTRAINT "officer_identity_officer_id_officer_id_fk" FOREIGN KEY ("officer_id") REFERENCES "public"."officer"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "officer_identity" ADD CONSTRAINT "officer_identity_batch_id_import_batch_id_fk" FOREIGN KEY ("batch_id") REFERENCES "public"."import_batch"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "officer_identity_by_value" ON "officer_identity" USING btree ("identity_hmac");--> statement-breakpoint
CREATE TRIGGER conflict_of_interest_append_only BEFORE UPDATE OR DELETE ON conflict_of_interest
  FOR EACH ROW EXECUTE FUNCTION append_only();--> statement-breakpoint
-- Two reasons more, whatever the list is by then.
DO $$
DECLARE
  reasons text := (SELECT pg_get_constraintdef(oid) FROM pg_constraint WHERE conname = 'import_quarantine_reason');
BEGIN
  ALTER TABLE import_quarantine DROP CONSTRAINT import_quarantine_reason;
  EXECUTE 'ALTER TABLE import_quarantine ADD CONSTRAINT import_quarantine_reason '
    || replace(reasons, '''nameDiffers''::text', '''nameDiffers''::text, ''identityDiffers''::text, ''lentToOneself''::text');
END $$;
