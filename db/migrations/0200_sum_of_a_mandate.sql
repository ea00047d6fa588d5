-- Until now a sum was kept and not judged, and a list could say 0: nothing that pays may be signed under it. 1 đồng says the same.
DO $$
BEGIN
  IF EXISTS (SELECT FROM mandate WHERE up_to_dong <= 0) THEN
    PERFORM begin_change('correction', 'migration', 'Hạn mức 0 đồng được ghi là 1 đồng', clock_timestamp(), NULL, NULL, NULL);
    UPDATE mandate SET up_to_dong = 1 WHERE up_to_dong <= 0;
  END IF;
END $$;--> statement-breakpoint
ALTER TABLE "mandate" ADD CONSTRAINT "mandate_up_to_some_dong" CHECK ("mandate"."up_to_dong" > 0);
