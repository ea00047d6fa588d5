-- What a mandate is for; who officers are, where units belong and work, with which seals, and whether they can begin.
CREATE TABLE "seal" (
	"id" text PRIMARY KEY NOT NULL,
	"unit_id" text NOT NULL,
	"holder" text NOT NULL,
	"valid" "tstzrange" NOT NULL,
	"basis" text NOT NULL,
	"assumed" boolean DEFAULT false NOT NULL
);
--> statement-breakpoint
CREATE TABLE "site" (
	"id" text PRIMARY KEY NOT NULL,
	"unit_id" text NOT NULL,
	"address" text NOT NULL,
	"lat" double precision,
	"lon" double precision,
	"opening_hours" text NOT NULL,
	"uses" text[] NOT NULL,
	"valid" "tstzrange" NOT NULL,
	"basis" text NOT NULL,
	"assumed" boolean DEFAULT false NOT NULL
);
--> statement-breakpoint
CREATE TABLE "unit_parent" (
	"id" text PRIMARY KEY NOT NULL,
	"unit_id" text NOT NULL,
	"parent_id" text NOT NULL,
	"valid" "tstzrange" NOT NULL,
	"basis" text NOT NULL,
	"assumed" boolean DEFAULT false NOT NULL
);
--> statement-breakpoint
CREATE TABLE "account" (
	"subject" text PRIMARY KEY NOT NULL,
	"officer_id" text NOT NULL,
	"valid" "tstzrange" NOT NULL,
	"basis" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "staff_row" (
	"source" text NOT NULL,
	"row_key" text NOT NULL,
	"officer_id" text NOT NULL,
	"mandate_id" text NOT NULL,
	"batch_id" uuid NOT NULL,
	"line" integer NOT NULL,
	"valid" "tstzrange" NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "staff_row_once" PRIMARY KEY("source","row_key")
);
--> statement-breakpoint
CREATE TABLE "staff_stage" (
	"batch_id" uuid NOT NULL,
	"line" integer NOT NULL,
	"row_key" text NOT NULL,
	"officer_id" text NOT NULL,
	"name" text NOT NULL,
	"subject" text,
	"unit" text NOT NULL,
	"office" text,
	"acting_for_id" text,
	"role" text NOT NULL,
	"kind" text NOT NULL,
	"fields" text[],
	"powers" text[],
	"areas" text[],
	"up_to_dong" bigint,
	"valid" "tstzrange" NOT NULL,
	"basis" text NOT NULL,
	"unit_id" text,
	"office_id" text,
	"former_id" text,
	"mandate_id" text,
	"outcome" text,
	"reason" text,
	CONSTRAINT "staff_stage_batch_id_line_pk" PRIMARY KEY("batch_id","line")
);
--> statement-breakpoint
CREATE TABLE "readiness_answer" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"unit_id" text NOT NULL,
	"criterion" text NOT NULL,
	"answer" text NOT NULL,
	"team" text NOT NULL,
	"actor_id" text NOT NULL,
	"note" text,
	"valid_at" timestamp with time zone NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "account_history" (
	"subject" text NOT NULL,
	"officer_id" text NOT NULL,
	"valid" "tstzrange" NOT NULL,
	"basis" text NOT NULL,
	"known" "int8range" NOT NULL,
	CONSTRAINT "account_history_subject_known_pk" PRIMARY KEY("subject","known")
);
--> statement-breakpoint
CREATE TABLE "seal_history" (
	"id" text NOT NULL,
	"unit_id" text NOT NULL,
	"holder" text NOT NULL,
	"valid" "tstzrange" NOT NULL,
	"basis" text NOT NULL,
	"assumed" boolean NOT NULL,
	"known" "int8range" NOT NULL,
	CONSTRAINT "seal_history_id_known_pk" PRIMARY KEY("id","known")
);
--> statement-breakpoint
CREATE TABLE "site_history" (
	"id" text NOT NULL,
	"unit_id" text NOT NULL,
	"address" text NOT NULL,
	"lat" double precision,
	"lon" double precision,
	"opening_hours" text NOT NULL,
	"uses" text[] NOT NULL,
	"valid" "tstzrange" NOT NULL,
	"basis" text NOT NULL,
	"assumed" boolean NOT NULL,
	"known" "int8range" NOT NULL,
	CONSTRAINT "site_history_id_known_pk" PRIMARY KEY("id","known")
);
--> statement-breakpoint
CREATE TABLE "unit_parent_history" (
	"id" text NOT NULL,
	"unit_id" text NOT NULL,
	"parent_id" text NOT NULL,
	"valid" "tstzrange" NOT NULL,
	"basis" text NOT NULL,
	"assumed" boolean NOT NULL,
	"known" "int8range" NOT NULL,
	CONSTRAINT "unit_parent_history_id_known_pk" PRIMARY KEY("id","known")
);
--> statement-breakpoint
ALTER TABLE "mandate_history" ADD COLUMN "fields" text[];--> statement-breakpoint
ALTER TABLE "mandate_history" ADD COLUMN "powers" text[];--> statement-breakpoint
ALTER TABLE "mandate_history" ADD COLUMN "areas" text[];--> statement-breakpoint
ALTER TABLE "mandate_history" ADD COLUMN "up_to_dong" bigint;--> statement-breakpoint
ALTER TABLE "mandate" ADD COLUMN "fields" text[];--> statement-breakpoint
ALTER TABLE "mandate" ADD COLUMN "powers" text[];--> statement-breakpoint
ALTER TABLE "mandate" ADD COLUMN "areas" text[];--> statement-breakpoint
ALTER TABLE "mandate" ADD COLUMN "up_to_dong" bigint;--> statement-breakpoint
ALTER TABLE "seal" ADD CONSTRAINT "seal_unit_id_unit_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "site" ADD CONSTRAINT "site_unit_id_unit_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "unit_parent" ADD CONSTRAINT "unit_parent_unit_id_unit_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "unit_parent" ADD CONSTRAINT "unit_parent_parent_id_unit_id_fk" FOREIGN KEY ("parent_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "account" ADD CONSTRAINT "account_officer_id_officer_id_fk" FOREIGN KEY ("officer_id") REFERENCES "public"."officer"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "staff_row" ADD CONSTRAINT "staff_row_officer_id_officer_id_fk" FOREIGN KEY ("officer_id") REFERENCES "public"."officer"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "staff_row" ADD CONSTRAINT "staff_row_mandate_id_mandate_id_fk" FOREIGN KEY ("mandate_id") REFERENCES "public"."mandate"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "staff_row" ADD CONSTRAINT "staff_row_batch_id_import_batch_id_fk" FOREIGN KEY ("batch_id") REFERENCES "public"."import_batch"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "staff_stage" ADD CONSTRAINT "staff_stage_batch_id_import_batch_id_fk" FOREIGN KEY ("batch_id") REFERENCES "public"."import_batch"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "readiness_answer" ADD CONSTRAINT "readiness_answer_unit_id_unit_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "seal_by_unit" ON "seal" USING btree ("unit_id");--> statement-breakpoint
CREATE INDEX "site_by_unit" ON "site" USING btree ("unit_id");--> statement-breakpoint
CREATE INDEX "unit_parent_by_unit" ON "unit_parent" USING btree ("unit_id");--> statement-breakpoint
CREATE INDEX "unit_parent_by_parent" ON "unit_parent" USING btree ("parent_id");--> statement-breakpoint
CREATE INDEX "account_by_officer" ON "account" USING btree ("officer_id");--> statement-breakpoint
CREATE INDEX "staff_row_by_mandate" ON "staff_row" USING btree ("mandate_id");--> statement-breakpoint
CREATE INDEX "staff_stage_by_key" ON "staff_stage" USING btree ("batch_id","row_key");--> statement-breakpoint
CREATE INDEX "readiness_answer_by_unit" ON "readiness_answer" USING btree ("unit_id","criterion","valid_at");--> statement-breakpoint
ALTER TABLE officer RENAME COLUMN synthetic TO invented;--> statement-breakpoint
ALTER TABLE officer_history RENAME COLUMN synthetic TO invented;--> statement-breakpoint
ALTER TABLE import_quarantine DROP CONSTRAINT import_quarantine_reason;--> statement-breakpoint
ALTER TABLE import_quarantine ADD CONSTRAINT import_quarantine_reason CHECK (reason IN ('unreadable', 'invalidField', 'unknownProcedure', 'notReceivedThen', 'unknownPlace', 'unknownUnit', 'unknownStep', 'alreadyEnded', 'engineStep', 'skippedStep', 'decidedBeforeSignature', 'signedButNotDecided', 'supplementCount', 'badNumber', 'formNeeded', 'twiceInFile', 'otherDossier', 'actedOn', 'codeTaken', 'unknownOffice', 'roleNotOfOffice', 'nameDiffers', 'accountTaken', 'unknownLender', 'mandateOverlaps', 'movedBack', 'cannotBeWritten'));--> statement-breakpoint
ALTER TABLE unit ADD CONSTRAINT unit_body_is_of_a_kind CHECK (tier <> 'body' OR type IN ('trường học', 'trạm y tế', 'chi nhánh văn phòng đăng ký đất đai', 'chi nhánh trung tâm phục vụ hành chính công', 'thuế cơ sở', 'bảo hiểm xã hội cơ sở'));--> statement-breakpoint
ALTER TABLE unit_parent ADD CONSTRAINT unit_parent_is_another CHECK (unit_id <> parent_id);--> statement-breakpoint
ALTER TABLE unit_parent ADD CONSTRAINT unit_parent_one EXCLUDE USING gist (unit_id WITH =, valid WITH &&);--> statement-breakpoint
ALTER TABLE seal ADD CONSTRAINT seal_one_in_force EXCLUDE USING gist (unit_id WITH =, valid WITH &&);--> statement-breakpoint
CREATE TRIGGER readiness_answer_append_only BEFORE UPDATE OR DELETE ON readiness_answer FOR EACH ROW EXECUTE FUNCTION append_only();--> statement-breakpoint

DO $$
DECLARE recorded record;
BEGIN
  FOR recorded IN SELECT * FROM (VALUES ('account', 'subject'), ('unit_parent', 'id'), ('site', 'id'), ('seal', 'id')) tables (name, key) LOOP
    EXECUTE format('ALTER TABLE %1$I ADD CONSTRAINT %1$s_one_version EXCLUDE USING gist (%2$I WITH =, known WITH &&)',
      recorded.name || '_history', recorded.key);
    EXECUTE format('CREATE TRIGGER %1$s_kept BEFORE INSERT OR UPDATE OR DELETE ON %1$I FOR EACH ROW EXECUTE FUNCTION written_by_keep_history()',
      recorded.name || '_history');
    EXECUTE format('CREATE TRIGGER %1$s_begins AFTER INSERT ON %1$I REFERENCING NEW TABLE AS written
      FOR EACH STATEMENT EXECUTE FUNCTION keep_history(%2$L)', recorded.name, recorded.key);
    EXECUTE format('CREATE TRIGGER %1$s_changes AFTER UPDATE ON %1$I REFERENCING NEW TABLE AS written OLD TABLE AS former
      FOR EACH STATEMENT EXECUTE FUNCTION keep_history(%2$L)', recorded.name, recorded.key);
    EXECUTE format('CREATE TRIGGER %1$s_stays BEFORE DELETE ON %1$I FOR EACH ROW EXECUTE FUNCTION refuse_removal()', recorded.name);
    EXECUTE format('CREATE TRIGGER %1$s_is_not_emptied BEFORE TRUNCATE ON %1$I FOR EACH STATEMENT EXECUTE FUNCTION refuse_removal()', recorded.name);
  END LOOP;
END $$;--> statement-breakpoint
ALTER TABLE unit_parent_history ADD CONSTRAINT unit_parent_history_one EXCLUDE USING gist (unit_id WITH =, valid WITH &&, known WITH &&);--> statement-breakpoint
ALTER TABLE seal_history ADD CONSTRAINT seal_history_one_in_force EXCLUDE USING gist (unit_id WITH =, valid WITH &&, known WITH &&);--> statement-breakpoint

-- A unit begins under the unit that its row names; from then on unit_parent alone says where it belongs. The parent of rows
-- that stand is dated as they are, in a change of its own.
CREATE FUNCTION unit_begins_under_its_parent() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO unit_parent (id, unit_id, parent_id, valid, basis, assumed)
    SELECT id || '>' || parent_id, id, parent_id, tstzrange(lower(valid), upper(valid)), basis, assumed FROM begun
    WHERE parent_id IS NOT NULL AND NOT isempty(valid) ON CONFLICT (id) DO NOTHING;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER unit_has_a_parent AFTER INSERT ON unit REFERENCING NEW TABLE AS begun
  FOR EACH STATEMENT EXECUTE FUNCTION unit_begins_under_its_parent();--> statement-breakpoint
DO $$
BEGIN
  IF EXISTS (SELECT FROM unit WHERE parent_id IS NOT NULL) THEN
    PERFORM begin_change('correction', 'migration', 'Đơn vị cấp trên được ghi theo thời gian', clock_timestamp(), NULL, NULL, NULL);
    INSERT INTO unit_parent (id, unit_id, parent_id, valid, basis, assumed)
      SELECT id || '>' || parent_id, id, parent_id, tstzrange(lower(valid), upper(valid)), basis, assumed FROM unit
      WHERE parent_id IS NOT NULL AND NOT isempty(valid);
  END IF;
END $$;
