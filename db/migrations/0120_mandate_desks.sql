ALTER TABLE "mandate_history" ADD COLUMN "fields" text[];--> statement-breakpoint
ALTER TABLE "mandate_history" ADD COLUMN "powers" text[];--> statement-breakpoint
ALTER TABLE "mandate_history" ADD COLUMN "areas" text[];--> statement-breakpoint
ALTER TABLE "mandate_history" ADD COLUMN "up_to_dong" bigint;--> statement-breakpoint
ALTER TABLE "mandate" ADD COLUMN "fields" text[];--> statement-breakpoint
ALTER TABLE "mandate" ADD COLUMN "powers" text[];--> statement-breakpoint
ALTER TABLE "mandate" ADD COLUMN "areas" text[];--> statement-breakpoint
ALTER TABLE "mandate" ADD COLUMN "up_to_dong" bigint;