/** The organisation of before, loaded alone: its reorganisation is enacted as any other, at an instant to come. */
import { expect, test } from 'vitest'
import { loadReference } from '../../../../db/load/load-reference.ts'
import { armAsTwo } from '../../../../db/reorganisations/enactment/arm-as-two.ts'
import { readEnactment, readSteps } from '../../../../db/reorganisations/enactment/steps.ts'
import {
  knownReorganisations,
  reorganisationOf,
} from '../../../../db/reorganisations/known-reorganisations.ts'
import { readReferenceRows } from '../../../../db/reorganisations/rows/reference-rows.ts'
import { holdsAt } from '../../../../domain/territory/span.ts'
import { aMonday } from '../../../clock.ts'
import { type TestDatabase, testDatabase } from '../../../database.ts'

const hour = 3_600_000
const kept =
  /^(calendar|__drizzle|database_identity|notice_policy|reference_change|task_count_mark|sealing_key)/

async function emptied(): Promise<TestDatabase> {
  const db = await testDatabase()
  await db.asOwner((sql) =>
    sql.begin(async (tx) => {
      await tx`set local session_replication_role = replica`
      const tables = await tx<
        { name: string }[]
      >`select tablename as name from pg_tables where schemaname = 'public'`
      const names = tables.flatMap(({ name }) => (kept.test(name) ? [] : [`"${name}"`]))
      await tx.unsafe(`truncate ${names.join(', ')}`)
    }),
  )
  return db
}

/** Units that stand at an instant, and those among them where somebody works. */
async function standing(db: TestDatabase, at: number) {
  const { unit, mandate } = await readReferenceRows(db.sql)
  const worked = new Set(mandate.flatMap(({ unitId, valid }) => (holdsAt(valid, at) ? [unitId] : [])))
  const count = (epoch: string) => {
    const units = unit.filter(({ id, valid }) => id.startsWith(epoch) && holdsAt(valid, at))
    return [units.length, units.filter(({ id }) => worked.has(id)).length]
  }
  return { before: count('old:'), since: count('new:') }
}

test('districts and wards stand with their officers until the reorganisation ends them', async () => {
  const db = await emptied()
  const load = () => loadReference(db, { officers: 'invented', organisation: 'before' })
  await load()
  const of = reorganisationOf(await knownReorganisations(), 'hanoi-2025-07-01')
  expect(await readSteps(db.sql, of.id)).toEqual([])
  expect(await standing(db, aMonday)).toEqual({ before: [556, 556], since: [0, 0] })

  const effectiveAt = aMonday + hour
  await armAsTwo(db, of, { proposes: 'an', approves: 'chi', effectiveAt, now: () => aMonday })
  // A load that finds its rows leaves them as they have become.
  await load()
  expect(await readEnactment(db.sql, of.id)).toMatchObject({ status: 'armed', effectiveAt })
  expect(await standing(db, effectiveAt - 1)).toEqual({ before: [556, 556], since: [0, 0] })
  expect(await standing(db, effectiveAt)).toEqual({ before: [0, 0], since: [126, 0] })
}, 120_000)
