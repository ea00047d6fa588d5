/** The story of a dossier of another system: imported, and then played as any other. */
import { randomUUID } from 'node:crypto'
import { lanes } from '../../db/engine/outbox.ts'
import { importBacklog } from '../../imports/import-backlog.ts'
import type { RawRow } from '../../imports/import-row.ts'
import { relayLane } from '../../relay/relay-messages.ts'
import { machineNow } from '../clock.ts'
import { DossierStory, type World } from '../dossier-story.ts'
import { registration } from '../procedures/invented/registration.ts'
import { asOf, mapping, registry, rowOf, rowsOf, vault } from './rows.ts'

export async function importRows(world: World, ...rows: readonly RawRow[]): Promise<void> {
  const deps = { database: world.database, vault, registry, now: machineNow }
  await importBacklog(deps, { mapping, caller: 'test', key: randomUUID(), asOf, rows: rowsOf(rows) })
}

/** Imports one row; nobody has started its workflow yet. */
export async function importOnly(world: World, oldCode: string, about: RawRow = {}): Promise<DossierStory> {
  await importRows(world, rowOf(oldCode, about))
  const [row] = await world.database.sql<{ id: string }[]>`
    select dossier_id as id from import_row where source = ${mapping.source} and old_code = ${oldCode}`
  const received = registry.asReceived(registration.code)
  if (row === undefined || received === undefined) throw new Error(`${oldCode} was not imported`)
  return new DossierStory(world, row.id, registry.compiled(received, '2025-06-13').plan)
}

/** What the relay does when nothing of today waits. */
export const startImported = (world: World): Promise<number> =>
  relayLane({ ...world, now: machineNow }, lanes.imports, 100)
