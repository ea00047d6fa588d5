import type { DossierChannel } from '../../domain/dossier/dossier.ts'
import type { Plan } from '../../procedures/grammar/plan/plan.ts'
import type { RecordedChange } from '../../procedures/grammar/run/replay.ts'
import type { Querying } from '../database.ts'
import { typedRows } from '../statement.ts'
import { filedPlanHash, wholeEvent } from './filed-plan.ts'

/** An open dossier of an older edition, with all from which its state follows. */
export interface OpenDossier {
  id: string
  code: string
  revision: number
  channel: DossierChannel
  /** Legal receipt, ms. */
  filedAt: number
  /** The plan it was filed with, and the edition it runs now. */
  plan: Plan
  edition: string
  /** Its form as it was filed, and as it is; but for what is sealed. */
  filed: Readonly<Record<string, unknown>>
  form: Readonly<Record<string, unknown>>
  /** Fields filled in, the sealed ones among them. */
  filled: readonly string[]
  writes: readonly RecordedChange[]
}

/** The last dossier of a page, from which the next one goes on. */
export type After = Pick<OpenDossier, 'filedAt' | 'id'> | null

/** Which of them: the next so many, or those among some. */
export type Page = { after: After; limit: number } | { among: readonly string[] }

/** Open dossiers that run an edition older than this one, in the order of filing. */
export async function readOpenDossiers(
  sql: Querying,
  { code, edition }: { code: string; edition: string },
  page: Page,
): Promise<readonly OpenDossier[]> {
  const wanted =
    'among' in page
      ? sql`d.id = any (${[...page.among]}::uuid[])`
      : sql`(d.filed_at, d.id) > (instant(${page.after?.filedAt ?? -1e13}), ${page.after?.id ?? noId}::uuid)`
  return await typedRows(sql, 'editions.readOpenDossiers')`
    with page as (
      select d.id, d.code, d.revision, d.channel, d.filed_at, ${filedPlanHash(sql, 'd')} as plan_hash, running.edition
      from dossier d join plan running on running.hash = d.plan_hash
      where d.procedure_code = ${code} and d.status <> 'closed' and running.edition < ${edition}::date
        and ${wanted}
      order by d.filed_at, d.id limit ${'limit' in page ? page.limit : null})
    select page.id, page.code, page.revision, channel, epoch_ms(filed_at) as "filedAt", page.edition::text as edition,
      plan.body as plan, first.body as filed, latest.body as form,
      array(select jsonb_object_keys(latest.body || latest.secrets)) as filled, coalesce(written.writes, '[]') as writes
    from page
    join plan on plan.hash = page.plan_hash
    join dossier_form first on first.dossier_id = page.id and first.version = 1
    join lateral (select body, secrets from dossier_form where dossier_id = page.id order by version desc limit 1) latest on true
    left join lateral (
      select jsonb_agg(jsonb_build_object('item', ${wholeEvent(sql)}, 'dueAt', result -> 'dueAt') order by revision) as writes
      from dossier_revision where dossier_id = page.id and correction = 0) written on true
    order by filed_at, page.id`
}

const noId = '00000000-0000-0000-0000-000000000000'
