CREATE TABLE "sealing_key" (
	"kind" text NOT NULL,
	"id" text NOT NULL,
	"proof" "bytea",
	"recorded_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "sealing_key_kind_id_pk" PRIMARY KEY("kind","id")
);
--> statement-breakpoint
ALTER TABLE sealing_key ADD CONSTRAINT sealing_key_of_a_kind CHECK (kind = 'seal' AND id <> '' OR kind = 'lookup' AND id = '');--> statement-breakpoint
-- What is sealed already; the proof is made by the first process that has the key.
INSERT INTO sealing_key (kind, id)
  SELECT 'seal', key_id FROM (
    SELECT identity_key_id AS key_id FROM party UNION SELECT account_key_id FROM payment_order
    UNION SELECT secret_key_id FROM subscription UNION SELECT name_key_id FROM paper_file
    UNION SELECT held.value ->> 'keyId' FROM dossier_form, jsonb_each(secrets) held
    UNION SELECT held.value ->> 'keyId' FROM pending_supplement, jsonb_each(secrets) held) sealed
  WHERE key_id IS NOT NULL AND key_id <> '';
