CREATE TABLE "beneficiary_merge" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"kept_id" uuid NOT NULL,
	"merged_id" uuid NOT NULL,
	"from_month" text NOT NULL,
	"requested_by" text NOT NULL,
	"requested_at" timestamp with time zone NOT NULL,
	"reason" text NOT NULL,
	"unit_id" text NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "beneficiary_merge_of_two" CHECK ("beneficiary_merge"."kept_id" <> "beneficiary_merge"."merged_id"),
	CONSTRAINT "beneficiary_merge_from_a_month" CHECK ("beneficiary_merge"."from_month" ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'),
	CONSTRAINT "beneficiary_merge_gives_a_reason" CHECK ("beneficiary_merge"."reason" <> '')
);
--> statement-breakpoint
CREATE TABLE "merge_decision" (
	"merge_id" uuid PRIMARY KEY NOT NULL,
	"outcome" text NOT NULL,
	"decided_by" text NOT NULL,
	"decided_at" timestamp with time zone NOT NULL,
	"reason" text NOT NULL,
	"unit_id" text NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "merge_decision_gives_a_reason" CHECK ("merge_decision"."reason" <> '')
);
--> statement-breakpoint
ALTER TABLE "beneficiary_merge" ADD CONSTRAINT "beneficiary_merge_kept_id_beneficiary_id_fk" FOREIGN KEY ("kept_id") REFERENCES "public"."beneficiary"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "beneficiary_merge" ADD CONSTRAINT "beneficiary_merge_merged_id_beneficiary_id_fk" FOREIGN KEY ("merged_id") REFERENCES "public"."beneficiary"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "beneficiary_merge" ADD CONSTRAINT "beneficiary_merge_unit_id_unit_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "merge_decision" ADD CONSTRAINT "merge_decision_merge_id_beneficiary_merge_id_fk" FOREIGN KEY ("merge_id") REFERENCES "public"."beneficiary_merge"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "merge_decision" ADD CONSTRAINT "merge_decision_unit_id_unit_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "beneficiary_merge_by_merged" ON "beneficiary_merge" USING btree ("merged_id");--> statement-breakpoint
CREATE INDEX "beneficiary_merge_by_kept" ON "beneficiary_merge" USING btree ("kept_id");--> statement-breakpoint
CREATE TRIGGER beneficiary_merge_append_only BEFORE UPDATE OR DELETE ON beneficiary_merge
  FOR EACH ROW EXECUTE FUNCTION append_only();--> statement-breakpoint
CREATE TRIGGER merge_decision_append_only BEFORE UPDATE OR DELETE ON merge_decision
  FOR EACH ROW EXECUTE FUNCTION append_only();--> statement-breakpoint

-- A person who was merged into one that was merged later is that one: merges are followed to their end, and a circle is cut by `union`.
CREATE FUNCTION person_of(beneficiary uuid) RETURNS uuid LANGUAGE sql STABLE STRICT PARALLEL SAFE AS $$
  WITH RECURSIVE step (id) AS (
    SELECT beneficiary
    UNION
    SELECT m.kept_id FROM step JOIN beneficiary_merge m ON m.merged_id = step.id
      JOIN merge_decision d ON d.merge_id = m.id AND d.outcome = 'merged')
  SELECT step.id FROM step WHERE NOT EXISTS (
    SELECT FROM beneficiary_merge m JOIN merge_decision d ON d.merge_id = m.id AND d.outcome = 'merged' WHERE m.merged_id = step.id)
$$;--> statement-breakpoint
-- All beneficiaries that are one person with it, itself among them.
CREATE FUNCTION beneficiaries_of(person uuid) RETURNS SETOF uuid LANGUAGE sql STABLE STRICT PARALLEL SAFE AS $$
  WITH RECURSIVE step (id) AS (
    SELECT person_of(person)
    UNION
    SELECT m.merged_id FROM step JOIN beneficiary_merge m ON m.kept_id = step.id
      JOIN merge_decision d ON d.merge_id = m.id AND d.outcome = 'merged')
  SELECT id FROM step
$$;
