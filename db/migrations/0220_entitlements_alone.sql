-- What was booked before: each line had one payee, its beneficiary, and rested on its dossier. A person without a number is the party
-- that was named; the id of a beneficiary is that of the first party with the number.
ALTER TABLE due_line DISABLE TRIGGER due_line_append_only;--> statement-breakpoint
INSERT INTO beneficiary_identity (number_hmac, beneficiary_id)
  SELECT DISTINCT ON (party.identity_hmac) party.identity_hmac, party.id
  FROM party JOIN due_line line ON line.beneficiary_id = party.id WHERE party.identity_hmac IS NOT NULL
  ORDER BY party.identity_hmac, party.recorded_at, party.id;--> statement-breakpoint
INSERT INTO beneficiary (id)
  SELECT DISTINCT coalesce(known.beneficiary_id, party.id)
  FROM due_line line JOIN party ON party.id = line.beneficiary_id
  LEFT JOIN beneficiary_identity known ON known.number_hmac = party.identity_hmac;--> statement-breakpoint
INSERT INTO entitlement (id, beneficiary_id, benefit, ground, ground_ref)
  SELECT gen_random_uuid(), whose.id, whose.benefit, 'dossier', whose.dossier_id
  FROM (
    SELECT DISTINCT coalesce(known.beneficiary_id, party.id) AS id, line.benefit, line.dossier_id::text AS dossier_id
    FROM due_line line JOIN party ON party.id = line.beneficiary_id
    LEFT JOIN beneficiary_identity known ON known.number_hmac = party.identity_hmac) whose;--> statement-breakpoint
UPDATE due_line line SET entitlement_id = entitlement.id, area_id = dossier.area_id, unit_id = coalesce((
    SELECT made.unit_id FROM task JOIN decision_request made ON made.dossier_id = task.dossier_id AND made.id::text = task.closed_by
    WHERE task.dossier_id = dossier.id AND task.correction = 0 AND task.kind = 'sign' AND task.outcome = 'signed'
    ORDER BY made.accepted_at DESC LIMIT 1), dossier.reception_unit_id)
  FROM party LEFT JOIN beneficiary_identity known ON known.number_hmac = party.identity_hmac, dossier, entitlement
  WHERE party.id = line.beneficiary_id AND dossier.id = line.dossier_id
    AND entitlement.beneficiary_id = coalesce(known.beneficiary_id, party.id) AND entitlement.benefit = line.benefit
    AND entitlement.ground = 'dossier' AND entitlement.ground_ref = line.dossier_id::text;--> statement-breakpoint
ALTER TABLE due_line ENABLE TRIGGER due_line_append_only;--> statement-breakpoint
INSERT INTO due_part (id, due_line_id, payee_id, amount_dong)
  SELECT gen_random_uuid(), id, beneficiary_id, amount_dong FROM due_line;--> statement-breakpoint
INSERT INTO order_part (order_id, due_part_id, live)
  SELECT paid.order_id, part.id, paid.live FROM order_line paid JOIN due_part part ON part.due_line_id = paid.due_line_id;--> statement-breakpoint
UPDATE payment_order SET (area_id, unit_id) = (
  SELECT line.area_id, line.unit_id FROM order_line paid JOIN due_line line ON line.id = paid.due_line_id
  WHERE paid.order_id = payment_order.id ORDER BY line.id LIMIT 1);--> statement-breakpoint
-- An order without lines pays nothing, and is kept: where its dossier is, else where its payee has one, else in the books of the city.
UPDATE payment_order SET area_id = dossier.area_id, unit_id = dossier.reception_unit_id
  FROM dossier WHERE payment_order.area_id IS NULL AND dossier.id::text = split_part(payment_order.business_key, '/', 1);--> statement-breakpoint
UPDATE payment_order SET (area_id, unit_id) = (
  SELECT dossier.area_id, dossier.reception_unit_id FROM dossier_party JOIN dossier ON dossier.id = dossier_party.dossier_id
  WHERE dossier_party.party_id = payment_order.payee_id ORDER BY dossier.id LIMIT 1) WHERE area_id IS NULL;--> statement-breakpoint
UPDATE payment_order SET area_id = (SELECT min(id) FROM area WHERE kind = 'city'), unit_id = (SELECT min(id) FROM unit WHERE tier = 'city')
  WHERE area_id IS NULL;--> statement-breakpoint
INSERT INTO ledger_posting (id, debit, credit, amount_dong, order_id, due_line_id, area_id, unit_id, valid_at, recorded_at)
  SELECT debit.posting, debit.account, credit.account, credit.amount_dong, credit.order_id, credit.due_line_id,
    coalesce(line.area_id, paid.area_id), coalesce(line.unit_id, paid.unit_id), credit.valid_at, credit.recorded_at
  FROM ledger_entry debit JOIN ledger_entry credit ON credit.posting = debit.posting AND debit.amount_dong < 0 AND credit.amount_dong > 0
  LEFT JOIN due_line line ON line.id = credit.due_line_id
  LEFT JOIN payment_order paid ON paid.id = credit.order_id;--> statement-breakpoint
DROP TABLE "ledger_entry" CASCADE;--> statement-breakpoint
DROP TABLE "order_line" CASCADE;--> statement-breakpoint
ALTER TABLE "due_line" DROP CONSTRAINT "due_line_beneficiary_id_party_id_fk";
--> statement-breakpoint
DROP INDEX "due_line_once";--> statement-breakpoint
ALTER TABLE "due_line" ALTER COLUMN "entitlement_id" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "due_line" ALTER COLUMN "area_id" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "due_line" ALTER COLUMN "unit_id" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "ledger_posting" ALTER COLUMN "area_id" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "ledger_posting" ALTER COLUMN "unit_id" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "payment_order" ALTER COLUMN "account_cipher" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "payment_order" ALTER COLUMN "account_key_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "payment_order" ALTER COLUMN "area_id" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "payment_order" ALTER COLUMN "unit_id" SET NOT NULL;--> statement-breakpoint
CREATE UNIQUE INDEX "due_line_once" ON "due_line" USING btree ("entitlement_id","period","cause","cause_ref");--> statement-breakpoint
ALTER TABLE "due_line" DROP COLUMN "beneficiary_id";--> statement-breakpoint
ALTER TABLE "due_line" DROP COLUMN "benefit";--> statement-breakpoint
DROP FUNCTION ledger_balanced();--> statement-breakpoint
ALTER TABLE payment_order ADD CONSTRAINT payment_order_account
  CHECK ((channel = 'transfer') = (account_cipher IS NOT NULL) AND (account_cipher IS NULL) = (account_key_id IS NULL));
