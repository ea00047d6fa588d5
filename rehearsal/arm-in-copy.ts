/** The law is moved, and not the clock: in the copy the reorganisation takes effect in minutes. */
import type { Database } from '../db/database.ts'
import { moveStaffToInstant, readStaffAtInstant } from '../db/rehearsal/staff-at-instant.ts'
import { armAsTwo } from '../db/reorganisations/enactment/arm-as-two.ts'
import { readEnactment } from '../db/reorganisations/enactment/steps.ts'
import { callOffReorganisation } from '../db/reorganisations/enactment/take-back.ts'
import { readReferenceRows } from '../db/reorganisations/rows/reference-rows.ts'
import { inHex, rowsHash } from '../db/reorganisations/rows/rows-hash.ts'
import type { Enactable } from '../reorganisations/enactable.ts'
import { personsOf } from '../reorganisations/enactment.ts'

/** Who proposes and who approves in a rehearsal: nobody takes the steps of a copy for those of two real persons. */
export const rehearsalPersons = { proposes: 'rehearsal:proposes', approves: 'rehearsal:approves' } as const

const basis = 'Diễn tập'

/**
 * Takes it through the steps that it takes in earnest. What is armed in the live database for its real instant is called off first, in
 * the copy; where a call-off is asked in the live one, the other of the two confirms it. The officers whom lists name from the real instant on
 * begin with it.
 * @param effectiveAt ms
 * @throws {DomainError} as those steps do
 */
export async function armInCopy(
  database: Pick<Database, 'sql'>,
  of: Enactable,
  { effectiveAt, now }: { effectiveAt: number; now: () => number },
): Promise<void> {
  const before = await readEnactment(database.sql, of.id)
  const staff = await readStaffAtInstant(database, {
    enactment: before,
    instant: before.effectiveAt ?? of.effectiveAt,
  })
  if (before.status === 'armed') {
    const askedBy = before.asked?.kind === 'callOffAsked' ? before.asked.actorId : null
    for (const actorId of personsOf(before)) {
      if (actorId === askedBy) continue
      await callOffReorganisation(database, of, { actorId, at: now(), basis })
    }
  }
  await armAsTwo(database, of, { ...rehearsalPersons, effectiveAt, now })
  await moveStaffToInstant(database, staff, { effectiveAt, actorId: rehearsalPersons.proposes, basis })
}

/**
 * The rows that this build makes in earnest, as a hash in hexadecimal: where they are written already, of what stood at their approval, for
 * the instant that was approved; else of the copy at its instant. Approval has to cover them: a build of another definition makes others.
 */
export async function rowsInEarnest({ sql }: Pick<Database, 'sql'>, of: Enactable): Promise<string> {
  const { approved, effectiveAt, status } = await readEnactment(sql, of.id)
  const written = status === 'armed' && approved !== null
  const standing = await readReferenceRows(sql, written ? approved.base : null)
  const { changes } = of.produce(standing, (written ? approved.effectiveAt : effectiveAt) ?? of.effectiveAt)
  return inHex(rowsHash(changes))
}
