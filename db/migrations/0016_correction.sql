CREATE TABLE "correction" (
	"dossier_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"caller" text NOT NULL,
	"key" text NOT NULL,
	"body_hash" "bytea" NOT NULL,
	"plan_hash" text NOT NULL,
	"from_revision" integer NOT NULL,
	"ground" text NOT NULL,
	"asked_at" timestamp with time zone NOT NULL,
	"due_at" timestamp with time zone NOT NULL,
	"started_at" timestamp with time zone,
	"ending" text,
	"ended_at" timestamp with time zone,
	"recorded_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "correction_dossier_id_number_pk" PRIMARY KEY("dossier_id","number"),
	CONSTRAINT "correction_numbered_from_one" CHECK (number > 0),
	CONSTRAINT "correction_ended_has_ending" CHECK ((ending is null) = (ended_at is null))
);
--> statement-breakpoint
ALTER TABLE "dossier_revision" ADD COLUMN "correction" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "result" ADD COLUMN "correction" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "result" DROP CONSTRAINT "result_pkey";--> statement-breakpoint
ALTER TABLE "result" ADD CONSTRAINT "result_dossier_id_correction_pk" PRIMARY KEY("dossier_id","correction");--> statement-breakpoint
ALTER TABLE "task" ADD COLUMN "correction" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "correction" ADD CONSTRAINT "correction_dossier_id_dossier_id_fk" FOREIGN KEY ("dossier_id") REFERENCES "public"."dossier"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "correction" ADD CONSTRAINT "correction_plan_hash_plan_hash_fk" FOREIGN KEY ("plan_hash") REFERENCES "public"."plan"("hash") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "correction_key" ON "correction" USING btree ("caller","key");--> statement-breakpoint
CREATE UNIQUE INDEX "correction_one_open" ON "correction" USING btree ("dossier_id") WHERE ended_at is null;--> statement-breakpoint
INSERT INTO notice_policy (event, policy) VALUES ('resultCorrected', 'individual'), ('correctionRefused', 'individual');
