-- Whoever commits work for the relay says so afterwards: transactions that notify commit one at a time.
DROP TRIGGER outbox_wakes_relay ON outbox;--> statement-breakpoint
DROP FUNCTION wake_relay();
