DROP INDEX "dossier_unplaced";--> statement-breakpoint
DROP INDEX "task_open_unplaced";--> statement-breakpoint
ALTER TABLE "jurisdiction" DROP CONSTRAINT "custodian_keeps_what_was_split";--> statement-breakpoint
ALTER TABLE "area" ADD COLUMN "splits_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "task" ADD COLUMN "in_split_area" boolean DEFAULT false NOT NULL;--> statement-breakpoint

-- The history of the table has its columns, and what follows is a change of its own.
ALTER TABLE area_history ADD COLUMN splits_at timestamptz;--> statement-breakpoint
DO $$
BEGIN
  IF EXISTS (SELECT FROM jurisdiction WHERE custodian) THEN
    PERFORM begin_change('correction', 'migration', 'Thời điểm chia tách được ghi thành cột', clock_timestamp());
  END IF;
  UPDATE area SET splits_at = kept.since
    FROM (SELECT area_id, min(lower(valid)) AS since FROM jurisdiction WHERE custodian GROUP BY area_id) kept
    WHERE area.id = kept.area_id;
END $$;--> statement-breakpoint
UPDATE task SET in_split_area = true FROM area WHERE area.id = task.area_id AND area.splits_at IS NOT NULL;--> statement-breakpoint
CREATE INDEX "task_open_in_split_area" ON "task" USING btree ("tier","field","due_at") WHERE closed_at is null and holder = 'desk' and in_split_area;--> statement-breakpoint

-- A custodian keeps what is placed later: an area that has been split by then. A reform splits any area, also one that an earlier one
-- has made, by setting `splits_at` and naming its parts.
CREATE FUNCTION custodian_keeps_what_was_split() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE kept text;
BEGIN
  SELECT j.id INTO kept FROM jurisdiction j JOIN area ON area.id = j.area_id
    WHERE j.custodian AND NOT isempty(j.valid)
      AND CASE TG_TABLE_NAME WHEN 'area' THEN j.area_id = NEW.id ELSE j.id = NEW.id END
      AND (area.splits_at <= lower(j.valid)) IS NOT TRUE
    LIMIT 1;
  IF kept IS NOT NULL THEN
    RAISE EXCEPTION 'the custodian % would keep an area that is not split by then', kept
      USING ERRCODE = 'check_violation', CONSTRAINT = 'custodian_keeps_what_was_split', TABLE = TG_TABLE_NAME;
  END IF;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER custodian_keeps_what_was_split AFTER INSERT OR UPDATE ON jurisdiction
  FOR EACH ROW WHEN (NEW.custodian) EXECUTE FUNCTION custodian_keeps_what_was_split();--> statement-breakpoint
CREATE TRIGGER custodian_keeps_what_was_split AFTER UPDATE ON area
  FOR EACH ROW WHEN (OLD.splits_at IS DISTINCT FROM NEW.splits_at) EXECUTE FUNCTION custodian_keeps_what_was_split();--> statement-breakpoint

-- The inbox of who keeps a field everywhere reads task_open_in_split_area. An area says it of the tasks in it: of the open ones when the
-- split is written, which is before it is true, and of each one that is opened there or placed elsewhere.
CREATE FUNCTION task_in_split_area() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.in_split_area := EXISTS (SELECT FROM area WHERE id = NEW.area_id AND splits_at IS NOT NULL);
  RETURN NEW;
END $$;--> statement-breakpoint
CREATE TRIGGER task_opened_in_area BEFORE INSERT ON task FOR EACH ROW EXECUTE FUNCTION task_in_split_area();--> statement-breakpoint
CREATE TRIGGER task_placed_in_area BEFORE UPDATE OF area_id ON task
  FOR EACH ROW WHEN (OLD.area_id IS DISTINCT FROM NEW.area_id) EXECUTE FUNCTION task_in_split_area();--> statement-breakpoint
CREATE FUNCTION area_splits_its_tasks() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  UPDATE task SET in_split_area = NEW.splits_at IS NOT NULL WHERE area_id = NEW.id AND closed_at IS NULL;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER area_splits_its_tasks AFTER UPDATE ON area
  FOR EACH ROW WHEN ((OLD.splits_at IS NULL) <> (NEW.splits_at IS NULL)) EXECUTE FUNCTION area_splits_its_tasks();
