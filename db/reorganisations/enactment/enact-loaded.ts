/** A reorganisation that had taken effect before there was a system to propose it in: its rows come with the data of a load. */
import type { Enactable } from '../../../reorganisations/enactable.ts'
import type { RowChanges } from '../../../reorganisations/grammar/draft.ts'
import { countsOf } from '../../../reorganisations/grammar/row-changes.ts'
import { type Transaction, typedRows } from '../../statement.ts'
import { beginChange } from '../../territory/reference-change.ts'
import { readReferenceRows } from '../rows/reference-rows.ts'
import { rowsHash } from '../rows/rows-hash.ts'
import { writeRows } from '../rows/write-rows.ts'
import { refuseProblems } from './enact.ts'
import { addStep, type NewStep, readSteps } from './steps.ts'

/** Nobody has proposed or approved it here: it is by its resolution, and the load says so. */
export const LOAD = 'load'

/**
 * Writes its rows in a change of their own, by what the rows before say.
 * @throws {DomainError} `reorganisationImpossible`
 */
export async function enactLoaded(tx: Transaction, of: Enactable): Promise<void> {
  const produced = of.produce(await readReferenceRows(tx))
  refuseProblems(produced)
  const hash = rowsHash(produced.changes)
  const { id: reorganisation, basis, effectiveAt } = of
  const change = await beginChange(tx, {
    ...{ kind: 'load', reorganisation, actorId: LOAD, basis, effectiveAt, rowsHash: hash },
  })
  await writeRows(tx, produced.changes)
  const summary = countsOf(produced.changes)
  await addLoaded(tx, of, { change, base: change - 1, rowsHash: hash, summary })
}

/** For a database of an earlier build, whose load wrote its rows in one change with those before them. */
export async function recordLoaded(
  tx: Transaction,
  of: Enactable,
  { unit: units }: Pick<RowChanges, 'unit'>,
): Promise<void> {
  if ((await readSteps(tx, of.id)).length > 0) return
  const unit = units.find(({ was }) => was === null)?.row.id ?? ''
  const [written] = await typedRows(tx, 'reorganisations.unitKnownFrom')`
    select min(lower(known))::float8 as change from unit_history where id = ${unit}`
  if (written?.change == null) throw new Error(`${unit} stands in no history, so ${of.id} was not loaded`)
  await addLoaded(tx, of, { change: written.change, base: null })
}

async function addLoaded(
  tx: Transaction,
  { id, basis, effectiveAt }: Enactable,
  step: Pick<NewStep, 'base' | 'rowsHash' | 'summary'> & { change: number },
): Promise<void> {
  const [recorded] = await typedRows(tx, 'reorganisations.recordedAt')`
    select epoch_ms(recorded_at) as at from reference_change where id = ${step.change}::bigint`
  if (recorded === undefined) throw new Error(`there is no change ${step.change}`)
  await addStep(tx, {
    ...{ reorganisation: id, run: 1, kind: 'loaded', actorId: LOAD, at: recorded.at, basis, effectiveAt },
    ...step,
  })
}
