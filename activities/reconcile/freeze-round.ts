/** The list of open runs is frozen before an armed reorganisation takes effect: nobody has to think of it in that night. */
import { freezeRuns, lastFrozenAt } from '../../db/certificate/frozen-list.ts'
import { recordRound } from '../../db/engine/last-round.ts'
import { armedEnactment } from '../../db/reorganisations/enactment/steps.ts'
import { isFreezeDue } from '../../reorganisations/freeze-due.ts'
import type { ReconcileDeps } from './round.ts'
import { allRunningRuns } from './workflows.ts'

/** @returns how many lists were frozen: none where none is due */
export async function freezeRound({
  database,
  engine,
  now,
}: Pick<ReconcileDeps, 'database' | 'engine' | 'now'>): Promise<{ lists: number }> {
  const beganAt = now()
  const { sql } = database
  const effectiveAt = (await armedEnactment(sql))?.effectiveAt ?? null
  let lists = 0
  if (effectiveAt !== null && isFreezeDue({ effectiveAt, ...(await lastFrozenAt(sql, effectiveAt)) })) {
    await freezeRuns(database, {
      ...{ takenFor: effectiveAt, running: await allRunningRuns(engine), actorId: 'freeze' },
    })
    lists = 1
  }
  await recordRound(sql, { kind: 'freeze', beganAt, endedAt: now(), items: lists, differences: 0 })
  return { lists }
}
