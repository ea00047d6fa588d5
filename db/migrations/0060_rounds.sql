-- When a standing round of each kind ended last, and what the minute's round and the seal are found by: what was written of late.
CREATE TABLE "last_round" (
	"kind" text PRIMARY KEY NOT NULL,
	"began_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone NOT NULL,
	"items" integer NOT NULL,
	"differences" integer NOT NULL
);
--> statement-breakpoint
ALTER TABLE last_round ADD CONSTRAINT last_round_of_a_kind CHECK (kind IN ('recent', 'all', 'seal'));--> statement-breakpoint
ALTER TABLE last_round ADD CONSTRAINT last_round_ends_after_it_began CHECK (began_at <= ended_at);--> statement-breakpoint
CREATE INDEX "dossier_revision_by_time" ON "dossier_revision" USING brin ("recorded_at") WITH (autosummarize=true);--> statement-breakpoint
CREATE INDEX "task_not_late" ON "task" USING btree ("due_at") WHERE closed_at is null and late_at is null and due_at is not null;--> statement-breakpoint
CREATE INDEX "journal_by_time" ON "journal" USING brin ("recorded_at") WITH (autosummarize=true);
