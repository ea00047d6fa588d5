CREATE TABLE "cash_receipt" (
	"order_id" uuid PRIMARY KEY NOT NULL,
	"outcome" text NOT NULL,
	"recorded_by" text NOT NULL,
	"valid_at" timestamp with time zone NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "payment_order" DROP CONSTRAINT "payment_order_page_of_run";--> statement-breakpoint
ALTER TABLE "cash_receipt" ADD CONSTRAINT "cash_receipt_order_id_payment_order_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."payment_order"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payment_order" ADD CONSTRAINT "payment_order_page_of_run" CHECK ("payment_order"."run_id" is null or ("payment_order"."page" is not null) = ("payment_order"."channel" = 'transfer'));--> statement-breakpoint
CREATE TRIGGER cash_receipt_append_only BEFORE UPDATE OR DELETE ON cash_receipt
  FOR EACH ROW EXECUTE FUNCTION append_only();
