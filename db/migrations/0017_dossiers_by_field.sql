CREATE INDEX "dossier_by_field" ON "dossier" USING btree ("field","filed_at","id");--> statement-breakpoint
CREATE INDEX "dossier_by_procedure" ON "dossier" USING btree ("procedure_code","filed_at","id");--> statement-breakpoint
CREATE INDEX "dossier_open_by_due" ON "dossier" USING btree ("due_at") WHERE status <> 'closed';