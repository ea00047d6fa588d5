/** A reorganisation from its proposal to its rows: they are written when it is armed, and become true by their dates. */
import { DomainError } from '../../../domain/errors.ts'
import type { ReorganisationStatus } from '../../../domain/territory/reorganisation/reorganisation-step.ts'
import type { Enactable } from '../../../reorganisations/enactable.ts'
import type { Enactment } from '../../../reorganisations/enactment.ts'
import type { Produced } from '../../../reorganisations/grammar/produce.ts'
import { countsOf, differing, type RowName } from '../../../reorganisations/grammar/row-changes.ts'
import type { Database, Querying } from '../../database.ts'
import { typedRows } from '../../statement.ts'
import { beginChange } from '../../territory/reference-change.ts'
import { producedFrom } from '../rows/produced-rows.ts'
import { readReferenceRows } from '../rows/reference-rows.ts'
import { rowsHash } from '../rows/rows-hash.ts'
import { writeRows } from '../rows/write-rows.ts'
import { refuseLate, refusePassed, requireWholeMs } from './instant-to-come.ts'
import { addStep, exclusively, readEnactment, refuseBeforeUndo, refuseWhileArmed } from './steps.ts'

/** Who acts, and when. */
export interface Acting {
  actorId: string
  /** Now, by the clock of the database, ms: how long the act takes is added to it before an instant is judged. */
  at: number
  /** The dossier of the internal procedure in which it was decided; none where a person acts by command or route. */
  dossierId?: string
}

/**
 * Counts and hashes the rows that it would change; a proposal before it is replaced.
 * @param effectiveAt where it differs from the declared instant, whole ms
 * @throws {DomainError} `invalidInput`, `reorganisationStatus`, `reorganisationArmed`, `instantPassed`, `reorganisationImpossible`
 */
export async function proposeReorganisation(
  { sql }: Pick<Database, 'sql'>,
  of: Enactable,
  { actorId, at, dossierId, effectiveAt = of.effectiveAt }: Acting & { effectiveAt?: number },
): Promise<void> {
  requireWholeMs(effectiveAt)
  await exclusively(sql, async (tx) => {
    const { status, run } = await readEnactment(tx, of.id)
    requireStatus(status, 'declared', 'proposed', 'approved', 'calledOff', 'undone')
    await refuseWhileArmed(tx)
    refusePassed(effectiveAt, at)
    await refuseBeforeUndo(tx, effectiveAt)
    const produced = await producedFrom(tx, of, await readReferenceRows(tx), effectiveAt)
    refuseProblems(produced)
    await addStep(tx, {
      ...{ reorganisation: of.id, run: run + 1, kind: 'proposed', actorId, at, dossierId },
      ...{ effectiveAt, basis: of.basis },
      ...{
        base: await lastNumber(tx),
        rowsHash: rowsHash(produced.changes),
        summary: countsOf(produced.changes),
      },
    })
  })
}

/**
 * By a second person, of the rows that were shown.
 * @param rowsHash of the proposal that was shown
 * @throws {DomainError} `reorganisationStatus`, also where another proposal was made meanwhile; `secondPersonNeeded`,
 *   `instantPassed`
 */
export async function approveReorganisation(
  { sql }: Pick<Database, 'sql'>,
  of: Enactable,
  { actorId, at, dossierId, rowsHash: shown }: Acting & { rowsHash: Uint8Array },
): Promise<void> {
  await exclusively(sql, async (tx) => {
    const { status, run, proposed } = await readEnactment(tx, of.id)
    requireStatus(status, 'proposed')
    if (proposed?.rowsHash == null || !isSame(proposed.rowsHash, shown)) {
      throw new DomainError('reorganisationStatus', { hint: 'Read it again: other rows are proposed now.' })
    }
    refuseSamePerson(proposed.actorId, actorId)
    const { base, rowsHash, effectiveAt } = proposed
    // Nobody could arm it.
    if (effectiveAt !== null) refusePassed(effectiveAt, at)
    await addStep(tx, {
      ...{ reorganisation: of.id, run, kind: 'approved', actorId, at, effectiveAt, base, rowsHash },
      dossierId,
      confirms: proposed,
    })
  })
}

/**
 * Writes its rows in one numbered change, if they are the ones that were approved. From then on nothing has to run: they become true
 * by their dates. They are there before it, or nothing is written.
 * @throws {DomainError} `approvalTakenBack`, which names the rows that were changed since; `reorganisationStatus`,
 *   `reorganisationArmed`, `instantPassed`, `reorganisationImpossible`
 */
export async function armReorganisation(
  { sql }: Pick<Database, 'sql'>,
  of: Enactable,
  { actorId, at, dossierId }: Acting,
): Promise<{ change: number }> {
  const outcome = await exclusively(sql, async (tx, elapsed) => {
    const { status, run, approved } = await readEnactment(tx, of.id)
    requireStatus(status, 'approved')
    await refuseWhileArmed(tx)
    if (approved?.rowsHash == null || approved.base === null || approved.effectiveAt === null) {
      throw new TypeError(`the approval of ${of.id} names no rows`)
    }
    const { effectiveAt, base } = approved
    refusePassed(effectiveAt, at)
    await refuseBeforeUndo(tx, effectiveAt)
    const produced = await producedFrom(tx, of, await readReferenceRows(tx), effectiveAt)
    const hash = rowsHash(produced.changes)
    if (!isSame(hash, approved.rowsHash)) {
      const asApproved = of.produce(await readReferenceRows(tx, base), effectiveAt)
      const touched = differing(asApproved.changes, produced.changes)
      await addStep(tx, {
        ...{ reorganisation: of.id, run, kind: 'takenBack', actorId, at, dossierId, summary: { touched } },
      })
      return { touched }
    }
    refuseProblems(produced)
    const change = await beginChange(tx, {
      ...{
        kind: 'reorganisation',
        reorganisation: of.id,
        actorId,
        basis: of.basis,
        effectiveAt,
        rowsHash: hash,
      },
    })
    await writeRows(tx, produced.changes)
    await addStep(tx, {
      reorganisation: of.id,
      run,
      kind: 'armed',
      actorId,
      at,
      effectiveAt,
      change,
      rowsHash: hash,
      dossierId,
    })
    await refuseLate(effectiveAt, at, elapsed)
    return { change }
  })
  if (outcome.touched !== undefined) throw takenBack(outcome.touched)
  return { change: outcome.change }
}

/** What the step of a reorganisation says that a person has closed. */
export interface ClosedOn {
  /** Root of the last certificate of its instant; null where none was issued. */
  certificate: string | null
  clean: boolean
}

/**
 * Closes it: what waited for it may go on. For who has its clean certificate in hand; a person closes it by `closeByHand`.
 * @param closedOn what the step keeps; refuses where it throws
 * @throws {DomainError} `reorganisationStatus` before it has taken effect
 */
export async function closeReorganisation(
  { sql }: Pick<Database, 'sql'>,
  of: Pick<Enactable, 'id'>,
  { actorId, at, basis }: Acting & { basis: string },
  closedOn?: (tx: Querying, effectiveAt: number) => Promise<ClosedOn>,
): Promise<void> {
  await exclusively(sql, async (tx) => {
    const { status, run, effectiveAt } = await readEnactment(tx, of.id)
    requireStatus(status, 'armed')
    requireInstant(effectiveAt, at, 'effective')
    const summary = await closedOn?.(tx, effectiveAt)
    await addStep(tx, {
      ...{ reorganisation: of.id, run, kind: 'certified', actorId, at, basis },
      ...(summary === undefined ? {} : { summary, despiteFindings: !summary.clean }),
    })
  })
}

const shownRows = 10

/** @param touched at most some are named in words; the step has all */
export function takenBack(touched: readonly RowName[]): DomainError {
  const names = touched.slice(0, shownRows).map(({ table, id }) => `${table} ${id}`)
  const more = touched.length - names.length
  const rows = `${names.join(', ')}${more > 0 ? ` and ${more} more` : ''}`
  return new DomainError('approvalTakenBack', {
    hint:
      touched.length === 0
        ? 'Its file has been changed since; propose it again.'
        : `Changed since: ${rows}. Look at them, and propose it again.`,
  })
}

/** @throws {DomainError} `reorganisationStatus` */
export function requireStatus(is: ReorganisationStatus, ...needed: readonly ReorganisationStatus[]): void {
  if (needed.includes(is)) return
  throw new DomainError('reorganisationStatus', {
    hint: `Its status is ${is}; it would have to be ${needed.join(' or ')}.`,
  })
}

/** @throws {DomainError} `reorganisationStatus` where its instant has come, or has not */
export function requireInstant(
  effectiveAt: Enactment['effectiveAt'],
  at: number,
  needed: 'effective' | 'toCome',
): asserts effectiveAt is number {
  const passed = effectiveAt !== null && effectiveAt <= at
  if (effectiveAt !== null && passed === (needed === 'effective')) return
  throw new DomainError('reorganisationStatus', {
    hint: passed
      ? 'It has taken effect: undo it, from an instant to come.'
      : 'It has not taken effect: postpone it or call it off.',
  })
}

/** @throws {DomainError} `secondPersonNeeded` */
export function refuseSamePerson(first: string, second: string): void {
  if (first === second) throw new DomainError('secondPersonNeeded')
}

/** @throws {DomainError} `reorganisationImpossible` */
export function refuseProblems({ problems }: Pick<Produced, 'problems'>): void {
  if (problems.length === 0) return
  throw new DomainError('reorganisationImpossible', { hint: inWords(problems) })
}

/** The first of them, and how many more. */
export const inWords = (problems: readonly string[]): string =>
  `${problems.slice(0, shownRows).join('; ')}${problems.length > shownRows ? `; and ${problems.length - shownRows} more` : ''}.`

export const isSame = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0

/** The number of the last change. */
export async function lastNumber(tx: Querying): Promise<number> {
  const [row] = await typedRows(
    tx,
    'reorganisations.lastChange',
  )`select max(id)::float8 as last from reference_change`
  return row?.last ?? 0
}
