CREATE TABLE "decision_request" (
	"id" uuid PRIMARY KEY NOT NULL,
	"caller" text NOT NULL,
	"key" text NOT NULL,
	"body_hash" "bytea" NOT NULL,
	"dossier_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"task_id" text,
	"revision" integer,
	"item" jsonb NOT NULL,
	"actor_id" text NOT NULL,
	"actor_role" text NOT NULL,
	"acting_for_id" text,
	"unit_id" text,
	"mandate_id" text,
	"accepted_at" timestamp with time zone NOT NULL,
	"status" text DEFAULT 'pending' NOT NULL,
	"refusal" text,
	"settled_at" timestamp with time zone,
	"acknowledged_at" timestamp with time zone,
	"attempts" integer DEFAULT 0 NOT NULL,
	"next_attempt_at" timestamp with time zone NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "dossier" (
	"id" uuid PRIMARY KEY NOT NULL,
	"code" text NOT NULL,
	"procedure_code" text NOT NULL,
	"field" text NOT NULL,
	"plan_hash" text NOT NULL,
	"group_id" uuid,
	"channel" text NOT NULL,
	"reception_unit_id" text NOT NULL,
	"area_id" text NOT NULL,
	"content_hash" "bytea" NOT NULL,
	"possible_duplicate_of" uuid,
	"filed_at" timestamp with time zone NOT NULL,
	"started_at" timestamp with time zone,
	"revision" integer DEFAULT 0 NOT NULL,
	"status" text DEFAULT 'filed' NOT NULL,
	"clock" text DEFAULT 'notStarted' NOT NULL,
	"clock_from" timestamp with time zone,
	"paused_at" timestamp with time zone,
	"paused_working_ms" bigint DEFAULT 0 NOT NULL,
	"due_at" timestamp with time zone,
	"extensions" integer DEFAULT 0 NOT NULL,
	"ending" text,
	"ended_at" timestamp with time zone,
	"recorded_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "dossier_code_unique" UNIQUE("code")
);
--> statement-breakpoint
CREATE TABLE "dossier_code_counter" (
	"unit_id" text NOT NULL,
	"day" date NOT NULL,
	"last" integer NOT NULL,
	CONSTRAINT "dossier_code_counter_unit_id_day_pk" PRIMARY KEY("unit_id","day")
);
--> statement-breakpoint
CREATE TABLE "dossier_form" (
	"dossier_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"body" jsonb NOT NULL,
	"secrets" jsonb NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "dossier_form_dossier_id_version_pk" PRIMARY KEY("dossier_id","version")
);
--> statement-breakpoint
CREATE TABLE "dossier_party" (
	"dossier_id" uuid NOT NULL,
	"party_id" uuid NOT NULL,
	"role" text NOT NULL,
	CONSTRAINT "dossier_party_dossier_id_party_id_role_pk" PRIMARY KEY("dossier_id","party_id","role")
);
--> statement-breakpoint
CREATE TABLE "dossier_revision" (
	"dossier_id" uuid NOT NULL,
	"revision" integer NOT NULL,
	"effect_key" text NOT NULL,
	"item" jsonb NOT NULL,
	"result" jsonb NOT NULL,
	"valid_at" timestamp with time zone NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "dossier_revision_dossier_id_revision_pk" PRIMARY KEY("dossier_id","revision")
);
--> statement-breakpoint
CREATE TABLE "filing_key" (
	"caller" text NOT NULL,
	"key" text NOT NULL,
	"body_hash" "bytea" NOT NULL,
	"dossier_id" uuid NOT NULL,
	"receipt" jsonb NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "filing_key_caller_key_pk" PRIMARY KEY("caller","key")
);
--> statement-breakpoint
CREATE TABLE "note" (
	"request_id" uuid PRIMARY KEY NOT NULL,
	"body" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "paper" (
	"id" uuid PRIMARY KEY NOT NULL,
	"dossier_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"originals" integer DEFAULT 0 NOT NULL,
	"copies" integer DEFAULT 0 NOT NULL,
	"note" text,
	"recorded_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "party" (
	"id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"phone" text,
	"identity_cipher" "bytea",
	"identity_key_id" text,
	"identity_hmac" "bytea",
	"recorded_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "place" (
	"id" uuid PRIMARY KEY NOT NULL,
	"dossier_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"area_id" text NOT NULL,
	"evidence" text NOT NULL,
	"address" text,
	"valid" "tstzrange" NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "plan" (
	"hash" text PRIMARY KEY NOT NULL,
	"procedure_code" text NOT NULL,
	"edition" date NOT NULL,
	"body" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "result" (
	"dossier_id" uuid PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"issued_at" timestamp with time zone NOT NULL,
	"collected" boolean DEFAULT false NOT NULL
);
--> statement-breakpoint
CREATE TABLE "task" (
	"id" text PRIMARY KEY NOT NULL,
	"dossier_id" uuid NOT NULL,
	"key" text NOT NULL,
	"step" text NOT NULL,
	"kind" text NOT NULL,
	"holder" text NOT NULL,
	"role" text,
	"tier" text,
	"power" text,
	"procedure_code" text NOT NULL,
	"field" text NOT NULL,
	"area_id" text NOT NULL,
	"opened_at" timestamp with time zone NOT NULL,
	"due_at" timestamp with time zone,
	"late_at" timestamp with time zone,
	"claimed_by" text,
	"claimed_under" text,
	"closed_at" timestamp with time zone,
	"outcome" text,
	"closed_by" text
);
--> statement-breakpoint
CREATE TABLE "alert" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"dossier_id" uuid,
	"message" text NOT NULL,
	"remedy" text NOT NULL,
	"raised_at" timestamp with time zone NOT NULL,
	"cleared_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "journal" (
	"dossier_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"kind" text NOT NULL,
	"revision" integer,
	"actor_id" text NOT NULL,
	"unit_id" text,
	"request_id" uuid,
	"payload" jsonb NOT NULL,
	"valid_at" timestamp with time zone NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"prev_hash" "bytea" NOT NULL,
	"hash" "bytea" NOT NULL,
	CONSTRAINT "journal_dossier_id_seq_pk" PRIMARY KEY("dossier_id","seq")
);
--> statement-breakpoint
CREATE TABLE "journal_head" (
	"dossier_id" uuid PRIMARY KEY NOT NULL,
	"seq" integer NOT NULL,
	"hash" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "journal_seal" (
	"sealed_at" timestamp with time zone PRIMARY KEY NOT NULL,
	"chains" integer NOT NULL,
	"hash" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "outbox" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"topic" text NOT NULL,
	"key" text NOT NULL,
	"dossier_id" uuid NOT NULL,
	"payload" jsonb NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"next_attempt_at" timestamp with time zone NOT NULL,
	"last_error" text,
	"done_at" timestamp with time zone,
	"recorded_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "due_line" (
	"id" uuid PRIMARY KEY NOT NULL,
	"beneficiary_id" uuid NOT NULL,
	"benefit" text NOT NULL,
	"period" text NOT NULL,
	"cause" text NOT NULL,
	"cause_ref" text NOT NULL,
	"dossier_id" uuid,
	"amount_dong" bigint NOT NULL,
	"valid_at" timestamp with time zone NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "ledger_entry" (
	"posting" text NOT NULL,
	"account" text NOT NULL,
	"amount_dong" bigint NOT NULL,
	"order_id" uuid,
	"due_line_id" uuid,
	"valid_at" timestamp with time zone NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "ledger_entry_posting_account_pk" PRIMARY KEY("posting","account")
);
--> statement-breakpoint
CREATE TABLE "order_line" (
	"order_id" uuid NOT NULL,
	"due_line_id" uuid NOT NULL,
	"live" boolean DEFAULT true NOT NULL,
	CONSTRAINT "order_line_order_id_due_line_id_pk" PRIMARY KEY("order_id","due_line_id")
);
--> statement-breakpoint
CREATE TABLE "payment_order" (
	"id" uuid PRIMARY KEY NOT NULL,
	"business_key" text NOT NULL,
	"payee_id" uuid NOT NULL,
	"account_cipher" "bytea" NOT NULL,
	"account_key_id" text NOT NULL,
	"amount_dong" bigint NOT NULL,
	"state" text DEFAULT 'PENDING' NOT NULL,
	"replaces_id" uuid,
	"gateway_ref" text,
	"rejection" text,
	"attempts" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"intent_at" timestamp with time zone,
	"settled_at" timestamp with time zone,
	"recorded_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "payment_order_business_key_unique" UNIQUE("business_key")
);
--> statement-breakpoint
CREATE TABLE "area" (
	"id" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"parent_id" text,
	"valid" "tstzrange" NOT NULL,
	"basis" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "calendar_day" (
	"date" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"decision" text NOT NULL,
	"decided_on" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "calendar_version" (
	"version" text PRIMARY KEY NOT NULL,
	"known_until" text NOT NULL,
	"valid" "tstzrange" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "competence" (
	"id" text PRIMARY KEY NOT NULL,
	"scope" text NOT NULL,
	"subject" text NOT NULL,
	"power" text NOT NULL,
	"tier" text NOT NULL,
	"held_by" text NOT NULL,
	"unit_id" text,
	"valid" "tstzrange" NOT NULL,
	"basis" text NOT NULL,
	"assumed" boolean DEFAULT false NOT NULL
);
--> statement-breakpoint
CREATE TABLE "jurisdiction" (
	"id" text PRIMARY KEY NOT NULL,
	"area_id" text NOT NULL,
	"tier" text NOT NULL,
	"unit_id" text NOT NULL,
	"custodian" boolean DEFAULT false NOT NULL,
	"valid" "tstzrange" NOT NULL,
	"basis" text NOT NULL,
	"assumed" boolean DEFAULT false NOT NULL
);
--> statement-breakpoint
CREATE TABLE "mandate" (
	"id" text PRIMARY KEY NOT NULL,
	"officer_id" text NOT NULL,
	"unit_id" text NOT NULL,
	"office_id" text,
	"role" text NOT NULL,
	"kind" text DEFAULT 'own' NOT NULL,
	"acting_for_id" text,
	"valid" "tstzrange" NOT NULL,
	"basis" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "office" (
	"id" text PRIMARY KEY NOT NULL,
	"unit_id" text NOT NULL,
	"name" text NOT NULL,
	"roles" text[] DEFAULT '{}' NOT NULL,
	"valid" "tstzrange" NOT NULL,
	"basis" text NOT NULL,
	"assumed" boolean DEFAULT false NOT NULL
);
--> statement-breakpoint
CREATE TABLE "officer" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"synthetic" boolean DEFAULT false NOT NULL
);
--> statement-breakpoint
CREATE TABLE "unit" (
	"id" text PRIMARY KEY NOT NULL,
	"epoch" text NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"type" text NOT NULL,
	"tier" text NOT NULL,
	"parent_id" text,
	"identifier" text NOT NULL,
	"valid" "tstzrange" NOT NULL,
	"basis" text NOT NULL,
	"assumed" boolean DEFAULT false NOT NULL
);
--> statement-breakpoint
CREATE TABLE "unit_successor" (
	"unit_id" text NOT NULL,
	"successor_id" text NOT NULL,
	"relation" text NOT NULL,
	"basis" text NOT NULL,
	CONSTRAINT "unit_successor_unit_id_successor_id_pk" PRIMARY KEY("unit_id","successor_id")
);
--> statement-breakpoint
ALTER TABLE "decision_request" ADD CONSTRAINT "decision_request_dossier_id_dossier_id_fk" FOREIGN KEY ("dossier_id") REFERENCES "public"."dossier"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decision_request" ADD CONSTRAINT "decision_request_task_id_task_id_fk" FOREIGN KEY ("task_id") REFERENCES "public"."task"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decision_request" ADD CONSTRAINT "decision_request_unit_id_unit_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "decision_request" ADD CONSTRAINT "decision_request_mandate_id_mandate_id_fk" FOREIGN KEY ("mandate_id") REFERENCES "public"."mandate"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dossier" ADD CONSTRAINT "dossier_plan_hash_plan_hash_fk" FOREIGN KEY ("plan_hash") REFERENCES "public"."plan"("hash") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dossier" ADD CONSTRAINT "dossier_reception_unit_id_unit_id_fk" FOREIGN KEY ("reception_unit_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dossier" ADD CONSTRAINT "dossier_area_id_area_id_fk" FOREIGN KEY ("area_id") REFERENCES "public"."area"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dossier_form" ADD CONSTRAINT "dossier_form_dossier_id_dossier_id_fk" FOREIGN KEY ("dossier_id") REFERENCES "public"."dossier"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dossier_party" ADD CONSTRAINT "dossier_party_dossier_id_dossier_id_fk" FOREIGN KEY ("dossier_id") REFERENCES "public"."dossier"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dossier_party" ADD CONSTRAINT "dossier_party_party_id_party_id_fk" FOREIGN KEY ("party_id") REFERENCES "public"."party"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "dossier_revision" ADD CONSTRAINT "dossier_revision_dossier_id_dossier_id_fk" FOREIGN KEY ("dossier_id") REFERENCES "public"."dossier"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "filing_key" ADD CONSTRAINT "filing_key_dossier_id_dossier_id_fk" FOREIGN KEY ("dossier_id") REFERENCES "public"."dossier"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "note" ADD CONSTRAINT "note_request_id_decision_request_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."decision_request"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "paper" ADD CONSTRAINT "paper_dossier_id_dossier_id_fk" FOREIGN KEY ("dossier_id") REFERENCES "public"."dossier"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "place" ADD CONSTRAINT "place_dossier_id_dossier_id_fk" FOREIGN KEY ("dossier_id") REFERENCES "public"."dossier"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "place" ADD CONSTRAINT "place_area_id_area_id_fk" FOREIGN KEY ("area_id") REFERENCES "public"."area"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "result" ADD CONSTRAINT "result_dossier_id_dossier_id_fk" FOREIGN KEY ("dossier_id") REFERENCES "public"."dossier"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "task" ADD CONSTRAINT "task_dossier_id_dossier_id_fk" FOREIGN KEY ("dossier_id") REFERENCES "public"."dossier"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "task" ADD CONSTRAINT "task_area_id_area_id_fk" FOREIGN KEY ("area_id") REFERENCES "public"."area"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "task" ADD CONSTRAINT "task_claimed_by_officer_id_fk" FOREIGN KEY ("claimed_by") REFERENCES "public"."officer"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "task" ADD CONSTRAINT "task_claimed_under_mandate_id_fk" FOREIGN KEY ("claimed_under") REFERENCES "public"."mandate"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "due_line" ADD CONSTRAINT "due_line_beneficiary_id_party_id_fk" FOREIGN KEY ("beneficiary_id") REFERENCES "public"."party"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "due_line" ADD CONSTRAINT "due_line_dossier_id_dossier_id_fk" FOREIGN KEY ("dossier_id") REFERENCES "public"."dossier"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ledger_entry" ADD CONSTRAINT "ledger_entry_order_id_payment_order_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."payment_order"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ledger_entry" ADD CONSTRAINT "ledger_entry_due_line_id_due_line_id_fk" FOREIGN KEY ("due_line_id") REFERENCES "public"."due_line"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_line" ADD CONSTRAINT "order_line_order_id_payment_order_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."payment_order"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_line" ADD CONSTRAINT "order_line_due_line_id_due_line_id_fk" FOREIGN KEY ("due_line_id") REFERENCES "public"."due_line"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payment_order" ADD CONSTRAINT "payment_order_payee_id_party_id_fk" FOREIGN KEY ("payee_id") REFERENCES "public"."party"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "competence" ADD CONSTRAINT "competence_unit_id_unit_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "jurisdiction" ADD CONSTRAINT "jurisdiction_area_id_area_id_fk" FOREIGN KEY ("area_id") REFERENCES "public"."area"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "jurisdiction" ADD CONSTRAINT "jurisdiction_unit_id_unit_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mandate" ADD CONSTRAINT "mandate_officer_id_officer_id_fk" FOREIGN KEY ("officer_id") REFERENCES "public"."officer"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mandate" ADD CONSTRAINT "mandate_unit_id_unit_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mandate" ADD CONSTRAINT "mandate_office_id_office_id_fk" FOREIGN KEY ("office_id") REFERENCES "public"."office"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "mandate" ADD CONSTRAINT "mandate_acting_for_id_officer_id_fk" FOREIGN KEY ("acting_for_id") REFERENCES "public"."officer"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "office" ADD CONSTRAINT "office_unit_id_unit_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "unit_successor" ADD CONSTRAINT "unit_successor_unit_id_unit_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "unit_successor" ADD CONSTRAINT "unit_successor_successor_id_unit_id_fk" FOREIGN KEY ("successor_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "decision_request_key" ON "decision_request" USING btree ("caller","key");--> statement-breakpoint
CREATE INDEX "decision_request_unacknowledged" ON "decision_request" USING btree ("next_attempt_at") WHERE acknowledged_at is null;--> statement-breakpoint
CREATE INDEX "decision_request_by_dossier" ON "decision_request" USING btree ("dossier_id");--> statement-breakpoint
CREATE INDEX "dossier_not_started" ON "dossier" USING btree ("filed_at") WHERE started_at is null;--> statement-breakpoint
CREATE INDEX "dossier_open_by_filing" ON "dossier" USING btree ("filed_at") WHERE status <> 'closed';--> statement-breakpoint
CREATE INDEX "dossier_by_content" ON "dossier" USING btree ("content_hash");--> statement-breakpoint
CREATE INDEX "dossier_by_group" ON "dossier" USING btree ("group_id") WHERE group_id is not null;--> statement-breakpoint
CREATE INDEX "dossier_party_by_party" ON "dossier_party" USING btree ("party_id");--> statement-breakpoint
CREATE UNIQUE INDEX "dossier_revision_effect" ON "dossier_revision" USING btree ("dossier_id","effect_key");--> statement-breakpoint
CREATE INDEX "paper_by_dossier" ON "paper" USING btree ("dossier_id");--> statement-breakpoint
CREATE INDEX "party_by_identity" ON "party" USING btree ("identity_hmac") WHERE identity_hmac is not null;--> statement-breakpoint
CREATE INDEX "place_by_dossier" ON "place" USING btree ("dossier_id");--> statement-breakpoint
CREATE UNIQUE INDEX "task_by_dossier" ON "task" USING btree ("dossier_id","key");--> statement-breakpoint
CREATE INDEX "task_open_by_area" ON "task" USING btree ("tier","area_id","due_at") WHERE closed_at is null and holder = 'desk';--> statement-breakpoint
CREATE INDEX "task_open_by_procedure" ON "task" USING btree ("tier","procedure_code","power","due_at") WHERE closed_at is null and holder = 'desk';--> statement-breakpoint
CREATE UNIQUE INDEX "alert_live" ON "alert" USING btree ("kind","dossier_id") WHERE cleared_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "outbox_key" ON "outbox" USING btree ("topic","key");--> statement-breakpoint
CREATE INDEX "outbox_waiting" ON "outbox" USING btree ("next_attempt_at") WHERE done_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "due_line_once" ON "due_line" USING btree ("beneficiary_id","benefit","period","cause","cause_ref");--> statement-breakpoint
CREATE INDEX "ledger_entry_by_order" ON "ledger_entry" USING btree ("order_id");--> statement-breakpoint
CREATE UNIQUE INDEX "order_line_one_live" ON "order_line" USING btree ("due_line_id") WHERE live;--> statement-breakpoint
CREATE INDEX "payment_order_unsettled" ON "payment_order" USING btree ("created_at") WHERE state not in ('CONFIRMED', 'REJECTED');--> statement-breakpoint
CREATE INDEX "jurisdiction_by_unit" ON "jurisdiction" USING btree ("unit_id");--> statement-breakpoint
CREATE INDEX "mandate_by_officer" ON "mandate" USING btree ("officer_id");--> statement-breakpoint
CREATE INDEX "mandate_by_unit" ON "mandate" USING btree ("unit_id","role");--> statement-breakpoint
CREATE INDEX "office_by_unit" ON "office" USING btree ("unit_id");--> statement-breakpoint
CREATE INDEX "unit_by_parent" ON "unit" USING btree ("parent_id");