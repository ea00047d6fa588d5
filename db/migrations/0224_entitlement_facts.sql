CREATE TABLE "entitlement_channel" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"number" bigint GENERATED ALWAYS AS IDENTITY (sequence name "entitlement_channel_number_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"entitlement_id" uuid NOT NULL,
	"from_month" text NOT NULL,
	"basis" text NOT NULL,
	"recorded_by" text NOT NULL,
	"dossier_id" uuid,
	"recorded_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"payee_id" uuid NOT NULL,
	"channel" text NOT NULL,
	"account_cipher" "bytea",
	"account_key_id" text,
	CONSTRAINT "entitlement_channel_from_a_month" CHECK ("entitlement_channel"."from_month" ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'),
	CONSTRAINT "entitlement_channel_names_its_basis" CHECK ("entitlement_channel"."basis" <> ''),
	CONSTRAINT "entitlement_channel_account" CHECK (("entitlement_channel"."channel" = 'transfer') = ("entitlement_channel"."account_cipher" is not null) and ("entitlement_channel"."account_cipher" is null) = ("entitlement_channel"."account_key_id" is null))
);
--> statement-breakpoint
CREATE TABLE "entitlement_fact" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"number" bigint GENERATED ALWAYS AS IDENTITY (sequence name "entitlement_fact_number_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"entitlement_id" uuid NOT NULL,
	"from_month" text NOT NULL,
	"basis" text NOT NULL,
	"recorded_by" text NOT NULL,
	"dossier_id" uuid,
	"recorded_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"kind" text NOT NULL,
	"reason" text,
	"times" integer,
	"area_id" text,
	"of_fact" uuid,
	CONSTRAINT "entitlement_fact_of_a_kind" CHECK ("entitlement_fact"."kind" in ('granted', 'suspended', 'resumed', 'ended', 'placed', 'payees', 'withdrawn')),
	CONSTRAINT "entitlement_fact_from_a_month" CHECK ("entitlement_fact"."from_month" ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'),
	CONSTRAINT "entitlement_fact_names_its_basis" CHECK ("entitlement_fact"."basis" <> ''),
	CONSTRAINT "entitlement_fact_times" CHECK (("entitlement_fact"."kind" = 'granted') = ("entitlement_fact"."times" is not null) and "entitlement_fact"."times" > 0),
	CONSTRAINT "entitlement_fact_place" CHECK (("entitlement_fact"."kind" = 'placed') = ("entitlement_fact"."area_id" is not null)),
	CONSTRAINT "entitlement_fact_reason" CHECK (("entitlement_fact"."kind" in ('suspended', 'ended')) = ("entitlement_fact"."reason" is not null)),
	CONSTRAINT "entitlement_fact_of_fact" CHECK (("entitlement_fact"."kind" in ('resumed', 'withdrawn')) = ("entitlement_fact"."of_fact" is not null))
);
--> statement-breakpoint
CREATE TABLE "entitlement_payee" (
	"fact_id" uuid NOT NULL,
	"payee_id" uuid NOT NULL,
	"role" text NOT NULL,
	"share" integer NOT NULL,
	CONSTRAINT "entitlement_payee_fact_id_payee_id_pk" PRIMARY KEY("fact_id","payee_id"),
	CONSTRAINT "entitlement_payee_has_a_share" CHECK ("entitlement_payee"."share" > 0)
);
--> statement-breakpoint
ALTER TABLE "entitlement_channel" ADD CONSTRAINT "entitlement_channel_entitlement_id_entitlement_id_fk" FOREIGN KEY ("entitlement_id") REFERENCES "public"."entitlement"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "entitlement_channel" ADD CONSTRAINT "entitlement_channel_dossier_id_dossier_id_fk" FOREIGN KEY ("dossier_id") REFERENCES "public"."dossier"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "entitlement_channel" ADD CONSTRAINT "entitlement_channel_payee_id_party_id_fk" FOREIGN KEY ("payee_id") REFERENCES "public"."party"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "entitlement_fact" ADD CONSTRAINT "entitlement_fact_entitlement_id_entitlement_id_fk" FOREIGN KEY ("entitlement_id") REFERENCES "public"."entitlement"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "entitlement_fact" ADD CONSTRAINT "entitlement_fact_dossier_id_dossier_id_fk" FOREIGN KEY ("dossier_id") REFERENCES "public"."dossier"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "entitlement_fact" ADD CONSTRAINT "entitlement_fact_area_id_area_id_fk" FOREIGN KEY ("area_id") REFERENCES "public"."area"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "entitlement_fact" ADD CONSTRAINT "entitlement_fact_of_fact_entitlement_fact_id_fk" FOREIGN KEY ("of_fact") REFERENCES "public"."entitlement_fact"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "entitlement_payee" ADD CONSTRAINT "entitlement_payee_fact_id_entitlement_fact_id_fk" FOREIGN KEY ("fact_id") REFERENCES "public"."entitlement_fact"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "entitlement_payee" ADD CONSTRAINT "entitlement_payee_payee_id_party_id_fk" FOREIGN KEY ("payee_id") REFERENCES "public"."party"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "entitlement_channel_by_payee" ON "entitlement_channel" USING btree ("entitlement_id","payee_id","from_month");--> statement-breakpoint
CREATE INDEX "entitlement_fact_by_entitlement" ON "entitlement_fact" USING btree ("entitlement_id","from_month","number");--> statement-breakpoint
CREATE INDEX "entitlement_fact_by_fact" ON "entitlement_fact" USING btree ("of_fact") WHERE of_fact is not null;--> statement-breakpoint
CREATE TRIGGER entitlement_fact_append_only BEFORE UPDATE OR DELETE ON entitlement_fact
  FOR EACH ROW EXECUTE FUNCTION append_only();--> statement-breakpoint
CREATE TRIGGER entitlement_payee_append_only BEFORE UPDATE OR DELETE ON entitlement_payee
  FOR EACH ROW EXECUTE FUNCTION append_only();--> statement-breakpoint

-- An account may be sealed again, by another key, and nothing else of the row changes.
CREATE FUNCTION entitlement_channel_stays() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  loose CONSTANT text[] := ARRAY['account_cipher', 'account_key_id'];
BEGIN
  IF TG_OP = 'DELETE' OR to_jsonb(NEW) - loose IS DISTINCT FROM to_jsonb(OLD) - loose THEN
    RAISE EXCEPTION 'the channel % of an entitlement stays as it was recorded; record another from a month on', OLD.id
      USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;--> statement-breakpoint
CREATE TRIGGER entitlement_channel_stays BEFORE UPDATE OR DELETE ON entitlement_channel
  FOR EACH ROW EXECUTE FUNCTION entitlement_channel_stays();
