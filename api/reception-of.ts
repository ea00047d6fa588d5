/** Where a filing was received, and when by law. */
import { receivesFor, unitStands, worksIn } from '../db/read/unit.ts'
import type { LateEntry } from '../domain/dossier.ts'
import { DomainError, wrongField } from '../domain/errors.ts'
import type { ApiDeps } from './api-deps.ts'
import type { Caller } from './auth.ts'
import type { FilingBody } from './routes/filings.ts'

/** How long a paper may lie before it is entered. No text says; within it the officer answers for the reason. */
const longestLyingMs = 30 * 86_400_000

export interface Reception {
  /** Legal instant of receipt, ms. */
  at: number
  enteredLater: LateEntry | null
}

/**
 * @throws {DomainError} `invalidInput` where the unit or the instant cannot be; `forbidden` where the officer does not
 * work there, or may not enter for it what was received before
 */
export async function receptionOf(deps: ApiDeps, caller: Caller, body: FilingBody): Promise<Reception> {
  const { sql } = deps.database
  const now = deps.now()
  const { receptionUnit: unitId, received } = body
  const at = received === undefined ? now : Date.parse(received.at)
  if (at > now) throw wrongField('/received/at', 'lies in the future')
  if (at < now - longestLyingMs) throw wrongField('/received/at', 'lies more than 30 days back')
  if (!(await unitStands(sql, unitId, at))) {
    throw wrongField(
      '/receptionUnit',
      received === undefined ? 'is no unit that exists today' : 'was no unit then',
    )
  }
  if (received !== undefined) {
    if (caller.role !== 'officer' || !(await receivesFor(sql, caller.id, unitId, now))) {
      throw new DomainError('forbidden', {
        hint: 'What was received before is entered by an officer of the one-stop desk there, or of its successor.',
      })
    }
  } else if (caller.role === 'officer' && !(await worksIn(sql, caller.id, unitId, at))) {
    throw new DomainError('forbidden', {
      hint: 'File at the unit you work in, or leave it to an officer there.',
    })
  }
  return { at, enteredLater: received?.reason ?? null }
}
