CREATE TABLE "paper_blank" (
	"unit_id" text NOT NULL,
	"number" integer NOT NULL,
	"issued_by" text NOT NULL,
	"issued_at" timestamp with time zone NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "paper_blank_unit_id_number_pk" PRIMARY KEY("unit_id","number"),
	CONSTRAINT "paper_blank_numbered_from_one" CHECK (number > 0)
);
--> statement-breakpoint
CREATE TABLE "paper_blank_entered" (
	"unit_id" text NOT NULL,
	"number" integer NOT NULL,
	"dossier_id" uuid NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "paper_blank_entered_once" PRIMARY KEY("unit_id","number")
);
--> statement-breakpoint
ALTER TABLE "paper_blank" ADD CONSTRAINT "paper_blank_unit_id_unit_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "paper_blank_entered" ADD CONSTRAINT "paper_blank_entered_dossier_id_dossier_id_fk" FOREIGN KEY ("dossier_id") REFERENCES "public"."dossier"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "paper_blank_entered" ADD CONSTRAINT "paper_blank_entered_is_issued" FOREIGN KEY ("unit_id","number") REFERENCES "public"."paper_blank"("unit_id","number") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "paper_blank_entered_by_dossier" ON "paper_blank_entered" USING btree ("dossier_id");