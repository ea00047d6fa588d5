CREATE TABLE "benefit" (
	"code" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"cadence" text NOT NULL,
	"injury_rate" integer,
	"per" text,
	"follows_rate" boolean NOT NULL,
	CONSTRAINT "benefit_rate_in_percent" CHECK ("benefit"."injury_rate" between 1 and 100)
);
--> statement-breakpoint
CREATE TABLE "benefit_amount" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"benefit" text NOT NULL,
	"number" bigint GENERATED ALWAYS AS IDENTITY (sequence name "benefit_amount_number_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"from_month" text NOT NULL,
	"amount_dong" bigint NOT NULL,
	"basis" text NOT NULL,
	"source" text NOT NULL,
	"assumed" boolean NOT NULL,
	"recorded_by" text NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "benefit_amount_from_a_month" CHECK ("benefit_amount"."from_month" ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'),
	CONSTRAINT "benefit_amount_positive" CHECK ("benefit_amount"."amount_dong" > 0),
	CONSTRAINT "benefit_amount_names_its_basis" CHECK ("benefit_amount"."basis" <> '')
);
--> statement-breakpoint
CREATE TABLE "standard_rate" (
	"id" uuid PRIMARY KEY DEFAULT uuidv7() NOT NULL,
	"number" bigint GENERATED ALWAYS AS IDENTITY (sequence name "standard_rate_number_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"from_month" text NOT NULL,
	"amount_dong" bigint NOT NULL,
	"basis" text NOT NULL,
	"source" text NOT NULL,
	"assumed" boolean NOT NULL,
	"recorded_by" text NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	"signed_on" date,
	"in_force_on" date,
	CONSTRAINT "standard_rate_from_a_month" CHECK ("standard_rate"."from_month" ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'),
	CONSTRAINT "standard_rate_positive" CHECK ("standard_rate"."amount_dong" > 0),
	CONSTRAINT "standard_rate_names_its_basis" CHECK ("standard_rate"."basis" <> '')
);
--> statement-breakpoint
ALTER TABLE "benefit_amount" ADD CONSTRAINT "benefit_amount_benefit_benefit_code_fk" FOREIGN KEY ("benefit") REFERENCES "public"."benefit"("code") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "benefit_amount_by_benefit" ON "benefit_amount" USING btree ("benefit","from_month");--> statement-breakpoint
CREATE TRIGGER benefit_amount_append_only BEFORE UPDATE OR DELETE ON benefit_amount
  FOR EACH ROW EXECUTE FUNCTION append_only();--> statement-breakpoint
CREATE TRIGGER standard_rate_append_only BEFORE UPDATE OR DELETE ON standard_rate
  FOR EACH ROW EXECUTE FUNCTION append_only();
