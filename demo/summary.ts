import { formatDong, parseDong } from '../domain/money.ts'
import type { Finding } from '../harness/checker.ts'
import type { Cutover } from './certify.ts'
import type { Evidence } from './evidence.ts'
import { late } from './observed.ts'
import type { PayoutSummary } from './payout/story.ts'

/** How the day went, in figures; the one line of `--json`. */
export interface Summary {
  seed: number
  dossiers: number
  /** Procedures that they are of; dossiers by the route that these go. */
  procedures: number
  routes: Readonly<Record<string, number>>
  /** Ended with a result. */
  completed: number
  refused: number
  withdrawn: number
  lapsed: number
  /** Ended, or still open, after the statutory time. */
  late: number
  supplements: number
  /** Filed over the counter or by post, entered by an officer. */
  paperFilings: number
  /** Of them, those entered days after they were received. */
  enteredLater: number
  /** Dossiers whose area a custodian decided. */
  placements: number
  /** Decisions by a substitute, in the name of the officer who is away. */
  substitutions: number
  /** Tasks decided in a call that was sent for several. */
  bulk: number
  /** Filings acknowledged while worker or engine were down. */
  filedMeanwhile: number
  /** Filings that named a unit which had ended, and were routed on. */
  routed: number
  decisions: number
  /** Refused since the unit of the desk had ended. */
  tooLate: number
  /** Answered 503 and applied later. */
  appliedLater: number
  /** Processes killed with SIGKILL and started again. */
  restarts: number
  orders: number
  paidDong: string
  bankDong: string
  journalRows: number
  /** Open dossiers compared with their workflows in the midst of the day. */
  compared: number
  differences: number
  cutover: Cutover
  /** The last act: two months of benefits. */
  payout: PayoutSummary
  mismatches: number
  seconds: number
}

export function summaryOf(
  evidence: Evidence,
  findings: readonly Finding[],
  day: Pick<
    Summary,
    | 'seed'
    | 'procedures'
    | 'routes'
    | 'restarts'
    | 'compared'
    | 'differences'
    | 'cutover'
    | 'payout'
    | 'seconds'
  >,
): Summary {
  const { observed, dossiers, stored, payments, substituted } = evidence
  const ended = (...endings: string[]) =>
    dossiers.filter(({ ending }) => endings.includes(ending ?? '')).length
  const paid = payments.ledger.orders.filter(({ state }) => state === 'CONFIRMED')
  return {
    ...day,
    dossiers: dossiers.length,
    completed: ended('issued'),
    refused: ended('refused', 'notReceived'),
    withdrawn: ended('withdrawn'),
    lapsed: ended('lapsed'),
    late: dossiers.filter((dossier) => dossier.late).length,
    supplements: observed.decisions.filter(({ kind }) => kind === 'supplement').length,
    paperFilings: dossiers.filter(({ channel }) => channel !== 'online').length,
    enteredLater: dossiers.filter(({ enteredLater }) => enteredLater !== null).length,
    placements: observed.placements.length,
    substitutions: substituted.length,
    bulk: observed.bulk.reduce((sum, tasks) => sum + tasks, 0),
    filedMeanwhile: observed.receipts.filter(({ engineAway }) => engineAway).length,
    routed: observed.receipts.filter(({ routed }) => routed).length,
    decisions: observed.decisions.length,
    tooLate: observed.tooLate,
    appliedLater: late(observed).filter(({ status }) => status === 'applied').length,
    orders: paid.length,
    paidDong: String(paid.reduce((sum, { amountDong }) => sum + amountDong, 0n)),
    bankDong: payments.bank.settledDong,
    journalRows: stored.journal.length,
    mismatches: findings.flatMap(({ violations }) => violations).length,
  }
}

export function describeMoney({ orders, paidDong, bankDong }: Summary): string {
  return `${orders} transfers, ${formatDong(parseDong(paidDong))} by our books, ${formatDong(parseDong(bankDong))} by the bank's`
}

/** A line for what held; for what did not, each violation by name. */
export const describeFinding = ({ invariant, checked, violations }: Finding): string =>
  violations.length === 0
    ? `  ✓ ${nameOf(invariant)} (${checked})`
    : [`  ✗ ${nameOf(invariant)}`, ...violations.map((violation) => `      ${violation}`)].join('\n')

/** The invariants of the fault tests carry numbers. */
const nameOf = (invariant: string): string => invariant.replace(/^G\d+ /, '')
