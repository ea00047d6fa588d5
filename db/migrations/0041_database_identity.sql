-- Which database this is. The engine's namespace remembers it: a worker or a reconcile on another one would end every workflow.
CREATE TABLE "database_identity" (
	"single" boolean PRIMARY KEY DEFAULT true NOT NULL,
	"id" uuid NOT NULL,
	"system_identifier" bigint,
	"timeline" bigint,
	"recorded_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "database_identity_one_row" CHECK ("single")
);
--> statement-breakpoint
INSERT INTO database_identity (id) VALUES (gen_random_uuid());
