CREATE INDEX "staff_stage_by_officer" ON "staff_stage" USING btree ("batch_id","officer_id");--> statement-breakpoint
CREATE INDEX "staff_stage_by_subject" ON "staff_stage" USING btree ("batch_id","subject");--> statement-breakpoint
-- As the owner, since the role that runs the product may not analyze: without it a list is judged by the
-- statistics of empty tables, and each row is compared with all.
CREATE FUNCTION analyze_staff_lists() RETURNS void
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
BEGIN
  ANALYZE public.staff_stage, public.staff_row;
END $$;
--> statement-breakpoint
REVOKE EXECUTE ON FUNCTION analyze_staff_lists() FROM PUBLIC;
