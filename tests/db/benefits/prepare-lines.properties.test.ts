/** Whatever is granted, suspended, resumed, ended, withdrawn, raised and prepared, in any order: the lines sum to what is owed. */
import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { unprovedEntitlements } from '../../../db/benefits/proof.ts'
import { addMonths } from '../../../domain/benefits/month.ts'
import { type TestDatabase, testDatabase } from '../../database.ts'
import { firstOfAll, type ModelFact, owedFor } from './owed-month-by-month.ts'
import { newParty, People } from './people.ts'

let database: TestDatabase
let people: People
beforeAll(async () => {
  database = await testDatabase()
  people = new People(database)
})

const month = fc.integer({ min: 0, max: 14 }).map((count) => addMonths(firstOfAll, count))
const which = fc.nat({ max: 20 })
type Step = Readonly<{ do: string; month: string; which: number; other: number; many: number }>
const steps = fc.array(
  fc.record({
    do: fc.constantFrom(
      ...['grant', 'grant', 'regrant', 'suspend', 'suspend', 'resume', 'end', 'withdraw', 'raise', 'payees'],
      ...['prepare', 'prepare', 'prepare'],
    ),
    month,
    which,
    other: which,
    many: fc.integer({ min: 1, max: 3 }),
  }),
  { minLength: 8, maxLength: 30 },
)

const beginning: readonly Step[] = [
  { do: 'raise', month: firstOfAll, which: 0, other: 3, many: 1 },
  { do: 'grant', month: firstOfAll, which: 0, other: 0, many: 2 },
  { do: 'grant', month: '2024-03', which: 0, other: 0, many: 1 },
]

interface Held {
  id: string
  facts: ModelFact[]
  /** Periods that have lines. */
  booked: Set<string>
}

/** One benefit and all who hold it; each run of the property has its own. */
class Story {
  readonly benefit = `test-${randomUUID()}`
  readonly raises: { month: string; dong: number }[] = []
  readonly held: Held[] = []
  readonly cadence: 'monthly' | 'yearly'
  constructor(cadence: 'monthly' | 'yearly') {
    this.cadence = cadence
  }

  async begin(): Promise<void> {
    await database.sql`
      insert into benefit (code, name, kind, cadence, follows_rate) values (${this.benefit}, 'thử', 'allowance', ${this.cadence}, false)`
  }

  async play(step: Step): Promise<void> {
    if (step.do === 'raise') return this.#raise(step)
    if (step.do === 'prepare') return this.#prepare(step)
    if (step.do === 'grant') return this.#grant(step)
    const held = this.held[step.which % Math.max(1, this.held.length)]
    if (held !== undefined) await this.#change(held, step)
  }

  async #raise({ month: from, many, other }: Step): Promise<void> {
    const dong = (many * 7 + other) * 1_000
    await people.raise(this.benefit, from, dong)
    this.raises.push({ month: from, dong })
  }

  async #grant({ month: from, many }: Step): Promise<void> {
    const { id } = await people.grant({ benefit: this.benefit, fromMonth: from, times: many })
    const [fact] =
      await database.sql`select id from entitlement_fact where entitlement_id = ${id} and kind = 'granted'`
    this.held.push({
      id,
      facts: [{ id: String(fact?.id), kind: 'granted', month: from, times: many }],
      booked: new Set(),
    })
  }

  async #change(held: Held, { do: what, month: from, other, many }: Step): Promise<void> {
    const { id, facts } = held
    if (what === 'regrant') {
      const [fact] = await database.sql`
        insert into entitlement_fact (entitlement_id, kind, from_month, times, basis, recorded_by)
        values (${id}, 'granted', ${from}, ${many}, 'QĐ', 'officer') returning id`
      facts.push({ id: String(fact?.id), kind: 'granted', month: from, times: many })
    }
    if (what === 'suspend')
      facts.push({ id: await people.stop(id, from, 'prison'), kind: 'suspended', month: from })
    if (what === 'end') facts.push({ id: await people.stop(id, from), kind: 'ended', month: from })
    if (what === 'payees') {
      const parties = await Promise.all(Array.from({ length: many }, () => newParty(database.sql)))
      await people.pays(
        id,
        from,
        parties.map((partyId, index) => ({ partyId, role: 'heir', share: index + 1 + other })),
      )
    }
    const suspensions = facts.filter(({ kind }) => kind === 'suspended')
    const suspension = suspensions[other % Math.max(1, suspensions.length)]
    if (what === 'resume' && suspension !== undefined) {
      const resumed = await people.resume(id, suspension.id, from)
      facts.push({ id: resumed, kind: 'resumed', month: from, of: suspension.id })
    }
    const wrong = facts[other % Math.max(1, facts.length)]
    if (what === 'withdraw' && wrong !== undefined) {
      await people.withdraw(id, wrong.id)
      facts.splice(facts.indexOf(wrong), 1)
    }
  }

  /** Months together, or the years of them. */
  async #prepare({ month: from, many }: Step): Promise<void> {
    const months = Array.from({ length: many }, (_, index) => addMonths(from, index))
    const periods = this.cadence === 'monthly' ? months : [...new Set(months.map((name) => name.slice(0, 4)))]
    const scope = { benefits: [this.benefit] }
    await people.prepare(periods, { scope })
    const last = periods.at(-1) ?? ''
    for (const held of this.held) {
      for (const period of this.#periods()) {
        if (period <= last && this.#owed(held, period) > 0) held.booked.add(period)
      }
      expect(await this.#booked(held)).toEqual(
        [...held.booked].sort().map((period) => ({ period, dong: this.#owed(held, period), regular: true })),
      )
    }
    expect(await unprovedEntitlements(database.sql, { periods, scope })).toEqual([])
  }

  #owed = (held: Held, period: string): number => owedFor(held.facts, this.raises, period)

  #periods(): readonly string[] {
    if (this.cadence === 'yearly') return ['2023', '2024', '2025']
    return Array.from({ length: 20 }, (_, index) => addMonths(firstOfAll, index))
  }

  /** Each period with lines, what they sum to, and whether at most one of them is regular and nobody returned more than they got. */
  async #booked({ id }: Held): Promise<readonly unknown[]> {
    return await database.sql`
      select period, sum(part.amount_dong)::int as dong,
        (select count(*) <= 1 from due_line one where one.entitlement_id = ${id} and one.period = line.period and one.cause = 'regular')
          and not exists (select from due_line l join due_part p on p.due_line_id = l.id
            where l.entitlement_id = ${id} and l.period = line.period group by p.payee_id having sum(p.amount_dong) < 0) as regular
      from due_line line join due_part part on part.due_line_id = line.id where entitlement_id = ${id} group by period order by period`
  }
}

describe('lines and what is owed', () => {
  test.each(['monthly', 'yearly'] as const)(
    'the lines of a %s benefit sum to what is owed month by month, after any facts, raises and preparations',
    async (cadence) => {
      await fc.assert(
        fc.asyncProperty(steps, async (all) => {
          const story = new Story(cadence)
          await story.begin()
          for (const step of [...beginning, ...all]) {
            await story.play(step)
          }
        }),
        { numRuns: cadence === 'monthly' ? 60 : 25, seed: 6 },
      )
    },
    180_000,
  )
})
