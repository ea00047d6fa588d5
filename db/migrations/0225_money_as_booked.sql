CREATE TABLE "beneficiary_party" (
	"party_id" uuid PRIMARY KEY NOT NULL,
	"beneficiary_id" uuid NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "beneficiary_party" ADD CONSTRAINT "beneficiary_party_party_id_party_id_fk" FOREIGN KEY ("party_id") REFERENCES "public"."party"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "beneficiary_party_by_beneficiary" ON "beneficiary_party" USING btree ("beneficiary_id");--> statement-breakpoint
ALTER TABLE beneficiary_party ADD CONSTRAINT beneficiary_party_of_beneficiary
  FOREIGN KEY (beneficiary_id) REFERENCES beneficiary (id) DEFERRABLE INITIALLY DEFERRED;--> statement-breakpoint
-- Until here each part was paid to its beneficiary.
INSERT INTO beneficiary_party (party_id, beneficiary_id)
  SELECT DISTINCT ON (part.payee_id) part.payee_id, entitlement.beneficiary_id
  FROM due_part part JOIN due_line line ON line.id = part.due_line_id JOIN entitlement ON entitlement.id = line.entitlement_id
  ORDER BY part.payee_id, line.recorded_at, line.id;--> statement-breakpoint
-- The deferred check of what was inserted above is pending, and a table with a pending one takes no trigger.
SET CONSTRAINTS ALL IMMEDIATE;--> statement-breakpoint
CREATE TRIGGER beneficiary_party_append_only BEFORE UPDATE OR DELETE ON beneficiary_party
  FOR EACH ROW EXECUTE FUNCTION append_only();--> statement-breakpoint

-- A part of another sign would pay somebody out of a recovery.
CREATE OR REPLACE FUNCTION due_parts_sum() RETURNS trigger LANGUAGE plpgsql AS $$
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
  SELECT line.id INTO wrong FROM written part JOIN due_line line ON line.id = part.due_line_id
    WHERE sign(part.amount_dong) <> sign(line.amount_dong) LIMIT 1;
  IF wrong IS NOT NULL THEN
    RAISE EXCEPTION 'due line % has a part of the other sign: what is paid and what is recovered are two lines', wrong
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;--> statement-breakpoint

-- A line without parts is owed to nobody, and would count as paid. Once a row and at its commit, as parts follow their line.
CREATE FUNCTION due_line_has_parts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM due_part WHERE due_line_id = NEW.id) THEN
    RAISE EXCEPTION 'due line % has no parts: write who gets it in the same transaction', NEW.id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE CONSTRAINT TRIGGER due_line_has_parts AFTER INSERT ON due_line
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION due_line_has_parts();--> statement-breakpoint

-- An order pays what its parts sum to, and to their payee: the party that they name, or another party of the same person.
CREATE FUNCTION order_parts_sum() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  wrong uuid;
BEGIN
  SELECT paid.id INTO wrong FROM payment_order paid
    WHERE paid.id IN (SELECT order_id FROM written)
      AND paid.amount_dong <> (SELECT sum(part.amount_dong) FROM order_part JOIN due_part part ON part.id = order_part.due_part_id
        WHERE order_part.order_id = paid.id)
    LIMIT 1;
  IF wrong IS NOT NULL THEN
    RAISE EXCEPTION 'the parts of order % do not sum to it: write all its parts in one statement', wrong
      USING ERRCODE = 'check_violation';
  END IF;
  SELECT paid.id INTO wrong FROM written JOIN payment_order paid ON paid.id = written.order_id
    JOIN due_part part ON part.id = written.due_part_id
    WHERE part.payee_id <> paid.payee_id AND NOT EXISTS (
      SELECT FROM beneficiary_party one JOIN beneficiary_party other ON other.beneficiary_id = one.beneficiary_id
      WHERE one.party_id = part.payee_id AND other.party_id = paid.payee_id)
    LIMIT 1;
  IF wrong IS NOT NULL THEN
    RAISE EXCEPTION 'order % pays a part of another payee', wrong USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER order_parts_sum AFTER INSERT ON order_part REFERENCING NEW TABLE AS written
  FOR EACH STATEMENT EXECUTE FUNCTION order_parts_sum();--> statement-breakpoint

-- What an order was opened with stays. Its account may be corrected until its intent; after it the same account may only be sealed again, by
-- db/identity/reseal.ts, which says so to its transaction. An attacker who says so too gains nothing: a value opens only where it was
-- sealed for this order.
CREATE FUNCTION payment_order_stays() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  changed text;
BEGIN
  changed := CASE
    WHEN NEW.id <> OLD.id OR NEW.business_key <> OLD.business_key THEN 'its key'
    WHEN NEW.payee_id <> OLD.payee_id THEN 'its payee'
    WHEN NEW.amount_dong <> OLD.amount_dong THEN 'its amount'
    WHEN NEW.channel <> OLD.channel THEN 'its channel'
    WHEN NEW.area_id <> OLD.area_id OR NEW.unit_id <> OLD.unit_id THEN 'where it is accounted for'
    WHEN NEW.replaces_id IS DISTINCT FROM OLD.replaces_id THEN 'the order that it replaces'
    WHEN NEW.created_at <> OLD.created_at OR NEW.recorded_at <> OLD.recorded_at THEN 'when it was opened'
    WHEN OLD.intent_at IS NOT NULL AND NEW.intent_at IS DISTINCT FROM OLD.intent_at THEN 'when its intent was written'
    WHEN OLD.gateway_ref IS NOT NULL AND NEW.gateway_ref IS DISTINCT FROM OLD.gateway_ref THEN 'the reference of its transfer'
    WHEN OLD.state <> 'PENDING' AND (NEW.account_cipher, NEW.account_key_id) IS DISTINCT FROM (OLD.account_cipher, OLD.account_key_id)
      AND current_setting('payment_order.resealing', true) IS DISTINCT FROM 'on' THEN 'its account'
  END;
  IF changed IS NOT NULL THEN
    RAISE EXCEPTION 'order % keeps %: open another order in its place', OLD.id, changed USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;--> statement-breakpoint
CREATE TRIGGER payment_order_stays BEFORE UPDATE ON payment_order
  FOR EACH ROW EXECUTE FUNCTION payment_order_stays();--> statement-breakpoint
CREATE FUNCTION order_part_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.order_id <> OLD.order_id OR NEW.due_part_id <> OLD.due_part_id OR (NEW.live AND NOT OLD.live) THEN
    RAISE EXCEPTION 'order % keeps its parts, and a part that is free stays free of it', OLD.order_id USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;--> statement-breakpoint
CREATE TRIGGER order_part_stays BEFORE UPDATE ON order_part
  FOR EACH ROW EXECUTE FUNCTION order_part_stays();--> statement-breakpoint

-- An order that is removed could be made and paid again.
CREATE FUNCTION money_stays() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'rows of % are never removed: an order that is not to be paid is rejected', TG_TABLE_NAME
    USING ERRCODE = 'restrict_violation';
END $$;--> statement-breakpoint
CREATE TRIGGER payment_order_is_not_removed BEFORE DELETE ON payment_order
  FOR EACH ROW EXECUTE FUNCTION money_stays();--> statement-breakpoint
CREATE TRIGGER order_part_is_not_removed BEFORE DELETE ON order_part
  FOR EACH ROW EXECUTE FUNCTION money_stays();
