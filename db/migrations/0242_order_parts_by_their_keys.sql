-- Within the statement that writes them nothing is known of their number: joined by hashing, all parts there are were read for each order.
ALTER FUNCTION order_parts_sum() SET enable_hashjoin = off;--> statement-breakpoint
ALTER FUNCTION order_parts_sum() SET enable_mergejoin = off;--> statement-breakpoint
ALTER FUNCTION order_parts_sum() SET enable_seqscan = off;
