DROP INDEX "task_open_by_procedure";--> statement-breakpoint
CREATE INDEX "task_open_by_field" ON "task" USING btree ("tier","field","due_at") WHERE closed_at is null and holder = 'desk';--> statement-breakpoint
CREATE INDEX "task_open_by_procedure" ON "task" USING btree ("tier","procedure_code","due_at") WHERE closed_at is null and holder = 'desk';