import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { transaction } from '../../../db/connection/transaction.ts'
import type { Querying } from '../../../db/database.ts'
import { beginChange } from '../../../db/territory/reference-change.ts'
import { type TestDatabase, testDatabase } from '../../database.ts'
import { differences } from './reference-history.ts'
import { type Fact, type Period, ReferenceModel } from './reference-model.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await testDatabase()
})

const day = 86_400_000
const areas = ['m:1', 'm:2']
const lastDay = 30

// A few units that hold two invented areas, within thirty days; every fourth fact or so is emptied.
const period: fc.Arbitrary<Period | null> = fc.option(
  fc
    .tuple(fc.integer({ min: 0, max: 18 }), fc.integer({ min: 1, max: 12 }))
    .map(([from, days]) => ({ from, until: from + days })),
  { freq: 3 },
)
const fact: fc.Arbitrary<Fact> = fc.record({
  id: fc.constantFrom('m/a', 'm/b', 'm/c', 'm/d'),
  area: fc.constantFrom(...areas),
  unit: fc.constantFrom('new:00004', 'new:00008', 'new:00025'),
  valid: period,
})
const sequences = fc.array(fc.uniqueArray(fact, { selector: ({ id }) => id, minLength: 1, maxLength: 4 }), {
  minLength: 1,
  maxLength: 8,
})

const rangeOf = (valid: Period | null): string =>
  valid === null
    ? 'empty'
    : `[${new Date(valid.from * day).toISOString()},${new Date(valid.until * day).toISOString()})`

async function write(tx: Querying, facts: readonly Fact[]): Promise<number> {
  const change = await beginChange(tx, { kind: 'correction', actorId: 'x', basis: 'x', effectiveAt: 0 })
  await tx`
    insert into area (id, kind, valid, basis) select unnest(${areas}::text[]), 'cell', '{(,)}', 'x' on conflict (id) do nothing`
  // First out of each other's way: the table is judged after each statement.
  await tx`update jurisdiction set valid = 'empty' where id = any (${facts.map(({ id }) => id)}::text[])`
  for (const { id, area, unit, valid } of facts) {
    await tx`
      insert into jurisdiction (id, area_id, tier, unit_id, valid, basis)
      values (${id}, ${area}, 'commune', ${unit}, ${rangeOf(valid)}::tstzrange, 'x')
      on conflict (id) do update set area_id = excluded.area_id, unit_id = excluded.unit_id, valid = excluded.valid`
  }
  return change
}

/** `area unit` for each day, as known at a change. */
async function holders(sql: Querying, change: number): Promise<readonly (readonly string[])[]> {
  const rows = await sql<{ held: string[] }[]>`
    select coalesce(array_agg(area_id || ' ' || unit_id order by area_id, unit_id) filter (where id is not null), '{}') as held
    from generate_series(0, ${lastDay}::int) day left join jurisdiction_history
      on known @> ${change}::bigint and valid @> instant(day * ${day}::float8) and area_id = any (${areas}::text[])
    group by day order by day`
  return rows.map(({ held }) => held)
}

class RolledBack extends Error {}

/** Plays changes in a transaction that is rolled back, and compares history and model at every change and day. */
async function compare(sequence: readonly (readonly Fact[])[]): Promise<void> {
  const played = transaction(db.sql, async (tx) => {
    const model = new ReferenceModel()
    const changes: number[] = []
    for (const facts of sequence) {
      if (!model.fits(facts)) continue
      const change = await write(tx, facts)
      model.write(change, facts)
      changes.push(change)
    }
    for (const change of changes) {
      const expected = Array.from({ length: lastDay + 1 }, (_, at) => model.holders(at, change))
      expect(await holders(tx, change)).toEqual(expected)
    }
    expect(await differences(tx, 'jurisdiction')).toEqual([])
    throw new RolledBack()
  })
  await played.catch((error: unknown) => {
    if (!(error instanceof RolledBack)) throw error
  })
}

const agrees = () => fc.assert(fc.asyncProperty(sequences, compare), { numRuns: 40 })

test('after any changes of reference data, who holds what at an instant, as known at a change, is what a model in memory says', async () => {
  await agrees()
})

/** Rebuilds the trigger's function with a part of its text replaced. */
async function mutate(part: RegExp, by: string): Promise<() => Promise<void>> {
  const [row] = await db.sql<{ text: string }[]>`select pg_get_functiondef('keep_history'::regproc) as text`
  const right = row?.text ?? ''
  const wrong = right.replace(part, by)
  expect(wrong).not.toBe(right)
  await db.asOwner((sql) => sql.unsafe(wrong))
  return async () => {
    await db.asOwner((sql) => sql.unsafe(right))
  }
}

const closesFormer = /EXECUTE format\('UPDATE %s h SET known.*?USING change;/s

test('a trigger of reference data that does not close the former version is refused by the history, and without that by the model', async () => {
  const back = await mutate(closesFormer, '')
  try {
    const [one, other] = ['new:00004', 'new:00008'].map(
      (unit): Fact => ({ id: 'm/a', area: 'm:1', unit, valid: { from: 0, until: 9 } }),
    )
    if (one === undefined || other === undefined) throw new Error('two facts')
    await expect(compare([[one], [other]])).rejects.toThrow('jurisdiction_history_one_version')
    await db.asOwner(
      (sql) => sql`
        alter table jurisdiction_history drop constraint jurisdiction_history_one_version,
          drop constraint jurisdiction_history_one_holder`,
    )
    await expect(agrees()).rejects.toThrow('Property failed')
  } finally {
    await back()
  }
  await agrees()
})
