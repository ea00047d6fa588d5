-- The government's own dossiers are told apart by their field in every table; here field, channel, area and code say the same.
ALTER TABLE dossier ADD CONSTRAINT dossier_internal_throughout
  CHECK ((field = 'Nội bộ') = (channel = 'internal') AND (channel = 'internal') = (area_id = 'city:01')
    AND (channel = 'internal') = starts_with(code, 'NB-'));--> statement-breakpoint
ALTER TABLE dossier DROP CONSTRAINT dossier_code_form;--> statement-breakpoint
ALTER TABLE dossier ADD CONSTRAINT dossier_code_form
  CHECK (code ~ '^(NB-)?(\d{3}\.\d{2}\.\d{2}\.[A-Z]\d{2}|[A-Z]\d{2}(\.\d{1,3}){0,2})-\d{6}-\d{4,}$');
