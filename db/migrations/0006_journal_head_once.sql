-- The head is locked, read and written once: a version of its row for each entry, not two.
CREATE OR REPLACE FUNCTION journal_chain() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE head journal_head;
BEGIN
  SELECT * INTO head FROM journal_head WHERE dossier_id = NEW.dossier_id FOR UPDATE;
  IF NOT FOUND THEN
    -- The first entry; of two at once the second waits here for the first.
    INSERT INTO journal_head AS h (dossier_id, seq, hash) VALUES (NEW.dossier_id, 0, '\x')
      ON CONFLICT (dossier_id) DO UPDATE SET seq = h.seq RETURNING * INTO head;
  END IF;
  NEW.seq := head.seq + 1;
  NEW.prev_hash := head.hash;
  NEW.hash := sha256(convert_to(journal_text(NEW), 'UTF8'));
  UPDATE journal_head SET seq = NEW.seq, hash = NEW.hash WHERE dossier_id = NEW.dossier_id;
  RETURN NEW;
END $$;
