-- A dossier is open with its receipt. One filed by the build before and not started yet is open as well, and gets its first task
-- when its workflow starts; what the build before still files meanwhile takes the default.
ALTER TABLE "dossier" ALTER COLUMN "status" SET DEFAULT 'open';--> statement-breakpoint
UPDATE dossier SET status = 'open' WHERE status = 'filed';
