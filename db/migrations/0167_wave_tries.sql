-- The throttle of a wave counts what was tried within a minute: a failed one counts too, and only for that minute.
DROP INDEX "notice_outbox_sent_of_wave";--> statement-breakpoint
ALTER TABLE "notice_outbox" ADD COLUMN "tried_at" timestamp with time zone;--> statement-breakpoint
CREATE INDEX "notice_outbox_tried_of_wave" ON "notice_outbox" USING btree ("wave_id","tried_at") WHERE wave_id is not null and tried_at is not null;