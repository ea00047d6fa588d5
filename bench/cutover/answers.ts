/** Judges what two APIs answered around an instant, by whose each area was. Pure. */

/** Which unit holds the merging areas: those that end, or their successors. */
export type Side = 'from' | 'into'

export interface Asked {
  what: 'inbox' | 'claim' | 'decide'
  /** By whom of the pair it was asked. */
  side: Side
  pair: number
  /** By the clock of the machine, which is the database's too, ms. */
  sent: number
  answered: number
  status: number
  /** Why it was refused. */
  code: string | null
  /** Of an inbox: its first page. */
  page: string | null
}

/** What is right while one side holds the areas: the first page of each unit's inbox; null: refused, since the unit does not exist. */
export type PageOf = (pair: number, side: Side, holder: Side) => string | null

export interface Instant {
  at: number
  /** Who holds the areas until then. */
  before: Side
}

/** So far may a process be behind the clock of the database: one trip of its question there and back. */
const resolutionMs = 5
export const nearMs = 250

export interface Verdict {
  answers: number
  /** Of them within `nearMs` of an instant, and neither sent before nor answered after it alone. */
  near: number
  /** Sent before the instant and answered after it: either is right, so they are not judged. */
  across: number
  wrong: readonly Asked[]
}

export function judge(asked: readonly Asked[], { at, before }: Instant, pageOf: PageOf): Verdict {
  const after: Side = before === 'from' ? 'into' : 'from'
  const judged = asked.flatMap((one) =>
    one.answered < at
      ? [{ one, holder: before }]
      : one.sent >= at + resolutionMs
        ? [{ one, holder: after }]
        : [],
  )
  return {
    answers: judged.length,
    near: judged.filter(({ one }) => Math.min(Math.abs(one.sent - at), Math.abs(one.answered - at)) <= nearMs)
      .length,
    across: asked.length - judged.length,
    wrong: judged.filter(({ one, holder }) => !isRight(one, holder, pageOf)).map(({ one }) => one),
  }
}

function isRight({ what, side, pair, status, page }: Asked, holder: Side, pageOf: PageOf): boolean {
  if (what !== 'inbox') return side === holder ? status === 200 : status >= 400 && status < 500
  const expected = pageOf(pair, side, holder)
  return expected === null ? status >= 400 && status < 500 : status === 200 && page === expected
}
