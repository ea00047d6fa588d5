-- When what was known of units, areas, powers, officers and days: every change is numbered, and beside each table stands its history.
CREATE TABLE "area_history" (
	"id" text NOT NULL,
	"kind" text NOT NULL,
	"parent_id" text,
	"valid" "tstzrange" NOT NULL,
	"basis" text NOT NULL,
	"known" "int8range" NOT NULL,
	CONSTRAINT "area_history_id_known_pk" PRIMARY KEY("id","known")
);
--> statement-breakpoint
CREATE TABLE "calendar_day_history" (
	"date" text NOT NULL,
	"kind" text NOT NULL,
	"decision" text NOT NULL,
	"decided_on" text NOT NULL,
	"reason" text,
	"known" "int8range" NOT NULL,
	CONSTRAINT "calendar_day_history_date_known_pk" PRIMARY KEY("date","known")
);
--> statement-breakpoint
CREATE TABLE "calendar_version_history" (
	"version" text NOT NULL,
	"known_until" text NOT NULL,
	"valid" "tstzrange" NOT NULL,
	"known" "int8range" NOT NULL,
	CONSTRAINT "calendar_version_history_version_known_pk" PRIMARY KEY("version","known")
);
--> statement-breakpoint
CREATE TABLE "competence_history" (
	"id" text NOT NULL,
	"scope" text NOT NULL,
	"subject" text NOT NULL,
	"power" text NOT NULL,
	"tier" text NOT NULL,
	"held_by" text NOT NULL,
	"unit_id" text,
	"valid" "tstzrange" NOT NULL,
	"basis" text NOT NULL,
	"assumed" boolean NOT NULL,
	"known" "int8range" NOT NULL,
	CONSTRAINT "competence_history_id_known_pk" PRIMARY KEY("id","known")
);
--> statement-breakpoint
CREATE TABLE "connecting_rule_history" (
	"id" text NOT NULL,
	"scope" text NOT NULL,
	"subject" text NOT NULL,
	"occasion" text NOT NULL,
	"places" text[] NOT NULL,
	"assigner_id" text,
	"valid" "tstzrange" NOT NULL,
	"basis" text NOT NULL,
	"assumed" boolean NOT NULL,
	"known" "int8range" NOT NULL,
	CONSTRAINT "connecting_rule_history_id_known_pk" PRIMARY KEY("id","known")
);
--> statement-breakpoint
CREATE TABLE "custody_history" (
	"id" text NOT NULL,
	"scope" text NOT NULL,
	"subject" text NOT NULL,
	"area_id" text,
	"unit_id" text NOT NULL,
	"valid" "tstzrange" NOT NULL,
	"basis" text NOT NULL,
	"assumed" boolean NOT NULL,
	"known" "int8range" NOT NULL,
	CONSTRAINT "custody_history_id_known_pk" PRIMARY KEY("id","known")
);
--> statement-breakpoint
CREATE TABLE "escalation_rule_history" (
	"id" text NOT NULL,
	"tier" text NOT NULL,
	"role" text NOT NULL,
	"level" integer NOT NULL,
	"after_hours" integer NOT NULL,
	"to_role" text NOT NULL,
	"valid" "tstzrange" NOT NULL,
	"basis" text NOT NULL,
	"assumed" boolean NOT NULL,
	"known" "int8range" NOT NULL,
	CONSTRAINT "escalation_rule_history_id_known_pk" PRIMARY KEY("id","known")
);
--> statement-breakpoint
CREATE TABLE "jurisdiction_history" (
	"id" text NOT NULL,
	"area_id" text NOT NULL,
	"tier" text NOT NULL,
	"unit_id" text NOT NULL,
	"custodian" boolean NOT NULL,
	"valid" "tstzrange" NOT NULL,
	"basis" text NOT NULL,
	"assumed" boolean NOT NULL,
	"known" "int8range" NOT NULL,
	CONSTRAINT "jurisdiction_history_id_known_pk" PRIMARY KEY("id","known")
);
--> statement-breakpoint
CREATE TABLE "mandate_history" (
	"id" text NOT NULL,
	"officer_id" text NOT NULL,
	"unit_id" text NOT NULL,
	"office_id" text,
	"role" text NOT NULL,
	"kind" text NOT NULL,
	"acting_for_id" text,
	"valid" "tstzrange" NOT NULL,
	"basis" text NOT NULL,
	"known" "int8range" NOT NULL,
	CONSTRAINT "mandate_history_id_known_pk" PRIMARY KEY("id","known")
);
--> statement-breakpoint
CREATE TABLE "office_history" (
	"id" text NOT NULL,
	"unit_id" text NOT NULL,
	"name" text NOT NULL,
	"roles" text[] NOT NULL,
	"fields" text[],
	"valid" "tstzrange" NOT NULL,
	"basis" text NOT NULL,
	"assumed" boolean NOT NULL,
	"fields_basis" text,
	"fields_assumed" boolean NOT NULL,
	"known" "int8range" NOT NULL,
	CONSTRAINT "office_history_id_known_pk" PRIMARY KEY("id","known")
);
--> statement-breakpoint
CREATE TABLE "officer_history" (
	"id" text NOT NULL,
	"name" text NOT NULL,
	"synthetic" boolean NOT NULL,
	"known" "int8range" NOT NULL,
	CONSTRAINT "officer_history_id_known_pk" PRIMARY KEY("id","known")
);
--> statement-breakpoint
CREATE TABLE "reference_change" (
	"id" bigint PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"reorganisation" text,
	"undoes" bigint,
	"actor_id" text NOT NULL,
	"basis" text NOT NULL,
	"effective_at" timestamp with time zone NOT NULL,
	"recorded_at" timestamp with time zone NOT NULL,
	"rows_hash" "bytea",
	"xact" "xid8" NOT NULL,
	CONSTRAINT "reference_change_undoes_unique" UNIQUE("undoes"),
	CONSTRAINT "reference_change_names_its_basis" CHECK ("reference_change"."basis" <> ''),
	CONSTRAINT "reference_change_of_a_kind" CHECK ("reference_change"."kind" in ('load', 'reorganisation', 'undo', 'staff', 'mandate', 'calendar', 'correction')),
	CONSTRAINT "reference_change_undoes_one" CHECK (("reference_change"."kind" = 'undo') = ("reference_change"."undoes" is not null))
);
--> statement-breakpoint
CREATE TABLE "unit_history" (
	"id" text NOT NULL,
	"epoch" text NOT NULL,
	"code" text NOT NULL,
	"name" text NOT NULL,
	"type" text NOT NULL,
	"tier" text NOT NULL,
	"parent_id" text,
	"identifier" text NOT NULL,
	"seat" text,
	"seat_doubt" text,
	"population" integer,
	"lat" double precision,
	"lon" double precision,
	"valid" "tstzrange" NOT NULL,
	"basis" text NOT NULL,
	"assumed" boolean NOT NULL,
	"known" "int8range" NOT NULL,
	CONSTRAINT "unit_history_id_known_pk" PRIMARY KEY("id","known")
);
--> statement-breakpoint
CREATE TABLE "unit_successor_history" (
	"unit_id" text NOT NULL,
	"successor_id" text NOT NULL,
	"relation" text NOT NULL,
	"basis" text NOT NULL,
	"known" "int8range" NOT NULL,
	CONSTRAINT "unit_successor_history_unit_id_successor_id_known_pk" PRIMARY KEY("unit_id","successor_id","known")
);
--> statement-breakpoint
ALTER TABLE "decision_request" ADD COLUMN "law" bigint;--> statement-breakpoint
ALTER TABLE "reference_change" ADD CONSTRAINT "reference_change_undoes_reference_change_id_fk" FOREIGN KEY ("undoes") REFERENCES "public"."reference_change"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint

-- What stands was known before record time began: the first change. Its decisions have no number (decision_request.law).
INSERT INTO reference_change (id, kind, actor_id, basis, effective_at, recorded_at, xact)
  SELECT 1, 'load', 'migration', 'Dữ liệu có từ trước khi hệ thống ghi thời điểm biết', at, at, pg_current_xact_id()
  FROM clock_timestamp() at;--> statement-breakpoint

-- A number for what is written in this transaction from here on. The lock is held until the commit, so numbers follow commits, and
-- whoever sees a number sees every change before it. A second call begins the next change.
CREATE FUNCTION begin_change(kind text, actor_id text, basis text, effective_at timestamptz, reorganisation text DEFAULT NULL,
    undoes bigint DEFAULT NULL, rows_hash bytea DEFAULT NULL) RETURNS bigint
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  change bigint;
  recorded timestamptz;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('reference change'));
  -- After the lock: a statement of its own sees what the one before committed.
  SELECT max(id) + 1, greatest(clock_timestamp(), max(recorded_at) + interval '1 microsecond') INTO change, recorded
    FROM reference_change;
  PERFORM set_config('reference.change', change::text, true);
  INSERT INTO reference_change (id, kind, reorganisation, undoes, actor_id, basis, effective_at, recorded_at, rows_hash, xact)
    VALUES (change, begin_change.kind, begin_change.reorganisation, begin_change.undoes, begin_change.actor_id, begin_change.basis,
      begin_change.effective_at, recorded, begin_change.rows_hash, pg_current_xact_id());
  RETURN change;
END $$;--> statement-breakpoint

-- The change that this transaction has begun; null where there is none. The setting ends with the transaction.
CREATE FUNCTION open_change() RETURNS bigint
  LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
  SELECT id FROM reference_change
  WHERE id = nullif(current_setting('reference.change', true), '')::bigint AND xact = pg_current_xact_id()
$$;--> statement-breakpoint

-- The last change recorded at an instant: the same whenever asked, since a change under way is waited for. 0 before the first; null of
-- an instant that is still to come.
CREATE FUNCTION change_known_at(at timestamptz) RETURNS bigint
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE change bigint;
BEGIN
  IF at > clock_timestamp() THEN RETURN NULL; END IF;
  PERFORM pg_advisory_xact_lock_shared(hashtext('reference change'));
  SELECT coalesce(max(id), 0) INTO change FROM reference_change WHERE recorded_at <= at;
  RETURN change;
END $$;--> statement-breakpoint

-- Keeps the versions of a table's rows; its arguments are the columns of the primary key. As the owner, since the role that runs
-- the product may only read a history. Reads the columns by name: a column without its like in the history is an error.
CREATE FUNCTION keep_history() RETURNS trigger
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  change bigint;
  any_row boolean;
  history text := format('%I.%I', TG_TABLE_SCHEMA, TG_TABLE_NAME || '_history');
  columns text;
  keys text;
  same_row text;
BEGIN
  EXECUTE 'SELECT exists (SELECT FROM written)' INTO any_row;
  IF NOT any_row THEN RETURN NULL; END IF;
  change := open_change();
  IF change IS NULL THEN
    RAISE EXCEPTION '% was written outside a change of reference data: what was known before would be lost', TG_TABLE_NAME
      USING ERRCODE = 'object_not_in_prerequisite_state',
        HINT = 'Write it within referenceChange() of db/territory/reference-change.ts; by hand, call begin_change(…) first in the same transaction.';
  END IF;
  SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) INTO columns
    FROM pg_attribute WHERE attrelid = TG_RELID AND attnum > 0 AND NOT attisdropped;
  SELECT string_agg(quote_ident(key), ', '), string_agg(format('h.%1$I = w.%1$I', key), ' AND ') INTO keys, same_row
    FROM unnest(TG_ARGV) key;
  IF TG_OP = 'UPDATE' THEN
    EXECUTE format('SELECT exists (SELECT %1$s FROM written EXCEPT SELECT %1$s FROM former)', keys) INTO any_row;
    IF any_row THEN
      RAISE EXCEPTION 'a row of % keeps its key: its versions are found by it', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
    END IF;
    -- A version of this same change was never known to anybody.
    EXECUTE format('DELETE FROM %s h USING (SELECT * FROM written EXCEPT SELECT * FROM former) w
      WHERE %s AND lower(h.known) = $1', history, same_row) USING change;
    EXECUTE format('UPDATE %s h SET known = int8range(lower(h.known), $1) FROM (SELECT * FROM written EXCEPT SELECT * FROM former) w
      WHERE %s AND upper_inf(h.known)', history, same_row) USING change;
    EXECUTE format('INSERT INTO %s (%s, known) SELECT %2$s, int8range($1, NULL)
      FROM (SELECT * FROM written EXCEPT SELECT * FROM former) w', history, columns) USING change;
  ELSE
    EXECUTE format('INSERT INTO %s (%s, known) SELECT %2$s, int8range($1, NULL) FROM written', history, columns) USING change;
  END IF;
  RETURN NULL;
END $$;--> statement-breakpoint

CREATE FUNCTION refuse_removal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'rows of % are never removed: what was decided under them must stay explained', TG_TABLE_NAME
    USING ERRCODE = 'restrict_violation', HINT = 'Empty the row in a change: set valid = ''empty''.';
END $$;--> statement-breakpoint

-- A history is written by keep_history() alone, and a change by begin_change(). From the names of these two functions
-- db/runtime-role.ts knows the tables that the role which runs the product may only read.
CREATE FUNCTION written_by_keep_history() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF pg_trigger_depth() < 2 THEN
    RAISE EXCEPTION '% is written by the trigger of its table alone: change the table in a change of reference data', TG_TABLE_NAME
      USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;--> statement-breakpoint
CREATE FUNCTION written_by_begin_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP <> 'INSERT' OR NEW.id IS DISTINCT FROM nullif(current_setting('reference.change', true), '')::bigint THEN
    RAISE EXCEPTION 'a change of reference data is numbered by begin_change(), and stays as it is' USING ERRCODE = 'restrict_violation';
  END IF;
  RETURN NEW;
END $$;--> statement-breakpoint
CREATE TRIGGER reference_change_numbered BEFORE INSERT OR UPDATE OR DELETE ON reference_change
  FOR EACH ROW EXECUTE FUNCTION written_by_begin_change();--> statement-breakpoint
CREATE INDEX "reference_change_by_time" ON "reference_change" USING btree ("recorded_at");--> statement-breakpoint
REVOKE EXECUTE ON FUNCTION begin_change FROM PUBLIC;--> statement-breakpoint

DO $$
DECLARE
  recorded record;
  columns text;
BEGIN
  FOR recorded IN SELECT * FROM (VALUES
    ('unit', '{id}'::text[]), ('unit_successor', '{unit_id,successor_id}'), ('area', '{id}'), ('jurisdiction', '{id}'),
    ('custody', '{id}'), ('competence', '{id}'), ('connecting_rule', '{id}'), ('office', '{id}'), ('officer', '{id}'),
    ('mandate', '{id}'), ('escalation_rule', '{id}'), ('calendar_day', '{date}'), ('calendar_version', '{version}')
  ) tables (name, keys) LOOP
    SELECT string_agg(quote_ident(attname), ', ' ORDER BY attnum) INTO columns
      FROM pg_attribute WHERE attrelid = recorded.name::regclass AND attnum > 0 AND NOT attisdropped;
    EXECUTE format('INSERT INTO %1$I (%2$s, known) SELECT %2$s, int8range(1, NULL) FROM %3$I',
      recorded.name || '_history', columns, recorded.name);
    EXECUTE format('ALTER TABLE %I ADD CONSTRAINT %I EXCLUDE USING gist (%s, known WITH &&)', recorded.name || '_history',
      recorded.name || '_history_one_version', (SELECT string_agg(format('%I WITH =', key), ', ') FROM unnest(recorded.keys) key));
    EXECUTE format('CREATE TRIGGER %I BEFORE INSERT OR UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION written_by_keep_history()',
      recorded.name || '_history_kept', recorded.name || '_history');
    EXECUTE format('CREATE TRIGGER %I AFTER INSERT ON %I REFERENCING NEW TABLE AS written
      FOR EACH STATEMENT EXECUTE FUNCTION keep_history(%s)', recorded.name || '_begins', recorded.name,
      (SELECT string_agg(quote_literal(key), ', ') FROM unnest(recorded.keys) key));
    EXECUTE format('CREATE TRIGGER %I AFTER UPDATE ON %I REFERENCING NEW TABLE AS written OLD TABLE AS former
      FOR EACH STATEMENT EXECUTE FUNCTION keep_history(%s)', recorded.name || '_changes', recorded.name,
      (SELECT string_agg(quote_literal(key), ', ') FROM unnest(recorded.keys) key));
    EXECUTE format('CREATE TRIGGER %I BEFORE DELETE ON %I FOR EACH ROW EXECUTE FUNCTION refuse_removal()',
      recorded.name || '_stays', recorded.name);
    EXECUTE format('CREATE TRIGGER %I BEFORE TRUNCATE ON %I FOR EACH STATEMENT EXECUTE FUNCTION refuse_removal()',
      recorded.name || '_is_not_emptied', recorded.name);
  END LOOP;
END $$;--> statement-breakpoint

-- At every instant, as known at every change: one holder, one custodian, one rule, as the tables say of today.
ALTER TABLE jurisdiction_history ADD CONSTRAINT jurisdiction_history_one_holder
  EXCLUDE USING gist (area_id WITH =, tier WITH =, valid WITH &&, known WITH &&);--> statement-breakpoint
ALTER TABLE competence_history ADD CONSTRAINT competence_history_one_holder
  EXCLUDE USING gist (scope WITH =, subject WITH =, power WITH =, tier WITH =, valid WITH &&, known WITH &&);--> statement-breakpoint
ALTER TABLE custody_history ADD CONSTRAINT custody_history_one_custodian
  EXCLUDE USING gist ((coalesce(area_id, '*')) WITH =, scope WITH =, subject WITH =, valid WITH &&, known WITH &&);--> statement-breakpoint
ALTER TABLE connecting_rule_history ADD CONSTRAINT connecting_rule_history_one_rule
  EXCLUDE USING gist (scope WITH =, subject WITH =, occasion WITH =, valid WITH &&, known WITH &&);--> statement-breakpoint
ALTER TABLE mandate_history ADD CONSTRAINT mandate_history_once
  EXCLUDE USING gist (officer_id WITH =, unit_id WITH =, role WITH =, valid WITH &&, known WITH &&);--> statement-breakpoint
ALTER TABLE escalation_rule_history ADD CONSTRAINT escalation_rule_history_once
  EXCLUDE USING gist (tier WITH =, role WITH =, level WITH =, valid WITH &&, known WITH &&);--> statement-breakpoint
ALTER TABLE calendar_version_history ADD CONSTRAINT calendar_version_history_one
  EXCLUDE USING gist (valid WITH &&, known WITH &&);
