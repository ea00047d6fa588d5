-- Who is told of a late task at the desks that came with the procedures of 2025: the head of the office, then the chair.
-- That the chief of police and the commander of a commune answer to its chair for lateness is assumed.
INSERT INTO escalation_rule (id, tier, role, level, after_hours, to_role, valid, basis, assumed)
  SELECT concat_ws('/', 'commune', role, level), 'commune', role, level, after_hours, to_role, '(,)', basis, true
  FROM (VALUES
    ('councilOffice', 1, 0, 'officeHead', 'Người đứng đầu bộ phận theo dõi việc của bộ phận'),
    ('councilOffice', 2, 24, 'chair', '118/2025/NĐ-CP, Điều 38 khoản 2'),
    ('policeChief', 1, 0, 'chair', '118/2025/NĐ-CP, Điều 38 khoản 2'),
    ('militaryChief', 1, 0, 'chair', '118/2025/NĐ-CP, Điều 38 khoản 2')
  ) rules (role, level, after_hours, to_role, basis);
