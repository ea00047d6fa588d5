import { beforeAll, describe, expect, test } from 'vitest'
import { HolderLookup } from '../../../certificate/outcome/holder-lookup.ts'
import {
  areasByReach,
  areasByRules,
  type Holder,
  holdersByInbox,
  holdersByResponsibility,
} from '../../../db/certificate/holders.ts'
import { readingAsKnown } from '../../../db/certificate/reading.ts'
import type { Querying } from '../../../db/database.ts'
import { changeKnownAt } from '../../../db/territory/reference-change.ts'
import type { Matter } from '../../../domain/territory/matter.ts'
import { databaseNow } from '../../clock.ts'
import { type TestDatabase, testDatabase } from '../../database.ts'
import {
  custodianOfOneArea,
  cutover,
  kindsOfSubjects,
} from '../../db/territory/responsibility/kinds-of-subjects.ts'

let db: TestDatabase
let matters: readonly Matter[]
let law: number
beforeAll(async () => {
  db = await testDatabase()
  await custodianOfOneArea(db)
  matters = await db.sql<Matter[]>`
    select a.id as "areaId", s.code as "procedureCode", s.field, p.power, p.tier from area a
    cross join unnest(${kindsOfSubjects.map(([code]) => code)}::text[], ${kindsOfSubjects.map(([, field]) => field)}::text[]) s (code, field)
    cross join (values ('receive', 'commune'), ('process', 'commune'), ('sign', 'commune'), ('sign', 'city')) p (power, tier)`
  law = (await changeKnownAt(db.sql, await databaseNow(db))) ?? 0
})

const named = (holders: readonly Holder[]): readonly string[] => {
  const of: string[][] = matters.map(() => [])
  for (const { matter, unitId } of holders) of[matter]?.push(unitId)
  return of.map((units) => units.sort().join())
}
const joined = (units: readonly string[]): string => [...units].sort().join()

const reading = <T>(read: (sql: Querying) => Promise<T>): Promise<T> => readingAsKnown(db, read)

describe('who holds a desk is asked once for each class of matters', () => {
  test('and each class is answered as every one of its matters is by itself', async () => {
    const judging = { at: cutover, law }
    const { looked, before, after, inbox } = await reading(async (sql) => ({
      looked: await (await HolderLookup.open(sql, judging)).of(matters),
      before: named(await holdersByResponsibility(sql, matters, { at: cutover - 1, law })),
      after: named(await holdersByResponsibility(sql, matters, judging)),
      inbox: named(await holdersByInbox(sql, matters, judging)),
    }))
    expect(new Set(after).size).toBeGreaterThan(100)
    expect(looked.map((held) => joined(held.before))).toEqual(before)
    expect(looked.map((held) => joined(held.after.byResponsibility))).toEqual(after)
    expect(looked.map((held) => joined(held.after.byInbox))).toEqual(inbox)
  })

  test('of which there are as many as units hold something, and not as many as areas', async () => {
    const judging = { at: cutover, law }
    const alike = await reading(async (sql) => ({
      before: (await areasByRules(sql, { at: cutover - 1, law })).length,
      after: (await areasByRules(sql, judging)).length,
      inbox: (await areasByReach(sql, judging)).length,
    }))
    expect(new Set(matters.map(({ areaId }) => areaId)).size).toBeGreaterThan(1_000)
    // One for each ward; then one for each commune and for each custodian of what is not placed.
    expect(alike).toEqual({ before: 527, after: 217, inbox: 217 })
  })

  test('a few at a time find the same as all at once', async () => {
    const judging = { at: cutover, law }
    const few = matters.filter((_, i) => i % 97 === 0)
    await reading(async (sql) => {
      const lookup = await HolderLookup.open(sql, judging)
      const each: unknown[] = []
      for (const matter of few) each.push(...(await lookup.of([matter])))
      expect(each).toEqual(await (await HolderLookup.open(sql, judging)).of(few))
    })
  })
})
