CREATE TABLE "order_withdrawal" (
	"order_id" uuid PRIMARY KEY NOT NULL,
	"reason" text NOT NULL,
	"valid_at" timestamp with time zone NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "order_withdrawal" ADD CONSTRAINT "order_withdrawal_order_id_payment_order_id_fk" FOREIGN KEY ("order_id") REFERENCES "public"."payment_order"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
-- Of those before, the time of the order itself is all there is.
INSERT INTO order_withdrawal (order_id, reason, valid_at)
  SELECT id, coalesce(rejection, 'withdrawn'), coalesce(settled_at, created_at) FROM payment_order o
  WHERE state = 'REJECTED' AND NOT EXISTS (SELECT FROM ledger_posting WHERE ledger_posting.id = 'rejected ' || o.id);--> statement-breakpoint
CREATE TRIGGER order_withdrawal_append_only BEFORE UPDATE OR DELETE ON order_withdrawal
  FOR EACH ROW EXECUTE FUNCTION append_only();
