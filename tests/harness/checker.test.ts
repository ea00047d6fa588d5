import { beforeAll, describe, expect, test } from 'vitest'
import { type Finding, journalUnbroken, judge } from '../../harness/checker.ts'
import { type Evidence, readStored, type WorkflowFacts } from '../../harness/evidence.ts'
import type { Operation } from '../../harness/history.ts'
import { type TestDatabase, testDatabase } from '../database.ts'
import {
  clock,
  decision,
  filing,
  inquiry,
  nextDay,
  reviewTime,
  row,
  sound,
  transfer,
} from './sound-evidence.ts'

const violated = (findings: readonly Finding[]) =>
  findings.flatMap(({ invariant, violations }) => violations.map((text) => `${invariant}: ${text}`))

/** The sound state with some of it made bad. */
function judged(change: {
  stored?: Partial<Evidence['stored']>
  workflow?: Partial<Exclude<WorkflowFacts, { is: 'missing' }>>
  ledger?: Partial<Evidence['payments']['ledger']>
  bank?: Partial<Evidence['payments']['bank']>
  bankMessages?: Evidence['bankMessages']
  time?: Partial<Evidence['time']>
  operations?: readonly Operation[]
}): readonly string[] {
  const { operations, stored, workflows, payments, bankMessages, time } = sound()
  const before = workflows.get('d')
  return violated(
    judge({
      operations: change.operations ?? operations,
      bankMessages: change.bankMessages ?? bankMessages,
      time: { ...time, ...change.time },
      stored: { ...stored, ...change.stored },
      workflows: new Map(
        before === undefined || before.is === 'missing' ? [] : [['d', { ...before, ...change.workflow }]],
      ),
      payments: {
        ledger: { ...payments.ledger, ...change.ledger },
        bank: { ...payments.bank, ...change.bank },
      },
    }),
  )
}

const dossier = (change: object) => ({
  dossiers: sound().stored.dossiers.map((one) => ({ ...one, ...change })),
})
const request = (change: object) => ({
  requests: sound().stored.requests.map((one) => ({ ...one, ...change })),
})
const deadline = (change: object) => ({
  deadlines: sound().stored.deadlines.map((one) => ({ ...one, ...change })),
})
const effect = sound().stored.effects[1]
const journal = (...seqs: number[]) => ({
  journal: sound().stored.journal.filter(({ seq }) => seqs.includes(seq)),
})

test('the checker finds no violation in a sound state, and every check has looked at something', () => {
  const findings = judge(sound())
  expect(violated(findings)).toEqual([])
  expect(findings.filter(({ checked }) => checked === 0)).toEqual([])
})

describe('each check of the checker finds what it is for:', () => {
  test.each([
    ['a receipt for a dossier that is not there', 'G1', { stored: { filings: [] } }],
    ['an acknowledged request that is not on disk', 'G1', { stored: { requests: [] } }],
    ['an acknowledged request still pending', 'G1', { stored: request({ status: 'pending' }) }],
    [
      'an acknowledged request in no revision',
      'G1',
      { stored: { effects: sound().stored.effects.slice(0, 1) } },
    ],
    ['a request its workflow never heard of', 'G1', { workflow: { timeline: [] } }],
    [
      'a request carried out twice',
      'G2',
      {
        stored: {
          effects: [...sound().stored.effects, { ...effect, dossierId: 'd', revision: 3, effectKey: 'r#2' }],
        },
      },
    ],
    [
      'a task answered twice, under two keys',
      'G2',
      {
        stored: {
          effects: [
            ...sound().stored.effects,
            {
              dossierId: 'd',
              revision: 3,
              effectKey: 's',
              item: { key: 's', kind: 'decide', task: 'receive.1' },
            },
          ],
        },
      },
    ],
    [
      'two dossiers for one filing',
      'G2',
      { stored: { dossiers: [...sound().stored.dossiers, { ...dossier({}).dossiers[0], id: 'e' }] } },
    ],
    [
      'an order paid twice',
      'G2',
      {
        bank: {
          transfers: [
            { orderKey: 'o', ref: 'ref', amountDong: '5' },
            { orderKey: 'o', ref: 'other', amountDong: '5' },
          ],
          settledDong: '10',
        },
      },
    ],
    [
      'an order sent again without an inquiry',
      'the bank is asked',
      { bankMessages: [inquiry, transfer, { ...inquiry, orderKey: 'p' }, transfer] },
    ],
    ['an open dossier with nothing open', 'G3', { stored: dossier({ open: [] }) }],
    ['a workflow that fails again and again', 'G3', { workflow: { attempt: 4 } }],
    ['a workflow that the engine ended', 'G3', { workflow: { is: 'broken' } }],
    ['a workflow that answers nothing', 'G3', { workflow: { state: null } }],
    ['an ended workflow of an open dossier', 'G3', { workflow: { is: 'ended' } }],
    ['a dossier never started', 'G3', { stored: dossier({ started: false }) }],
    [
      'engine work that nobody does',
      'G3',
      { stored: dossier({ open: [{ ...dossier({}).dossiers[0]?.open[0], holder: 'engine' }] }) },
    ],
    [
      'a correction without a workflow',
      'G3',
      {
        stored: {
          dossiers: [...sound().stored.dossiers, { ...dossier({}).dossiers[0], id: 'd/correction-1' }],
        },
      },
    ],
    ['a message not carried', 'G3', { stored: { outboxLag: 1 } }],
    ['a request without an answer', 'G3', { stored: request({ acknowledged: false }) }],
    [
      'an order that nobody knows the end of',
      'G3',
      { ledger: { orders: [{ id: 'o', state: 'UNKNOWN', amountDong: 5n, gatewayRef: null }] } },
    ],
    ['another revision in PostgreSQL', 'G4', { stored: dossier({ revision: 3 }) }],
    [
      'another due time in PostgreSQL',
      'G4',
      { stored: dossier({ open: [{ ...dossier({}).dossiers[0]?.open[0], dueAt: 2_000 }] }) },
    ],
    [
      'a task that the workflow does not know',
      'G4',
      {
        stored: dossier({
          open: [
            ...(dossier({}).dossiers[0]?.open ?? []),
            { ...dossier({}).dossiers[0]?.open[0], key: 'sign.1' },
          ],
        }),
      },
    ],
    ['a timer that never fired', 'G6', { stored: deadline({ overdue: true }) }],
    [
      'a task stored as due an hour early',
      'G6 due times',
      { time: { tasks: [{ ...reviewTime, dueAt: nextDay - 3_600_000 }] } },
    ],
    [
      'a dossier stored as due an hour late',
      'G6 due times',
      { time: { clocks: [{ ...clock, dueAt: clock.dueAt + 3_600_000 }] } },
    ],
    ['a timer that fired early', 'G6', { stored: deadline({ lateAt: 999 }) }],
    ['a row missing in the journal', 'G7', { stored: journal(1, 3) }],
    ['a journal cut off at its end', 'G7', { stored: journal(1, 2) }],
    [
      'a row changed in the journal',
      'G7',
      { stored: { journal: [...journal(1, 2).journal, { ...row(3, 2), reckoned: 'other' }] } },
    ],
    [
      'a revision that the journal does not tell of',
      'G7',
      { stored: { journal: [row(1, null), row(2, 1), row(3, null)] } },
    ],
  ] as readonly [string, string, Parameters<typeof judged>[0]][])('%s', (_what, invariant, change) => {
    expect(judged(change).some((text) => text.startsWith(invariant))).toBe(true)
  })

  test('a correction that was taken and that no workflow knows', () => {
    const taken: Operation = {
      ...{ kind: 'correct', key: 'correct-d', caller: 'portal', phase: 'ok', sent: 1 },
      answer: { status: 201, body: { number: 1 } },
    }
    expect(violated(judge({ ...sound(), operations: [filing, decision, taken] }))).toEqual([
      expect.stringMatching(/^G1.*d\/correction-1 has no workflow/),
    ])
  })

  test('a dossier without a workflow', () => {
    const findings = violated(judge({ ...sound(), workflows: new Map() }))
    expect(findings).toEqual(
      expect.arrayContaining([expect.stringMatching(/^G1.*no workflow/), expect.stringMatching(/^G3/)]),
    )
  })
})

describe('the chain of the journal, in PostgreSQL', () => {
  let database: TestDatabase
  beforeAll(async () => {
    database = await testDatabase()
  })

  const check = async () => journalUnbroken({ ...sound(), stored: await readStored(database.sql) }).violations

  test('is unbroken as written, and broken by a change past the trigger', async () => {
    const { sql } = database
    for (const kind of ['filed', 'start', 'decide']) {
      await sql`
        insert into journal (dossier_id, kind, actor_id, payload, valid_at)
        values ('00000000-0000-4000-8000-000000000001', ${kind}, 'x', '{}', instant(0))`
    }
    expect(await check()).toEqual([])
    await database.asOwner(async (owner) => {
      await owner`alter table journal disable trigger journal_append_only`
      await owner`update journal set actor_id = 'somebody else' where seq = 2`
    })
    expect(await check()).toEqual([expect.stringContaining('changed after it was written')])
  })
})
