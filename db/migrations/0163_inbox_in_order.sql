-- Built beside the old ones: reads of the inbox go on until the short exchange at the end.
CREATE INDEX "task_open_by_procedure_with_id" ON "task" USING btree ("tier","procedure_code","due_at","id") WHERE closed_at is null and holder = 'desk';--> statement-breakpoint
CREATE INDEX "task_open_by_field_with_id" ON "task" USING btree ("tier","field","due_at","id") WHERE closed_at is null and holder = 'desk';--> statement-breakpoint
CREATE INDEX "task_open_in_split_area_with_id" ON "task" USING btree ("tier","field","due_at","id") WHERE closed_at is null and holder = 'desk' and in_split_area;--> statement-breakpoint
CREATE INDEX "task_open_by_due_with_id" ON "task" USING btree ("tier","due_at","id") WHERE closed_at is null and holder = 'desk';--> statement-breakpoint
DROP INDEX "task_open_by_procedure";--> statement-breakpoint
ALTER INDEX "task_open_by_procedure_with_id" RENAME TO "task_open_by_procedure";--> statement-breakpoint
DROP INDEX "task_open_by_field";--> statement-breakpoint
ALTER INDEX "task_open_by_field_with_id" RENAME TO "task_open_by_field";--> statement-breakpoint
DROP INDEX "task_open_in_split_area";--> statement-breakpoint
ALTER INDEX "task_open_in_split_area_with_id" RENAME TO "task_open_in_split_area";--> statement-breakpoint
DROP INDEX "task_open_by_due";--> statement-breakpoint
ALTER INDEX "task_open_by_due_with_id" RENAME TO "task_open_by_due";
