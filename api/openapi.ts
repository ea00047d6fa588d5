import { openDatabase } from '../db/database.ts'
import { createVault } from '../db/identity/identity-vault.ts'
import { DomainError } from '../domain/errors.ts'
import { openEngine } from '../engine/connection.ts'
import { diskStore } from '../papers/store.ts'
import { registryOf } from '../procedures/registry/registry.ts'
import { buildApp } from './app.ts'

/** The OpenAPI document of the API, as text with a line at its end; nothing listens and nothing is connected to. */
export async function describeApi(): Promise<string> {
  const database = openDatabase('postgres://127.0.0.1:1/nothing', { connections: 1 })
  const engine = openEngine({ connection: { address: '127.0.0.1:1' }, namespace: 'nothing' })
  const key = Buffer.alloc(32).toString('base64')
  const app = await buildApp({
    database,
    engine,
    vault: createVault({ current: 'none', keys: { none: key }, lookup: key }),
    papers: { store: diskStore('/nowhere'), incoming: '/nowhere' },
    registry: registryOf([]),
    verify: async () => {
      throw new DomainError('unauthenticated')
    },
    now: () => 0,
  })
  await app.ready()
  const document = `${JSON.stringify(app.swagger(), null, 2)}\n`
  await app.close()
  await Promise.all([database.close(), engine.close()])
  return document
}
