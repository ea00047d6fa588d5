/** A filing whose transaction commits on a signal, and not before. */
import { randomUUID } from 'node:crypto'
import { type Database, openDatabase } from '../../db/database.ts'
import { until } from '../../harness/until.ts'
import { machineNow } from '../clock.ts'
import { file, type OwnedDatabase } from './cutover-story.ts'

interface Signal {
  resolve: () => void
  promise: Promise<void>
}
function signal(): Signal {
  let resolve: () => void = () => {}
  const promise = new Promise<void>((done) => {
    resolve = done
  })
  return { resolve, promise }
}

/** Files in a transaction that stays open until the signal. */
export async function filingThatWaits(
  database: OwnedDatabase,
): Promise<{ id: string; commit: () => Promise<void> }> {
  const like = await file(database)
  const id = randomUUID()
  const other = openDatabase(database.url, { connections: 1, name: 'late' })
  const written = signal()
  const commit = signal()
  const done = other.sql.begin(async (tx) => {
    await tx`
      insert into dossier (id, code, procedure_code, field, plan_hash, channel, reception_unit_id, area_id, content_hash, filed_at, revision)
      select ${id}, code || ${String(machineNow())}, procedure_code, field, plan_hash, channel, reception_unit_id, area_id,
        content_hash, filed_at, 1
      from dossier where id = ${like}`
    await tx`
      insert into dossier_revision (dossier_id, revision, effect_key, item, result, area_id, valid_at)
      select ${id}, 1, effect_key, item, result, area_id, valid_at from dossier_revision where dossier_id = ${like}`
    await tx`
      insert into journal (dossier_id, kind, revision, actor_id, payload, valid_at)
      select ${id}, kind, revision, actor_id, payload, valid_at from journal where dossier_id = ${like} order by seq`
    written.resolve()
    await commit.promise
  })
  await written.promise
  return {
    id,
    commit: async () => {
      commit.resolve()
      await done
      await other.close()
    },
  }
}

/**
 * Until a certificate waits for the transactions that began before it.
 * @param since ms, by the clock of the database
 * @param what stands in the statement by which it waits
 */
export async function untilItWaits(
  { sql }: Database,
  since: number,
  what = 'pg_snapshot_xmin(pg_current',
): Promise<void> {
  await until('the statement waits', async () => {
    const rows = await sql`
      select 1 from pg_stat_activity where datname = current_database() and query like ${`%${what}%`}
        and query not like '%pg_stat_activity%' and query_start >= instant(${since})`
    return rows.length > 0
  })
}
