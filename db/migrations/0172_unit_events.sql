-- Other systems are told of units that begin and end: an event and its delivery are of a dossier, or of a step of a reorganisation.
-- A later migration of the same transaction takes this lock, and who writes a dossier waits for `event` with it: so it comes first.
LOCK TABLE "dossier" IN SHARE ROW EXCLUSIVE MODE;--> statement-breakpoint
-- The relay makes deliveries of events under this lock, and locks both tables.
SELECT pg_advisory_xact_lock(hashtext('thong-suot events'));--> statement-breakpoint
ALTER TABLE "reorganisation_step" ADD CONSTRAINT "reorganisation_step_of_reorganisation" UNIQUE("reorganisation","id");--> statement-breakpoint
-- One statement, so that its rows are rewritten once.
ALTER TABLE "delivery"
  DROP CONSTRAINT "delivery_subscription_id_dossier_id_seq_pk",
  ALTER COLUMN "dossier_id" DROP NOT NULL,
  ALTER COLUMN "seq" SET DATA TYPE bigint,
  ADD COLUMN "reorganisation" text,
  ADD COLUMN "step_id" bigint,
  ADD COLUMN "moment" text,
  ADD COLUMN "subject" text GENERATED ALWAYS AS (coalesce(dossier_id::text, 'reorganisation:' || reorganisation)) STORED NOT NULL,
  ADD CONSTRAINT "delivery_subscription_id_subject_seq_pk" PRIMARY KEY("subscription_id","subject","seq"),
  ADD CONSTRAINT "delivery_of_its_step" FOREIGN KEY ("reorganisation","step_id") REFERENCES "public"."reorganisation_step"("reorganisation","id") ON DELETE no action ON UPDATE no action,
  ADD CONSTRAINT "delivery_of_a_moment" CHECK (moment in ('decided', 'effective')),
  ADD CONSTRAINT "delivery_of_one_subject" CHECK (num_nonnulls(dossier_id, reorganisation) = 1 and num_nulls(reorganisation, step_id, moment) in (0, 3));--> statement-breakpoint
CREATE UNIQUE INDEX "delivery_of_step" ON "delivery" USING btree ("subscription_id","step_id","moment") WHERE step_id is not null;--> statement-breakpoint
ALTER TABLE "event" ALTER COLUMN "dossier_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "event" ALTER COLUMN "seq" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "event" ADD COLUMN "step_id" bigint;--> statement-breakpoint
ALTER TABLE "event" ADD COLUMN "moment" text;--> statement-breakpoint
ALTER TABLE "event" ADD COLUMN "due_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "event" ADD CONSTRAINT "event_step_id_reorganisation_step_id_fk" FOREIGN KEY ("step_id") REFERENCES "public"."reorganisation_step"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "event" ADD CONSTRAINT "event_of_a_moment" CHECK (moment in ('decided', 'effective'));--> statement-breakpoint
ALTER TABLE "event" ADD CONSTRAINT "event_of_one_subject" CHECK (num_nonnulls(dossier_id, step_id) = 1 and num_nonnulls(dossier_id, seq) <> 1 and num_nulls(step_id, moment, due_at) in (0, 3));--> statement-breakpoint
CREATE UNIQUE INDEX "event_of_step" ON "event" USING btree ("step_id","moment") WHERE step_id is not null;--> statement-breakpoint
-- What was armed, postponed or undone before, and whose instant is to come.
INSERT INTO event (step_id, moment, due_at)
SELECT id, 'effective', effective_at FROM (
  SELECT DISTINCT ON (reorganisation, run) id, kind, effective_at FROM reorganisation_step
  WHERE kind IN ('armed', 'postponed', 'calledOff', 'undone') ORDER BY reorganisation, run, id DESC) last
WHERE kind <> 'calledOff' AND effective_at > now();--> statement-breakpoint
-- Written whether or not somebody subscribes: who does so before the instant is told when it comes.
CREATE FUNCTION reorganisation_told() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  -- The instant that it had comes without it.
  IF NEW.kind IN ('postponed', 'calledOff') THEN
    DELETE FROM event USING reorganisation_step armed
    WHERE event.step_id = armed.id AND event.moment = 'effective'
      AND armed.reorganisation = NEW.reorganisation AND armed.run = NEW.run AND armed.kind IN ('armed', 'postponed');
  END IF;
  INSERT INTO event (step_id, moment, due_at) VALUES (NEW.id, 'decided', NEW.valid_at);
  IF NEW.kind <> 'calledOff' THEN
    INSERT INTO event (step_id, moment, due_at) VALUES (NEW.id, 'effective', NEW.effective_at);
  END IF;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER reorganisation_told AFTER INSERT ON reorganisation_step FOR EACH ROW
  WHEN (NEW.kind IN ('armed', 'postponed', 'calledOff', 'undone')) EXECUTE FUNCTION reorganisation_told();
