/** What the engine says of the runs, for the list that is frozen before an instant. */
import { startedNotAmong } from '../../db/certificate/frozen-list.ts'
import type { Run } from '../../domain/dossier/workflow-id.ts'
import { inGroups, type ReconcileDeps, workflowIdOf } from './round.ts'
import { allRunningRuns, workflowStatusOf } from './workflows.ts'

/** Where more are not in its list, it is not late: too many are gone to look each up before the instant. */
const lookedUpAtMost = 2_000

export interface EngineRuns {
  /** Whose workflow runs. */
  running: readonly Run[]
  /** Open and started by the rows, and the engine runs no workflow of them. */
  lost: readonly Run[]
}

/** All that run; visibility is late by moments, so what it does not list is looked up in the engine itself, up to `lookUpAtMost` runs. */
export async function engineRuns({
  database,
  engine,
  lookUpAtMost = lookedUpAtMost,
}: Pick<ReconcileDeps, 'database' | 'engine'> & { lookUpAtMost?: number }): Promise<EngineRuns> {
  const listed = await allRunningRuns(engine)
  const notListed = await startedNotAmong(database.sql, listed)
  if (notListed.length > lookUpAtMost) return { running: listed, lost: notListed }
  const asked = await inGroups({}, notListed, async (run) => {
    return { run, runs: (await workflowStatusOf(engine, workflowIdOf(run))).is === 'running' }
  })
  const of = (runs: boolean): readonly Run[] => asked.filter((one) => one.runs === runs).map(({ run }) => run)
  return { running: [...listed, ...of(true)], lost: of(false) }
}
