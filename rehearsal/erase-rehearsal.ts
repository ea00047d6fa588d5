/** A rehearsal is erased: its namespace, its database with its role, and its folder with its keys. */
import { rm } from 'node:fs/promises'
import { openDatabase } from '../db/database.ts'
import {
  databaseNameOf,
  dropRehearsalDatabase,
  isExpired,
  isRehearsalId,
  namespaceOf,
  type RehearsalMark,
  rehearsalsOf,
} from '../db/rehearsal/rehearsal-database.ts'
import { StartUpError } from '../domain/start-up-error.ts'
import { openEngine } from '../engine/connection.ts'
import { deleteNamespace } from '../engine/namespace.ts'
import { folderOf } from './rehearsal-folder.ts'
import type { RehearsalPlace } from './rehearsal-place.ts'

/** Processes of it lose their database. Safe to repeat: whatever is left of it goes. */
export async function eraseRehearsal(place: RehearsalPlace, id: string): Promise<void> {
  if (!isRehearsalId(id)) throw noRehearsal(id)
  const server = openDatabase(place.serverUrl, { connections: 1, name: 'thong-suot rehearsal' })
  const engine = openEngine(place.engine)
  try {
    // Its workflows first: they would go on without their rows.
    await deleteNamespace(engine, namespaceOf(id))
    await dropRehearsalDatabase(server.sql, id)
    await rm(folderOf(place.rehearsals, id), { recursive: true, force: true })
  } finally {
    await Promise.all([server.close(), engine.close()])
  }
}

/**
 * Those that were kept for their fourteen days. One that cannot be erased keeps none of the others.
 * @param say called with each that was erased, and of each database that is passed over, since its name is that of no rehearsal
 * @returns the ids of the erased
 * @throws {StartUpError} at the end, with every one that could not be erased
 */
export async function eraseExpired(
  place: RehearsalPlace,
  say: (line: string) => void = () => {},
): Promise<readonly string[]> {
  const erased: string[] = []
  const failed: { id: string; error: unknown }[] = []
  for (const { id } of await expiredOf(place)) {
    if (!isRehearsalId(id)) {
      say(`Passed over the database ${databaseNameOf(id)}: its name is that of no rehearsal.`)
      continue
    }
    try {
      await eraseRehearsal(place, id)
      erased.push(id)
      say(`Erased ${id}, whose fourteen days were over.`)
    } catch (error) {
      failed.push({ id, error })
    }
  }
  if (failed.length > 0) throw notErased(failed)
  return erased
}

async function expiredOf(place: RehearsalPlace): Promise<readonly RehearsalMark[]> {
  const server = openDatabase(place.serverUrl, { connections: 1, name: 'thong-suot rehearsal' })
  try {
    return (await rehearsalsOf(server.sql)).filter((rehearsal) => isExpired(rehearsal, place.now()))
  } finally {
    await server.close()
  }
}

const notErased = (failed: readonly { id: string; error: unknown }[]): StartUpError =>
  new StartUpError({
    what: `Not erased, though the fourteen days are over: ${failed.map(({ id }) => id).join(', ')}.`,
    why: failed
      .map(({ id, error }) => `${id}: ${error instanceof Error ? error.message : String(error)}`)
      .join('; '),
    remedy:
      'Remove what stands against it, then npm run rehearsal -- erase --expired: personal data is in it.',
    cause: new AggregateError(failed.map(({ error }) => error)),
  })

const noRehearsal = (id: string): StartUpError =>
  new StartUpError({
    what: `"${id}" is no rehearsal.`,
    why: 'Only what carries the name of a rehearsal is ever dropped.',
    remedy: 'npm run rehearsal -- list names those there are.',
  })
