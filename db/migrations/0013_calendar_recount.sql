CREATE TABLE "calendar_recount" (
	"version" text PRIMARY KEY NOT NULL,
	"changes" jsonb NOT NULL,
	"after_id" uuid,
	"examined" integer DEFAULT 0 NOT NULL,
	"moved" integer DEFAULT 0 NOT NULL,
	"completed_at" timestamp with time zone
);
--> statement-breakpoint
ALTER TABLE "calendar_day" ADD COLUMN "reason" text;--> statement-breakpoint
ALTER TABLE "calendar_recount" ADD CONSTRAINT "calendar_recount_version_calendar_version_version_fk" FOREIGN KEY ("version") REFERENCES "public"."calendar_version"("version") ON DELETE no action ON UPDATE no action;