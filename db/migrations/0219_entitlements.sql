CREATE TABLE "beneficiary" (
	"id" uuid PRIMARY KEY NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "beneficiary_identity" (
	"number_hmac" "bytea" PRIMARY KEY NOT NULL,
	"beneficiary_id" uuid NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "entitlement" (
	"id" uuid PRIMARY KEY NOT NULL,
	"beneficiary_id" uuid NOT NULL,
	"benefit" text NOT NULL,
	"ground" text NOT NULL,
	"ground_ref" text NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "entitlement_once" UNIQUE("beneficiary_id","benefit","ground","ground_ref")
);
--> statement-breakpoint
CREATE TABLE "due_part" (
	"id" uuid PRIMARY KEY NOT NULL,
	"due_line_id" uuid NOT NULL,
	"payee_id" uuid NOT NULL,
	"amount_dong" bigint NOT NULL
);
--> statement-breakpoint
CREATE TABLE "ledger_posting" (
	"id" text PRIMARY KEY NOT NULL,
	"debit" text NOT NULL,
	"credit" text NOT NULL,
	"amount_dong" bigint NOT NULL,
	"order_id" uuid,
	"due_line_id" uuid,
	"area_id" text,
	"unit_id" text,
	"valid_at" timestamp with time zone NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "order_part" (
	"order_id" uuid NOT NULL,
	"due_part_id" uuid NOT NULL,
	"live" boolean DEFAULT true NOT NULL,
	CONSTRAINT "order_part_order_id_due_part_id_pk" PRIMARY KEY("order_id","due_part_id")
);
--> statement-breakpoint
DROP INDEX "payment_order_unsettled";--> statement-breakpoint
ALTER TABLE "due_line" ADD COLUMN "entitlement_id" uuid;--> statement-breakpoint
ALTER TABLE "due_line" ADD COLUMN "area_id" text;--> statement-breakpoint
ALTER TABLE "due_line" ADD COLUMN "unit_id" text;--> statement-breakpoint
ALTER TABLE "payment_order" ADD COLUMN "channel" text DEFAULT 'transfer' NOT NULL;--> statement-breakpoint
ALTER TABLE "payment_order" ADD COLUMN "area_id" text;--> statement-breakpoint
ALTER TABLE "payment_order" ADD COLUMN "unit_id" text;--> statement-breakpoint
ALTER TABLE "entitlement" ADD CONSTRAINT "entitlement_beneficiary_id_beneficiary_id_fk" FOREIGN KEY ("beneficiary_id") REFERENCES "public"."beneficiary"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "due_part" ADD CONSTRAINT "due_part_due_line_id_due_line_id_fk" FOREIGN KEY ("due_line_id") REFERENCES "public"."due_line"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "due_part" ADD CONSTRAINT "due_part_payee_id_party_id_fk" FOREIGN KEY ("payee_id") REFERENCES "public"."party"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ledger_posting" ADD CONSTRAINT "ledger_posting_order_id_payment_order_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."payment_order"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ledger_posting" ADD CONSTRAINT "ledger_posting_due_line_id_due_line_id_fk" FOREIGN KEY ("due_line_id") REFERENCES "public"."due_line"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ledger_posting" ADD CONSTRAINT "ledger_posting_area_id_area_id_fk" FOREIGN KEY ("area_id") REFERENCES "public"."area"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ledger_posting" ADD CONSTRAINT "ledger_posting_unit_id_unit_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_part" ADD CONSTRAINT "order_part_order_id_payment_order_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."payment_order"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "order_part" ADD CONSTRAINT "order_part_due_part_id_due_part_id_fk" FOREIGN KEY ("due_part_id") REFERENCES "public"."due_part"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "beneficiary_identity_by_beneficiary" ON "beneficiary_identity" USING btree ("beneficiary_id");--> statement-breakpoint
CREATE UNIQUE INDEX "due_part_of_payee" ON "due_part" USING btree ("due_line_id","payee_id");--> statement-breakpoint
CREATE INDEX "ledger_posting_by_order" ON "ledger_posting" USING btree ("order_id");--> statement-breakpoint
CREATE UNIQUE INDEX "order_part_one_live" ON "order_part" USING btree ("due_part_id") WHERE live;--> statement-breakpoint
ALTER TABLE "due_line" ADD CONSTRAINT "due_line_entitlement_id_entitlement_id_fk" FOREIGN KEY ("entitlement_id") REFERENCES "public"."entitlement"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "due_line" ADD CONSTRAINT "due_line_area_id_area_id_fk" FOREIGN KEY ("area_id") REFERENCES "public"."area"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "due_line" ADD CONSTRAINT "due_line_unit_id_unit_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payment_order" ADD CONSTRAINT "payment_order_area_id_area_id_fk" FOREIGN KEY ("area_id") REFERENCES "public"."area"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payment_order" ADD CONSTRAINT "payment_order_unit_id_unit_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "due_line_regular_once" ON "due_line" USING btree ("entitlement_id","period") WHERE cause = 'regular';--> statement-breakpoint
CREATE INDEX "payment_order_unsettled" ON "payment_order" USING btree ("created_at") WHERE state not in ('CONFIRMED', 'REJECTED', 'RETURNED');--> statement-breakpoint
-- The number decides who the person is, so it is written before the person.
ALTER TABLE beneficiary_identity ADD CONSTRAINT beneficiary_identity_of_beneficiary
  FOREIGN KEY (beneficiary_id) REFERENCES beneficiary (id) DEFERRABLE INITIALLY DEFERRED;--> statement-breakpoint
ALTER TABLE due_line ADD CONSTRAINT due_line_of_a_period
  CHECK (period ~ '^(once|[0-9]{4}(-(0[1-9]|1[0-2]))?)$' AND (cause <> 'regular' OR period <> 'once'));--> statement-breakpoint
ALTER TABLE due_part ADD CONSTRAINT due_part_pays_something CHECK (amount_dong <> 0);--> statement-breakpoint
ALTER TABLE ledger_posting ADD CONSTRAINT ledger_posting_positive CHECK (amount_dong > 0);--> statement-breakpoint
ALTER TABLE ledger_posting ADD CONSTRAINT ledger_posting_moves CHECK (debit <> credit);--> statement-breakpoint
CREATE TRIGGER ledger_append_only BEFORE UPDATE OR DELETE ON ledger_posting
  FOR EACH ROW EXECUTE FUNCTION append_only();--> statement-breakpoint

-- The parts of a line are written in one statement: once for all of them, not once a row, they are held against their lines.
CREATE FUNCTION due_parts_sum() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  wrong uuid;
BEGIN
  SELECT line.id INTO wrong FROM due_line line
    WHERE line.id IN (SELECT due_line_id FROM written)
      AND line.amount_dong <> (SELECT sum(part.amount_dong) FROM due_part part WHERE part.due_line_id = line.id)
    LIMIT 1;
  IF wrong IS NOT NULL THEN
    RAISE EXCEPTION 'the parts of due line % do not sum to it: write all its parts in one statement', wrong
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER due_parts_sum AFTER INSERT ON due_part REFERENCING NEW TABLE AS written
  FOR EACH STATEMENT EXECUTE FUNCTION due_parts_sum();--> statement-breakpoint
CREATE TRIGGER due_part_append_only BEFORE UPDATE OR DELETE ON due_part
  FOR EACH ROW EXECUTE FUNCTION append_only();--> statement-breakpoint
CREATE TRIGGER due_line_append_only BEFORE UPDATE OR DELETE ON due_line
  FOR EACH ROW EXECUTE FUNCTION append_only();--> statement-breakpoint

-- An order leaves UNKNOWN and SENT only through an answer. Only what was paid can be returned, and what was rejected or returned stays so.
CREATE OR REPLACE FUNCTION payment_order_moves_forward() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.state <> NEW.state AND NOT (
    (OLD.state = 'PENDING' AND NEW.state IN ('INTENT', 'REJECTED')) OR
    (OLD.state = 'INTENT' AND NEW.state IN ('SENT', 'CONFIRMED', 'REJECTED', 'UNKNOWN')) OR
    (OLD.state IN ('SENT', 'UNKNOWN') AND NEW.state IN ('CONFIRMED', 'REJECTED', 'SENT')) OR
    (OLD.state = 'CONFIRMED' AND NEW.state = 'RETURNED')) THEN
    RAISE EXCEPTION 'order % cannot go from % to %', OLD.id, OLD.state, NEW.state USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;
