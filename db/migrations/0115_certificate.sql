-- What the certificate of a cut-over is made from, and what is kept of it.
CREATE TABLE "certificate" (
	"root" "bytea" PRIMARY KEY NOT NULL,
	"at" timestamp with time zone NOT NULL,
	"until" timestamp with time zone NOT NULL,
	"known_at" timestamp with time zone NOT NULL,
	"law" bigint NOT NULL,
	"whole" "bytea" NOT NULL,
	"supplements" "bytea",
	"recorded_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "certificate_root_is_sha256" CHECK (octet_length("certificate"."root") = 32 and octet_length("certificate"."whole") = 32),
	CONSTRAINT "certificate_instants_in_order" CHECK ("certificate"."at" <= "certificate"."until" and "certificate"."until" <= "certificate"."known_at")
);
--> statement-breakpoint
CREATE TABLE "certificate_page" (
	"root" "bytea" NOT NULL,
	"number" integer NOT NULL,
	"body" "bytea" NOT NULL,
	CONSTRAINT "certificate_page_root_number_pk" PRIMARY KEY("root","number")
);
--> statement-breakpoint
CREATE TABLE "frozen_list" (
	"id" uuid PRIMARY KEY NOT NULL,
	"taken_for" timestamp with time zone NOT NULL,
	"frozen_at" timestamp with time zone NOT NULL,
	"runs" integer NOT NULL,
	"hash" "bytea" NOT NULL,
	"journal_id" uuid NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "frozen_list_hash_is_sha256" CHECK (octet_length("frozen_list"."hash") = 32)
);
--> statement-breakpoint
CREATE TABLE "frozen_run" (
	"list_id" uuid NOT NULL,
	"dossier_id" uuid NOT NULL,
	"correction" integer NOT NULL,
	"in_rows" boolean NOT NULL,
	"in_engine" boolean NOT NULL,
	CONSTRAINT "frozen_run_list_id_dossier_id_correction_pk" PRIMARY KEY("list_id","dossier_id","correction"),
	CONSTRAINT "frozen_run_was_somewhere" CHECK ("frozen_run"."in_rows" or "frozen_run"."in_engine")
);
--> statement-breakpoint
ALTER TABLE "dossier_revision" ADD COLUMN "ending" text;--> statement-breakpoint
ALTER TABLE "dossier_revision" ADD COLUMN "area_id" text;--> statement-breakpoint

-- Of what was written before: the journal tells how a run ended, and a placement where its dossier lay until then. The rows are
-- append-only; a fact that was kept elsewhere is copied, none is changed.
ALTER TABLE dossier_revision DISABLE TRIGGER revision_append_only;--> statement-breakpoint
UPDATE dossier_revision r SET
    ending = (
      SELECT coalesce(j.payload ->> 'ending', j.payload ->> 'correctionEnding') FROM journal j
      WHERE j.dossier_id = r.dossier_id AND j.revision = r.revision AND j.payload ? 'closes' ORDER BY j.seq LIMIT 1),
    area_id = coalesce((
      SELECT p.from_area_id FROM placement p
      WHERE p.dossier_id = r.dossier_id AND p.recorded_at > r.recorded_at ORDER BY p.recorded_at LIMIT 1), d.area_id)
  FROM dossier d WHERE d.id = r.dossier_id;--> statement-breakpoint
ALTER TABLE dossier_revision ENABLE TRIGGER revision_append_only;--> statement-breakpoint
ALTER TABLE dossier_revision ALTER COLUMN area_id SET NOT NULL;--> statement-breakpoint
ALTER TABLE dossier_revision ADD CONSTRAINT dossier_revision_ending
  CHECK (ending IN ('issued', 'refused', 'notReceived', 'withdrawn', 'lapsed'));--> statement-breakpoint

ALTER TABLE "certificate" ADD CONSTRAINT "certificate_supplements_certificate_root_fk" FOREIGN KEY ("supplements") REFERENCES "public"."certificate"("root") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "certificate_page" ADD CONSTRAINT "certificate_page_root_certificate_root_fk" FOREIGN KEY ("root") REFERENCES "public"."certificate"("root") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "frozen_run" ADD CONSTRAINT "frozen_run_list_id_frozen_list_id_fk" FOREIGN KEY ("list_id") REFERENCES "public"."frozen_list"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "certificate_of" ON "certificate" USING btree ("at","until","known_at");--> statement-breakpoint
CREATE UNIQUE INDEX "certificate_supplemented_once" ON "certificate" USING btree ("supplements");--> statement-breakpoint
CREATE UNIQUE INDEX "certificate_first" ON "certificate" USING btree ("at","until") WHERE supplements is null;--> statement-breakpoint
CREATE UNIQUE INDEX "frozen_list_of" ON "frozen_list" USING btree ("taken_for","frozen_at");--> statement-breakpoint
CREATE TRIGGER frozen_list_append_only BEFORE UPDATE OR DELETE ON frozen_list
  FOR EACH ROW EXECUTE FUNCTION append_only();--> statement-breakpoint
CREATE TRIGGER frozen_run_append_only BEFORE UPDATE OR DELETE ON frozen_run
  FOR EACH ROW EXECUTE FUNCTION append_only();--> statement-breakpoint
CREATE TRIGGER certificate_append_only BEFORE UPDATE OR DELETE ON certificate
  FOR EACH ROW EXECUTE FUNCTION append_only();--> statement-breakpoint
CREATE TRIGGER certificate_page_append_only BEFORE UPDATE OR DELETE ON certificate_page
  FOR EACH ROW EXECUTE FUNCTION append_only();--> statement-breakpoint

-- The clock by which rows are recorded: what is to be known at an instant is asked of it, and of no machine.
CREATE FUNCTION recording_clock() RETURNS timestamptz LANGUAGE sql VOLATILE AS $$ SELECT clock_timestamp() $$;
