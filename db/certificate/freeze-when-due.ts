/** The list of open runs is frozen before a reorganisation or an undo takes effect: nobody has to think of it in that night. */
import { isFreezeDue, listDueMs } from '../../domain/territory/reorganisation/freeze-due.ts'
import type { Database } from '../database.ts'
import { armedEnactment, undosToCome } from '../reorganisations/enactment/steps.ts'
import { typedRows } from '../statement.ts'
import { freezeRunsAfter, lastFrozenAt } from './frozen-list.ts'

/** Freezes the lists that are due by the clock of the database. Several processes may look: one freezes. @returns how many it has frozen */
export async function freezeWhenDue(database: Database): Promise<number> {
  const { sql } = database
  const [look] = await typedRows(sql, 'certificate.isInstantNear')`
    select exists (
      select from reorganisation_step where effective_at > recording_clock()
        and effective_at <= recording_clock() + interval '1 millisecond' * ${listDueMs}) as near`
  if (look?.near !== true) return 0
  const armedFor = (await armedEnactment(sql))?.effectiveAt ?? null
  const instants = new Set([...(armedFor === null ? [] : [armedFor]), ...(await undosToCome(sql))])
  let lists = 0
  for (const takenFor of instants) {
    const last = await lastFrozenAt(sql, takenFor)
    if (!isFreezeDue({ effectiveAt: takenFor, ...last })) continue
    const list = await freezeRunsAfter(database, last.frozenAt, { takenFor, actorId: 'freeze' })
    if (list !== null) lists += 1
  }
  return lists
}
