import { workingDays } from '../../domain/time/duration.ts'
import type { Evidence, WorkflowFacts } from '../../harness/evidence.ts'
import type { Operation } from '../../harness/history.ts'
import { initialState } from '../../procedures/grammar/run/event.ts'
import { officialCalendar } from '../domain/official-calendar.ts'

/** One open dossier: filed, received by an officer, waiting for its review. Nothing is wrong with it. */
export function sound(): Evidence {
  const review = { key: 'review.1', step: 'review', holder: 'desk', dueAt: 1_000, late: false }
  const state = {
    ...initialState([]),
    revision: 2,
    rounds: { receive: 1, review: 1 },
    tasks: { 'review.1': { step: 'review', body: '', holder: 'desk' as const, dueAt: 1_000, late: false } },
  }
  const workflow: WorkflowFacts = {
    is: 'running',
    attempt: 0,
    pendingWork: 0,
    state,
    timeline: [{ at: 1, task: 'receive.1', outcome: 'accepted' }],
  }
  return {
    operations: [filing, decision],
    stored: {
      dossiers: [{ id: 'd', revision: 2, status: 'open', ending: null, started: true, open: [review] }],
      filings: [{ key: 'file-1', dossierId: 'd' }],
      requests: [
        {
          ...{
            id: 'r',
            key: 'd.receive.1',
            dossierId: 'd',
            status: 'applied',
            acknowledged: true,
            refusal: null,
          },
          correction: 0,
          item: { kind: 'decide', task: 'receive.1', outcome: 'accepted' },
        },
      ],
      effects: [
        { dossierId: 'd', revision: 1, effectKey: 'start', item: { key: 'start', kind: 'start' } },
        {
          dossierId: 'd',
          revision: 2,
          effectKey: 'r',
          item: { key: 'r', kind: 'decide', task: 'receive.1' },
        },
      ],
      journal: [row(1, null), row(2, 1), row(3, 2)],
      heads: [{ dossierId: 'd', seq: 3, hash: 'hash 3' }],
      deadlines: [{ taskId: 'd.review.1', dueAt: 1_000, lateAt: null, open: true, overdue: false }],
      outboxLag: 0,
    },
    workflows: new Map([['d', workflow]]),
    payments: {
      ledger: {
        orders: [{ id: 'o', state: 'CONFIRMED', amountDong: 5n, gatewayRef: 'ref' }],
        balances: { entitlement: -5n, payable: 0n, inTransit: 0n, paid: 5n },
        overpaidLineIds: [],
      },
      bank: { transfers: [{ orderKey: 'o', ref: 'ref', amountDong: '5' }], settledDong: '5' },
    },
    bankMessages: [inquiry, transfer],
    time: { calendar: officialCalendar, tasks: [reviewTime], clocks: [clock] },
  }
}

export const inquiry = { kind: 'inquiry', orderKey: 'o' } as const
export const transfer = { kind: 'transfer', orderKey: 'o' } as const

/** Wednesday, 2 July 2025, 9:00 in Hà Nội; a working day ends with the next, three with Monday. */
const openedAt = Date.UTC(2025, 6, 2, 2)
export const nextDay = Date.UTC(2025, 6, 3, 10)
export const reviewTime = {
  ...{ taskId: 'd.review.1', openedAt, dueAt: nextDay, calendar: officialCalendar },
  time: { holder: 'desk', within: workingDays(1), transfer: null, capped: false },
} as const
export const clock = {
  ...{ dossierId: 'd', dueAt: Date.UTC(2025, 6, 7, 10) },
  events: [{ at: openedAt, kind: 'start', from: openedAt, total: workingDays(3), sameDay: null }],
} as const

export const filing: Operation = {
  ...{ kind: 'file', key: 'file-1', caller: 'portal', phase: 'ok', sent: 1 },
  answer: { status: 201, body: { dossierId: 'd' } },
}
export const decision: Operation = {
  ...{ kind: 'decide', key: 'd.receive.1', caller: 'o', phase: 'ok', sent: 1, outcome: 'accepted' },
  answer: { status: 200, body: { decision: 'r' } },
}

export function row(seq: number, revision: number | null) {
  const hash = `hash ${seq}`
  const prevHash = seq === 1 ? '' : `hash ${seq - 1}`
  return { dossierId: 'd', seq, kind: 'k', revision, requestId: null, prevHash, hash, reckoned: hash }
}
