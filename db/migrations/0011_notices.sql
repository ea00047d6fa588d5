CREATE TABLE "notice" (
	"key" text PRIMARY KEY NOT NULL,
	"recipient_kind" text NOT NULL,
	"recipient_id" text NOT NULL,
	"address" text,
	"subject" text NOT NULL,
	"body" text NOT NULL,
	"sent_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "notice_outbox" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"key" text NOT NULL,
	"event" text NOT NULL,
	"dossier_id" uuid NOT NULL,
	"task_id" text,
	"recipient_kind" text NOT NULL,
	"recipient_id" text NOT NULL,
	"policy" text NOT NULL,
	"status" text DEFAULT 'waiting' NOT NULL,
	"asked_at" timestamp with time zone NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"next_attempt_at" timestamp with time zone NOT NULL,
	"last_error" text,
	"sent_at" timestamp with time zone,
	"notice_key" text,
	"recorded_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "notice_policy" (
	"event" text PRIMARY KEY NOT NULL,
	"policy" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "escalation_rule" (
	"id" text PRIMARY KEY NOT NULL,
	"tier" text NOT NULL,
	"role" text NOT NULL,
	"level" integer NOT NULL,
	"after_hours" integer NOT NULL,
	"to_role" text NOT NULL,
	"valid" "tstzrange" NOT NULL,
	"basis" text NOT NULL,
	"assumed" boolean DEFAULT false NOT NULL
);
--> statement-breakpoint
ALTER TABLE "task" ADD COLUMN "escalate_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "task" ADD COLUMN "escalation_level" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "task" ADD COLUMN "escalated_to" text;--> statement-breakpoint
ALTER TABLE "notice_outbox" ADD CONSTRAINT "notice_outbox_dossier_id_dossier_id_fk" FOREIGN KEY ("dossier_id") REFERENCES "public"."dossier"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice_outbox" ADD CONSTRAINT "notice_outbox_task_id_task_id_fk" FOREIGN KEY ("task_id") REFERENCES "public"."task"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "notice_outbox_key" ON "notice_outbox" USING btree ("key");--> statement-breakpoint
CREATE INDEX "notice_outbox_waiting" ON "notice_outbox" USING btree ("policy","next_attempt_at") WHERE status = 'waiting';--> statement-breakpoint
CREATE INDEX "notice_outbox_by_dossier" ON "notice_outbox" USING btree ("dossier_id");--> statement-breakpoint
CREATE INDEX "notice_outbox_by_officer" ON "notice_outbox" USING btree ("recipient_id","id") WHERE recipient_kind = 'officer';--> statement-breakpoint
CREATE INDEX "task_to_escalate" ON "task" USING btree ("escalate_at") WHERE closed_at is null and escalate_at is not null;--> statement-breakpoint

ALTER TABLE escalation_rule ADD CONSTRAINT escalation_rule_once
  EXCLUDE USING gist (tier WITH =, role WITH =, level WITH =, valid WITH &&);--> statement-breakpoint
ALTER TABLE notice_outbox ADD CONSTRAINT notice_none_is_not_sent
  CHECK ((policy = 'none') = (status = 'none') AND (status = 'sent') = (sent_at IS NOT NULL));--> statement-breakpoint

-- Who is told of a late task. The head of the one-stop desk watches over the counter (118/2025/NĐ-CP, Điều 9), the chair of
-- a commune answers for it and apologises (Điều 38 khoản 2); that a head of office comes between, and after how long, is assumed.
INSERT INTO escalation_rule (id, tier, role, level, after_hours, to_role, valid, basis, assumed)
  SELECT concat_ws('/', tier, role, level), tier, role, level, after_hours, to_role, '(,)', basis, assumed
  FROM (
    SELECT tier, role, 1 AS level, 0 AS after_hours, 'officeHead' AS to_role,
      CASE role WHEN 'oneStop' THEN '118/2025/NĐ-CP, Điều 9' ELSE 'Người đứng đầu bộ phận theo dõi việc của bộ phận' END AS basis,
      role <> 'oneStop' AS assumed
    FROM unnest(ARRAY['commune', 'department', 'city']) tier
    CROSS JOIN unnest(ARRAY['oneStop', 'civilStatus', 'socialAffairs', 'economy', 'police', 'military', 'specialist', 'accountant']) role
    UNION ALL
    SELECT tier, role, CASE role WHEN 'officeHead' THEN 1 ELSE 2 END, CASE role WHEN 'officeHead' THEN 0 ELSE 24 END,
      CASE tier WHEN 'department' THEN 'director' ELSE 'chair' END,
      CASE tier WHEN 'commune' THEN '118/2025/NĐ-CP, Điều 38 khoản 2' ELSE 'Người đứng đầu cơ quan chịu trách nhiệm về việc quá hạn' END,
      true
    FROM unnest(ARRAY['commune', 'department', 'city']) tier
    CROSS JOIN unnest(ARRAY['oneStop', 'civilStatus', 'socialAffairs', 'economy', 'police', 'military', 'specialist', 'accountant',
      'officeHead']) role
  ) rules;--> statement-breakpoint

INSERT INTO notice_policy (event, policy) VALUES
  ('filed', 'individual'), ('supplementAsked', 'individual'), ('refused', 'individual'), ('lapsed', 'individual'),
  ('apology', 'individual'), ('resultReady', 'individual'), ('taskLate', 'individual'), ('taskAssigned', 'individual'),
  ('tasksReassigned', 'digest');
