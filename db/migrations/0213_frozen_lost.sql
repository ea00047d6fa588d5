ALTER TABLE "certificate" ADD COLUMN "clean" boolean;--> statement-breakpoint
ALTER TABLE "frozen_run" ADD COLUMN "lost" boolean;