/**
 * Which waits PostgreSQL cuts, by what a pool is for. The one file with time-outs of statements. A wait that nothing cuts
 * takes a connection until the process ends, and one locked row takes them all.
 */
export interface PoolLimits {
  /** Longest run of one statement, waits for locks included; 0: no limit. */
  statementMs: number
  /** Longest wait for one lock; 0: no limit. */
  lockMs: number
  /** Longest pause within a transaction: a frozen process gives its locks up. */
  idleInTransactionMs: number
  /** Longest wait for a connection; Infinity: no limit. */
  waitMs: number
}

const idleInTransactionMs = 5_000

/** Longest run of the one statement that fills a wave of notices, over a city a million open tasks: an operator waits, once a reorganisation. */
export const waveFillMs = 10 * 60_000

/** Longest run of the one statement that freezes the list of open runs, or adds what the engine ran: a country has a million. */
export const freezeMs = 2 * 60_000

export const poolLimits = {
  /** A caller waits; the rest of the API must not. */
  api: { statementMs: 5_000, lockMs: 2_000, idleInTransactionMs, waitMs: 2_000 },
  /** The probe of an API: it says "not ready" rather than wait. */
  probe: { statementMs: 1_500, lockMs: 1_000, idleInTransactionMs, waitMs: 1_500 },
  /** Below the 2 s of a local activity: the wait has ended before the next attempt queues behind it. */
  localWrites: { statementMs: 1_500, lockMs: 1_000, idleInTransactionMs, waitMs: 1_500 },
  /** Below the 10 s of a regular activity, which is retried for ever: what is slow on a bad day still gets through. */
  writes: { statementMs: 8_000, lockMs: 4_000, idleInTransactionMs, waitMs: 8_000 },
  /** Below the 30 s of a payout; of an order's lock nobody waits, it is tried once. */
  payments: { statementMs: 8_000, lockMs: 4_000, idleInTransactionMs, waitMs: 8_000 },
  /** Rounds that are repeated; none may hold what the others need. */
  relay: { statementMs: 10_000, lockMs: 2_000, idleInTransactionMs, waitMs: 10_000 },
  /** Migrations, imports, comparisons of everything: they run long, and nobody waits behind them in the same pool. */
  command: { statementMs: 0, lockMs: 0, idleInTransactionMs: 60_000, waitMs: Number.POSITIVE_INFINITY },
} as const satisfies Record<string, PoolLimits>
