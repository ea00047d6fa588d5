/** A live system of a test with a role that can only read it, and where its rehearsals go. */
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { grantReading } from '../../db/rehearsal/reader-role.ts'
import { eraseRehearsal } from '../../rehearsal/erase-rehearsal.ts'
import { type StartingRehearsal, startRehearsal } from '../../rehearsal/start-rehearsal.ts'
import { machineNow } from '../clock.ts'
import { urlOf } from '../database-server.ts'
import { sharedServer } from '../shared-server.ts'
import { type StoryWorld, storyWorld } from '../story-world.ts'

export interface RehearsingWorld extends StoryWorld {
  /** Starts a rehearsal of this world; erased with the file. */
  rehearse(
    given: Pick<StartingRehearsal, 'of' | 'inMs'> & Partial<StartingRehearsal>,
  ): ReturnType<typeof startRehearsal>
  place: Omit<StartingRehearsal, 'of' | 'inMs'>
}

/** Call it in `beforeAll`. */
export async function rehearsingWorld(): Promise<RehearsingWorld> {
  const world = await storyWorld()
  const [role, password] = [`reader_${randomBytes(4).toString('hex')}`, randomBytes(8).toString('hex')]
  await world.database.asOwner(async (sql) => {
    await sql.unsafe(`create role ${role} login password '${password}'`)
    await sql.unsafe(`alter role ${role} set default_transaction_read_only = on`)
    await grantReading(sql, role)
  })
  const reader = new URL(world.database.ownerUrl)
  Object.assign(reader, { username: role, password })
  const rehearsals = await mkdtemp(join(tmpdir(), 'thong-suot-rehearsals-'))
  const place = {
    readerUrl: reader.href,
    serverUrl: urlOf(world.database.ownerUrl, 'postgres'),
    engine: {
      connection: { address: await sharedServer('temporalAddress') },
      namespace: world.engine.namespace,
    },
    ...{ rehearsals, now: machineNow, say: () => {}, leftOver: () => {} },
  }
  const made: string[] = []
  ends.push(async () => {
    for (const id of made) await eraseRehearsal(place, id)
    await rm(rehearsals, { recursive: true, force: true })
    await world.database.asOwner(async (sql) => {
      await sql.unsafe(`drop owned by ${role}`)
      await sql.unsafe(`drop role ${role}`)
    })
  })
  return {
    ...world,
    place,
    async rehearse(given) {
      const rehearsal = await startRehearsal({ ...place, ...given })
      made.push(rehearsal.id)
      return rehearsal
    },
  }
}

const ends: (() => Promise<void>)[] = []
// Registered here: a hook that another hook registers is never run.
afterAll(async () => {
  for (const end of ends) await end()
})
