CREATE TABLE "entitlement_compared" (
	"entitlement_id" uuid PRIMARY KEY NOT NULL,
	"through" text NOT NULL,
	"facts" integer NOT NULL,
	"amounts" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "open_part" (
	"due_part_id" uuid PRIMARY KEY NOT NULL
);
--> statement-breakpoint
ALTER TABLE "entitlement_compared" ADD CONSTRAINT "entitlement_compared_entitlement_id_entitlement_id_fk" FOREIGN KEY ("entitlement_id") REFERENCES "public"."entitlement"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "order_part_not_live" ON "order_part" USING btree ("due_part_id") WHERE not live;--> statement-breakpoint
CREATE INDEX "due_line_by_period" ON "due_line" USING btree ("period","entitlement_id") WHERE period <> 'once';--> statement-breakpoint
INSERT INTO open_part (due_part_id)
  SELECT id FROM due_part WHERE NOT EXISTS (SELECT FROM order_part WHERE order_part.due_part_id = due_part.id AND live);--> statement-breakpoint

-- Each once a statement, not once a row.
CREATE FUNCTION part_opens() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO open_part (due_part_id) SELECT id FROM written;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER due_part_opens AFTER INSERT ON due_part REFERENCING NEW TABLE AS written
  FOR EACH STATEMENT EXECUTE FUNCTION part_opens();--> statement-breakpoint
CREATE FUNCTION part_is_ordered() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM open_part USING written WHERE open_part.due_part_id = written.due_part_id AND written.live;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER order_part_is_ordered AFTER INSERT ON order_part REFERENCING NEW TABLE AS written
  FOR EACH STATEMENT EXECUTE FUNCTION part_is_ordered();--> statement-breakpoint
CREATE FUNCTION part_is_freed() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO open_part (due_part_id)
    SELECT after.due_part_id FROM after JOIN before USING (order_id, due_part_id) WHERE before.live AND NOT after.live;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER order_part_is_freed AFTER UPDATE ON order_part REFERENCING OLD TABLE AS before NEW TABLE AS after
  FOR EACH STATEMENT EXECUTE FUNCTION part_is_freed();
--> statement-breakpoint

-- A preparation switches nested loops off, and this would then read all parts there are for each order.
ALTER FUNCTION order_parts_sum() SET enable_nestloop = on;
