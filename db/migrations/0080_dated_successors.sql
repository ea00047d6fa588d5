-- An edge is followed only from a unit that has ended: without dates it holds from then on.
ALTER TABLE "unit_successor" ADD COLUMN "valid" "tstzrange" DEFAULT '(,)' NOT NULL;--> statement-breakpoint
ALTER TABLE "unit_successor" ADD COLUMN "fields" text[];--> statement-breakpoint
ALTER TABLE "unit_successor" ADD CONSTRAINT "unit_successor_is_another" CHECK ("unit_successor"."unit_id" <> "unit_successor"."successor_id");--> statement-breakpoint

-- The history of the table has its columns.
ALTER TABLE unit_successor_history ADD COLUMN valid tstzrange DEFAULT '(,)' NOT NULL, ADD COLUMN fields text[];--> statement-breakpoint
ALTER TABLE unit_successor_history ALTER COLUMN valid DROP DEFAULT;--> statement-breakpoint

-- A unit that becomes itself again at one instant: rights would go round, and nobody would stand at their end. An undone reorganisation
-- leads back at other dates, which is no circle.
CREATE FUNCTION unit_successor_no_circle() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE circle text;
BEGIN
  WITH RECURSIVE came (unit_id, successor_id, valid) AS (
    SELECT unit_id, successor_id, valid FROM unit_successor WHERE NOT isempty(valid)
    UNION SELECT came.unit_id, s.successor_id, came.valid * s.valid
    FROM came JOIN unit_successor s ON s.unit_id = came.successor_id AND s.valid && came.valid
    WHERE came.unit_id <> came.successor_id)
  SELECT unit_id INTO circle FROM came WHERE unit_id = successor_id LIMIT 1;
  IF circle IS NOT NULL THEN
    RAISE EXCEPTION '% would become itself again while it still leads to its successors', circle
      USING ERRCODE = 'check_violation', CONSTRAINT = 'unit_successor_no_circle', TABLE = 'unit_successor';
  END IF;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER unit_successor_no_circle AFTER INSERT OR UPDATE ON unit_successor
  FOR EACH STATEMENT EXECUTE FUNCTION unit_successor_no_circle();
