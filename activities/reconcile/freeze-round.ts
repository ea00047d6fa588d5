/** The list of open runs is frozen before a reorganisation or an undo takes effect: nobody has to think of it in that night. */
import { freezeRuns, lastFrozenAt } from '../../db/certificate/frozen-list.ts'
import { recordRound } from '../../db/engine/last-round.ts'
import { armedEnactment, undosToCome } from '../../db/reorganisations/enactment/steps.ts'
import { isFreezeDue } from '../../domain/territory/reorganisation/freeze-due.ts'
import { engineRuns } from './engine-runs.ts'
import type { ReconcileDeps } from './round.ts'

/** @returns how many lists were frozen: none where none is due */
export async function freezeRound({
  database,
  engine,
  now,
}: Pick<ReconcileDeps, 'database' | 'engine' | 'now'>): Promise<{ lists: number }> {
  const beganAt = now()
  const { sql } = database
  const armedFor = (await armedEnactment(sql))?.effectiveAt ?? null
  const instants = new Set([...(armedFor === null ? [] : [armedFor]), ...(await undosToCome(sql))])
  let lists = 0
  for (const takenFor of instants) {
    if (!isFreezeDue({ effectiveAt: takenFor, ...(await lastFrozenAt(sql, takenFor)) })) continue
    await freezeRuns(database, { takenFor, ...(await engineRuns({ database, engine })), actorId: 'freeze' })
    lists += 1
  }
  await recordRound(sql, { kind: 'freeze', beganAt, endedAt: now(), items: lists, differences: 0 })
  return { lists }
}
