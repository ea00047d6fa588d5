/** A unit that is named and no longer stands: the answer to who names it says which units stand in its place. */
import { endedUnit, type SuccessorUnit } from '../../db/territory/units/successors.ts'
import { DomainError, type ErrorCode } from '../../domain/errors.ts'
import { localDate } from '../../domain/time/local-day.ts'
import type { ApiDeps } from '../server/deps.ts'
import type { Caller } from './auth.ts'

type Ended = NonNullable<Awaited<ReturnType<typeof endedUnit>>>

/**
 * To be called before a caller is refused for another reason: that the unit of the token, or else the one that is named, is no more explains it better.
 * @throws {DomainError} `unitEnded` where the unit has ended; nothing where it stands, or is none
 */
export async function refuseEndedUnit(
  { database: { sql } }: ApiDeps,
  unitId: string | null | undefined,
  asOfMs: number,
  field?: string,
): Promise<void> {
  if (unitId === null || unitId === undefined) return
  const ended = await endedUnit(sql, unitId, asOfMs)
  if (ended !== null) throw unitEnded(ended, field)
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

/** Refusals for who asks. Others say themselves what is in the way. */
const refusals: ReadonlySet<ErrorCode> = new Set(['forbidden', 'notCompetent', 'noMandate'])

/**
 * A refusal of a caller whose token names a unit that has ended, with the units that stand in its place; any other error as it is. The error
 * handler asks it for every route, so that no route has to: nobody pays for it who is not refused.
 */
export async function explainEndedUnit(
  { database: { sql }, now }: Pick<ApiDeps, 'database' | 'now'>,
  caller: Caller | null,
  error: unknown,
): Promise<unknown> {
  if (!(error instanceof DomainError) || !refusals.has(error.code) || isExplained(error)) return error
  const unitId = caller?.unitId ?? null
  // What is wrong with the database is not what the caller asked.
  const ended = unitId === null ? null : await endedUnit(sql, unitId, now()).catch(() => null)
  if (ended === null) return error
  const code = error.code === 'noMandate' ? 'noMandate' : 'unitEnded'
  // Of several successors the unit that is responsible for a task is named by the refusal itself.
  const hint = [endedHint(ended), error.details.hint].filter((said) => said !== undefined).join(' ')
  return new DomainError(code, { hint }, { cause: error })
}

const isExplained = ({ cause }: DomainError): boolean => cause instanceof DomainError
