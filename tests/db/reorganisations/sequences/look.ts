/** What holds after each command, at every sampled instant: the product's answers are the model's. */
import { inboxPage } from '../../../../db/tasks/inbox.ts'
import { authorities } from '../../../../db/territory/authority/authority.ts'
import { incompetentDecisions } from '../../../../db/territory/authority/competence-audit.ts'
import { placementQueue } from '../../../../db/territory/responsibility/placement.ts'
import { responsibleFor } from '../../../../db/territory/responsibility/responsibility.ts'
import type { OwnedDatabase } from '../../../certificate/cutover-story.ts'
import { agree, Broken } from './agree.ts'
import type { CaseModel } from './case-model.ts'
import { fields, powers, units } from './city.ts'

const hour = 3_600_000

/** Now, the dates to come and the last that passed, each with the millisecond before, and one far off. */
export function sampled(model: CaseModel, beginsAt: number): readonly number[] {
  const dates = model.dates()
  const passed = dates.filter((at) => at <= model.now).slice(-1)
  const toCome = dates.filter((at) => at > model.now).slice(0, 3)
  const near = [...passed, ...toCome].flatMap((at) => [at - 1, at])
  return [...new Set([beginsAt, ...near, model.now, model.now + 1_000 * hour])]
}

export async function look(model: CaseModel, database: OwnedDatabase, beginsAt: number): Promise<void> {
  for (const at of sampled(model, beginsAt)) {
    await oneHolder(model, database, at)
    if (at < model.now) continue
    await inboxes(model, database, at)
  }
  // A date ahead is looked at from both sides; who may decide, now and from the next one on.
  const next = model.dates().find((at) => at > model.now)
  for (const at of next === undefined ? [model.now] : [model.now, next]) {
    await decidable(model, database, at)
  }
  await acknowledged(model, database)
}

/** G5: each area, field and power has the one holder of the model, and no other. */
async function oneHolder(model: CaseModel, { sql }: OwnedDatabase, at: number): Promise<void> {
  const invariant = 'G5 each matter has one holder'
  const matters = model
    .areasAt(at)
    .flatMap((area) => fields.flatMap((field) => powers.map((power) => ({ area, field, power }))))
  const rows = await sql<{ matter: string; unit: string | null; custodian: boolean | null }[]>`
    select m.area_id || ' ' || m.field || ' ' || m.power as matter, r.unit_id as unit, r.custodian
    from (
      select area as area_id, field, power, 'none' as procedure_code, 'commune' as tier
      from json_to_recordset(${JSON.stringify(matters)}::text::json) as m (area text, field text, power text)) m
    left join lateral (${responsibleFor(sql, 'm', at)}) r on true`
  const found = rows.map(
    ({ matter, unit, custodian }) => `${matter}: ${unit}${custodian === true ? ' keeps' : ''}`,
  )
  const expected = matters.map((matter) => {
    const name = Object.values(matter).join(' ')
    const holder = model.holder(matter, at)
    if (holder === null) throw new Broken(invariant, `${name} has none ${shown(model, at)}`)
    return `${name}: ${holder.unit}${holder.custodian ? ' keeps' : ''}`
  })
  agree(found.sort(), expected.sort(), shown(model, at), invariant)
}

/** G5 from the other side: a unit's inbox has the tasks for which it is responsible, and whose they are. */
async function inboxes(model: CaseModel, { sql }: OwnedDatabase, at: number): Promise<void> {
  const found: string[] = []
  for (const unitId of units) {
    const { items } = await inboxPage(sql, { unitId, asOfMs: at })
    found.push(...items.map(({ taskId, claimedBy }) => `${unitId}: ${taskId} ${claimedBy ?? 'free'}`))
  }
  const expected = model.open().map(({ dossier, task }) => {
    const unit = model.responsible(dossier, task, at)?.unit
    return `${unit}: ${dossier.id}.${task.key} ${model.claimant(dossier, task, at) ?? 'free'}`
  })
  const invariant = 'G5 an inbox has what its unit is responsible for'
  agree(found.sort(), expected.sort(), shown(model, at), invariant)
}

/** G3: somebody can decide each open task, or place what a custodian keeps; and nobody else can. */
async function decidable(model: CaseModel, { sql }: OwnedDatabase, at: number): Promise<void> {
  const open = model.open().map(({ dossier, task }) => ({ dossier, task, id: `${dossier.id}.${task.key}` }))
  const taskIds = open.map(({ id }) => id)
  if (taskIds.length === 0) return
  const decided = new Set<string>()
  for (const officerId of model.officers()) {
    const answers = await authorities(sql, { officerId, asOfMs: at, taskIds })
    const found = open.map(({ id }) => {
      const answer = answers.get(id)
      if (answer?.allowed !== true) return `${id}: ${answer?.code}`
      decided.add(id)
      return `${id}: allowed`
    })
    const expected = open.map(
      ({ dossier, task, id }) => `${id}: ${model.mayDecide(officerId, dossier, task, at)}`,
    )
    agree(found, expected, `${officerId} ${shown(model, at)}`)
  }
  for (const { dossier, task, id } of open.filter((one) => !decided.has(one.id))) {
    const keeper = model.responsible(dossier, task, at)
    const queue =
      keeper?.custodian === true
        ? await placementQueue(sql, { unitId: keeper.unit, limit: 50, asOfMs: at })
        : { items: [] }
    const queued = queue.items.find(({ dossierId }) => dossierId === dossier.id)
    const placed =
      queued !== undefined && queued.parts.length > 0 && queued.parts.every((p) => p.unitId !== null)
    if (!placed) throw new Broken('G3 nothing is stuck', `${id} of ${keeper?.unit} ${shown(model, at)}`)
  }
}

/** G1: what was answered is in the tables with its outcome: request, revision, task. */
async function acknowledged(model: CaseModel, { sql }: OwnedDatabase): Promise<void> {
  const invariant = 'G1 nothing acknowledged is lost'
  const rows = await sql<{ said: string }[]>`
    select concat_ws(' ', r.id, r.status, case when r.status = 'applied' then concat_ws(' ', t.outcome,
      (select count(*) from dossier_revision v where v.dossier_id = r.dossier_id and v.effect_key = r.id::text),
      t.closed_by = r.id::text) end) as said
    from decision_request r join task t on t.id = r.task_id`
  const expected = model.requests.map(({ id, status, outcome }) =>
    status === 'applied' ? `${id} applied ${outcome} 1 t` : `${id} ${status}`,
  )
  agree(rows.map(({ said }) => said).sort(), expected.sort(), 'requests', invariant)
  const filed = await sql<{ id: string }[]>`select id from dossier order by id`
  const ids = model.dossiers.map(({ id }) => id).sort()
  agree(
    filed.map(({ id }) => id),
    ids,
    'dossiers',
    invariant,
  )
}

/** At the end: what was decided was lawful then, and is by what is known now. */
export async function lawful(model: CaseModel, { sql }: OwnedDatabase): Promise<void> {
  const { items, asKnownNow } = await incompetentDecisions(sql, { fromMs: 0, untilMs: model.now + hour })
  agree([...items, ...asKnownNow], [], 'the audit of competence', 'what was decided stays lawful')
}

const shown = (model: CaseModel, at: number): string => {
  const ms = at - model.now
  return ms === 0 ? 'now' : `${Math.abs(ms)} ms ${ms < 0 ? 'ago' : 'from now'}`
}
