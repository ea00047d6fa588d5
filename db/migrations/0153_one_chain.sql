-- The list before a reorganisation is frozen by a round of its own, and a step says which dossier stands behind it.
ALTER TABLE last_round DROP CONSTRAINT last_round_of_a_kind;--> statement-breakpoint
ALTER TABLE last_round ADD CONSTRAINT last_round_of_a_kind CHECK (kind IN ('recent', 'all', 'seal', 'freeze'));--> statement-breakpoint
ALTER TABLE "reorganisation_step" ADD COLUMN "dossier_id" uuid;--> statement-breakpoint
ALTER TABLE "reorganisation_step" ADD CONSTRAINT "reorganisation_step_dossier_id_dossier_id_fk" FOREIGN KEY ("dossier_id") REFERENCES "public"."dossier"("id") ON DELETE no action ON UPDATE no action;
