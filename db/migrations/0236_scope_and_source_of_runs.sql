ALTER TABLE "payout_run" ADD COLUMN "budget_source_id" uuid;--> statement-breakpoint
ALTER TABLE "payout_run" ADD COLUMN "unit_ids" text[];--> statement-breakpoint
ALTER TABLE "payout_run" ADD COLUMN "benefits" text[];--> statement-breakpoint
ALTER TABLE "payout_run" ADD CONSTRAINT "payout_run_budget_source_id_budget_source_id_fk" FOREIGN KEY ("budget_source_id") REFERENCES "public"."budget_source"("id") ON DELETE no action ON UPDATE no action;