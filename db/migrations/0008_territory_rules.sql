-- One rule for a field or procedure, of an occasion, at every instant.
ALTER TABLE connecting_rule ADD CONSTRAINT connecting_one_rule
  EXCLUDE USING gist (scope WITH =, subject WITH =, occasion WITH =, valid WITH &&);--> statement-breakpoint
ALTER TABLE connecting_rule ADD CONSTRAINT connecting_names_a_place CHECK (cardinality(places) > 0);--> statement-breakpoint
ALTER TABLE place ADD CONSTRAINT place_point_is_whole CHECK ((lat IS NULL) = (lon IS NULL));--> statement-breakpoint

-- As foldDiacritics() of domain/vietnamese.ts: lower case, no tone or vowel marks, đ as d.
CREATE OR REPLACE FUNCTION fold_diacritics(name text) RETURNS text
  LANGUAGE sql IMMUTABLE PARALLEL SAFE STRICT AS $$
  SELECT translate(lower(regexp_replace(normalize(name, NFD), '[\u0300-\u036f]', '', 'g')), 'đĐ', 'dd')
$$;
