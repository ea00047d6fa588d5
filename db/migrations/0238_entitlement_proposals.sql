CREATE TABLE "entitlement_proposal" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"dossier_id" uuid NOT NULL,
	"beneficiary_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"died_on" date NOT NULL,
	"entitlement_id" uuid,
	"benefit" text,
	"from_month" text,
	"amount_dong" bigint,
	"basis" text NOT NULL,
	"assumed" boolean NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "entitlement_proposal_once" UNIQUE NULLS NOT DISTINCT("dossier_id","kind","entitlement_id","benefit"),
	CONSTRAINT "entitlement_proposal_end" CHECK (("entitlement_proposal"."kind" = 'end') = ("entitlement_proposal"."entitlement_id" is not null)),
	CONSTRAINT "entitlement_proposal_survivors" CHECK (("entitlement_proposal"."kind" = 'survivors') = ("entitlement_proposal"."benefit" is not null)),
	CONSTRAINT "entitlement_proposal_month" CHECK (("entitlement_proposal"."kind" in ('end', 'survivors')) = ("entitlement_proposal"."from_month" is not null) and "entitlement_proposal"."from_month" ~ '^[0-9]{4}-(0[1-9]|1[0-2])$')
);
--> statement-breakpoint
CREATE TABLE "proposal_decision" (
	"proposal_id" uuid PRIMARY KEY NOT NULL,
	"outcome" text NOT NULL,
	"reason" text NOT NULL,
	"decided_by" text NOT NULL,
	"unit_id" text NOT NULL,
	"decided_at" timestamp with time zone NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "proposal_decision_gives_a_reason" CHECK ("proposal_decision"."reason" <> '')
);
--> statement-breakpoint
ALTER TABLE "entitlement_proposal" ADD CONSTRAINT "entitlement_proposal_dossier_id_dossier_id_fk" FOREIGN KEY ("dossier_id") REFERENCES "public"."dossier"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "entitlement_proposal" ADD CONSTRAINT "entitlement_proposal_beneficiary_id_beneficiary_id_fk" FOREIGN KEY ("beneficiary_id") REFERENCES "public"."beneficiary"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "entitlement_proposal" ADD CONSTRAINT "entitlement_proposal_entitlement_id_entitlement_id_fk" FOREIGN KEY ("entitlement_id") REFERENCES "public"."entitlement"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proposal_decision" ADD CONSTRAINT "proposal_decision_proposal_id_entitlement_proposal_id_fk" FOREIGN KEY ("proposal_id") REFERENCES "public"."entitlement_proposal"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proposal_decision" ADD CONSTRAINT "proposal_decision_unit_id_unit_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."unit"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "entitlement_proposal_by_beneficiary" ON "entitlement_proposal" USING btree ("beneficiary_id");--> statement-breakpoint
CREATE TRIGGER entitlement_proposal_append_only BEFORE UPDATE OR DELETE ON entitlement_proposal
  FOR EACH ROW EXECUTE FUNCTION append_only();--> statement-breakpoint
CREATE TRIGGER proposal_decision_append_only BEFORE UPDATE OR DELETE ON proposal_decision
  FOR EACH ROW EXECUTE FUNCTION append_only();
