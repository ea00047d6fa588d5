CREATE TABLE "external_code" (
	"system" text NOT NULL,
	"code" text NOT NULL,
	"dossier_id" uuid NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "external_code_once" PRIMARY KEY("system","code")
);
--> statement-breakpoint
ALTER TABLE "dossier" ADD COLUMN "entered_later" text;--> statement-breakpoint
ALTER TABLE "result" ADD COLUMN "collected_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "result" ADD COLUMN "collected_by" text;--> statement-breakpoint
ALTER TABLE "result" ADD COLUMN "collected_how" text;--> statement-breakpoint
ALTER TABLE "external_code" ADD CONSTRAINT "external_code_dossier_id_dossier_id_fk" FOREIGN KEY ("dossier_id") REFERENCES "public"."dossier"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "external_code_by_dossier" ON "external_code" USING btree ("dossier_id");--> statement-breakpoint

-- Handed over means: when, to whom and how are told, and nothing of it before.
ALTER TABLE result ADD CONSTRAINT result_collected_is_told CHECK (
  num_nonnulls(collected_at, collected_by, collected_how) = CASE WHEN collected THEN 3 ELSE 0 END);--> statement-breakpoint
ALTER TABLE dossier ADD CONSTRAINT dossier_entered_later_says_why CHECK (entered_later IN ('paper', 'offline', 'post'));
