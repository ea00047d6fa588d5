CREATE TABLE "reference_level" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"number" bigint GENERATED ALWAYS AS IDENTITY (sequence name "reference_level_number_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"from_month" text NOT NULL,
	"amount_dong" bigint NOT NULL,
	"basis" text NOT NULL,
	"source" text NOT NULL,
	"assumed" boolean NOT NULL,
	"recorded_by" text NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "reference_level_from_a_month" CHECK ("reference_level"."from_month" ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'),
	CONSTRAINT "reference_level_positive" CHECK ("reference_level"."amount_dong" > 0),
	CONSTRAINT "reference_level_names_its_basis" CHECK ("reference_level"."basis" <> '')
);
--> statement-breakpoint
CREATE TABLE "recorded_death" (
	"dossier_id" uuid PRIMARY KEY NOT NULL,
	"beneficiary_id" uuid NOT NULL,
	"died_on" date NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "recorded_death" ADD CONSTRAINT "recorded_death_dossier_id_dossier_id_fk" FOREIGN KEY ("dossier_id") REFERENCES "public"."dossier"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recorded_death" ADD CONSTRAINT "recorded_death_beneficiary_id_beneficiary_id_fk" FOREIGN KEY ("beneficiary_id") REFERENCES "public"."beneficiary"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "recorded_death_by_beneficiary" ON "recorded_death" USING btree ("beneficiary_id");--> statement-breakpoint
CREATE INDEX "entitlement_at_death" ON "entitlement" USING btree ("id") WHERE ground = 'death';--> statement-breakpoint
CREATE TRIGGER recorded_death_append_only BEFORE UPDATE OR DELETE ON recorded_death
  FOR EACH ROW EXECUTE FUNCTION append_only();--> statement-breakpoint
CREATE TRIGGER reference_level_append_only BEFORE UPDATE OR DELETE ON reference_level
  FOR EACH ROW EXECUTE FUNCTION append_only();--> statement-breakpoint
-- Deaths that proposed something until now.
INSERT INTO recorded_death (dossier_id, beneficiary_id, died_on)
SELECT DISTINCT ON (dossier_id) dossier_id, beneficiary_id, died_on FROM entitlement_proposal ORDER BY dossier_id, id;
