import type { Plan } from '../../../procedures/grammar/plan/plan.ts'
import type { DossierState } from '../../../procedures/grammar/run/event.ts'
import type { Writes } from '../../../procedures/grammar/run/write.ts'
import { transaction } from '../../connection/transaction.ts'
import type { Database, Querying } from '../../database.ts'
import { savePlan } from '../../editions/save-plan.ts'
import { typedRows } from '../../statement.ts'
import { lockDossier } from '../lock-dossier.ts'
import { planOfRun } from '../results/corrections.ts'
import { setLastDesk } from './last-desk.ts'

interface DeskRow {
  role: string | null
  tier: string | null
  power: string | null
}

/**
 * Writes a dossier's projection again from its workflow's state, and records it in the journal. For rows of tasks that were lost,
 * at equal revisions only: of a dossier that was set back nothing is invented here, its workflow is started again from its rows.
 */
export async function reproject(
  database: Database,
  input: Parameters<Writes['reproject']>[0],
): Promise<void> {
  const { dossierId, correction = 0, state, at, adopted } = input
  await transaction(database.sql, async (tx) => {
    await lockDossier(tx, dossierId)
    const [dossier] = await typedRows(tx, 'dossier.revisionToReproject')`
      select revision from dossier where id = ${dossierId}`
    if (dossier?.revision !== state.revision) return
    if (adopted !== undefined) await runsPlan(tx, dossierId, adopted)
    const [row] = await typedRows(tx, 'dossier.correctionOrPlan')`
      select revision, plan.body as plan from dossier
      ${planOfRun(tx, tx`${correction}::int`)}
      where dossier.id = ${dossierId}`
    if (row === undefined) return
    const open = Object.entries(state.tasks).map(([key, task]) => {
      const step = row.plan.steps[task.step]
      const desk: DeskRow = step?.desks.find((d) => d.body === task.body) ?? {
        role: null,
        tier: null,
        power: null,
      }
      return {
        key,
        step: task.step,
        kind: step?.kind ?? task.step,
        holder: task.holder,
        due: task.dueAt,
        role: desk.role,
        tier: desk.tier,
        power: desk.power,
      }
    })
    const journalled = {
      from: row.revision,
      open: open.map((task) => task.key),
      ...(correction > 0 ? { correction } : {}),
    }
    const shown = { dossierId, correction, state, at }
    await (correction === 0 ? reprojectDossier(tx, shown) : reprojectCorrection(tx, shown))
    await tx`
      update task set closed_at = instant(${at}), outcome = 'reprojected', closed_by = 'reproject'
      where dossier_id = ${dossierId} and correction = ${correction} and closed_at is null and not key = any (${open.map((task) => task.key)}::text[])`
    await tx`
      insert into task (id, dossier_id, correction, key, step, kind, holder, role, tier, power, procedure_code, field, area_id, opened_at, due_at)
      select ${`${dossierId}.`} || key, ${dossierId}, ${correction}, key, step, opened.kind, holder, role, tier, power,
        dossier.procedure_code, dossier.field, dossier.area_id, instant(${at}), instant(due)
      from jsonb_to_recordset(${JSON.stringify(open)}::jsonb)
        as opened (key text, step text, kind text, holder text, role text, tier text, power text, due float8),
        dossier where dossier.id = ${dossierId}
      on conflict (dossier_id, key) do update set closed_at = null, outcome = null, closed_by = null, plan_hash = null, not_by = null,
        due_at = excluded.due_at`
    await tx`
      insert into journal (dossier_id, kind, revision, actor_id, payload, valid_at)
      values (${dossierId}, 'reprojected', ${state.revision}, 'engine',
        ${JSON.stringify(journalled)}::jsonb, instant(${at}))`
  })
}

/** The workflow says which plan it runs; where the row of its dossier lost it, it is written again. */
async function runsPlan(
  tx: Querying,
  dossierId: string,
  { plan, planHash }: { plan: Plan; planHash: string },
): Promise<void> {
  await savePlan(tx, { plan, planHash })
  await tx`update dossier set plan_hash = ${planHash} where id = ${dossierId}`
}

interface ProjectedState {
  dossierId: string
  correction: number
  state: DossierState
  at: number
}

async function reprojectDossier(tx: Querying, { dossierId, state, at }: ProjectedState): Promise<void> {
  await tx`
    update dossier set revision = ${state.revision}, status = ${state.ending === null ? 'open' : 'closed'}, ending = ${state.ending},
      ended_at = case when ${state.ending}::text is null then null else coalesce(ended_at, instant(${at})) end,
      clock = case when ${state.ending}::text is null then clock else 'stopped' end,
      paused_at = case when ${state.ending}::text is null then paused_at end,
      ${setLastDesk(tx, { dossierId, ending: state.ending })}
    where id = ${dossierId}`
}

async function reprojectCorrection(
  tx: Querying,
  { dossierId, correction, state, at }: ProjectedState,
): Promise<void> {
  await tx`
    with moved as (update dossier set revision = ${state.revision} where id = ${dossierId})
    update correction set ending = ${state.ending},
      ended_at = case when ${state.ending}::text is null then null else coalesce(ended_at, instant(${at})) end
    where dossier_id = ${dossierId} and number = ${correction}`
}
