CREATE INDEX "original_place_by_dossier" ON "original_place" USING btree ("dossier_id");
