ALTER TABLE "decision_request" ADD COLUMN "form_version" integer;--> statement-breakpoint
-- What a person has read under a signature stays as it was read.
CREATE FUNCTION form_version_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the form version of request % was signed and cannot change', OLD.id;
END $$;--> statement-breakpoint
CREATE TRIGGER form_version_stays BEFORE UPDATE OF form_version ON decision_request
  FOR EACH ROW WHEN (OLD.form_version IS DISTINCT FROM NEW.form_version) EXECUTE FUNCTION form_version_stays();
