/** What a newer edition would do to each open dossier of its procedure: the same judgement for a preview and for a run. */
import { localDate } from '../../domain/time/local-day.ts'
import type { Procedure } from '../../procedures/grammar/definition/procedure.ts'
import { judgeAdoption, type Verdict } from '../../procedures/grammar/editions/judge-adoption.ts'
import { type Plan, skippedSteps } from '../../procedures/grammar/plan/plan.ts'
import { openSteps } from '../../procedures/grammar/run/event.ts'
import { replay } from '../../procedures/grammar/run/replay.ts'
import type { Querying } from '../database.ts'
import { type After, type OpenDossier, type Page, readOpenDossiers } from './open-dossiers.ts'

/** What the definitions say of an edition and of those before it. */
export interface Editions {
  newer: Procedure
  older(edition: string): Procedure | undefined
  /** The plan of the newer edition with the rules of time of a local date. */
  planOn(date: string): Plan
}

export interface Judged {
  dossierId: string
  code: string
  /** The edition it runs, and the steps at which it is. */
  edition: string
  open: readonly string[]
  filedAt: number
  verdict: Verdict
}

/** So many dossiers are judged, and asked to go over, at once. */
const batchSize = 200

/** Judges all of them, page by page, in the order of filing; a dossier is read and judged as one revision. */
export const judgeOpen = (sql: Querying, editions: Editions): AsyncGenerator<readonly Judged[]> =>
  pagesOf((page) => judgePage(sql, editions, page))

/** One page after the other until the last; none is empty. @param judge reads a page and judges it */
export async function* pagesOf(
  judge: (page: Page) => Promise<readonly Judged[]>,
): AsyncGenerator<readonly Judged[]> {
  for (let after: After = null; ; ) {
    const page: readonly Judged[] = await judge({ after, limit: batchSize })
    if (page.length > 0) yield page
    const last = page.at(-1)
    if (last === undefined || page.length < batchSize) return
    after = { filedAt: last.filedAt, id: last.dossierId }
  }
}

export async function judgePage(sql: Querying, editions: Editions, page: Page): Promise<readonly Judged[]> {
  const dossiers = await readOpenDossiers(sql, editions.newer, page)
  return dossiers.map((dossier) => judge(editions, dossier))
}

/** The rules of time of its day of filing stay: they are another law's, and not the edition's. */
function judge(editions: Editions, dossier: OpenDossier): Judged {
  const { id, code, revision, edition, filedAt, writes, filed, ...facts } = dossier
  const traced = replay({ plan: dossier.plan, skips: skippedSteps(dossier.plan, filed) }, writes)
  const known = { dossierId: id, code, edition, filedAt }
  if (traced === null || traced.state.revision !== revision) {
    const lost = { verdict: 'keep', effect: 'unaffected', reason: 'historyLost', what: [] } as const
    return { ...known, open: [], verdict: lost }
  }
  const { newer, older, planOn } = editions
  const verdict = judgeAdoption({ ...facts, ...traced }, older(edition), {
    procedure: newer,
    plan: planOn(localDate(filedAt)),
  })
  return { ...known, open: openSteps(traced.state), verdict }
}
