CREATE TABLE "bank_line" (
	"bank" text NOT NULL,
	"line_id" text NOT NULL,
	"statement_id" uuid NOT NULL,
	"line" integer NOT NULL,
	"booked_at" timestamp with time zone NOT NULL,
	"kind" text NOT NULL,
	"bank_ref" text NOT NULL,
	"order_ref" text,
	"order_id" uuid,
	"amount_dong" bigint NOT NULL,
	"outcome" text NOT NULL,
	"reason" text,
	"recorded_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "bank_line_once" PRIMARY KEY("bank","line_id"),
	CONSTRAINT "bank_line_positive" CHECK (amount_dong > 0),
	CONSTRAINT "bank_line_has_a_reason" CHECK ((outcome = 'unmatched') = (reason is not null))
);
--> statement-breakpoint
CREATE TABLE "bank_line_correction" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"bank" text NOT NULL,
	"line_id" text NOT NULL,
	"outcome" text NOT NULL,
	"reason" text,
	"order_id" uuid,
	"actor_id" text NOT NULL,
	"basis" text NOT NULL,
	"valid_at" timestamp with time zone NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "bank_row_kept_out" (
	"statement_id" uuid NOT NULL,
	"line" integer NOT NULL,
	"line_id" text,
	"reason" text NOT NULL,
	"columns" text[] DEFAULT '{}' NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "bank_row_kept_out_statement_id_line_pk" PRIMARY KEY("statement_id","line")
);
--> statement-breakpoint
CREATE TABLE "bank_statement" (
	"id" uuid PRIMARY KEY NOT NULL,
	"bank" text NOT NULL,
	"caller" text NOT NULL,
	"status" text DEFAULT 'running' NOT NULL,
	"rows_in" integer DEFAULT 0 NOT NULL,
	"matched" integer DEFAULT 0 NOT NULL,
	"duplicate_debit" integer DEFAULT 0 NOT NULL,
	"wrong_amount" integer DEFAULT 0 NOT NULL,
	"unmatched" integer DEFAULT 0 NOT NULL,
	"reversal" integer DEFAULT 0 NOT NULL,
	"already_there" integer DEFAULT 0 NOT NULL,
	"kept_out" integer DEFAULT 0 NOT NULL,
	"began_at" timestamp with time zone NOT NULL,
	"ended_at" timestamp with time zone,
	"recorded_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "bank_statement_counts_every_line" CHECK (rows_in = matched + duplicate_debit + wrong_amount + unmatched + reversal + already_there + kept_out),
	CONSTRAINT "bank_statement_ends" CHECK ((status = 'running') = (ended_at is null))
);
--> statement-breakpoint
CREATE TABLE "budget_ceiling" (
	"id" bigserial PRIMARY KEY NOT NULL,
	"source_id" uuid NOT NULL,
	"ceiling_dong" bigint NOT NULL,
	"basis" text NOT NULL,
	"actor_id" text NOT NULL,
	"valid_at" timestamp with time zone NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "budget_commitment" (
	"source_id" uuid PRIMARY KEY NOT NULL,
	"ceiling_dong" bigint NOT NULL,
	"committed_dong" bigint DEFAULT 0 NOT NULL,
	CONSTRAINT "budget_within_ceiling" CHECK (committed_dong <= ceiling_dong),
	CONSTRAINT "budget_not_below_nothing" CHECK (committed_dong >= 0)
);
--> statement-breakpoint
CREATE TABLE "budget_source" (
	"id" uuid PRIMARY KEY NOT NULL,
	"code" text NOT NULL,
	"fiscal_year" integer NOT NULL,
	"name" text NOT NULL,
	"basis" text NOT NULL,
	"recorded_at" timestamp with time zone DEFAULT clock_timestamp() NOT NULL,
	CONSTRAINT "budget_source_once" UNIQUE("code","fiscal_year"),
	CONSTRAINT "budget_source_of_a_year" CHECK (fiscal_year between 2000 and 2999)
);
--> statement-breakpoint
ALTER TABLE "due_line" ADD COLUMN "budget_source_id" uuid;--> statement-breakpoint
ALTER TABLE "ledger_posting" ADD COLUMN "budget_source_id" uuid;--> statement-breakpoint
ALTER TABLE "payment_order" ADD COLUMN "budget_source_id" uuid;--> statement-breakpoint
ALTER TABLE "bank_line" ADD CONSTRAINT "bank_line_statement_id_bank_statement_id_fk" FOREIGN KEY ("statement_id") REFERENCES "public"."bank_statement"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bank_line_correction" ADD CONSTRAINT "bank_line_correction_of_line" FOREIGN KEY ("bank","line_id") REFERENCES "public"."bank_line"("bank","line_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bank_row_kept_out" ADD CONSTRAINT "bank_row_kept_out_statement_id_bank_statement_id_fk" FOREIGN KEY ("statement_id") REFERENCES "public"."bank_statement"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "budget_ceiling" ADD CONSTRAINT "budget_ceiling_source_id_budget_source_id_fk" FOREIGN KEY ("source_id") REFERENCES "public"."budget_source"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "budget_commitment" ADD CONSTRAINT "budget_commitment_source_id_budget_source_id_fk" FOREIGN KEY ("source_id") REFERENCES "public"."budget_source"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "bank_line_moves_an_order_once" ON "bank_line" USING btree ("order_id","outcome") WHERE outcome in ('matched', 'reversal');--> statement-breakpoint
CREATE INDEX "bank_line_worklist" ON "bank_line" USING btree ("outcome","booked_at","line_id") WHERE outcome not in ('matched', 'reversal');--> statement-breakpoint
CREATE INDEX "bank_line_correction_by_line" ON "bank_line_correction" USING btree ("bank","line_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "bank_statement_one_running" ON "bank_statement" USING btree ("bank") WHERE status = 'running';--> statement-breakpoint
CREATE INDEX "budget_ceiling_of_source" ON "budget_ceiling" USING btree ("source_id","id");--> statement-breakpoint
ALTER TABLE "due_line" ADD CONSTRAINT "due_line_budget_source_id_budget_source_id_fk" FOREIGN KEY ("budget_source_id") REFERENCES "public"."budget_source"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ledger_posting" ADD CONSTRAINT "ledger_posting_budget_source_id_budget_source_id_fk" FOREIGN KEY ("budget_source_id") REFERENCES "public"."budget_source"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "payment_order" ADD CONSTRAINT "payment_order_budget_source_id_budget_source_id_fk" FOREIGN KEY ("budget_source_id") REFERENCES "public"."budget_source"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "ledger_posting_by_source" ON "ledger_posting" USING btree ("budget_source_id") WHERE budget_source_id is not null;
--> statement-breakpoint
-- Budget accounts move among themselves and of one source, in four ways: reserved, used, freed, and free again after a return.
ALTER TABLE ledger_posting ADD CONSTRAINT ledger_posting_budget CHECK (
  (debit NOT IN ('budgetFree', 'budgetReserved', 'budgetUsed') AND credit NOT IN ('budgetFree', 'budgetReserved', 'budgetUsed'))
  OR budget_source_id IS NOT NULL AND (debit, credit) IN (('budgetFree', 'budgetReserved'), ('budgetReserved', 'budgetUsed'),
    ('budgetReserved', 'budgetFree'), ('budgetUsed', 'budgetFree')));--> statement-breakpoint
CREATE TRIGGER budget_source_append_only BEFORE UPDATE OR DELETE ON budget_source
  FOR EACH ROW EXECUTE FUNCTION append_only();--> statement-breakpoint
CREATE TRIGGER budget_ceiling_append_only BEFORE UPDATE OR DELETE ON budget_ceiling
  FOR EACH ROW EXECUTE FUNCTION append_only();--> statement-breakpoint
CREATE TRIGGER bank_line_append_only BEFORE UPDATE OR DELETE ON bank_line
  FOR EACH ROW EXECUTE FUNCTION append_only();--> statement-breakpoint
CREATE TRIGGER bank_line_correction_append_only BEFORE UPDATE OR DELETE ON bank_line_correction
  FOR EACH ROW EXECUTE FUNCTION append_only();--> statement-breakpoint
CREATE TRIGGER bank_row_kept_out_append_only BEFORE UPDATE OR DELETE ON bank_row_kept_out
  FOR EACH ROW EXECUTE FUNCTION append_only();--> statement-breakpoint
CREATE TRIGGER bank_statement_is_not_removed BEFORE DELETE ON bank_statement
  FOR EACH ROW EXECUTE FUNCTION money_stays();--> statement-breakpoint

-- From the name of this function db/runtime-role.ts knows that the role which runs the product may only read the table.
CREATE FUNCTION written_by_ledger() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF pg_trigger_depth() < 2 THEN
    RAISE EXCEPTION '% is written by the triggers of ledger_posting and budget_ceiling alone', TG_TABLE_NAME
      USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;--> statement-breakpoint
CREATE TRIGGER budget_commitment_kept BEFORE INSERT OR UPDATE OR DELETE ON budget_commitment
  FOR EACH ROW EXECUTE FUNCTION written_by_ledger();--> statement-breakpoint

-- What the refusal says beside its words, for db/money/budget.ts: the source, what it has, and what was wanted of it.
CREATE FUNCTION refuse_beyond_ceiling(source uuid, ceiling bigint, committed bigint, wanted bigint) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'budget source % has % đồng free, and % are wanted', source, ceiling - committed, wanted
    USING ERRCODE = 'check_violation', CONSTRAINT = 'budget_within_ceiling', DETAIL = (
      SELECT jsonb_build_object('code', code, 'fiscalYear', fiscal_year, 'ceilingDong', ceiling::text,
        'freeDong', (ceiling - committed)::text, 'wantedDong', wanted::text)::text FROM budget_source WHERE id = source);
END $$;--> statement-breakpoint
CREATE FUNCTION budget_ceiling_holds() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  held budget_commitment%ROWTYPE;
BEGIN
  SELECT * INTO held FROM budget_commitment WHERE source_id = NEW.source_id FOR UPDATE;
  IF held.committed_dong > NEW.ceiling_dong THEN
    PERFORM refuse_beyond_ceiling(NEW.source_id, NEW.ceiling_dong, held.committed_dong, 0);
  END IF;
  INSERT INTO budget_commitment (source_id, ceiling_dong) VALUES (NEW.source_id, NEW.ceiling_dong)
    ON CONFLICT (source_id) DO UPDATE SET ceiling_dong = excluded.ceiling_dong;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER budget_ceiling_holds AFTER INSERT ON budget_ceiling
  FOR EACH ROW EXECUTE FUNCTION budget_ceiling_holds();--> statement-breakpoint

-- Once a statement, not once a row. What is used stays committed, so that a confirmation waits for no other.
CREATE FUNCTION budget_committed() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  moved record;
  held budget_commitment%ROWTYPE;
BEGIN
  FOR moved IN
    SELECT budget_source_id AS source, sum(CASE debit WHEN 'budgetFree' THEN amount_dong ELSE -amount_dong END)::bigint AS dong
    FROM written WHERE debit = 'budgetFree' OR credit = 'budgetFree' GROUP BY budget_source_id ORDER BY budget_source_id
  LOOP
    SELECT * INTO held FROM budget_commitment WHERE source_id = moved.source FOR UPDATE;
    IF NOT FOUND THEN
      RAISE EXCEPTION 'budget source % has no ceiling', moved.source USING ERRCODE = 'check_violation';
    END IF;
    IF moved.dong > 0 AND held.committed_dong + moved.dong > held.ceiling_dong THEN
      PERFORM refuse_beyond_ceiling(moved.source, held.ceiling_dong, held.committed_dong, moved.dong);
    END IF;
    UPDATE budget_commitment SET committed_dong = committed_dong + moved.dong WHERE source_id = moved.source;
  END LOOP;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER budget_committed AFTER INSERT ON ledger_posting REFERENCING NEW TABLE AS written
  FOR EACH STATEMENT EXECUTE FUNCTION budget_committed();--> statement-breakpoint

-- An order out of a source is sent only once its sum is reserved.
CREATE FUNCTION payment_order_is_released() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.budget_source_id IS DISTINCT FROM OLD.budget_source_id THEN
    RAISE EXCEPTION 'order % keeps its budget source: open another order in its place', OLD.id USING ERRCODE = 'restrict_violation';
  END IF;
  IF OLD.state = 'PENDING' AND NEW.state = 'INTENT' AND NEW.budget_source_id IS NOT NULL
    AND NOT EXISTS (SELECT FROM ledger_posting WHERE id = 'reserved ' || NEW.id) THEN
    RAISE EXCEPTION 'order % is not released: nothing is reserved for it', NEW.id USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;--> statement-breakpoint
CREATE TRIGGER payment_order_is_released BEFORE UPDATE ON payment_order
  FOR EACH ROW WHEN (OLD.budget_source_id IS NOT NULL OR NEW.budget_source_id IS NOT NULL)
  EXECUTE FUNCTION payment_order_is_released();--> statement-breakpoint

-- An order pays what its parts sum to, to their payee, and out of the source that their lines name.
CREATE OR REPLACE FUNCTION order_parts_sum() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
  wrong uuid;
BEGIN
  SELECT paid.id INTO wrong FROM payment_order paid
    WHERE paid.id IN (SELECT order_id FROM written)
      AND paid.amount_dong <> (SELECT sum(part.amount_dong) FROM order_part JOIN due_part part ON part.id = order_part.due_part_id
        WHERE order_part.order_id = paid.id)
    LIMIT 1;
  IF wrong IS NOT NULL THEN
    RAISE EXCEPTION 'the parts of order % do not sum to it: write all its parts in one statement', wrong
      USING ERRCODE = 'check_violation';
  END IF;
  SELECT paid.id INTO wrong FROM written JOIN payment_order paid ON paid.id = written.order_id
    JOIN due_part part ON part.id = written.due_part_id
    WHERE part.payee_id <> paid.payee_id AND NOT EXISTS (
      SELECT FROM beneficiary_party one JOIN beneficiary_party other ON other.beneficiary_id = one.beneficiary_id
      WHERE one.party_id = part.payee_id AND other.party_id = paid.payee_id)
    LIMIT 1;
  IF wrong IS NOT NULL THEN
    RAISE EXCEPTION 'order % pays a part of another payee', wrong USING ERRCODE = 'check_violation';
  END IF;
  SELECT paid.id INTO wrong FROM written JOIN payment_order paid ON paid.id = written.order_id
    JOIN due_part part ON part.id = written.due_part_id JOIN due_line line ON line.id = part.due_line_id
    WHERE line.budget_source_id <> paid.budget_source_id
      OR line.budget_source_id IS NOT NULL AND paid.budget_source_id IS NULL
    LIMIT 1;
  IF wrong IS NOT NULL THEN
    RAISE EXCEPTION 'order % pays a line of another budget source', wrong USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
