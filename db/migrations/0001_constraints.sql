CREATE EXTENSION IF NOT EXISTS btree_gist;--> statement-breakpoint

-- Instants travel as milliseconds since the epoch: one number, no zone to misread.
-- STABLE, as extract() of an instant is: only then is it inlined, and costs nothing.
CREATE FUNCTION epoch_ms(at timestamptz) RETURNS double precision
  LANGUAGE sql STABLE PARALLEL SAFE AS $$ SELECT floor(extract(epoch FROM at) * 1000)::double precision $$;--> statement-breakpoint
CREATE FUNCTION instant(ms double precision) RETURNS timestamptz
  LANGUAGE sql IMMUTABLE PARALLEL SAFE AS $$ SELECT to_timestamp(ms / 1000.0) $$;--> statement-breakpoint

-- One holder for an area and tier, one tier for a power, one role twice for nobody: at every instant.
ALTER TABLE jurisdiction ADD CONSTRAINT jurisdiction_one_holder
  EXCLUDE USING gist (area_id WITH =, tier WITH =, valid WITH &&);--> statement-breakpoint
ALTER TABLE competence ADD CONSTRAINT competence_one_holder
  EXCLUDE USING gist (scope WITH =, subject WITH =, power WITH =, tier WITH =, valid WITH &&);--> statement-breakpoint
ALTER TABLE competence ADD CONSTRAINT competence_names_its_unit
  CHECK (held_by IN ('district', 'commune') OR unit_id IS NOT NULL);--> statement-breakpoint
ALTER TABLE mandate ADD CONSTRAINT mandate_once
  EXCLUDE USING gist (officer_id WITH =, unit_id WITH =, role WITH =, valid WITH &&);--> statement-breakpoint
ALTER TABLE unit ADD CONSTRAINT unit_id_carries_epoch CHECK (id = epoch || ':' || code);--> statement-breakpoint
ALTER TABLE calendar_version ADD CONSTRAINT calendar_one_version EXCLUDE USING gist (valid WITH &&);--> statement-breakpoint
CREATE UNIQUE INDEX unit_identifier_once ON unit (identifier);--> statement-breakpoint
CREATE UNIQUE INDEX unit_code_once ON unit (epoch, tier, code);--> statement-breakpoint

ALTER TABLE dossier ADD CONSTRAINT dossier_code_form
  CHECK (code ~ '^(\d{3}\.\d{2}\.\d{2}\.[A-Z]\d{2}|[A-Z]\d{2}(\.\d{1,3}){0,2})-\d{6}-\d{4,}$');--> statement-breakpoint
ALTER TABLE dossier ADD CONSTRAINT dossier_closed_has_ending
  CHECK ((status = 'closed') = (ending IS NOT NULL) AND (ending IS NULL) = (ended_at IS NULL));--> statement-breakpoint
ALTER TABLE dossier ADD CONSTRAINT dossier_paused_since CHECK ((clock = 'paused') = (paused_at IS NOT NULL));--> statement-breakpoint
ALTER TABLE task ADD CONSTRAINT task_desk_is_named
  CHECK (holder <> 'desk' OR (role IS NOT NULL AND tier IS NOT NULL AND power IS NOT NULL));--> statement-breakpoint
-- The inbox pages by due time: a task without one would vanish after the first page.
ALTER TABLE task ADD CONSTRAINT task_desk_is_due CHECK (holder <> 'desk' OR due_at IS NOT NULL);--> statement-breakpoint
ALTER TABLE task ADD CONSTRAINT task_closed_has_outcome CHECK ((closed_at IS NULL) = (outcome IS NULL));--> statement-breakpoint
ALTER TABLE decision_request ADD CONSTRAINT decision_settled
  CHECK ((status = 'pending') = (settled_at IS NULL) AND (status = 'refused') = (refusal IS NOT NULL));--> statement-breakpoint
ALTER TABLE decision_request ADD CONSTRAINT decision_signed_by_mandate
  CHECK (actor_role <> 'officer' OR (unit_id IS NOT NULL AND mandate_id IS NOT NULL));--> statement-breakpoint
ALTER TABLE due_line ADD CONSTRAINT due_line_owes_something CHECK (amount_dong <> 0);--> statement-breakpoint
ALTER TABLE payment_order ADD CONSTRAINT payment_order_positive CHECK (amount_dong > 0);--> statement-breakpoint
ALTER TABLE payment_order ADD CONSTRAINT payment_order_intent_first
  CHECK (state IN ('PENDING', 'REJECTED') OR intent_at IS NOT NULL);--> statement-breakpoint
ALTER TABLE payment_order ADD CONSTRAINT payment_order_replaces
  FOREIGN KEY (replaces_id) REFERENCES payment_order (id);--> statement-breakpoint

-- Append-only: a row once written is neither changed nor removed.
CREATE FUNCTION append_only() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION '% is append-only: a row once written cannot be %; write a new row that corrects it',
    TG_TABLE_NAME, CASE TG_OP WHEN 'UPDATE' THEN 'changed' ELSE 'removed' END
    USING ERRCODE = 'restrict_violation';
END $$;--> statement-breakpoint
CREATE TRIGGER journal_append_only BEFORE UPDATE OR DELETE ON journal
  FOR EACH ROW EXECUTE FUNCTION append_only();--> statement-breakpoint
CREATE TRIGGER ledger_append_only BEFORE UPDATE OR DELETE ON ledger_entry
  FOR EACH ROW EXECUTE FUNCTION append_only();--> statement-breakpoint
CREATE TRIGGER revision_append_only BEFORE UPDATE OR DELETE ON dossier_revision
  FOR EACH ROW EXECUTE FUNCTION append_only();--> statement-breakpoint

-- The chain is per dossier: the row lock on its head orders the writes of one dossier and of no other.
CREATE FUNCTION journal_text(j journal) RETURNS text LANGUAGE sql STABLE AS $$
  SELECT concat_ws('|', j.dossier_id, j.seq, j.kind, coalesce(j.revision::text, ''), j.actor_id, coalesce(j.unit_id, ''),
    coalesce(j.request_id::text, ''), j.payload::text, epoch_ms(j.valid_at)::text, encode(j.prev_hash, 'hex'))
$$;--> statement-breakpoint
CREATE FUNCTION journal_chain() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE head journal_head;
BEGIN
  UPDATE journal_head SET seq = seq + 1 WHERE dossier_id = NEW.dossier_id RETURNING * INTO head;
  IF NOT FOUND THEN
    -- The first entry; of two at once the second waits here for the first.
    INSERT INTO journal_head AS h (dossier_id, seq, hash) VALUES (NEW.dossier_id, 1, '\x')
      ON CONFLICT (dossier_id) DO UPDATE SET seq = h.seq + 1 RETURNING * INTO head;
  END IF;
  NEW.seq := head.seq;
  NEW.prev_hash := head.hash;
  NEW.hash := sha256(convert_to(journal_text(NEW), 'UTF8'));
  UPDATE journal_head SET hash = NEW.hash WHERE dossier_id = NEW.dossier_id;
  RETURN NEW;
END $$;--> statement-breakpoint
CREATE TRIGGER journal_chain BEFORE INSERT ON journal FOR EACH ROW EXECUTE FUNCTION journal_chain();--> statement-breakpoint

-- Double entry: checked at commit, when every entry of the posting stands.
CREATE FUNCTION ledger_balanced() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF (SELECT sum(amount_dong) FROM ledger_entry WHERE posting = NEW.posting) <> 0 THEN
    RAISE EXCEPTION 'posting % does not balance: its entries must sum to zero', NEW.posting
      USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE CONSTRAINT TRIGGER ledger_balanced AFTER INSERT ON ledger_entry
  DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION ledger_balanced();--> statement-breakpoint

-- An order leaves UNKNOWN and SENT only through an answer, and never leaves CONFIRMED or REJECTED.
CREATE FUNCTION payment_order_moves_forward() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF OLD.state <> NEW.state AND NOT (
    (OLD.state = 'PENDING' AND NEW.state IN ('INTENT', 'REJECTED')) OR
    (OLD.state = 'INTENT' AND NEW.state IN ('SENT', 'CONFIRMED', 'REJECTED', 'UNKNOWN')) OR
    (OLD.state IN ('SENT', 'UNKNOWN') AND NEW.state IN ('CONFIRMED', 'REJECTED', 'SENT'))) THEN
    RAISE EXCEPTION 'order % cannot go from % to %', OLD.id, OLD.state, NEW.state USING ERRCODE = 'check_violation';
  END IF;
  RETURN NEW;
END $$;--> statement-breakpoint
CREATE TRIGGER payment_order_moves_forward BEFORE UPDATE ON payment_order
  FOR EACH ROW EXECUTE FUNCTION payment_order_moves_forward();--> statement-breakpoint

-- The relay sleeps until somebody commits work for it.
CREATE FUNCTION wake_relay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  PERFORM pg_notify('relay', '');
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE TRIGGER outbox_wakes_relay AFTER INSERT ON outbox FOR EACH STATEMENT EXECUTE FUNCTION wake_relay();
