DROP INDEX "task_open_by_procedure";--> statement-breakpoint
DROP INDEX "task_open_by_field";--> statement-breakpoint
DROP INDEX "task_open_in_split_area";--> statement-breakpoint
DROP INDEX "task_open_by_due";--> statement-breakpoint
CREATE INDEX "task_open_by_procedure" ON "task" USING btree ("tier","procedure_code","due_at","id") WHERE closed_at is null and holder = 'desk';--> statement-breakpoint
CREATE INDEX "task_open_by_field" ON "task" USING btree ("tier","field","due_at","id") WHERE closed_at is null and holder = 'desk';--> statement-breakpoint
CREATE INDEX "task_open_in_split_area" ON "task" USING btree ("tier","field","due_at","id") WHERE closed_at is null and holder = 'desk' and in_split_area;--> statement-breakpoint
CREATE INDEX "task_open_by_due" ON "task" USING btree ("tier","due_at","id") WHERE closed_at is null and holder = 'desk';