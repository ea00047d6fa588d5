CREATE TABLE "entitlement_row" (
	"source" text NOT NULL,
	"code" text NOT NULL,
	"entitlement_id" uuid NOT NULL,
	"batch_id" uuid NOT NULL,
	"line" integer NOT NULL,
	"row_hash" "bytea" NOT NULL,
	"identity_hash" "bytea" NOT NULL,
	"as_of" timestamp with time zone NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "entitlement_row_once" PRIMARY KEY("source","code")
);
--> statement-breakpoint
ALTER TABLE "entitlement_row" ADD CONSTRAINT "entitlement_row_entitlement_id_entitlement_id_fk" FOREIGN KEY ("entitlement_id") REFERENCES "public"."entitlement"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "entitlement_row" ADD CONSTRAINT "entitlement_row_batch_id_import_batch_id_fk" FOREIGN KEY ("batch_id") REFERENCES "public"."import_batch"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "entitlement_row_by_entitlement" ON "entitlement_row" USING btree ("entitlement_id");--> statement-breakpoint
CREATE INDEX "entitlement_row_by_batch" ON "entitlement_row" USING btree ("batch_id");
--> statement-breakpoint
ALTER TABLE import_quarantine DROP CONSTRAINT import_quarantine_reason;--> statement-breakpoint
ALTER TABLE import_quarantine ADD CONSTRAINT import_quarantine_reason CHECK (reason IN ('unreadable', 'notDecoded', 'invalidField', 'unknownProcedure', 'notReceivedThen', 'unknownPlace', 'otherPlace', 'unknownUnit', 'unknownStep', 'alreadyEnded', 'engineStep', 'skippedStep', 'decidedBeforeSignature', 'signedButNotDecided', 'supplementCount', 'badNumber', 'formNeeded', 'twiceInFile', 'otherDossier', 'olderExport', 'actedOn', 'codeTaken', 'unknownOffice', 'roleNotOfOffice', 'nameDiffers', 'identityDiffers', 'lentToOneself', 'accountTaken', 'unknownOfficer', 'unknownLender', 'mandateOverlaps', 'movedBack', 'waitsForReorganisation', 'unknownBenefit', 'amountDiffers', 'otherPerson', 'listedTwice', 'cannotBeWritten'));
