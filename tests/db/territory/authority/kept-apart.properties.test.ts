import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { lendMandate } from '../../../../db/territory/authority/mandate.ts'
import { DomainError } from '../../../../domain/errors.ts'
import { type TestDatabase, testDatabase } from '../../../database.ts'
import { vault } from '../../../imports/rows.ts'
import { inChange } from '../../../reference-change.ts'
import { type DeskStep, DossierAtDesks, knownAs, noon, ward } from './dossier-at-desks.ts'

/** Two officers of one person, and three persons of one officer each. */
const officers = ['an-1', 'an-2', 'binh', 'cuc', 'dung'].map((name) => `can-bo:thu:${name}`)
const personOf = (officer: string) => officer.replace(/-\d$/, '')
const holders = {
  oneStop: 'can-bo:thu:binh',
  civilStatus: 'can-bo:thu:cuc',
  chair: 'can-bo:thu:dung',
} as const

let db: TestDatabase
beforeAll(async () => {
  db = await testDatabase()
  await inChange(db, async (tx) => {
    await tx`insert into officer (id, name) select unnest(${officers}::text[]), 'Cán bộ'`
    for (const [role, officer] of Object.entries(holders)) {
      await tx`
        insert into mandate (id, officer_id, unit_id, role, valid, basis)
        values (${randomUUID()}, ${officer}, ${ward}, ${role}, '[2026-01-01,2027-01-01)', 'Quyết định 1')`
    }
  })
  await knownAs(db, Object.fromEntries(officers.map((officer) => [officer, vault.lookup(personOf(officer))])))
})

const who = fc.constantFrom(...officers)
const role = fc.constantFrom('oneStop', 'civilStatus', 'chair')
const move = fc.oneof(
  fc.record({ do: fc.constant('lend'), role, to: who, by: who }),
  fc.record({ do: fc.constant('decide'), step: fc.constantFrom('receive', 'review', 'sign'), by: who }),
)

/** So that several may receive and sign in most sequences. */
const lentFirst = [
  { role: 'chair', to: 'can-bo:thu:binh' },
  { role: 'chair', to: 'can-bo:thu:an-1' },
  { role: 'oneStop', to: 'can-bo:thu:an-2' },
] as const

const refusals = new Set(['lentToOneself', 'mandateOverlaps', 'roleNotHeld'])

async function lends(to: string, asked: { role: keyof typeof holders; by: string }): Promise<boolean> {
  const { role: lent, by } = asked
  try {
    await lendMandate(db, {
      ...{ caller: by, key: randomUUID(), unitId: ward, role: lent, officerId: to, kind: 'substitution' },
      ...{ actingForId: holders[lent], from: noon, until: noon + 3_600_000, basis: 'Quyết định 2', at: noon },
    })
    return true
  } catch (error) {
    if (error instanceof DomainError && refusals.has(error.code)) return false
    throw error
  }
}

test('whatever is lent and decided, nobody signs what they filed, received or reviewed, and nobody lends to oneself', {
  timeout: 240_000,
}, async () => {
  let [signed, kept] = [0, 0]
  await fc.assert(
    fc.asyncProperty(who, fc.array(move, { minLength: 6, maxLength: 14 }), async (filedBy, moves) => {
      await inChange(
        db,
        (tx) =>
          tx`update mandate set valid = 'empty' where kind = 'substitution' and officer_id = any (${officers}::text[])`,
      )
      for (const { to, role: lent } of lentFirst) await lends(to, { role: lent, by: 'giam-sat' })
      const dossier = await new DossierAtDesks(db).file({ filedBy })
      const had: Record<DeskStep, Set<string>> = { receive: new Set(), review: new Set(), sign: new Set() }
      for (const one of moves) {
        if ('to' in one) {
          const lent = await lends(one.to, one)
          const oneself = [one.by, holders[one.role]].some((other) => personOf(other) === personOf(one.to))
          if (lent) expect(oneself).toBe(false)
          continue
        }
        const task = await dossier.open(one.step)
        const { allowed } = await dossier.asks(task, one.by)
        if (!allowed) {
          kept += 1
          continue
        }
        if (one.step === 'sign') {
          signed += 1
          const before = new Set([personOf(filedBy), ...had.receive, ...had.review])
          expect(before.has(personOf(one.by))).toBe(false)
        }
        had[one.step].add(personOf(one.by))
        await dossier.decide(task, one.by)
      }
    }),
    { numRuns: 60, seed: 7 },
  )
  expect(signed).toBeGreaterThan(5)
  expect(kept).toBeGreaterThan(5)
})
