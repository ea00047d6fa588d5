-- Branches of the City's centre hold what they hold by area, as communes do.
ALTER TABLE competence DROP CONSTRAINT competence_names_its_unit;--> statement-breakpoint
ALTER TABLE competence ADD CONSTRAINT competence_names_its_unit
  CHECK (held_by IN ('district', 'commune', 'branch') OR unit_id IS NOT NULL);
