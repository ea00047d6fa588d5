ALTER TABLE "account_history" DROP CONSTRAINT "account_history_subject_known_pk";--> statement-breakpoint
ALTER TABLE "account_history" DROP CONSTRAINT "account_history_one_version";--> statement-breakpoint
ALTER TABLE "account" DROP CONSTRAINT "account_pkey";--> statement-breakpoint
ALTER TABLE "account" ADD COLUMN "id" text;--> statement-breakpoint
ALTER TABLE "account_history" ADD COLUMN "id" text;--> statement-breakpoint
DROP TRIGGER account_begins ON account;--> statement-breakpoint
DROP TRIGGER account_changes ON account;--> statement-breakpoint
-- Each has had one officer until now, so its subject names its row. No version changes by it.
UPDATE account SET id = subject;--> statement-breakpoint
ALTER TABLE account_history DISABLE TRIGGER account_history_kept;--> statement-breakpoint
UPDATE account_history SET id = subject;--> statement-breakpoint
ALTER TABLE account_history ENABLE TRIGGER account_history_kept;--> statement-breakpoint
ALTER TABLE "account" ADD PRIMARY KEY ("id");--> statement-breakpoint
ALTER TABLE "account_history" ALTER COLUMN "id" SET NOT NULL;--> statement-breakpoint
ALTER TABLE "account_history" ADD CONSTRAINT "account_history_id_known_pk" PRIMARY KEY("id","known");--> statement-breakpoint
ALTER TABLE account_history ADD CONSTRAINT account_history_one_version EXCLUDE USING gist (id WITH =, known WITH &&);--> statement-breakpoint
ALTER TABLE account ADD CONSTRAINT account_one_holder EXCLUDE USING gist (subject WITH =, valid WITH &&);--> statement-breakpoint
ALTER TABLE account_history ADD CONSTRAINT account_history_one_holder
  EXCLUDE USING gist (subject WITH =, valid WITH &&, known WITH &&);--> statement-breakpoint
CREATE TRIGGER account_begins AFTER INSERT ON account REFERENCING NEW TABLE AS written
  FOR EACH STATEMENT EXECUTE FUNCTION keep_history('id');--> statement-breakpoint
CREATE TRIGGER account_changes AFTER UPDATE ON account REFERENCING NEW TABLE AS written OLD TABLE AS former
  FOR EACH STATEMENT EXECUTE FUNCTION keep_history('id');--> statement-breakpoint
CREATE INDEX "account_by_subject" ON "account" USING btree ("subject");--> statement-breakpoint
ALTER TABLE "staff_row" ADD COLUMN "subject" text;--> statement-breakpoint
-- Where an officer has several, which row named which is not known: those stay until a list names others.
UPDATE staff_row r SET subject = a.subject FROM account a
  WHERE a.officer_id = r.officer_id AND NOT EXISTS (SELECT 1 FROM account o WHERE o.officer_id = a.officer_id AND o.id <> a.id);--> statement-breakpoint
CREATE INDEX "staff_row_by_officer" ON "staff_row" USING btree ("officer_id");--> statement-breakpoint
ALTER TABLE "staff_stage" ADD COLUMN "held" "tstzrange";--> statement-breakpoint
ALTER TABLE import_quarantine DROP CONSTRAINT import_quarantine_reason;--> statement-breakpoint
ALTER TABLE import_quarantine ADD CONSTRAINT import_quarantine_reason CHECK (reason IN ('unreadable', 'notDecoded', 'invalidField', 'unknownProcedure', 'notReceivedThen', 'unknownPlace', 'otherPlace', 'unknownUnit', 'unknownStep', 'alreadyEnded', 'engineStep', 'skippedStep', 'decidedBeforeSignature', 'signedButNotDecided', 'supplementCount', 'badNumber', 'formNeeded', 'twiceInFile', 'otherDossier', 'actedOn', 'codeTaken', 'unknownOffice', 'roleNotOfOffice', 'nameDiffers', 'accountTaken', 'unknownOfficer', 'unknownLender', 'mandateOverlaps', 'movedBack', 'waitsForReorganisation', 'cannotBeWritten'));
