CREATE TABLE "original_place" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"dossier_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"unit_id" text,
	"office_id" text,
	"since" timestamp with time zone NOT NULL,
	"noted_by" text NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "paper_file" (
	"id" uuid PRIMARY KEY NOT NULL,
	"caller" text NOT NULL,
	"key" text NOT NULL,
	"body_hash" "bytea" NOT NULL,
	"dossier_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"part" integer NOT NULL,
	"version" integer NOT NULL,
	"store_key" text NOT NULL,
	"type" text NOT NULL,
	"size_bytes" integer NOT NULL,
	"sha256" "bytea" NOT NULL,
	"name_cipher" "bytea",
	"name_key_id" text,
	"added_by" text NOT NULL,
	"unit_id" text,
	"added_at" timestamp with time zone NOT NULL,
	"erased_at" timestamp with time zone,
	"recorded_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "original_place" ADD CONSTRAINT "original_place_dossier_id_dossier_id_fk" FOREIGN KEY ("dossier_id") REFERENCES "public"."dossier"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "original_place" ADD CONSTRAINT "original_place_unit_id_unit_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "original_place" ADD CONSTRAINT "original_place_office_id_office_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."office"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "paper_file" ADD CONSTRAINT "paper_file_dossier_id_dossier_id_fk" FOREIGN KEY ("dossier_id") REFERENCES "public"."dossier"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "paper_file" ADD CONSTRAINT "paper_file_unit_id_unit_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "original_place_by_dossier" ON "original_place" USING btree ("dossier_id","kind","id");--> statement-breakpoint
CREATE UNIQUE INDEX "paper_file_key" ON "paper_file" USING btree ("caller","key");--> statement-breakpoint
CREATE UNIQUE INDEX "paper_file_version" ON "paper_file" USING btree ("dossier_id","kind","part","version");--> statement-breakpoint
CREATE UNIQUE INDEX "paper_file_stored" ON "paper_file" USING btree ("store_key");--> statement-breakpoint

ALTER TABLE paper_file ADD CONSTRAINT paper_file_counts CHECK (part > 0 AND version > 0 AND size_bytes > 0);--> statement-breakpoint
ALTER TABLE paper_file ADD CONSTRAINT paper_file_is_named_until_erased CHECK (
  num_nonnulls(name_cipher, name_key_id) = CASE WHEN erased_at IS NULL THEN 2 ELSE 0 END);--> statement-breakpoint
ALTER TABLE original_place ADD CONSTRAINT original_place_office_of_unit CHECK (office_id IS NULL OR unit_id IS NOT NULL);--> statement-breakpoint
CREATE TRIGGER original_place_append_only BEFORE UPDATE OR DELETE ON original_place
  FOR EACH ROW EXECUTE FUNCTION append_only();--> statement-breakpoint

-- What was kept stays as it was: a name may be sealed anew, a file erased once, and nothing else.
CREATE FUNCTION paper_file_stands() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  loose CONSTANT text[] := ARRAY['name_cipher', 'name_key_id', 'erased_at'];
BEGIN
  IF TG_OP = 'DELETE' OR to_jsonb(NEW) - loose IS DISTINCT FROM to_jsonb(OLD) - loose
    OR (OLD.erased_at IS NOT NULL AND NEW.erased_at IS DISTINCT FROM OLD.erased_at) THEN
    RAISE EXCEPTION 'the version % of a paper was kept and stays as it was; erase its file, or add another version', OLD.id
      USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;--> statement-breakpoint
CREATE TRIGGER paper_file_stands BEFORE UPDATE OR DELETE ON paper_file
  FOR EACH ROW EXECUTE FUNCTION paper_file_stands();--> statement-breakpoint

-- As before, and originals handed over with the supplement are where the officer is who took it.
CREATE OR REPLACE FUNCTION supplement_settled() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE supplement pending_supplement;
BEGIN
  DELETE FROM pending_supplement WHERE request_id = NEW.id RETURNING * INTO supplement;
  IF FOUND AND NEW.status = 'applied' THEN
    INSERT INTO dossier_form (dossier_id, version, body, secrets)
      SELECT NEW.dossier_id, max(version) + 1, supplement.body, supplement.secrets
      FROM dossier_form WHERE dossier_id = NEW.dossier_id HAVING supplement.body IS NOT NULL;
    INSERT INTO paper (id, dossier_id, kind, originals, copies, note)
      SELECT gen_random_uuid(), NEW.dossier_id, kind, originals, copies, note
      FROM jsonb_to_recordset(supplement.papers) AS added (kind text, originals int, copies int, note text);
    INSERT INTO original_place (dossier_id, kind, unit_id, since, noted_by)
      SELECT DISTINCT NEW.dossier_id, kind, NEW.unit_id, NEW.accepted_at, NEW.actor_id
      FROM jsonb_to_recordset(supplement.papers) AS added (kind text, originals int)
      WHERE originals > 0 AND NEW.actor_role = 'officer';
  END IF;
  RETURN NULL;
END $$;
