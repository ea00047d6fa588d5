/** A preparation that looks only at what is new writes the lines of one that compares everything. */
import { randomUUID } from 'node:crypto'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { place } from '../../../db/benefits/facts.ts'
import { unprovedEntitlements } from '../../../db/benefits/proof.ts'
import { transaction } from '../../../db/connection/transaction.ts'
import { addMonths } from '../../../domain/benefits/month.ts'
import { type TestDatabase, testDatabase } from '../../database.ts'
import { firstOfAll } from './owed-month-by-month.ts'
import { areasOf, People } from './people.ts'

let database: TestDatabase
let people: People
let places: Awaited<ReturnType<typeof areasOf>>
beforeAll(async () => {
  database = await testDatabase()
  people = new People(database)
  places = await areasOf(database.sql)
})

const month = fc.integer({ min: 0, max: 14 }).map((count) => addMonths(firstOfAll, count))
const which = fc.nat({ max: 20 })
type Step = Readonly<{ do: string; month: string; which: number; many: number }>
const steps = fc.array(
  fc.record({
    do: fc.constantFrom(
      ...['grant', 'grant', 'suspend', 'suspend', 'resume', 'end', 'withdraw', 'raise', 'place', 'late'],
      ...['prepare', 'prepare', 'prepare', 'prepare of a unit', 'prepare of a unit'],
    ),
    month,
    which,
    many: fc.integer({ min: 1, max: 3 }),
  }),
  { minLength: 10, maxLength: 30 },
)

/** One benefit, and all who hold it in order of their grants; what becomes of them becomes of its twin. */
class Twin {
  readonly benefit = `test-${randomUUID()}`
  readonly held: string[] = []
  readonly facts: { entitlement: number; id: string; kind: string }[] = []
  readonly inFull: boolean
  #late: (() => Promise<void>) | undefined
  constructor(inFull: boolean) {
    this.inFull = inFull
  }

  async begin(cadence: string): Promise<void> {
    await database.sql`
      insert into benefit (code, name, kind, cadence, follows_rate) values (${this.benefit}, 'thử', 'allowance', ${cadence}, false)`
  }

  async play({ do: what, month: from, which: at, many }: Step, cadence: string): Promise<void> {
    const entitlement = at % Math.max(1, this.held.length)
    const id = this.held[entitlement]
    if (what === 'raise') await people.raise(this.benefit, from, many * 7_000 + at * 1_000)
    if (what === 'grant') {
      const areaId = places[at % 2]?.areaId ?? ''
      const granted = await people.grant({ benefit: this.benefit, fromMonth: from, times: many, areaId })
      this.held.push(granted.id)
    }
    if (what.startsWith('prepare')) await this.#prepare(what, from, many, cadence)
    if (id === undefined) return
    const of = (kind: string) =>
      this.facts.filter((fact) => fact.entitlement === entitlement && fact.kind === kind)
    if (what === 'suspend') this.#remember(entitlement, what, await people.stop(id, from, 'prison'))
    if (what === 'end') this.#remember(entitlement, what, await people.stop(id, from))
    if (what === 'late') await this.#recordLate(id, from)
    const [suspension] = of('suspend')
    if (what === 'resume' && suspension !== undefined) await people.resume(id, suspension.id, from)
    const [wrong] = [...of('end'), ...of('suspend')]
    if (what === 'withdraw' && wrong !== undefined) {
      await people.withdraw(id, wrong.id)
      this.facts.splice(this.facts.indexOf(wrong), 1)
    }
    if (what === 'place') {
      const to = { fromMonth: from, basis: 'Mẫu 27', recordedBy: 'officer', dossierId: null }
      const areaId = places[many % 2]?.areaId ?? ''
      await transaction(database.sql, (tx) => place(tx, id, { ...to, areaId }))
    }
  }

  #remember(entitlement: number, kind: string, id: string): void {
    this.facts.push({ entitlement, kind, id })
  }

  /** A fact whose transaction is open until after the next preparation: its time of recording is before. */
  async #recordLate(id: string, from: string): Promise<void> {
    await this.settleLate()
    let goOn = () => {}
    const letGo = new Promise<void>((resolve) => {
      goOn = resolve
    })
    let written = () => {}
    const isWritten = new Promise<void>((resolve) => {
      written = resolve
    })
    const done = transaction(database.sql, async (tx) => {
      await tx`
        insert into entitlement_fact (entitlement_id, kind, from_month, reason, basis, recorded_by)
        values (${id}, 'suspended', ${from}, 'prison', 'QĐ', 'officer')`
      written()
      await letGo
    })
    await isWritten
    this.#late = async () => {
      goOn()
      await done
    }
  }

  async settleLate(): Promise<void> {
    await this.#late?.()
    this.#late = undefined
  }

  async #prepare(what: string, from: string, many: number, cadence: string): Promise<void> {
    const months = Array.from({ length: many }, (_, index) => addMonths(from, index))
    const periods = cadence === 'monthly' ? months : [...new Set(months.map((name) => name.slice(0, 4)))]
    const unitIds = what === 'prepare' ? {} : { unitIds: [places[many % 2]?.unitId ?? ''] }
    await people.prepare(periods, { scope: { benefits: [this.benefit], ...unitIds }, inFull: this.inFull })
    await this.settleLate()
  }

  lines = (): Promise<readonly (readonly string[])[]> =>
    Promise.all(this.held.map(async (id) => (await people.lines(id)).toSorted()))
}

describe('a preparation by what is new', () => {
  test.each(['monthly', 'yearly'] as const)(
    'writes the lines of a full comparison for a %s benefit, after any facts, raises and preparations',
    async (cadence) => {
      await fc.assert(
        fc.asyncProperty(steps, async (all) => {
          const twins = [new Twin(false), new Twin(true)] as const
          for (const twin of twins) await twin.begin(cadence)
          const beginning = [
            { do: 'raise', month: firstOfAll, which: 3, many: 1 },
            { do: 'grant', month: firstOfAll, which: 0, many: 2 },
            { do: 'grant', month: '2024-03', which: 1, many: 1 },
          ]
          const last = { do: 'prepare', month: '2025-01', which: 0, many: 1 }
          for (const step of [...beginning, ...all, last, last]) {
            for (const twin of twins) await twin.play(step, cadence)
            if (step.do.startsWith('prepare')) expect(await twins[0].lines()).toEqual(await twins[1].lines())
          }
          const scope = { benefits: [twins[0].benefit] }
          const periods = [cadence === 'monthly' ? '2025-01' : '2025']
          expect(await unprovedEntitlements(database.sql, { periods, scope })).toEqual([])
        }),
        { numRuns: cadence === 'monthly' ? 50 : 20, seed: 6 },
      )
    },
    180_000,
  )
})

describe('the parts that are in no live order', () => {
  test('are those of the table that says so', async () => {
    const rows = await database.sql`
      select from due_part part full join open_part on open_part.due_part_id = part.id
      where (open_part.due_part_id is null) <> exists (select from order_part where due_part_id = part.id and live)`
    expect(rows).toHaveLength(0)
  })
})
