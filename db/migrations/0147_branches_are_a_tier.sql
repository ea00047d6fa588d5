-- A branch of the City's centre receives for an area: it is a unit of tier branch, and no body.
DO $$
BEGIN
  IF EXISTS (SELECT FROM unit WHERE tier = 'body' AND type = 'chi nhánh trung tâm phục vụ hành chính công') THEN
    PERFORM begin_change('correction', 'migration', 'Chi nhánh Trung tâm Phục vụ hành chính công là một cấp, không phải đơn vị trực thuộc', clock_timestamp());
    UPDATE unit SET tier = 'branch', type = 'chi nhánh' WHERE tier = 'body' AND type = 'chi nhánh trung tâm phục vụ hành chính công';
  END IF;
END $$;--> statement-breakpoint
ALTER TABLE unit DROP CONSTRAINT unit_body_is_of_a_kind;--> statement-breakpoint
ALTER TABLE unit ADD CONSTRAINT unit_body_is_of_a_kind CHECK (tier <> 'body' OR type IN ('trường học', 'trạm y tế', 'chi nhánh văn phòng đăng ký đất đai', 'thuế cơ sở', 'bảo hiểm xã hội cơ sở'));
