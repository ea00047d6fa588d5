CREATE TABLE "pending_supplement" (
	"request_id" uuid PRIMARY KEY NOT NULL,
	"body" jsonb,
	"secrets" jsonb,
	"papers" jsonb NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "pending_supplement" ADD CONSTRAINT "pending_supplement_request_id_decision_request_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."decision_request"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint

-- In the transaction that settles the request, whoever settles it: form and papers become current with the write that
-- applies the supplement. What is refused or lapses is not kept: it was never part of the dossier.
CREATE FUNCTION supplement_settled() RETURNS trigger LANGUAGE plpgsql AS $$
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
  END IF;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER supplement_settled AFTER UPDATE OF status ON decision_request
  FOR EACH ROW WHEN (NEW.kind = 'supplement' AND OLD.status = 'pending' AND NEW.status <> 'pending')
  EXECUTE FUNCTION supplement_settled();
