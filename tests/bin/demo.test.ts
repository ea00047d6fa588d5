import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { describeItem, judge } from '../../demo/checks.ts'
import type { Evidence, ShownDossier, StoredDossier } from '../../demo/evidence.ts'
import { type Intention, intentionsOf } from '../../demo/intentions.ts'
import { table } from '../../demo/table.ts'
import type { JournalRow } from '../../harness/evidence.ts'
import { givenOf, runPath } from '../../procedures/grammar/checks/examples.ts'
import { planOf } from '../../procedures/grammar/plan/compile-plan.ts'
import { loadProcedures } from '../../procedures/registry/registry.ts'

const split = {
  oldWard: '00007',
  unplacedAreaId: 'unplaced:old:00007',
  areaId: 'cell:00007:00004',
  custodianId: 'new:00008',
}

const root = fileURLToPath(new URL('../../', import.meta.url))

function demo(...args: string[]): { status: number | null; stdout: string; stderr: string } {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', 'tsx', 'bin/demo.ts', ...args],
    { cwd: root, encoding: 'utf8', timeout: 240_000 },
  )
  return { status, stdout, stderr }
}

describe('npm run demo', () => {
  it('brings every dossier to its end through the loss of worker and engine', {
    timeout: 250_000,
  }, async () => {
    const { status, stdout, stderr } = demo('--dossiers', '16', '--json')
    const meant = await intentionsFor(16)
    const number = (of: (intention: Intention) => boolean) => meant.filter(of).length
    expect(stderr).toBe('')
    expect(stdout.trimEnd().split('\n')).toHaveLength(1)
    const day = JSON.parse(stdout)
    expect(day).toMatchObject({ seed: 42, dossiers: 16, restarts: 2, mismatches: 0, differences: 0 })
    expect(day).toMatchObject({
      late: number(({ late }) => late),
      paperFilings: number(({ body }) => body.channel !== 'online'),
      enteredLater: number(({ body }) => body.received !== undefined),
      placements: number(({ split }) => split !== null),
    })
    for (const some of [day.late, day.enteredLater, day.placements]) expect(some).toBeGreaterThan(0)
    expect(day).toMatchObject({ procedures: 12, routes: { own: 16 } })
    expect(day.completed + day.refused + day.withdrawn + day.lapsed).toBe(16)
    expect(day.filedMeanwhile).toBeGreaterThanOrEqual(4)
    expect(day.substitutions).toBeGreaterThan(0)
    expect(day.bulk).toBeGreaterThan(1)
    expect(day.orders).toBeGreaterThan(0)
    expect(day.bankDong).toBe(day.paidDong)
    expect(status).toBe(0)
  })

  it('says which number it cannot take', () => {
    const { status, stderr } = demo('--dossiers', 'many')
    expect(status).toBe(2)
    expect(stderr).toContain('--dossiers is "many".')
    expect(stderr).toContain('Give a whole number')
  })
})

describe('what is filed', async () => {
  const all = (await loadProcedures()).procedures
  const codes = new Set(all.map(({ code }) => code))
  const procedures = [...new Set((await intentionsFor(12)).map(({ procedure }) => procedure))]
  // Each of the twelve so often that each of its examples has its turn.
  const most = Math.max(...procedures.map(({ examples }) => examples.length))
  const intentions = await intentionsFor(12 * 2 * most + codes.size - 12)

  it('is of twelve procedures at first, then of every other, which go the ways of their routes', () => {
    const early = intentions.slice(0, 48)
    expect(new Set(early.map(({ procedure }) => procedure))).toEqual(new Set(procedures))
    const once = intentions.slice(0, 48 + codes.size - 12)
    expect(new Set(once.map(({ procedure }) => procedure.code))).toEqual(codes)
    const others = once.slice(48)
    expect(new Set(others.map(({ ends }) => ends))).toContain('refused')
    expect(others.flatMap(({ items }) => items.map(({ kind }) => kind))).toContain('supplement')
  })

  it('goes every way that the examples of the twelve go', () => {
    // What lay in the post finds the time of its reception over, and goes the same way.
    const lengthOf = (items: Intention['items']) => items.filter(({ kind }) => kind !== 'due').length
    const filed = new Set(
      intentions.map(({ procedure, ends, items }) => `${procedure.code} ${ends} ${lengthOf(items)}`),
    )
    for (const procedure of procedures) {
      for (const example of procedure.examples) {
        const { items } = runPath(planOf(procedure), example.path, givenOf(example))
        expect(filed).toContain(`${procedure.code} ${example.ends} ${lengthOf(items)}`)
      }
    }
  })

  it('comes by every channel, and some of it too late', () => {
    expect(new Set(intentions.map(({ body }) => body.channel))).toEqual(
      new Set(['online', 'counter', 'post']),
    )
    const late = intentions.filter((intention) => intention.late)
    const lateOften = late.flatMap(({ procedure }) => (procedures.includes(procedure) ? procedure : []))
    expect(new Set(lateOften).size).toBeGreaterThan(procedures.length / 2)
    for (const { items, body } of late) {
      expect(items.map(({ kind }) => kind)).toContain('due')
      expect(body).toMatchObject({ channel: 'counter', received: { reason: 'paper' } })
    }
    const reasons = intentions.flatMap(({ body }) => body.received?.reason ?? [])
    expect(new Set(reasons)).toEqual(new Set(['paper', 'post']))
  })

  it('comes from an old commune whose name does not tell where it lies, and is judged in its part', () => {
    const unplaced = intentions.filter(({ split }) => split !== null)
    expect(unplaced.length).toBeGreaterThan(intentions.length / 20)
    for (const { commune, body } of unplaced) {
      expect(commune.areaId).toBe(split.areaId)
      expect(body.places).toEqual([{ kind: expect.any(String), oldWard: split.oldWard }])
    }
  })

  it('brings no paper that a database replaces', () => {
    for (const { procedure, body } of intentions) {
      for (const { kind } of body.papers ?? []) expect(procedure.papers[kind]?.replacedBy).toBeUndefined()
    }
  })

  it('is the same for a seed', async () => {
    expect(await intentionsFor(intentions.length)).toEqual(intentions)
  })

  it('names an account that the bank rejects only where the applicant will correct it', () => {
    for (const { body, corrected } of intentions) {
      const closed = String(body.form.payeeAccount).endsWith('0000')
      expect(closed).toBe(corrected !== null)
      expect(corrected?.payeeAccount ?? '8').toMatch(/8$/)
    }
  })
})

describe('what is judged when the day is over', async () => {
  const intentions = await intentionsFor(12)
  const violations = (day: Evidence) => judge(intentions, day).flatMap((finding) => finding.violations)
  const payout = intentions.findIndex(({ paidDong }) => paidDong > 0n)

  it('finds nothing in a day that went as intended', () => {
    expect(violations(goodDay(intentions))).toEqual([])
    expect(judge(intentions, goodDay(intentions)).every(({ checked }) => checked > 0)).toBe(true)
  })

  it('an ending that was not intended, by PostgreSQL or by the API alone', () => {
    const day = goodDay(intentions)
    change(day.dossiers, 0, { ending: 'refused' })
    expect(violations(day)).toEqual(['code-0 was to be issued, PostgreSQL says refused'])

    const shown = goodDay(intentions)
    shown.shown.set('id-0', { code: 'code-0', status: 'open', ending: null })
    expect(violations(shown)).toEqual(['code-0 was to be issued, the API says open'])
  })

  it('a decision that nobody intended, a missing one, and one in the wrong order', () => {
    const [start = '', ...rest] = intentions[0]?.items.map(describeItem) ?? []
    const twice = goodDay(intentions)
    change(twice.dossiers, 0, { items: [start, ...rest, 'withdraw'] })
    expect(violations(twice)).toEqual(['code-0 thing 6 was to be "none", it is "withdraw"'])

    const missing = goodDay(intentions)
    change(missing.dossiers, 0, { items: rest })
    expect(violations(missing)).toEqual([
      'code-0 thing 1 was to be "start", it is "decide receive.1 accepted"',
    ])
  })

  it('a receipt without its dossier, and a code on two receipts', () => {
    const lost = goodDay(intentions)
    lost.dossiers.splice(3, 1)
    expect(violations(lost)).toContain('PostgreSQL holds no dossier id-3 of code code-3')

    const same = goodDay(intentions)
    change(same.observed.receipts, 3, { code: 'code-2' })
    expect(violations(same)).toContain('code code-2 stands on 2 receipts')
  })

  it('a decision answered "applied" that is not, and one that nobody sent', () => {
    const day = goodDay(intentions)
    change(day.stored.requests, 0, { status: 'lapsed' })
    expect(violations(day)).toEqual([
      'decide request-0, first answered 503: answered applied, PostgreSQL says lapsed',
    ])

    const unheard = goodDay(intentions)
    unheard.observed.decisions.pop()
    expect(violations(unheard)).toEqual(['PostgreSQL holds 1 decisions, 0 were sent'])
  })

  it('a journal row changed after it was written, and one taken out', () => {
    const changed = goodDay(intentions)
    change(changed.stored.journal, 1, { reckoned: 'other' })
    expect(violations(changed)).toEqual(['journal id-0 2 was changed after it was written'])

    const cut = goodDay(intentions)
    cut.stored.journal.splice(1, 1)
    expect(violations(cut)).toContain('journal id-0 3 follows 1')
  })

  it('a transfer too many, and one without an order', () => {
    const twice = goodDay(intentions)
    const [first] = twice.payments.bank.transfers
    if (first !== undefined) twice.payments.bank.transfers.push({ ...first, ref: first.ref })
    expect(violations(twice)).toContain(`The bank paid order ${first?.orderKey} 2 times`)

    const stray = goodDay(intentions)
    stray.payments.bank.transfers.push({ orderKey: 'stray', ref: 'r', amountDong: '1' })
    expect(violations(stray)).toContain('The bank paid under stray, which is not an order of this database')
  })

  it('a sum that is not what is owed', () => {
    const day = goodDay(intentions)
    change(day.dossiers, payout, { paidDong: 1n })
    const owed = intentions[payout]?.paidDong
    expect(violations(day)).toEqual([`code-${payout} was owed ${owed} đồng and paid 1`])
  })

  it('a dossier that came by another channel, and one that is late or in time where it was not to be', () => {
    const day = goodDay(intentions)
    const late = intentions.findLastIndex((intention) => intention.late)
    const inTime = intentions.findIndex((intention) => !intention.late)
    const counter = intentions.findIndex(
      ({ body }, at) => body.channel === 'counter' && at !== late && at !== inTime,
    )
    change(day.dossiers, counter, { channel: 'online' })
    change(day.dossiers, inTime, { late: true })
    change(day.dossiers, late, { late: false })
    const found = violations(day)
    expect(found).toHaveLength(3)
    expect(found).toContainEqual(
      expect.stringMatching(new RegExp(`^code-${counter} came by counter.*, PostgreSQL says online`)),
    )
    expect(found).toContain(`code-${inTime} is late and was not to be`)
    expect(found).toContain(`code-${late} was to be late and is not`)
  })

  it('a dossier left where nobody placed it, and one that was moved where it does not lie', () => {
    const left = goodDay(intentions)
    left.observed.placements.pop()
    change(left.dossiers, 4, { areaId: split.unplacedAreaId, placed: null })
    const placing = `${split.unplacedAreaId} → ${split.areaId} by ${split.custodianId}`
    expect(violations(left)).toEqual([
      `code-4 lies in ${split.areaId} and stands in ${split.unplacedAreaId}`,
      `code-4 was to be placed ${placing}, it was not`,
      '0 placements were answered, 1 were intended',
    ])
    const moved = goodDay(intentions)
    change(moved.dossiers, 0, { areaId: split.areaId, placed: placing })
    expect(violations(moved)).toHaveLength(2)
  })

  it('a decision of an absent officer’s desk in the wrong name', () => {
    const day = goodDay(intentions)
    change(day.substituted, 0, { written: 'b' })
    expect(violations(day)).toEqual(['decision request-0 was to be by b for a, it is by b'])
  })

  it('a workflow that still runs, and an answer that nobody expected', () => {
    const day = goodDay(intentions)
    day.workflows = { running: 1, completed: 11 }
    day.observed.surprises.push('filing 3 was answered 500 internal')
    expect(violations(day)).toEqual([
      'filing 3 was answered 500 internal',
      '1 workflows run and 11 have completed, of 12',
    ])
  })
})

describe('the table of the day', async () => {
  const intentions = await intentionsFor(60)
  const lines = table(intentions, goodDay(intentions)).split('\n')
  const figuresOf = (line = '') => line.trim().split(/ {2,}/).slice(1)

  it('adds up: the procedures to their field, fields and routes to the city', () => {
    const routes = lines.findIndex((line) => line.startsWith('  Quy trình'))
    const sum = (from: number, to: number, of: RegExp) =>
      lines
        .slice(from, to)
        .filter((line) => of.test(line))
        .reduce((all, line) => all + Number(figuresOf(line)[0]), 0)
    expect(sum(1, routes, /^ {2}\p{Lu}/u)).toBe(60)
    expect(sum(1, routes, /^ {4}/)).toBeGreaterThanOrEqual(48)
    expect(sum(routes + 1, lines.length - 1, /^ {2}[^ ─]/)).toBe(60)
    expect(figuresOf(lines.at(-1))[0]).toBe('60')
    const ofField = intentions.filter(({ procedure }) => procedure.field === 'Hộ tịch').length
    expect(figuresOf(lines.find((line) => line.startsWith('  Hộ tịch')))[0]).toBe(`${ofField}`)
  })

  it('stands in columns, whatever the name', () => {
    const figured = lines.filter((line) => figuresOf(line).length > 1)
    expect(new Set(figured.map((line) => line.length)).size).toBe(1)
  })
})

async function intentionsFor(count: number): Promise<readonly Intention[]> {
  const communes = [{ unitId: 'new:00004', name: 'Phường Ba Đình', areaId: 'cell:00001:00004', split }]
  const now = Date.parse('2026-11-25T09:00:00+07:00')
  return intentionsOf(await loadProcedures(), { communes, count, seed: 1, now })
}

/** Evidence of a day on which everything went as intended: numbers stand for ids, one decision for all. */
function goodDay(intentions: readonly Intention[]) {
  const dossiers: StoredDossier[] = intentions.map(
    ({ number, body, commune, split, ends, late, items, paidDong }) => ({
      ...{ id: `id-${number}`, code: `code-${number}`, channel: body.channel, ending: ends, late, paidDong },
      enteredLater: body.received?.reason ?? null,
      areaId: commune.areaId,
      placed: split && `${split.unplacedAreaId} → ${split.areaId} by ${split.custodianId}`,
      items: items.map(describeItem),
    }),
  )
  const paid = intentions.filter(({ paidDong }) => paidDong > 0n)
  const sum = paid.reduce((total, { paidDong }) => total + paidDong, 0n)
  return {
    observed: {
      receipts: dossiers.map(({ id, code }, number) => ({ number, dossierId: id, code, engineAway: false })),
      decisions: [
        { id: 'request-0', kind: 'decide' as const, firstAnswer: 503 as const, status: 'applied' as const },
      ],
      bulk: [2],
      placements: dossiers.flatMap(({ id, areaId, placed }) =>
        placed === null ? [] : [{ dossierId: id, area: areaId, by: split.custodianId }],
      ),
      surprises: [] as string[],
      engineAway: false,
    },
    stored: storedFor(dossiers),
    dossiers,
    shown: new Map<string, ShownDossier>(
      dossiers.map(({ id, code, ending }) => [
        id,
        { code, status: 'closed', ending: ending === null ? null : { code: ending } },
      ]),
    ),
    payments: {
      ours: {
        orders: paid.map(({ number, paidDong }) => ({
          ...{ id: `order-${number}`, state: 'CONFIRMED' as const, amountDong: paidDong },
          gatewayRef: `ref-${number}`,
        })),
        balances: { paid: sum, entitlement: -sum },
        overpaidLineIds: [],
      },
      bank: {
        transfers: paid.map(({ number, paidDong }) => ({
          ...{ orderKey: `order-${number}`, ref: `ref-${number}`, amountDong: String(paidDong) },
        })),
        settledDong: String(sum),
      },
    },
    workflows: { running: 0, completed: intentions.length },
    substituted: [{ id: 'request-0', arranged: 'b for a', written: 'b for a' }],
  } satisfies Evidence
}

function storedFor(dossiers: readonly StoredDossier[]) {
  const journal: JournalRow[] = ['', 'hash-1', 'hash-2'].map((prevHash, i) => ({
    ...{ dossierId: 'id-0', seq: i + 1, kind: 'decided', revision: i + 1, requestId: null },
    ...{ prevHash, hash: `hash-${i + 1}`, reckoned: `hash-${i + 1}` },
  }))
  return {
    dossiers: dossiers.map(({ id, ending }) => ({
      ...{ id, revision: 3, status: 'closed' as const, ending, started: true, open: [] },
    })),
    filings: dossiers.map(({ id }) => ({ key: `demo-${id}`, dossierId: id })),
    requests: [requestOf('applied')],
    effects: [
      { dossierId: 'id-0', revision: 2, effectKey: 'request-0', item: { key: 'request-0', kind: 'decide' } },
    ],
    journal,
    heads: [{ dossierId: 'id-0', seq: 3, hash: 'hash-3' }],
    deadlines: [],
    outboxLag: 0,
  }
}

function requestOf(status: Evidence['stored']['requests'][number]['status']) {
  return {
    ...{ id: 'request-0', key: 'key-0', dossierId: 'id-0', correction: 0, status, acknowledged: true },
    item: { kind: 'decide', task: 'receive.1', outcome: 'accepted' },
  }
}

function change<T>(all: T[], at: number, what: Partial<T>): void {
  const before = all[at]
  if (before === undefined) throw new RangeError(`there is no ${at} to change`)
  all[at] = { ...before, ...what }
}
