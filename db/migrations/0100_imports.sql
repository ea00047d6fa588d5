-- Dossiers taken over from other systems, and the lane in which their workflows are started.
CREATE TABLE "import_batch" (
	"id" uuid PRIMARY KEY NOT NULL,
	"source" text NOT NULL,
	"caller" text NOT NULL,
	"key" text NOT NULL,
	"as_of" timestamp with time zone NOT NULL,
	"status" text DEFAULT 'running' NOT NULL,
	"rows_in" integer DEFAULT 0 NOT NULL,
	"created" integer DEFAULT 0 NOT NULL,
	"already_there" integer DEFAULT 0 NOT NULL,
	"updated" integer DEFAULT 0 NOT NULL,
	"quarantined" integer DEFAULT 0 NOT NULL,
	"began_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	"recorded_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "import_batch_counts_every_row" CHECK (rows_in = created + already_there + updated + quarantined),
	CONSTRAINT "import_batch_ends" CHECK ((status = 'running') = (ended_at is null))
);
--> statement-breakpoint
CREATE TABLE "import_quarantine" (
	"batch_id" uuid NOT NULL,
	"line" integer NOT NULL,
	"old_code" text,
	"reason" text NOT NULL,
	"columns" text[] DEFAULT '{}' NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "import_quarantine_batch_id_line_pk" PRIMARY KEY("batch_id","line")
);
--> statement-breakpoint
CREATE TABLE "import_row" (
	"source" text NOT NULL,
	"old_code" text NOT NULL,
	"dossier_id" uuid NOT NULL,
	"batch_id" uuid NOT NULL,
	"line" integer NOT NULL,
	"row_hash" "bytea" NOT NULL,
	"identity_hash" "bytea" NOT NULL,
	"due_disagrees" boolean DEFAULT false NOT NULL,
	"reckoned_due_at" timestamp with time zone,
	"recorded_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "import_row_once" PRIMARY KEY("source","old_code")
);
--> statement-breakpoint
DROP INDEX "outbox_waiting";--> statement-breakpoint
ALTER TABLE "outbox" ADD COLUMN "lane" smallint DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "import_quarantine" ADD CONSTRAINT "import_quarantine_batch_id_import_batch_id_fk" FOREIGN KEY ("batch_id") REFERENCES "public"."import_batch"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_row" ADD CONSTRAINT "import_row_dossier_id_dossier_id_fk" FOREIGN KEY ("dossier_id") REFERENCES "public"."dossier"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "import_row" ADD CONSTRAINT "import_row_batch_id_import_batch_id_fk" FOREIGN KEY ("batch_id") REFERENCES "public"."import_batch"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "import_batch_by_key" ON "import_batch" USING btree ("caller","key");--> statement-breakpoint
CREATE UNIQUE INDEX "import_batch_one_running" ON "import_batch" USING btree ("source") WHERE status = 'running';--> statement-breakpoint
CREATE UNIQUE INDEX "import_row_by_dossier" ON "import_row" USING btree ("dossier_id");--> statement-breakpoint
CREATE INDEX "import_row_by_batch" ON "import_row" USING btree ("batch_id");--> statement-breakpoint
CREATE INDEX "outbox_waiting" ON "outbox" USING btree ("lane","next_attempt_at") WHERE done_at is null;--> statement-breakpoint
ALTER TABLE import_batch ADD CONSTRAINT import_batch_status CHECK (status IN ('running', 'complete', 'abandoned'));--> statement-breakpoint
ALTER TABLE import_quarantine ADD CONSTRAINT import_quarantine_reason CHECK (reason IN ('unreadable', 'invalidField', 'unknownProcedure', 'notReceivedThen', 'unknownPlace', 'unknownUnit', 'unknownStep', 'alreadyEnded', 'engineStep', 'skippedStep', 'decidedBeforeSignature', 'signedButNotDecided', 'supplementCount', 'badNumber', 'formNeeded', 'twiceInFile', 'otherDossier', 'actedOn', 'codeTaken', 'cannotBeWritten'));--> statement-breakpoint
ALTER TABLE outbox ADD CONSTRAINT outbox_lane CHECK (lane IN (0, 1));
