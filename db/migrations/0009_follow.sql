CREATE TABLE "follow_failure" (
	"code" text PRIMARY KEY NOT NULL,
	"failures" integer NOT NULL,
	"since" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE INDEX "follow_failure_by_time" ON "follow_failure" USING btree ("since");