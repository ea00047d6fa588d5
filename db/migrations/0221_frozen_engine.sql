-- A list is frozen from the rows alone; what the engine ran is a record of its own, made when it answers.
CREATE TABLE "frozen_engine" (
	"list_id" uuid PRIMARY KEY NOT NULL,
	"asked_at" timestamp with time zone NOT NULL,
	"hash" "bytea" NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "frozen_engine_hash_is_sha256" CHECK (octet_length("frozen_engine"."hash") = 32)
);
--> statement-breakpoint
CREATE TABLE "frozen_engine_run" (
	"list_id" uuid NOT NULL,
	"dossier_id" uuid NOT NULL,
	"correction" integer NOT NULL,
	"ran" boolean NOT NULL,
	CONSTRAINT "frozen_engine_run_list_id_dossier_id_correction_pk" PRIMARY KEY("list_id","dossier_id","correction")
);
--> statement-breakpoint
ALTER TABLE "frozen_list" ADD COLUMN "rows_alone" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "frozen_run" ADD COLUMN "started" boolean;--> statement-breakpoint
ALTER TABLE "frozen_engine" ADD CONSTRAINT "frozen_engine_list_id_frozen_list_id_fk" FOREIGN KEY ("list_id") REFERENCES "public"."frozen_list"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "frozen_engine_run" ADD CONSTRAINT "frozen_engine_run_list_id_frozen_engine_list_id_fk" FOREIGN KEY ("list_id") REFERENCES "public"."frozen_engine"("list_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE TRIGGER frozen_engine_append_only BEFORE UPDATE OR DELETE ON frozen_engine
  FOR EACH ROW EXECUTE FUNCTION append_only();--> statement-breakpoint
CREATE TRIGGER frozen_engine_run_append_only BEFORE UPDATE OR DELETE ON frozen_engine_run
  FOR EACH ROW EXECUTE FUNCTION append_only();
