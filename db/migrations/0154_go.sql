-- Who is on duty at a reorganisation, and whether it goes: append-only.
CREATE TABLE "reorganisation_duty" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"reorganisation" text NOT NULL,
	"role" text NOT NULL,
	"officer_id" text NOT NULL,
	"starts_at" timestamp with time zone NOT NULL,
	"ends_at" timestamp with time zone NOT NULL,
	"replaces" bigint,
	"entered_by" text NOT NULL,
	"valid_at" timestamp with time zone NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "reorganisation_duty_replaced_once" UNIQUE("replaces"),
	CONSTRAINT "reorganisation_duty_ends_after_it_starts" CHECK (starts_at < ends_at)
);
--> statement-breakpoint
CREATE TABLE "reorganisation_go" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"reorganisation" text NOT NULL,
	"run" integer NOT NULL,
	"decision" text NOT NULL,
	"actor_id" text NOT NULL,
	"red" integer NOT NULL,
	"reds" jsonb NOT NULL,
	"basis" text,
	"valid_at" timestamp with time zone NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "reorganisation_go_of_a_kind" CHECK (decision in ('go', 'noGo')),
	CONSTRAINT "reorganisation_go_in_spite_of_red_says_why" CHECK (decision <> 'go' or red = 0 or basis is not null)
);
--> statement-breakpoint
ALTER TABLE "reorganisation_duty" ADD CONSTRAINT "reorganisation_duty_officer_id_officer_id_fk" FOREIGN KEY ("officer_id") REFERENCES "public"."officer"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE reorganisation_duty ADD CONSTRAINT reorganisation_duty_replaces_one FOREIGN KEY (replaces) REFERENCES reorganisation_duty (id);--> statement-breakpoint
CREATE INDEX "reorganisation_duty_of" ON "reorganisation_duty" USING btree ("reorganisation");--> statement-breakpoint
CREATE INDEX "reorganisation_go_of" ON "reorganisation_go" USING btree ("reorganisation","run");--> statement-breakpoint
CREATE TRIGGER reorganisation_duty_append_only BEFORE UPDATE OR DELETE ON reorganisation_duty
  FOR EACH ROW EXECUTE FUNCTION append_only();--> statement-breakpoint
CREATE TRIGGER reorganisation_go_append_only BEFORE UPDATE OR DELETE ON reorganisation_go
  FOR EACH ROW EXECUTE FUNCTION append_only();
