CREATE TABLE "reorganisation_step" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"reorganisation" text NOT NULL,
	"run" integer NOT NULL,
	"kind" text NOT NULL,
	"actor_id" text NOT NULL,
	"basis" text,
	"valid_at" timestamp with time zone NOT NULL,
	"effective_at" timestamp with time zone,
	"base" bigint,
	"rows_hash" "bytea",
	"summary" jsonb,
	"change" bigint,
	"confirms" bigint,
	"confirms_actor" text,
	"recorded_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "reorganisation_step_change_unique" UNIQUE("change"),
	CONSTRAINT "reorganisation_step_confirms_unique" UNIQUE("confirms"),
	CONSTRAINT "reorganisation_step_of_actor" UNIQUE("id","actor_id"),
	CONSTRAINT "reorganisation_step_of_a_kind" CHECK (kind in ('proposed', 'approved', 'takenBack', 'armed', 'postponementAsked', 'postponed', 'callOffAsked', 'calledOff', 'undoAsked', 'undone', 'certified')),
	CONSTRAINT "reorganisation_step_by_a_second_person" CHECK (confirms_actor <> actor_id),
	CONSTRAINT "reorganisation_step_is_confirmed" CHECK ((kind in ('approved', 'postponed', 'calledOff', 'undone')) = (confirms is not null) and (confirms is null) = (confirms_actor is null)),
	CONSTRAINT "reorganisation_step_writes_in_a_change" CHECK ((kind in ('armed', 'postponed', 'calledOff', 'undone')) = (change is not null)),
	CONSTRAINT "reorganisation_step_is_never_dated_back" CHECK (kind not in ('armed', 'postponed', 'undone') or (effective_at is not null and effective_at >= valid_at)),
	CONSTRAINT "reorganisation_step_hashes_rows" CHECK (kind <> 'proposed' or (base is not null and rows_hash is not null))
);
--> statement-breakpoint
ALTER TABLE "reorganisation_step" ADD CONSTRAINT "reorganisation_step_base_reference_change_id_fk" FOREIGN KEY ("base") REFERENCES "public"."reference_change"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reorganisation_step" ADD CONSTRAINT "reorganisation_step_change_reference_change_id_fk" FOREIGN KEY ("change") REFERENCES "public"."reference_change"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reorganisation_step" ADD CONSTRAINT "reorganisation_step_confirms_another" FOREIGN KEY ("confirms","confirms_actor") REFERENCES "public"."reorganisation_step"("id","actor_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "reorganisation_step_once" ON "reorganisation_step" USING btree ("reorganisation","run","kind") WHERE kind in ('proposed', 'approved', 'armed', 'calledOff', 'undone', 'certified');--> statement-breakpoint
CREATE TRIGGER reorganisation_step_append_only BEFORE UPDATE OR DELETE ON reorganisation_step
  FOR EACH ROW EXECUTE FUNCTION append_only();
