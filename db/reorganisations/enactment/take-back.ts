/** What two persons do with an armed or effective reorganisation: postpone it, call it off, undo it. */
import { DomainError, wrongField } from '../../../domain/errors.ts'
import type { Enactable } from '../../../reorganisations/enactable.ts'
import { type Enactment, personsOf, type Step } from '../../../reorganisations/enactment.ts'
import type { RowChanges } from '../../../reorganisations/grammar/draft.ts'
import type { Produced } from '../../../reorganisations/grammar/produce.ts'
import type { ReferenceRows } from '../../../reorganisations/grammar/reference-rows.ts'
import { changesBetween, countsOf, differing } from '../../../reorganisations/grammar/row-changes.ts'
import { undo } from '../../../reorganisations/grammar/undo.ts'
import type { Database, Querying } from '../../database.ts'
import type { Transaction } from '../../statement.ts'
import { beginChange } from '../../territory/reference-change.ts'
import { enactedRows, laterReorganisations, mandatesWrittenLater } from '../rows/enacted-rows.ts'
import { makesWhatWasApproved, producedFrom } from '../rows/produced-rows.ts'
import { readReferenceRows } from '../rows/reference-rows.ts'
import { rowsHash } from '../rows/rows-hash.ts'
import { asListed, staffFollows, staffSince, staffWroteLast, withoutStaff } from '../rows/staff-since.ts'
import { writeRows } from '../rows/write-rows.ts'
import {
  type Acting,
  inWords,
  isSame,
  lastNumber,
  refuseProblems,
  refuseSamePerson,
  requireInstant,
  requireStatus,
  takenBack,
} from './enact.ts'
import { refuseLate, refusePassed, refuseTakenEffect, requireWholeMs } from './instant-to-come.ts'
import { addStep, exclusively, readEnactment, refuseBeforeUndo, refuseWhileArmed } from './steps.ts'

/** `asked`: a second person has to confirm it; `done`: the rows are written. */
export type TakenBack = 'asked' | 'done'

/** On which decision it is done. */
type Decided = Acting & { basis: string }

/**
 * Moves the rows of an armed one to another instant. The first of the two persons asks; it is done when the other asks for the same.
 * @param effectiveAt the new instant, whole ms
 * @throws {DomainError} `reorganisationStatus`, also once it has taken effect; `secondPersonNeeded`, `instantPassed`, `builtOnSince`,
 *   `invalidInput` of the instant that it has or of a fraction, `reorganisationArmed` before an undo to come, `reorganisationImpossible` by
 *   a build that would write other rows than those approved
 */
export async function postponeReorganisation(
  { sql }: Pick<Database, 'sql'>,
  of: Enactable,
  { actorId, at, basis, effectiveAt }: Decided & { effectiveAt: number },
): Promise<TakenBack> {
  requireWholeMs(effectiveAt)
  return await exclusively(sql, async (tx, elapsed) => {
    const enactment = await armedToCome(tx, of, { actorId, at })
    refusePassed(effectiveAt, at)
    if (effectiveAt === enactment.effectiveAt)
      throw wrongField('/effectiveAt', 'is the instant that it has already')
    await refuseBeforeUndo(tx, effectiveAt)
    await refuseOtherDefinition(tx, of, enactment)
    const { run } = enactment
    const confirms = confirmed(
      enactment,
      actorId,
      (asked) => asked.kind === 'postponementAsked' && asked.effectiveAt === effectiveAt,
    )
    const step = { reorganisation: of.id, run, actorId, at, basis, effectiveAt }
    if (confirms === null) return await ask(tx, { ...step, kind: 'postponementAsked' })
    const standing = await readReferenceRows(tx)
    const { after } = await undone(tx, { of, enactment, standing, at, basis })
    const moved = await producedFrom(tx, of, after, effectiveAt)
    refuseProblems(moved)
    const staff = await staffSince(tx, enactment.changes)
    const changes = changesBetween(standing, staffFollows(standing, moved.after, staff, effectiveAt))
    const hash = rowsHash(changes)
    const change = await beginChange(tx, {
      ...{ kind: 'reorganisation', reorganisation: of.id, actorId, basis, effectiveAt, rowsHash: hash },
    })
    await writeRows(tx, changes)
    await addStep(tx, { ...step, kind: 'postponed', change, confirms, rowsHash: hash })
    await refuseTakenEffect(enactment.effectiveAt, at, elapsed)
    await refuseLate(effectiveAt, at, elapsed)
    return 'done'
  })
}

/**
 * Empties the rows of an armed one, as if it had never been. Asked and confirmed as a postponement.
 * @throws {DomainError} `reorganisationStatus`, also once it has taken effect; `secondPersonNeeded`, `builtOnSince`
 */
export async function callOffReorganisation(
  { sql }: Pick<Database, 'sql'>,
  of: Enactable,
  { actorId, at, basis }: Decided,
): Promise<TakenBack> {
  return await exclusively(sql, async (tx, elapsed) => {
    const enactment = await armedToCome(tx, of, { actorId, at })
    const { run, effectiveAt } = enactment
    const confirms = confirmed(enactment, actorId, ({ kind }) => kind === 'callOffAsked')
    const step = { reorganisation: of.id, run, actorId, at, basis, effectiveAt }
    if (confirms === null) return await ask(tx, { ...step, kind: 'callOffAsked' })
    const { changes } = await undone(tx, { of, enactment, standing: await readReferenceRows(tx), at, basis })
    const change = await writeUndo(tx, { of, enactment, changes, actorId, basis, effectiveAt: at })
    await addStep(tx, { ...step, kind: 'calledOff', change, confirms })
    await refuseTakenEffect(effectiveAt, at, elapsed)
    return 'done'
  })
}

/**
 * Ends the rows of one that has taken effect, at an instant to come, from which the earlier holders begin again. What was done until
 * then stays, and stays lawful. Any two persons: the rows that the first has seen are the ones that the second confirms.
 * @param effectiveAt when it is undone, whole ms; never back
 * @throws {DomainError} `invalidInput` of a fraction, `reorganisationStatus` before it has taken effect; `instantPassed`, `builtOnSince`,
 *   `approvalTakenBack`, `reorganisationArmed` while another one is
 */
export async function undoReorganisation(
  { sql }: Pick<Database, 'sql'>,
  of: Enactable,
  { actorId, at, basis, effectiveAt }: Decided & { effectiveAt: number },
): Promise<TakenBack> {
  requireWholeMs(effectiveAt)
  const outcome = await exclusively(sql, async (tx, elapsed) => {
    const enactment = await readEnactment(tx, of.id)
    requireStatus(enactment.status, 'armed', 'certified', 'loaded')
    await refuseWhileArmed(tx, of.id)
    requireInstant(enactment.effectiveAt, at, 'effective')
    refusePassed(effectiveAt, at)
    const { run } = enactment
    const standing = await readReferenceRows(tx)
    const { changes } = await undone(tx, { of, enactment, standing, at: effectiveAt, basis })
    const hash = rowsHash(changes)
    const confirms = confirmed(
      enactment,
      actorId,
      (asked) => asked.kind === 'undoAsked' && asked.effectiveAt === effectiveAt,
    )
    const step = { reorganisation: of.id, run, actorId, at, basis, effectiveAt, rowsHash: hash }
    if (confirms === null) {
      const base = await lastNumber(tx)
      return await ask(tx, { ...step, kind: 'undoAsked', base, summary: countsOf(changes) })
    }
    if (confirms.rowsHash === null || !isSame(hash, confirms.rowsHash)) {
      const seen = await undone(tx, {
        ...{ of, enactment, at: effectiveAt, basis },
        standing: await readReferenceRows(tx, confirms.base),
      })
      return { touched: differing(seen.changes, changes) }
    }
    const change = await writeUndo(tx, { of, enactment, changes, actorId, basis, effectiveAt })
    await addStep(tx, { ...step, kind: 'undone', change, confirms })
    await refuseLate(effectiveAt, at, elapsed)
    return 'done'
  })
  if (typeof outcome === 'object') throw takenBack(outcome.touched)
  return outcome
}

/** @throws {DomainError} `reorganisationStatus`, `secondPersonNeeded` for anybody but the two who answer for it */
async function armedToCome(
  tx: Transaction,
  of: Enactable,
  { actorId, at }: Acting,
): Promise<Enactment & { effectiveAt: number }> {
  const enactment = await readEnactment(tx, of.id)
  const { effectiveAt } = enactment
  requireStatus(enactment.status, 'armed')
  requireInstant(effectiveAt, at, 'toCome')
  if (!personsOf(enactment).includes(actorId)) {
    throw new DomainError('secondPersonNeeded', { hint: 'It is for the two who proposed and approved it.' })
  }
  return { ...enactment, effectiveAt }
}

/** Rows that nobody approved would be written, by a build whose file was changed since the arming. */
async function refuseOtherDefinition(tx: Transaction, of: Enactable, enactment: Enactment): Promise<void> {
  if ((await makesWhatWasApproved(tx, of, enactment)) !== false) return
  throw new DomainError('reorganisationImpossible', {
    hint: 'Its file has been changed since it was approved. Call it off and propose it again, or ask it of the build that armed it.',
  })
}

/** What another person has asked, if this is the same; null where this one is the first, or asks something else. */
function confirmed({ asked }: Enactment, actorId: string, isSame: (asked: Step) => boolean): Step | null {
  if (asked === null || !isSame(asked)) return null
  refuseSamePerson(asked.actorId, actorId)
  return asked
}

async function ask(tx: Transaction, step: Parameters<typeof addStep>[1]): Promise<'asked'> {
  await addStep(tx, step)
  return 'asked'
}

interface Undoing {
  of: Pick<Enactable, 'id' | 'heldAs'>
  enactment: Enactment
  standing: ReferenceRows
  /** From when, ms. */
  at: number
  basis: string
}

/** @throws {DomainError} `builtOnSince` */
async function undone(tx: Transaction, undoing: Undoing): Promise<Produced> {
  const result = await rowsWithout(tx, undoing)
  if (result.problems.length === 0) return result
  const later = await laterReorganisations(tx, undoing.enactment.changes.at(-1) ?? 0, result.problems)
  throw new DomainError('builtOnSince', {
    hint: `${later.length === 0 ? '' : `Undo ${later.join(', ')} first. `}${inWords(result.problems)}`,
  })
}

/** The rows that would stand if it were taken back at an instant; reads alone. What is built on it is among the problems. */
export async function rowsWithout(
  sql: Querying,
  { of, enactment, standing, at, basis }: Undoing,
): Promise<Produced> {
  const { changes, effectiveAt } = enactment
  if (effectiveAt === null) throw new TypeError(`${of.id} was enacted without an instant`)
  const last = changes.at(-1) ?? 0
  const [rows, staff, writtenLater, listed] = [
    await enactedRows(sql, enactment),
    await staffSince(sql, changes),
    await mandatesWrittenLater(sql, last),
    await staffWroteLast(sql, last),
  ]
  const made = withoutStaff(rows, staff)
  const enacted = { at: effectiveAt, changes: asListed(made, standing, notOf(listed, writtenLater)) }
  return undo(enacted, standing, { at, basis, heldAs: (areaId) => of.heldAs(areaId), writtenLater })
}

const notOf = (ids: ReadonlySet<string>, others: ReadonlySet<string>): ReadonlySet<string> =>
  new Set([...ids].filter((id) => !others.has(id)))

async function writeUndo(
  tx: Transaction,
  undoing: {
    of: Enactable
    enactment: Enactment
    changes: RowChanges
    actorId: string
    basis: string
    effectiveAt: number
  },
): Promise<number> {
  const { of, enactment, changes, actorId, basis, effectiveAt } = undoing
  const change = await beginChange(tx, {
    ...{ kind: 'undo', reorganisation: of.id, actorId, basis, effectiveAt },
    undoes: enactment.changes.at(-1),
    rowsHash: rowsHash(changes),
  })
  await writeRows(tx, changes)
  return change
}
