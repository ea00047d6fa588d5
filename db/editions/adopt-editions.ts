/** Asks open dossiers of older editions to take a newer one: judged and on disk page by page, and carried by the relay. */
import { createHash, randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { DomainError } from '../../domain/errors.ts'
import { localDate } from '../../domain/time/local-day.ts'
import { cite } from '../../procedures/grammar/definition/basis.ts'
import type { Plan } from '../../procedures/grammar/plan/plan.ts'
import type { Database, Querying } from '../database.ts'
import { newId } from '../new-id.ts'
import { whileNoneIsArmed } from '../reorganisations/enactment/steps.ts'
import { type AdoptionOutcome, readOutcomes } from './adoption-outcomes.ts'
import { type Editions, type Judged, judgePage, pagesOf } from './judge-open-dossiers.ts'
import type { Page } from './open-dossiers.ts'
import { savePlan } from './save-plan.ts'

export interface Adopting {
  database: Database
  /** Instant in ms. */
  now: () => number
  hashOf: (plan: Plan) => string
  /** How long a page may take to be carried out before the next is asked; what waits goes on by itself. @defaultValue a minute */
  waitMs?: number
}

/** How often a dossier that changed between judgement and write is judged again. */
const maxAttempts = 3
const pollMs = 100

/**
 * A run over all of them, page by page; each page is given when its dossiers have answered. Broken off it loses nothing: what
 * was asked is carried out, and the next run takes what is left.
 * @param by who asks; named in the journal of each dossier
 * @throws {DomainError} `editionKept` before the first day of the newer edition, `reorganisationArmed` until an armed one is closed:
 *   nothing more is asked. What was asked before it was armed is carried out
 */
export async function* adoptOpen(
  adopting: Adopting,
  editions: Editions,
  by: string,
): AsyncGenerator<readonly AdoptionOutcome[]> {
  const { sql } = adopting.database
  const run = { id: await begin(adopting, editions, by), by }
  for await (const judged of pagesOf((page) => ask(adopting, editions, run, page))) {
    yield await answersOf(adopting, editions, run, judged)
  }
  await sql`update edition_adoption set judged_at = instant(${adopting.now()}) where id = ${run.id}`
}

interface Run {
  id: string
  by: string
}

async function begin({ database, now }: Adopting, { newer }: Editions, by: string): Promise<string> {
  const id = randomUUID()
  const { transitionPolicy } = newer
  if (transitionPolicy === undefined)
    throw new TypeError(
      `${newer.code} ${newer.edition} says nothing of open dossiers; give it a \`transitionPolicy\``,
    )
  const at = now()
  if (localDate(at) < newer.edition) {
    throw new DomainError('editionKept', {
      hint: `The edition ${newer.edition} of ${newer.code} is law from that day on.`,
    })
  }
  const { policy, basis } = transitionPolicy
  await whileNoneIsArmed(
    database.sql,
    (tx) => tx`
      insert into edition_adoption (id, procedure_code, edition, policy, basis, asked_by, asked_at)
      values (${id}, ${newer.code}, ${newer.edition}, ${policy}, ${cite(basis)}, ${by}, instant(${at}))`,
  )
  return id
}

/** Waits until a page has answered; a dossier that changed since it was judged is judged and requested again. */
async function answersOf(
  adopting: Adopting,
  editions: Editions,
  run: Run,
  judged: readonly Judged[],
): Promise<readonly AdoptionOutcome[]> {
  const { sql } = adopting.database
  const ids = judged.map(({ dossierId }) => dossierId)
  const until = Date.now() + (adopting.waitMs ?? 60_000)
  for (let tried = 1; ; ) {
    const outcomes = await readOutcomes(sql, run.id, { among: ids })
    const moved = outcomes.filter(
      ({ outcome, reason }) => outcome === 'refused' && reason === 'staleRevision',
    )
    if (moved.length > 0 && tried < maxAttempts) {
      tried += 1
      await ask(adopting, editions, run, { among: moved.map(({ dossierId }) => dossierId) })
      continue
    }
    if (outcomes.every(({ outcome }) => outcome !== 'pending') || Date.now() > until) return outcomes
    await pause(pollMs)
  }
}

/** Judges a page and puts on disk what was found, with a request for each that takes the edition. */
async function ask(
  { database, now, hashOf }: Adopting,
  editions: Editions,
  run: Run,
  page: Page,
): Promise<readonly Judged[]> {
  const at = now()
  const judged = await whileNoneIsArmed(database.sql, async (tx) => {
    const found = await judgePage(tx, editions, page)
    const plans = new Map<Plan, string>()
    const rows = found.map(({ dossierId, verdict }) => {
      const { effect } = verdict
      if (verdict.verdict === 'keep')
        return { dossierId, effect, reason: verdict.reason, what: verdict.what, item: null }
      const { plan, ...adoption } = verdict.adoption
      const planHash = plans.get(plan) ?? hashOf(plan)
      plans.set(plan, planHash)
      const id = newId()
      const item = { kind: 'adoptEdition', key: id, at, planHash, ...adoption }
      return { dossierId, effect, reason: null, what: [], item, id, revision: adoption.revision }
    })
    for (const [plan, planHash] of plans) await savePlan(tx, { plan, planHash })
    await record(tx, run, rows, at)
    return found
  })
  database.wakeRelay()
  return judged
}

/** A request left pending by a run that was broken off, for the same plan at the same revision, is this run's too. */
async function record(tx: Querying, { id, by }: Run, rows: readonly object[], at: number): Promise<void> {
  const bodyHash = createHash('sha256').update(id).digest()
  await tx`
    with found as (
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
        as f ("dossierId" uuid, effect text, reason text, what jsonb, item jsonb, id uuid, revision int)),
    waiting as (
      select distinct on (found."dossierId") found."dossierId", request.id from found
      join decision_request request on request.dossier_id = found."dossierId" and request.kind = 'adoptEdition'
        and request.status = 'pending' and request.item @> jsonb_build_object('planHash', found.item -> 'planHash',
          'revision', found.item -> 'revision')
      order by found."dossierId", request.accepted_at),
    asked as (
      insert into decision_request (id, caller, key, body_hash, dossier_id, kind, revision, item, actor_id, actor_role,
        accepted_at, next_attempt_at)
      select id, ${`adoption:${id}`}, concat_ws('/', "dossierId", revision), ${bodyHash}, "dossierId", 'adoptEdition', revision,
        item, ${by}, 'operator', instant(${at}), instant(${at})
      from found where item is not null and not exists (select 1 from waiting where waiting."dossierId" = found."dossierId"))
    insert into edition_adoption_item (adoption_id, dossier_id, effect, reason, what, request_id)
    select ${id}, found."dossierId", effect, reason, what, coalesce(waiting.id, found.id)
    from found left join waiting on waiting."dossierId" = found."dossierId"
    on conflict (adoption_id, dossier_id) do update
      set effect = excluded.effect, reason = excluded.reason, what = excluded.what, request_id = excluded.request_id`
}
