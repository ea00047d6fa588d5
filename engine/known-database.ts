/**
 * The namespace remembers which database it was used with, in the arguments of a schedule that never runs: that needs no worker and
 * no more rights than we have (a namespace's own data does, and cannot be written on Temporal Cloud), never ends, and falls
 * under no retention.
 */
import { ScheduleAlreadyRunning } from '@temporalio/client'
import type { Database } from '../db/database.ts'
import { type DatabaseIdentity, databaseIdentity } from '../db/engine/database-identity.ts'
import { taskQueues } from '../temporal.config.ts'
import type { Engine } from './connection.ts'

const scheduleId = 'database'

export interface OtherDatabase {
  remembered: DatabaseIdentity
  found: DatabaseIdentity
}

/**
 * Null where this is the database that the namespace was used with, or the first. A later timeline is none other, and is remembered: a
 * standby took over, or it was restored; how much then differs is for the brake of reconcile. An earlier one is: the server that a standby
 * has taken over from still runs, and what it takes is lost.
 */
export async function otherDatabase(engine: Engine, { sql }: Database): Promise<OtherDatabase | null> {
  const found = await databaseIdentity(sql)
  if (await remember(engine, found)) return null
  const { action } = await engine.client.schedule.getHandle(scheduleId).describe()
  const [, remembered] = action.args ?? []
  if (!isIdentity(remembered)) throw new Error(`The schedule ${scheduleId} names no database; delete it`)
  const same = remembered.id === found.id && remembered.systemIdentifier === found.systemIdentifier
  if (!same || found.timeline < remembered.timeline) return { remembered, found }
  if (found.timeline > remembered.timeline) await keep(engine, found)
  return null
}

/** An operator says that the namespace goes on with this database. */
export async function acceptDatabase(engine: Engine, { sql }: Database): Promise<void> {
  const found = await databaseIdentity(sql)
  if (!(await remember(engine, found))) await keep(engine, found)
}

/** In place of the one that is remembered. */
const keep = (engine: Engine, identity: DatabaseIdentity): Promise<void> =>
  engine.client.schedule.getHandle(scheduleId).update((before) => ({
    ...before,
    action: { ...before.action, ...actionOf(identity) },
  }))

const actionOf = (identity: DatabaseIdentity) => ({
  type: 'startWorkflow' as const,
  workflowType: 'reconcile',
  taskQueue: taskQueues.operations,
  // Started by hand it would be an ordinary round.
  args: [{ scope: 'recent' }, identity],
})

/** @returns false where another identity, or the same, is remembered already */
async function remember(engine: Engine, identity: DatabaseIdentity): Promise<boolean> {
  try {
    await engine.client.schedule.create({
      scheduleId,
      spec: {},
      state: { paused: true, note: 'Remembers the database of this namespace; never runs. Do not delete.' },
      action: actionOf(identity),
    })
    return true
  } catch (error) {
    if (error instanceof ScheduleAlreadyRunning) return false
    throw error
  }
}

const isIdentity = (value: unknown): value is DatabaseIdentity =>
  typeof value === 'object' &&
  value !== null &&
  'id' in value &&
  'systemIdentifier' in value &&
  'timeline' in value

export const otherDatabaseWords = ({ remembered, found }: OtherDatabase) => ({
  what: `This is not the database that Temporal's namespace was used with: it is ${nameOf(found)}, the namespace was used with ${nameOf(remembered)}.`,
  why: 'Its workflows belong to dossiers of the other one and would be ended as strays.',
  remedy:
    'Set DATABASE_URL or TEMPORAL_NAMESPACE right. Where the database was moved or restored on another server, and this is it: npm run reconcile -- --accept-database.',
})

const nameOf = ({ id, systemIdentifier, timeline }: DatabaseIdentity): string =>
  `${id} on server ${systemIdentifier}, timeline ${timeline}`
