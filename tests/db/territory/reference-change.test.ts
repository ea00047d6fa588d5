import { beforeAll, describe, expect, test } from 'vitest'
import { transaction } from '../../../db/connection/transaction.ts'
import type { Querying } from '../../../db/database.ts'
import { loadReference } from '../../../db/load/load-reference.ts'
import { recordedTables } from '../../../db/schema/record-time.ts'
import { endMandate, lendMandate } from '../../../db/territory/authority/mandate.ts'
import { changeKnownAt, referenceChange } from '../../../db/territory/reference-change.ts'
import { machineNow } from '../../clock.ts'
import { type TestDatabase, testDatabase } from '../../database.ts'
import { inventedField } from '../../invented-field.ts'
import { inChange } from '../../reference-change.ts'
import { differences } from './reference-history.ts'

let db: TestDatabase
beforeAll(async () => {
  db = await testDatabase()
  await inChange(
    db,
    (tx) => tx`
    insert into account (id, subject, officer_id, valid, basis) select 'x', 'x', min(id), '[2025-07-01,)', 'x' from officer`,
  )
})

const day = 86_400_000
const tables = [
  'unit',
  'unit_successor',
  'area',
  'jurisdiction',
  'custody',
  'competence',
  'connecting_rule',
  'office',
  'officer',
  'mandate',
  'escalation_rule',
  'calendar_day',
  'calendar_version',
  'account',
  'unit_parent',
  'site',
  'seal',
] as const

const lastChange = async (sql: Querying = db.sql): Promise<number> => {
  const [row] = await sql<{ id: number }[]>`select max(id)::float8 as id from reference_change`
  return row?.id ?? 0
}

/** A unit that nobody else in these tests writes to, renamed. */
const rename = (tx: Querying, name: string) => tx`update unit set name = ${name} where id = 'new:00025'`

describe('a write of reference data outside a change', () => {
  test.each(tables)('of %s is refused, for the owner too', async (table) => {
    const column = {
      calendar_day: 'decision',
      calendar_version: 'known_until',
      officer: 'name',
      escalation_rule: 'basis',
    }
    const changed = Object.entries(column).find(([name]) => name === table)?.[1] ?? 'basis'
    const write = (sql: Querying) =>
      sql`update ${sql(table)} set ${sql(changed)} = ${sql(changed)} || '0' where true`
    await expect(write(db.sql)).rejects.toMatchObject({
      code: '55000',
      hint: expect.stringContaining('begin_change'),
    })
    await expect(db.asOwner(write)).rejects.toMatchObject({ code: '55000' })
  })

  test('is refused after the change has ended, on the same connection', async () => {
    await expect(
      db.reserve(async (sql) => {
        await sql`begin`
        await sql`select begin_change('correction', 'x', 'x', instant(0))`
        await sql`commit`
        await rename(sql, 'Phường Khác')
      }),
    ).rejects.toMatchObject({ code: '55000' })
  })

  test('is refused under the number of a change of another transaction', async () => {
    const forged = transaction(db.sql, async (tx) => {
      await tx`select set_config('reference.change', ${String(await lastChange(tx))}, true)`
      await rename(tx, 'Phường Khác')
    })
    await expect(forged).rejects.toMatchObject({ code: '55000' })
  })

  test('is let through where it changes no row', async () => {
    await db.sql`update unit set name = name where id = 'nowhere'`
  })
})

describe('a removal of reference data is refused inside a change too', () => {
  test.each(tables)('of rows of %s', async (table) => {
    const removed = db.asOwner((sql) => inChange({ sql }, (tx) => tx`delete from ${tx(table)}`))
    await expect(removed).rejects.toMatchObject({ code: '23001' })
    const emptied = db.asOwner((sql) => inChange({ sql }, (tx) => tx`truncate ${tx(table)} cascade`))
    await expect(emptied).rejects.toMatchObject({ code: '23001' })
  })

  test('as is another key for a row', async () => {
    const moved = inChange(db, (tx) => tx`update officer set id = id || 'x'`)
    await expect(moved).rejects.toMatchObject({ code: '23503' })
    const rule = inChange(db, (tx) => tx`update escalation_rule set id = id || 'x'`)
    await expect(rule).rejects.toMatchObject({ code: '23001' })
  })
})

describe('the history of reference data', () => {
  test('is written by nobody but the trigger, a change by nobody but begin_change', async () => {
    for (const statement of [
      `update unit_history set name = 'x'`,
      'delete from unit_history',
      `insert into unit_history select * from unit_history`,
      `update reference_change set basis = 'x'`,
      'delete from reference_change',
      `insert into reference_change values (999, 'load', null, null, 'x', 'x', '-infinity', '-infinity', null, pg_current_xact_id())`,
    ]) {
      await expect(db.sql.unsafe(statement)).rejects.toMatchObject({ code: '42501' })
      await expect(db.asOwner((sql) => sql.unsafe(statement))).rejects.toMatchObject({ code: '23001' })
    }
  })

  test('has the columns of its table, so that a migration that adds one to the table adds it to the history', async () => {
    const different = await db.sql`
      with columns as (
        select relname, attname, format_type(atttypid, atttypmod) as type, attnotnull
        from pg_class join pg_attribute on attrelid = pg_class.oid
        where relkind = 'r' and relnamespace = 'public'::regnamespace and attnum > 0 and not attisdropped)
      select * from (
        (select relname || '_history' as history, attname, type, attnotnull from columns where relname = any (${[...tables]}::text[])
          except select * from columns)
        union all
        (select * from columns where relname = any (${tables.map((table) => `${table}_history`)}::text[]) and attname <> 'known'
          except select relname || '_history', attname, type, attnotnull from columns)) differs`
    expect(different).toEqual([])
    expect(recordedTables).toHaveLength(tables.length)
  })

  test('keeps every version with the changes between which it was known', async () => {
    const first = await inChange(db, async (tx) => {
      await rename(tx, 'Phường Một')
      await rename(tx, 'Phường Hai')
      return await lastChange(tx)
    })
    const second = await inChange(db, async (tx) => {
      await rename(tx, 'Phường Ba')
      return await lastChange(tx)
    })
    const versions = await db.sql`
      select name, lower(known)::float8 as since, upper(known)::float8 as until from unit_history
      where id = 'new:00025' order by known`
    expect(versions).toEqual([
      { name: 'Phường Giảng Võ', since: 3, until: first },
      // What one change wrote twice was known once.
      { name: 'Phường Hai', since: first, until: second },
      { name: 'Phường Ba', since: second, until: null },
    ])
  })

  test('gets no version where nothing differs', async () => {
    const count = async () => (await db.sql`select count(*)::int as versions from unit_history`)[0]?.versions
    const before = await count()
    await inChange(db, (tx) => tx`update unit set name = name`)
    expect(await count()).toBe(before)
  })
})

describe('the tables of today are the history at the newest change', () => {
  test.each(tables)('%s', async (table) => {
    expect(await differences(db.sql, table)).toEqual([])
  })
})

describe('the numbers of changes', () => {
  test('follow the commits, however many changes are begun at once', async () => {
    const before = await lastChange()
    const committed: number[] = []
    const seen = await Promise.all(
      Array.from({ length: 12 }, async (_, n) => {
        const { change, written } = await referenceChange(
          db,
          { kind: 'correction', actorId: 'x', basis: 'x', effectiveAt: 0 },
          async (tx, change) => {
            await rename(tx, `Phường ${n}`)
            // Who is given a number sees every change before it.
            const [row] = await tx<{ id: number }[]>`select count(*)::float8 as id from reference_change`
            return { change, changes: row?.id }
          },
        )
        committed.push(change)
        return written
      }),
    )
    expect(committed.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 12 }, (_, n) => before + 1 + n))
    for (const { change, changes } of seen) expect(changes).toBe(change)
    const [order] = await db.sql`
      select bool_and(recorded_at > before) as rises from (
        select recorded_at, lag(recorded_at) over (order by id) as before from reference_change) ordered where before is not null`
    expect(order?.rises).toBe(true)
  })

  test('are given again after a roll-back, which leaves no version', async () => {
    const before = await lastChange()
    const failed = inChange(db, async (tx) => {
      await rename(tx, 'Phường Không')
      throw new Error('no')
    })
    await expect(failed).rejects.toThrow('no')
    expect(await inChange(db, (tx) => lastChange(tx))).toBe(before + 1)
    expect(await differences(db.sql, 'unit')).toEqual([])
  })

  test('known at an instant wait for a change that is recorded before it and committed after', async () => {
    const past = machineNow()
    const stands = await changeKnownAt(db.sql, past)
    let asked: Promise<number | null> = Promise.resolve(null)
    const change = await inChange(db, async (tx) => {
      const [row] = await tx<{ id: number; at: number }[]>`
        select id::float8, ceil(extract(epoch from recorded_at) * 1000)::float8 + 1 as at from reference_change
        order by id desc limit 1`
      // By now its own instant has passed, and it is not committed.
      await tx`select pg_sleep(0.01)`
      asked = changeKnownAt(db.sql, row?.at ?? 0)
      asked.catch(() => undefined)
      return row?.id
    })
    expect(await asked).toBe(change)
    expect(await changeKnownAt(db.sql, past)).toBe(stands)
    expect(await changeKnownAt(db.sql, 0)).toBe(0)
    expect(await changeKnownAt(db.sql, past + 3_600_000)).toBeNull()
  })
})

describe('a change of reference data', () => {
  const from = Date.parse('2026-11-02T08:00:00+07:00')
  const loan = {
    ...{
      caller: 'giam-sat',
      key: 'k',
      unitId: 'new:00004',
      role: 'chair' as const,
      officerId: 'can-bo:new:00025:chair:1',
    },
    ...{ kind: 'substitution' as const, actingForId: 'can-bo:new:00004:chair:1', basis: 'Quyết định 12' },
    ...{ from, until: from + day, at: from },
  }

  test('is written for a mandate lent and for its end, by whom and on what basis, and not for a repetition', async () => {
    const before = await lastChange()
    const { id } = await lendMandate(db, loan)
    await lendMandate(db, loan)
    await endMandate(db, { id, actorId: 'giam-sat-2', at: from + 1 })
    await endMandate(db, { id, actorId: 'giam-sat-2', at: from + 1 })
    const made =
      await db.sql`select kind, actor_id as by, basis from reference_change where id > ${before}::bigint order by id`
    expect(made).toEqual([
      { kind: 'mandate', by: 'giam-sat', basis: 'Quyết định 12' },
      { kind: 'mandate', by: 'giam-sat-2', basis: 'Chấm dứt: Quyết định 12' },
    ])
  })

  test('is not numbered for a loan that is refused', async () => {
    const before = await lastChange()
    const refused = lendMandate(db, { ...loan, key: 'k2', actingForId: 'can-bo:new:00004:oneStop:1' })
    await expect(refused).rejects.toMatchObject({ code: 'roleNotHeld' })
    expect(await lastChange()).toBe(before)
  })

  test('is not numbered for a load of the rows that are there', async () => {
    const before = await lastChange()
    await db.asOwner((sql) => loadReference({ sql }, { officers: 'invented', alsoDone: [inventedField] }))
    expect(await lastChange()).toBe(before)
    const made = await db.sql`select kind, actor_id as by from reference_change where id <= 5 order by id`
    expect(made).toEqual([
      { kind: 'load', by: 'migration' },
      { kind: 'load', by: 'load' },
      { kind: 'load', by: 'load' },
      { kind: 'load', by: 'load' },
      { kind: 'calendar', by: 'load' },
    ])
  })
})
