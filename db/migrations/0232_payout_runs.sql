CREATE TABLE "payout_run" (
	"dossier_id" uuid PRIMARY KEY NOT NULL,
	"periods" text[] NOT NULL,
	"orders" integer NOT NULL,
	"amount_dong" bigint NOT NULL,
	"totals_hash" "bytea" NOT NULL,
	"prepared_at" timestamp with time zone NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "payout_run_step" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"run_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"actor_id" text NOT NULL,
	"reason" text NOT NULL,
	"valid_at" timestamp with time zone NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "payout_run_step_gives_a_reason" CHECK ("payout_run_step"."reason" <> '')
);
--> statement-breakpoint
CREATE TABLE "payout_run_total" (
	"run_id" uuid NOT NULL,
	"unit_id" text NOT NULL,
	"benefit" text NOT NULL,
	"orders" integer NOT NULL,
	"amount_dong" bigint NOT NULL,
	CONSTRAINT "payout_run_total_run_id_unit_id_benefit_pk" PRIMARY KEY("run_id","unit_id","benefit")
);
--> statement-breakpoint
ALTER TABLE "payment_order" ADD COLUMN "channel_id" uuid;--> statement-breakpoint
ALTER TABLE "payment_order" ADD COLUMN "run_id" uuid;--> statement-breakpoint
ALTER TABLE "payment_order" ADD COLUMN "page" integer;--> statement-breakpoint
ALTER TABLE "payout_run" ADD CONSTRAINT "payout_run_dossier_id_dossier_id_fk" FOREIGN KEY ("dossier_id") REFERENCES "public"."dossier"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payout_run_step" ADD CONSTRAINT "payout_run_step_run_id_payout_run_dossier_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."payout_run"("dossier_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payout_run_total" ADD CONSTRAINT "payout_run_total_run_id_payout_run_dossier_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."payout_run"("dossier_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payout_run_total" ADD CONSTRAINT "payout_run_total_unit_id_unit_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payment_order" ADD CONSTRAINT "payment_order_channel_id_entitlement_channel_id_fk" FOREIGN KEY ("channel_id") REFERENCES "public"."entitlement_channel"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payment_order" ADD CONSTRAINT "payment_order_run_id_dossier_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."dossier"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "payment_order_of_run" ON "payment_order" USING btree ("run_id","unit_id","page") WHERE run_id is not null;--> statement-breakpoint
ALTER TABLE "payment_order" ADD CONSTRAINT "payment_order_page_of_run" CHECK ("payment_order"."run_id" is null or "payment_order"."page" is not null);--> statement-breakpoint
CREATE TRIGGER payout_run_append_only BEFORE UPDATE OR DELETE ON payout_run
  FOR EACH ROW EXECUTE FUNCTION append_only();--> statement-breakpoint
CREATE TRIGGER payout_run_total_append_only BEFORE UPDATE OR DELETE ON payout_run_total
  FOR EACH ROW EXECUTE FUNCTION append_only();--> statement-breakpoint
CREATE TRIGGER payout_run_step_append_only BEFORE UPDATE OR DELETE ON payout_run_step
  FOR EACH ROW EXECUTE FUNCTION append_only();--> statement-breakpoint

-- An order of a run is paid to the account of its channel, whose row never changes.
ALTER TABLE payment_order DROP CONSTRAINT payment_order_account;--> statement-breakpoint
ALTER TABLE payment_order ADD CONSTRAINT payment_order_account CHECK (
  (channel = 'transfer') = (account_cipher IS NOT NULL OR channel_id IS NOT NULL)
  AND (account_cipher IS NULL) = (account_key_id IS NULL)
  AND (account_cipher IS NULL OR channel_id IS NULL));--> statement-breakpoint

-- The id follows from the key alone, as db/money/open-order.ts says: a UUID of version 8 (RFC 9562), of the first bytes of SHA-256.
CREATE FUNCTION order_id_of(business_key text) RETURNS uuid LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT overlay(overlay(encode(substr(sha256(convert_to('thong-suot order ' || business_key, 'UTF8')), 1, 16), 'hex')
    placing '8' from 13 for 1) placing 'a' from 17 for 1)::uuid
$$;--> statement-breakpoint

-- As in 0225, with what an order of a run has besides.
CREATE OR REPLACE FUNCTION payment_order_stays() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  changed text;
BEGIN
  changed := CASE
    WHEN NEW.id <> OLD.id OR NEW.business_key <> OLD.business_key THEN 'its key'
    WHEN NEW.payee_id <> OLD.payee_id THEN 'its payee'
    WHEN NEW.amount_dong <> OLD.amount_dong THEN 'its amount'
    WHEN NEW.channel <> OLD.channel OR NEW.channel_id IS DISTINCT FROM OLD.channel_id THEN 'its channel'
    WHEN (NEW.run_id, NEW.page) IS DISTINCT FROM (OLD.run_id, OLD.page) THEN 'its run'
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
END $$;
