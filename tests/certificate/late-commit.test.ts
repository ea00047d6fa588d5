import { randomUUID } from 'node:crypto'
import { beforeAll, expect, test } from 'vitest'
import { waitForEarlier } from '../../db/certificate/wait-for-earlier.ts'
import { openDatabase } from '../../db/database.ts'
import { until } from '../../harness/until.ts'
import {
  type CertifyingWorld,
  certify,
  certifyingWorld,
  databaseNow,
  file,
  freezeForCutover,
} from './cutover-story.ts'

let world: CertifyingWorld
beforeAll(async () => {
  world = await certifyingWorld()
})

interface Signal {
  resolve: () => void
  promise: Promise<void>
}
function signal(): Signal {
  let resolve: () => void = () => {}
  const promise = new Promise<void>((told) => {
    resolve = told
  })
  return { resolve, promise }
}

/** Files in a transaction that stays open until it is told. */
async function filingThatWaits(): Promise<{ id: string; commit: () => Promise<void> }> {
  const like = await file(world.database)
  const id = randomUUID()
  const other = openDatabase(world.database.url, { connections: 1, name: 'late' })
  const written = signal()
  const told = signal()
  const done = other.sql.begin(async (tx) => {
    await tx`
      insert into dossier (id, code, procedure_code, field, plan_hash, channel, reception_unit_id, area_id, content_hash, filed_at, revision)
      select ${id}, code || ${String(Date.now())}, procedure_code, field, plan_hash, channel, reception_unit_id, area_id,
        content_hash, filed_at, 1
      from dossier where id = ${like}`
    await tx`
      insert into dossier_revision (dossier_id, revision, effect_key, item, result, area_id, valid_at)
      select ${id}, 1, effect_key, item, result, area_id, valid_at from dossier_revision where dossier_id = ${like}`
    await tx`
      insert into journal (dossier_id, kind, revision, actor_id, payload, valid_at)
      select ${id}, kind, revision, actor_id, payload, valid_at from journal where dossier_id = ${like} order by seq`
    written.resolve()
    await told.promise
  })
  await written.promise
  return {
    id,
    commit: async () => {
      told.resolve()
      await done
      await other.close()
    },
  }
}

test('a transaction that began before the instant of knowing and commits late is waited for', async () => {
  await freezeForCutover(world.database)
  const late = await filingThatWaits()
  const knownAt = await databaseNow(world.database)
  const certified = certify(world, { knownAt })
  await until('the certificate waits', async () => {
    const rows = await world.database.sql`
      select 1 from pg_stat_activity where datname = current_database() and query like '%pg_snapshot_xmin(pg_current%'
        and pid <> pg_backend_pid()`
    return rows.length > 0
  })
  await late.commit()
  expect((await certified).outcomes[late.id]).toBe('newDesk')
})

test('one that does not end is not waited for without end', async () => {
  const late = await filingThatWaits()
  const knownAt = await databaseNow(world.database)
  await expect(waitForEarlier(world.database.sql, knownAt, { waitMs: 200 })).rejects.toThrow('has not ended')
  await late.commit()
  await waitForEarlier(world.database.sql, knownAt)
})
