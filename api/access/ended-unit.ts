/** A unit that is named and no longer stands: the answer to who names it says which units stand in its place. */
import { endedUnit, type SuccessorUnit } from '../../db/territory/units/successors.ts'
import { DomainError } from '../../domain/errors.ts'
import { localDate } from '../../domain/time/local-day.ts'
import type { ApiDeps } from '../server/deps.ts'
import type { Caller } from './auth.ts'

type Ended = NonNullable<Awaited<ReturnType<typeof endedUnit>>>

/**
 * To be called before a caller is refused for another reason: that a unit is no more explains it better.
 * @throws {DomainError} `unitEnded` where the unit has ended; nothing where it stands, or is none
 */
export async function refuseEndedUnit(
  { database: { sql } }: ApiDeps,
  unitId: string | null | undefined,
  asOfMs: number,
): Promise<void> {
  if (unitId === null || unitId === undefined) return
  const ended = await endedUnit(sql, unitId, asOfMs)
  if (ended !== null) throw unitEnded(ended)
}

export const unitEnded = (ended: Ended, field?: string): DomainError =>
  new DomainError('unitEnded', {
    hint: endedHint(ended),
    ...(field === undefined ? {} : { fields: [{ path: field, problem: 'names a unit that has ended' }] }),
  })

/** `old:00004 (Phường Trúc Bạch) ended on 2025-07-01. In its place: new:00004 (Phường Ba Đình).` */
export const endedHint = ({ successors, endedAt, ...unit }: Ended): string =>
  `${named(unit)} ended on ${localDate(endedAt)}. In its place: ${successors.map(named).join(', ') || 'no unit'}.`

const named = ({ id, name }: SuccessorUnit): string => `${id} (${name})`

/**
 * The refusal of an officer whose token names a unit that has ended, with the units that stand in its place; any other error as it is.
 */
export async function explainEndedUnit(
  { database: { sql } }: ApiDeps,
  { role, unitId }: Caller,
  asOfMs: number,
  error: unknown,
): Promise<unknown> {
  if (!(error instanceof DomainError) || error.code !== 'noMandate') return error
  const ended = role === 'officer' && unitId !== null ? await endedUnit(sql, unitId, asOfMs) : null
  return ended === null ? error : new DomainError('noMandate', { hint: endedHint(ended) }, { cause: error })
}
