DROP INDEX "original_place_by_dossier";--> statement-breakpoint
ALTER TABLE "original_place" ADD COLUMN "until" timestamp with time zone;--> statement-breakpoint
DROP TRIGGER original_place_append_only ON original_place;--> statement-breakpoint
UPDATE original_place SET until = later.since
FROM (SELECT id, lead(since) OVER (PARTITION BY dossier_id, kind ORDER BY id) AS since FROM original_place) later
WHERE later.id = original_place.id AND later.since IS NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX "original_place_now" ON "original_place" USING btree ("dossier_id","kind") WHERE until is null;--> statement-breakpoint
CREATE INDEX "original_place_held" ON "original_place" USING btree ("unit_id","id") WHERE until is null and unit_id is not null;--> statement-breakpoint
ALTER TABLE original_place ADD CONSTRAINT original_place_left_after_it_came CHECK (until >= since);--> statement-breakpoint

-- Where they were stays as it was noted: that they left is added once.
CREATE FUNCTION original_place_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' OR OLD.until IS NOT NULL OR to_jsonb(NEW) - 'until' IS DISTINCT FROM to_jsonb(OLD) - 'until' THEN
    RAISE EXCEPTION 'the place % of originals was noted and stays as it was; note where they are now', OLD.id
      USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;--> statement-breakpoint
CREATE TRIGGER original_place_stands BEFORE UPDATE OR DELETE ON original_place
  FOR EACH ROW EXECUTE FUNCTION original_place_stands();--> statement-breakpoint

-- As before, and the originals leave the place where they were.
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
    IF NEW.actor_role = 'officer' THEN
      UPDATE original_place SET until = greatest(since, NEW.accepted_at)
        WHERE dossier_id = NEW.dossier_id AND until IS NULL AND kind IN (
          SELECT kind FROM jsonb_to_recordset(supplement.papers) AS added (kind text, originals int) WHERE originals > 0);
      INSERT INTO original_place (dossier_id, kind, unit_id, since, noted_by)
        SELECT DISTINCT NEW.dossier_id, kind, NEW.unit_id, NEW.accepted_at, NEW.actor_id
        FROM jsonb_to_recordset(supplement.papers) AS added (kind text, originals int) WHERE originals > 0;
    END IF;
  END IF;
  RETURN NULL;
END $$;
