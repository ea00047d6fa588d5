ALTER TABLE "dossier" ADD COLUMN "last_tier" text;--> statement-breakpoint
ALTER TABLE "dossier" ADD COLUMN "last_power" text;--> statement-breakpoint
UPDATE dossier d SET last_tier = last.tier, last_power = last.power
FROM dossier closed CROSS JOIN LATERAL (
  SELECT t.tier, t.power FROM task t WHERE t.dossier_id = closed.id AND t.correction = 0 AND t.holder = 'desk'
  ORDER BY t.closed_at DESC NULLS FIRST, t.opened_at DESC, t.key LIMIT 1) last
WHERE d.id = closed.id AND closed.status = 'closed';
