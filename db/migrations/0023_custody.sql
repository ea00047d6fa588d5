CREATE TABLE "custody" (
	"id" text PRIMARY KEY NOT NULL,
	"scope" text NOT NULL,
	"subject" text NOT NULL,
	"area_id" text,
	"unit_id" text NOT NULL,
	"valid" "tstzrange" NOT NULL,
	"basis" text NOT NULL,
	"assumed" boolean DEFAULT false NOT NULL
);
--> statement-breakpoint
ALTER TABLE "custody" ADD CONSTRAINT "custody_area_id_area_id_fk" FOREIGN KEY ("area_id") REFERENCES "public"."area"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "custody" ADD CONSTRAINT "custody_unit_id_unit_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "task_open_unplaced" ON "task" USING btree ("tier","field","due_at") WHERE closed_at is null and holder = 'desk' and area_id like 'unplaced:old:%';--> statement-breakpoint

-- One custodian for a procedure or field, in an area or in all of them, at every instant.
ALTER TABLE custody ADD CONSTRAINT custody_one_custodian
  EXCLUDE USING gist ((coalesce(area_id, '*')) WITH =, scope WITH =, subject WITH =, valid WITH &&);--> statement-breakpoint
ALTER TABLE custody ADD CONSTRAINT custody_names_its_basis CHECK (basis <> '');--> statement-breakpoint
-- The inbox of who keeps a field everywhere reads task_open_unplaced, which holds no other areas. A reform that splits the
-- communes of today has to widen index and constraint together.
ALTER TABLE jurisdiction ADD CONSTRAINT custodian_keeps_what_was_split
  CHECK (NOT custodian OR area_id LIKE 'unplaced:old:%');
