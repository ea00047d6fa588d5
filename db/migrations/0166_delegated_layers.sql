-- One power of one procedure that is delegated to some communes: its areas say who holds it, and no other power is held by them.
ALTER TABLE competence DROP CONSTRAINT competence_names_its_unit;--> statement-breakpoint
ALTER TABLE competence ADD CONSTRAINT competence_names_its_unit
  CHECK (held_by IN ('district', 'commune', 'branch') OR unit_id IS NOT NULL
    OR scope = 'procedure' AND held_by = 'delegated:' || tier || ':' || power || ':' || subject);--> statement-breakpoint
-- Of what is not placed a delegation says nothing: it stays with the unit that delegated.
ALTER TABLE jurisdiction ADD CONSTRAINT jurisdiction_delegation_keeps_nothing
  CHECK (NOT (custodian AND starts_with(tier, 'delegated:')));
