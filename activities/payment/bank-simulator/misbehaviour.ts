import { createHash } from 'node:crypto'

const DAY_MS = 86_400_000

/** How a simulated bank errs, each with a share from 0 to 1 of the calls, orders, accounts or lines that it concerns. */
export const shares = {
  executeThenTimeOut: 'executes and never answers',
  timeOutOnly: 'never answers and does nothing',
  reject: 'rejects, beside the accounts that it always rejects',
  refuse: 'answers 503 to a call and does nothing',
  acceptFirst: 'answers accepted, and settles after the first inquiry',
  answerTwice: 'sends a notice twice, and names an order twice in the answer to a batch',
  delay: 'executes at once and answers after delayMs',
  late: 'executes at once and answers after lateMs, when the client has gone',
  executeLate: 'executes and answers after lateMs; until then an inquiry finds nothing',
  outOfOrder: 'lets another answer or notice pass first, and shuffles the answer to a batch',
  garbage: 'executes and answers with what nobody can read',
  halfBatch: 'executes a part of a batch, never the rest, and does not answer',
  closeAccounts: 'an account that was paid to before is closed from this order on',
  returns: 'sends the money of a payment back after returnAfterMs',
  duplicateLine: 'lists a debit twice in the statement',
  wrongAmount: 'lists a debit with another amount',
  foreignLine: 'lists a debit that no order of the customer caused',
  missingLine: 'leaves a debit out, and lists it in the statement of missingForMs later',
} as const satisfies Readonly<Record<string, string>>
export type Share = keyof typeof shares

/** Numbers beside the shares, with what holds where nothing is set. */
export const usual = {
  /** The same seed errs on the same orders, by arrival. */
  seed: 0,
  delayMs: 100,
  /** Longer than a client waits (`httpGateway`). */
  lateMs: 12_000,
  /** An order key older than this is executed again; inquiries still find it. */
  forgetKeysAfterMs: Number.POSITIVE_INFINITY,
  /** The same, by the number of orders since. */
  forgetKeysAfterOrders: Number.POSITIVE_INFINITY,
  /** Beyond it 429 with Retry-After. */
  requestsPerSecond: Number.POSITIVE_INFINITY,
  /** After so many calls it breaks connections off without a word, for `awayForMs`. */
  awayAfterRequests: Number.POSITIVE_INFINITY,
  awayForMs: 2_000,
  returnAfterMs: 2 * DAY_MS,
  missingForMs: DAY_MS,
}
export type Setting = keyof typeof usual

export type Misbehaviour = Record<Share | Setting, number>

/** A bank that errs where `given` says so, and nowhere else. */
export function misbehaviourOf(given: Partial<Misbehaviour>): Misbehaviour {
  const never = {
    ...{ executeThenTimeOut: 0, timeOutOnly: 0, reject: 0, refuse: 0, acceptFirst: 0, answerTwice: 0 },
    ...{ delay: 0, late: 0, executeLate: 0, outOfOrder: 0, garbage: 0, halfBatch: 0, closeAccounts: 0 },
    ...{ returns: 0, duplicateLine: 0, wrongAmount: 0, foreignLine: 0, missingLine: 0 },
  }
  return { ...never, ...usual, ...given }
}

/** Whether it errs this time. */
export type Errs = (how: Share) => boolean

/** Chance by seed. Keys of orders are random, so a draw goes by which key this is, in the order of arrival, and how often it came. */
export class Draws {
  readonly #nth = new Map<string, number>()
  /** By what happens, then by key. */
  readonly #times = new Map<string, Map<string, number>>()

  constructor(readonly misbehaviour: Misbehaviour) {}

  /** The draws for the next time that `what` happens to `key`. */
  next(what: string, key: string): Errs {
    const nth = this.#nth.get(key) ?? this.#nth.size
    this.#nth.set(key, nth)
    const times = this.#times.get(what) ?? new Map<string, number>()
    this.#times.set(what, times)
    const time = (times.get(key) ?? 0) + 1
    times.set(key, time)
    return (how) => this.errs(how, `${nth} ${what} ${time}`)
  }

  errs(how: Share, of: string): boolean {
    const share = this.misbehaviour[how]
    return share > 0 && this.fraction(`${how} ${of}`) < share
  }

  /** From 0 up to, and without, 1; the same for the same seed and text. */
  fraction(of: string): number {
    const drawn = createHash('sha256').update(`${this.misbehaviour.seed} ${of}`).digest()
    return drawn.readUInt32BE() / 2 ** 32
  }
}
