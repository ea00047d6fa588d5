CREATE TABLE "task_change" (
	"area_id" text NOT NULL,
	"tier" text NOT NULL,
	"procedure_code" text NOT NULL,
	"field" text NOT NULL,
	"power" text NOT NULL,
	"role" text NOT NULL,
	"step" text NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"tasks" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "task_count" (
	"area_id" text NOT NULL,
	"tier" text NOT NULL,
	"procedure_code" text NOT NULL,
	"field" text NOT NULL,
	"power" text NOT NULL,
	"role" text NOT NULL,
	"step" text NOT NULL,
	"late" boolean NOT NULL,
	"tasks" integer NOT NULL,
	CONSTRAINT "task_count_area_id_tier_procedure_code_field_power_role_step_late_pk" PRIMARY KEY("area_id","tier","procedure_code","field","power","role","step","late")
);
--> statement-breakpoint
CREATE TABLE "task_count_mark" (
	"at" timestamp with time zone PRIMARY KEY NOT NULL
);
--> statement-breakpoint
CREATE TABLE "party_name" (
	"tail" text NOT NULL,
	"dossier_id" uuid NOT NULL,
	"filed_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "delivery" (
	"subscription_id" uuid NOT NULL,
	"dossier_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"body" jsonb NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"first_tried_at" timestamp with time zone,
	"next_attempt_at" timestamp with time zone NOT NULL,
	"last_error" text,
	"delivered_at" timestamp with time zone,
	"recorded_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "delivery_subscription_id_dossier_id_seq_pk" PRIMARY KEY("subscription_id","dossier_id","seq")
);
--> statement-breakpoint
CREATE TABLE "event" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"dossier_id" uuid NOT NULL,
	"seq" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "subscription" (
	"id" uuid PRIMARY KEY NOT NULL,
	"caller" text NOT NULL,
	"key" text NOT NULL,
	"url" text NOT NULL,
	"secret_cipher" "bytea" NOT NULL,
	"secret_key_id" text NOT NULL,
	"kinds" text[] NOT NULL,
	"procedure_code" text,
	"field" text,
	"filed_by" text,
	"created_at" timestamp with time zone NOT NULL,
	"stopped_at" timestamp with time zone,
	"ended_at" timestamp with time zone,
	"recorded_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "dossier" ADD COLUMN "filed_by" text;--> statement-breakpoint
ALTER TABLE "delivery" ADD CONSTRAINT "delivery_subscription_id_subscription_id_fk" FOREIGN KEY ("subscription_id") REFERENCES "public"."subscription"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "delivery" ADD CONSTRAINT "delivery_dossier_id_dossier_id_fk" FOREIGN KEY ("dossier_id") REFERENCES "public"."dossier"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "party_name_by_tail" ON "party_name" USING btree ("tail","filed_at" DESC NULLS LAST,"dossier_id");--> statement-breakpoint
CREATE INDEX "delivery_waiting" ON "delivery" USING btree ("subscription_id","next_attempt_at") WHERE delivered_at is null;--> statement-breakpoint
CREATE INDEX "delivery_done" ON "delivery" USING btree ("delivered_at") WHERE delivered_at is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "subscription_key" ON "subscription" USING btree ("caller","key");--> statement-breakpoint
CREATE INDEX "dossier_by_filing" ON "dossier" USING btree ("filed_at","id");--> statement-breakpoint
CREATE INDEX "dossier_by_area" ON "dossier" USING btree ("area_id","filed_at","id");--> statement-breakpoint
CREATE INDEX "dossier_by_reception" ON "dossier" USING btree ("reception_unit_id","filed_at","id");--> statement-breakpoint
CREATE INDEX "dossier_by_filer" ON "dossier" USING btree ("filed_by","filed_at","id");--> statement-breakpoint
CREATE INDEX "dossier_by_end" ON "dossier" USING btree ("ended_at") WHERE status = 'closed';--> statement-breakpoint
CREATE INDEX "party_by_phone" ON "party" USING btree ("phone") WHERE phone is not null;--> statement-breakpoint

-- Codes and tails of names are found by their beginning: they sort by code point, whatever the database does.
ALTER TABLE dossier ALTER COLUMN code TYPE text COLLATE "C";--> statement-breakpoint
ALTER TABLE party_name ALTER COLUMN tail TYPE text COLLATE "C";--> statement-breakpoint
UPDATE dossier SET filed_by = j.actor_id FROM journal j WHERE j.dossier_id = dossier.id AND j.seq = 1 AND j.kind = 'filed';--> statement-breakpoint
-- What foldDiacritics does, once, for the names that stand already.
INSERT INTO party_name (tail, dossier_id, filed_at)
SELECT DISTINCT array_to_string(folded.words[n:], ' '), dossier.id, dossier.filed_at
FROM dossier JOIN dossier_party ON dossier_party.dossier_id = dossier.id JOIN party ON party.id = dossier_party.party_id
CROSS JOIN LATERAL (SELECT regexp_split_to_array(trim(regexp_replace(translate(lower(regexp_replace(
  normalize(party.name, NFD), '[\u0300-\u036f]', '', 'g')), 'đĐ', 'dd'), '[^[:alnum:]]+', ' ', 'g')), ' ') AS words) folded
CROSS JOIN LATERAL generate_subscripts(folded.words, 1) n;--> statement-breakpoint

-- Every writer of tasks is counted, in its own transaction, by rows that nobody waits for.
CREATE FUNCTION task_counted() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'INSERT' AND OLD.closed_at IS NULL AND OLD.holder = 'desk' THEN
    INSERT INTO task_change (area_id, tier, procedure_code, field, power, role, step, due_at, tasks)
    VALUES (OLD.area_id, OLD.tier, OLD.procedure_code, OLD.field, OLD.power, OLD.role, OLD.step, OLD.due_at, -1);
  END IF;
  IF TG_OP <> 'DELETE' AND NEW.closed_at IS NULL AND NEW.holder = 'desk' THEN
    INSERT INTO task_change (area_id, tier, procedure_code, field, power, role, step, due_at, tasks)
    VALUES (NEW.area_id, NEW.tier, NEW.procedure_code, NEW.field, NEW.power, NEW.role, NEW.step, NEW.due_at, 1);
  END IF;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER task_opened_counted AFTER INSERT ON task FOR EACH ROW
  WHEN (NEW.closed_at IS NULL AND NEW.holder = 'desk') EXECUTE FUNCTION task_counted();--> statement-breakpoint
CREATE TRIGGER task_moved_counted AFTER UPDATE ON task FOR EACH ROW
  WHEN ((OLD.closed_at IS NULL, OLD.holder, OLD.area_id, OLD.tier, OLD.procedure_code, OLD.field, OLD.power, OLD.role, OLD.step, OLD.due_at)
    IS DISTINCT FROM
    (NEW.closed_at IS NULL, NEW.holder, NEW.area_id, NEW.tier, NEW.procedure_code, NEW.field, NEW.power, NEW.role, NEW.step, NEW.due_at))
  EXECUTE FUNCTION task_counted();--> statement-breakpoint
CREATE TRIGGER task_gone_counted AFTER DELETE ON task FOR EACH ROW
  WHEN (OLD.closed_at IS NULL AND OLD.holder = 'desk') EXECUTE FUNCTION task_counted();--> statement-breakpoint
INSERT INTO task_count_mark (at) VALUES ('-infinity');--> statement-breakpoint
INSERT INTO task_change (area_id, tier, procedure_code, field, power, role, step, due_at, tasks)
SELECT area_id, tier, procedure_code, field, power, role, step, due_at, count(*) FROM task
WHERE closed_at IS NULL AND holder = 'desk' GROUP BY area_id, tier, procedure_code, field, power, role, step, due_at;--> statement-breakpoint

-- The journal is what happened; an event only says that an entry is to be told. Entries without a revision changed
-- nothing that others see.
CREATE FUNCTION journal_told() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO event (dossier_id, seq) SELECT NEW.dossier_id, NEW.seq
  WHERE EXISTS (SELECT 1 FROM subscription WHERE ended_at IS NULL);
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER journal_told AFTER INSERT ON journal FOR EACH ROW
  WHEN (NEW.revision IS NOT NULL) EXECUTE FUNCTION journal_told();
