ALTER TABLE "readiness_answer" DROP CONSTRAINT "readiness_answer_unit_id_unit_id_fk";
--> statement-breakpoint
ALTER TABLE "readiness_answer" ADD COLUMN "reorganisation" text;