/** Whatever is granted, raised, suspended, withdrawn and prepared around a death: the lines of its sums sum to what the model owes. */
import { randomBytes, randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { unprovedEntitlements } from '../../../db/benefits/proof.ts'
import type { BenefitKind } from '../../../domain/benefits/benefit.ts'
import { deathSums } from '../../../domain/benefits/death.ts'
import { addMonths } from '../../../domain/benefits/month.ts'
import { type TestDatabase, testDatabase } from '../../database.ts'
import { confirms, recordsDeath, sumOf } from './deaths.ts'
import { firstOfAll, type ModelFact, owedFor, rateOf } from './owed-month-by-month.ts'
import { newParty, People } from './people.ts'

let database: TestDatabase
let people: People
beforeAll(async () => {
  database = await testDatabase()
  people = new People(database)
})

type Step = Readonly<{ do: string; month: string; which: number; many: number }>
const step = fc.record({
  do: fc.constantFrom(
    ...['raise', 'raise', 'level', 'suspend', 'regrant', 'withdraw', 'prepare', 'prepare', 'prepare', 'die'],
  ),
  month: fc.integer({ min: 0, max: 8 }).map((count) => addMonths(firstOfAll, count)),
  which: fc.nat({ max: 20 }),
  many: fc.integer({ min: 1, max: 3 }),
})

/** Levels are of the whole database, so those of all stories stay. */
const levels = [
  { month: firstOfAll, dong: 1_800_000 },
  { month: '2024-07', dong: 2_340_000 },
]

interface Held {
  id: string
  benefit: string
  kind: BenefitKind
  facts: ModelFact[]
  raises: { month: string; dong: number }[]
}

/** One person with an allowance, a supplement and a carer. */
class Story {
  readonly #lookup = randomBytes(32)
  readonly #held: Held[] = []
  #partyId = ''
  /** Month of death, once it was decided that a sum is due. */
  readonly #sums = new Map<string, string>()
  readonly #booked = new Set<string>()
  #dead = false

  async begin(): Promise<void> {
    this.#partyId = await newParty(database.sql, this.#lookup)
    for (const kind of ['allowance', 'supplement', 'carer'] as const) {
      const benefit = `test-${randomUUID()}`
      await database.sql`
        insert into benefit (code, name, kind, cadence, follows_rate) values (${benefit}, 'thử', ${kind}, 'monthly', false)`
      await people.raise(benefit, firstOfAll, 5_000)
      const { id } = await people.grant({ partyId: this.#partyId, benefit, fromMonth: firstOfAll })
      const [fact] =
        await database.sql`select id from entitlement_fact where entitlement_id = ${id} and kind = 'granted'`
      const facts: ModelFact[] = [{ id: String(fact?.id), kind: 'granted', month: firstOfAll, times: 1 }]
      this.#held.push({ id, benefit, kind, facts, raises: [{ month: firstOfAll, dong: 5_000 }] })
    }
  }

  async play({ do: what, month, which, many }: Step): Promise<void> {
    if (what === 'prepare') return this.#prepare(month)
    if (what === 'die') return this.#die(month)
    if (what === 'level') {
      levels.push({ month, dong: many * 1_000_000 })
      await database.sql`
        insert into reference_level (from_month, amount_dong, basis, source, assumed, recorded_by)
        values (${month}, ${many * 1_000_000}, 'Nghị định', 'test', true, 'officer')`
      return
    }
    const held = this.#held[which % this.#held.length]
    if (held !== undefined) await this.#change(held, { do: what, month, which, many })
  }

  async #change({ id, benefit, facts, raises }: Held, { do: what, month, which, many }: Step): Promise<void> {
    if (what === 'raise') {
      await people.raise(benefit, month, many * 1_000)
      raises.push({ month, dong: many * 1_000 })
    }
    if (what === 'suspend')
      facts.push({ id: await people.stop(id, month, 'prison'), kind: 'suspended', month })
    if (what === 'regrant') {
      const [fact] = await database.sql`
        insert into entitlement_fact (entitlement_id, kind, from_month, times, basis, recorded_by)
        values (${id}, 'granted', ${month}, ${many}, 'QĐ', 'officer') returning id`
      facts.push({ id: String(fact?.id), kind: 'granted', month, times: many })
    }
    const wrong = facts[which % Math.max(1, facts.length)]
    if (what === 'withdraw' && wrong !== undefined) {
      await people.withdraw(id, wrong.id)
      facts.splice(facts.indexOf(wrong), 1)
    }
  }

  /** Recorded by two dossiers, and all that is proposed is confirmed. */
  async #die(month: string): Promise<void> {
    if (this.#dead) return
    for (const diedOn of [`${month}-12`, `${month}-13`]) {
      for (const { kind, id } of await recordsDeath(database, this.#lookup, { diedOn })) {
        await confirms(database, id)
        if (kind === 'end') {
          const [end] = await database.sql`
            select f.id, f.entitlement_id as of, f.from_month as month from entitlement_fact f order by number desc limit 1`
          const held = this.#held.find((one) => one.id === end?.of)
          held?.facts.push({ id: String(end?.id), kind: 'ended', month: String(end?.month) })
        } else if (kind !== 'survivors') this.#sums.set(deathSums[kind], month)
        this.#dead = true
      }
    }
  }

  async #prepare(period: string): Promise<void> {
    await people.prepare([period])
    for (const [benefit, month] of this.#sums) {
      const owed = this.#owed(benefit, month)
      if (month <= period && owed > 0) this.#booked.add(benefit)
      const id = (await sumOf(database, benefit, this.#partyId)) ?? ''
      const rows = await database.sql`
        select sum(part.amount_dong)::float8 as dong, count(*) filter (where line.cause = 'oneOff')::int as first
        from due_line line join due_part part on part.due_line_id = line.id where line.entitlement_id = ${id} having count(*) > 0`
      expect(rows).toEqual(this.#booked.has(benefit) ? [{ dong: owed, first: 1 }] : [])
    }
    const scope = { entitlementIds: this.#held.map(({ id }) => id) }
    expect(await unprovedEntitlements(database.sql, { periods: [period], scope })).toEqual([])
  }

  #owed(benefit: string, month: string): number {
    if (benefit === deathSums.funeralGrant) return 10 * rateOf(levels, month)
    return this.#held
      .filter(({ kind }) => kind !== 'carer')
      .reduce((sum, { facts, raises }) => sum + 3 * owedFor(facts, raises, month), 0)
  }
}

test('the lines of sums at a death sum to three months and ten levels, after any facts, raises and preparations', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 8, maxLength: 24 }), async (all) => {
      const story = new Story()
      await story.begin()
      const last = addMonths(firstOfAll, 8)
      for (const one of [
        ...all,
        { do: 'die', month: '2024-02', which: 0, many: 1 },
        { do: 'prepare', month: last, which: 0, many: 1 },
      ]) {
        await story.play(one)
      }
    }),
    { numRuns: 60, seed: 7 },
  )
}, 180_000)
