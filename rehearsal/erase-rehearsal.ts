/** A rehearsal is erased: its namespace, its database with its role, and its folder with its keys. */
import { rm } from 'node:fs/promises'
import { openDatabase } from '../db/database.ts'
import {
  dropRehearsalDatabase,
  isExpired,
  isRehearsalId,
  namespaceOf,
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

/** Those that were kept for their fourteen days. @returns their ids */
export async function eraseExpired(place: RehearsalPlace): Promise<readonly string[]> {
  const server = openDatabase(place.serverUrl, { connections: 1, name: 'thong-suot rehearsal' })
  try {
    const old = (await rehearsalsOf(server.sql)).filter((rehearsal) => isExpired(rehearsal, place.now()))
    for (const { id } of old) await eraseRehearsal(place, id)
    return old.map(({ id }) => id)
  } finally {
    await server.close()
  }
}

const noRehearsal = (id: string): StartUpError =>
  new StartUpError({
    what: `"${id}" is no rehearsal.`,
    why: 'Only what carries the name of a rehearsal is ever dropped.',
    remedy: 'npm run rehearsal -- list names those there are.',
  })
