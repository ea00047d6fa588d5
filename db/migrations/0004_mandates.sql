CREATE TABLE "mandate_change" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"mandate_id" text NOT NULL,
	"kind" text NOT NULL,
	"actor_id" text NOT NULL,
	"valid" "tstzrange" NOT NULL,
	"valid_at" timestamp with time zone NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "mandate_change" ADD CONSTRAINT "mandate_change_mandate_id_mandate_id_fk" FOREIGN KEY ("mandate_id") REFERENCES "public"."mandate"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "mandate_change_by_mandate" ON "mandate_change" USING btree ("mandate_id");--> statement-breakpoint
CREATE INDEX "decision_request_by_time" ON "decision_request" USING brin ("accepted_at");--> statement-breakpoint

CREATE TRIGGER mandate_change_append_only BEFORE UPDATE OR DELETE ON mandate_change
  FOR EACH ROW EXECUTE FUNCTION append_only();--> statement-breakpoint
-- Power lent is lent by somebody, and one who stands in does so for a time.
ALTER TABLE mandate ADD CONSTRAINT mandate_lent_by_somebody CHECK ((kind = 'own') = (acting_for_id IS NULL));--> statement-breakpoint
ALTER TABLE mandate ADD CONSTRAINT mandate_substitution_is_dated CHECK (kind <> 'substitution' OR NOT upper_inf(valid));
