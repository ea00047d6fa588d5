CREATE TABLE "adopted_edition" (
	"dossier_id" uuid NOT NULL,
	"revision" integer NOT NULL,
	"from_plan_hash" text NOT NULL,
	"plan_hash" text NOT NULL,
	"policy" text NOT NULL,
	"basis" text NOT NULL,
	"adopted_at" timestamp with time zone NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "adopted_edition_dossier_id_revision_pk" PRIMARY KEY("dossier_id","revision")
);
--> statement-breakpoint
CREATE TABLE "edition_adoption" (
	"id" uuid PRIMARY KEY NOT NULL,
	"procedure_code" text NOT NULL,
	"edition" date NOT NULL,
	"policy" text NOT NULL,
	"basis" text NOT NULL,
	"asked_by" text NOT NULL,
	"asked_at" timestamp with time zone NOT NULL,
	"judged_at" timestamp with time zone,
	"recorded_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "edition_adoption_item" (
	"adoption_id" uuid NOT NULL,
	"dossier_id" uuid NOT NULL,
	"effect" text NOT NULL,
	"reason" text,
	"what" jsonb NOT NULL,
	"request_id" uuid,
	CONSTRAINT "edition_adoption_item_adoption_id_dossier_id_pk" PRIMARY KEY("adoption_id","dossier_id"),
	CONSTRAINT "edition_adoption_item_asked_or_kept" CHECK ((reason is null) = (request_id is not null))
);
--> statement-breakpoint
ALTER TABLE "task" ADD COLUMN "plan_hash" text;--> statement-breakpoint
ALTER TABLE "adopted_edition" ADD CONSTRAINT "adopted_edition_dossier_id_dossier_id_fk" FOREIGN KEY ("dossier_id") REFERENCES "public"."dossier"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "adopted_edition" ADD CONSTRAINT "adopted_edition_from_plan_hash_plan_hash_fk" FOREIGN KEY ("from_plan_hash") REFERENCES "public"."plan"("hash") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "adopted_edition" ADD CONSTRAINT "adopted_edition_plan_hash_plan_hash_fk" FOREIGN KEY ("plan_hash") REFERENCES "public"."plan"("hash") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "edition_adoption_item" ADD CONSTRAINT "edition_adoption_item_adoption_id_edition_adoption_id_fk" FOREIGN KEY ("adoption_id") REFERENCES "public"."edition_adoption"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "edition_adoption_item" ADD CONSTRAINT "edition_adoption_item_dossier_id_dossier_id_fk" FOREIGN KEY ("dossier_id") REFERENCES "public"."dossier"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "edition_adoption_item" ADD CONSTRAINT "edition_adoption_item_request_id_decision_request_id_fk" FOREIGN KEY ("request_id") REFERENCES "public"."decision_request"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "task" ADD CONSTRAINT "task_plan_hash_plan_hash_fk" FOREIGN KEY ("plan_hash") REFERENCES "public"."plan"("hash") ON DELETE no action ON UPDATE no action;