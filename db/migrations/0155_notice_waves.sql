-- Notices of a reorganisation go in a wave of their own, past which the others go at once.
CREATE TABLE "notice_wave" (
	"id" uuid PRIMARY KEY NOT NULL,
	"reorganisation" text NOT NULL,
	"run" integer NOT NULL,
	"effective_at" timestamp with time zone NOT NULL,
	"policy" text NOT NULL,
	"per_minute" integer NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "notice_wave_of_a_policy" CHECK (policy in ('none', 'digest', 'individual')),
	CONSTRAINT "notice_wave_goes" CHECK (per_minute > 0)
);
--> statement-breakpoint
CREATE TABLE "notice_wave_step" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"wave_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"actor_id" text NOT NULL,
	"valid_at" timestamp with time zone NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "notice_wave_step_of_a_kind" CHECK (kind in ('started', 'paused', 'resumed', 'retried'))
);
--> statement-breakpoint
ALTER TABLE "notice_outbox" ADD COLUMN "wave_id" uuid;--> statement-breakpoint
ALTER TABLE "notice_outbox" ADD COLUMN "recipient_group" text;--> statement-breakpoint
ALTER TABLE "notice_outbox" ADD COLUMN "unit_id" text;--> statement-breakpoint
ALTER TABLE "notice_wave_step" ADD CONSTRAINT "notice_wave_step_wave_id_notice_wave_id_fk" FOREIGN KEY ("wave_id") REFERENCES "public"."notice_wave"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice_outbox" ADD CONSTRAINT "notice_outbox_wave_id_notice_wave_id_fk" FOREIGN KEY ("wave_id") REFERENCES "public"."notice_wave"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice_outbox" ADD CONSTRAINT "notice_outbox_unit_id_unit_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notice_outbox" ADD CONSTRAINT "notice_outbox_of_a_wave_is_grouped" CHECK ((wave_id is null) = (recipient_group is null));--> statement-breakpoint
CREATE UNIQUE INDEX "notice_wave_once" ON "notice_wave" USING btree ("reorganisation","run","effective_at");--> statement-breakpoint
CREATE INDEX "notice_wave_step_of" ON "notice_wave_step" USING btree ("wave_id","id");--> statement-breakpoint
DROP INDEX "notice_outbox_waiting";--> statement-breakpoint
CREATE INDEX "notice_outbox_waiting" ON "notice_outbox" USING btree ("policy","next_attempt_at") WHERE status = 'waiting' and wave_id is null;--> statement-breakpoint
CREATE INDEX "notice_outbox_of_wave" ON "notice_outbox" USING btree ("wave_id","next_attempt_at") WHERE status = 'waiting' and wave_id is not null;--> statement-breakpoint
CREATE INDEX "notice_outbox_in_wave" ON "notice_outbox" USING btree ("wave_id","recipient_group") WHERE wave_id is not null;--> statement-breakpoint
CREATE INDEX "notice_outbox_sent_of_wave" ON "notice_outbox" USING btree ("wave_id","sent_at") WHERE wave_id is not null and sent_at is not null;--> statement-breakpoint
CREATE TRIGGER notice_wave_append_only BEFORE UPDATE OR DELETE ON notice_wave
  FOR EACH ROW EXECUTE FUNCTION append_only();--> statement-breakpoint
CREATE TRIGGER notice_wave_step_append_only BEFORE UPDATE OR DELETE ON notice_wave_step
  FOR EACH ROW EXECUTE FUNCTION append_only();
