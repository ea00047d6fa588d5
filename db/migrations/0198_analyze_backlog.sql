-- As the owner, since the role that runs the product may not analyze: until autovacuum comes, inboxes over a large backlog are planned by the
-- statistics of the tables before it. Of the tables that a backlog fills, one a call, so that each stays within the time of a statement.
CREATE FUNCTION analyze_backlog(filled text) RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  IF filled <> ALL (ARRAY['dossier', 'dossier_revision', 'dossier_form', 'task', 'party', 'dossier_party', 'party_name', 'place', 'paper',
      'original_place', 'external_code', 'import_row', 'outbox', 'journal']) THEN
    RAISE EXCEPTION '% is not filled by a backlog', filled;
  END IF;
  EXECUTE format('ANALYZE public.%I', filled);
END $$;
--> statement-breakpoint
REVOKE EXECUTE ON FUNCTION analyze_backlog(text) FROM PUBLIC;
