import { createHash } from 'node:crypto'
import type { BankLineKind } from '../../../domain/bank-statement.ts'
import { ZONE_OFFSET_MS } from '../../../domain/time/local-day.ts'
import type { BankEntry } from './bank-book.ts'
import type { Draws, Share } from './misbehaviour.ts'

export interface StatementLine {
  lineId: string
  /** ms */
  bookedAt: number
  kind: BankLineKind
  bankRef: string
  /** Empty where the bank names no order. */
  orderId: string
  amountDong: bigint
  /** When it first stands in a statement, in ms; later than it was booked where the bank forgot it. */
  listedAt: number
  /** What was planted in it; undefined where it is right. */
  planted?: Share | undefined
}

/**
 * The lines of a statement, with the errors of the seed, by the time of their booking. The same period gives the same lines, whenever
 * and however often it is read, as long as it is past.
 * @param from in ms; `to`, without it, too
 */
export function statementLines(
  entries: readonly BankEntry[],
  draws: Draws,
  { from, to }: { from: number; to: number },
): readonly StatementLine[] {
  const lines = entries.flatMap((entry, nth) => linesOf(entry, nth, draws))
  return lines
    .filter(({ listedAt }) => from <= listedAt && listedAt < to)
    .sort((a, b) => a.bookedAt - b.bookedAt)
}

function linesOf(entry: BankEntry, nth: number, draws: Draws): readonly StatementLine[] {
  const { answer, at, orderKey, amountDong, returnsAt } = entry
  if (answer.kind !== 'confirmed') return []
  const debit: StatementLine = {
    ...{ lineId: `D${nth}`, bookedAt: at, listedAt: at, kind: 'debit' },
    ...{ bankRef: answer.ref, orderId: orderKey, amountDong },
  }
  const errs = (how: Share) => draws.errs(how, `${nth} statement`)
  const lines = [planted(debit, draws, errs)]
  if (errs('duplicateLine')) lines.push({ ...debit, lineId: `D${nth}-2`, planted: 'duplicateLine' })
  if (errs('foreignLine')) lines.push(foreign(debit, nth, draws))
  if (returnsAt !== undefined)
    lines.push({
      ...debit,
      ...{ lineId: `R${nth}`, kind: 'return', bookedAt: returnsAt, listedAt: returnsAt, planted: 'returns' },
    })
  return lines
}

function planted(debit: StatementLine, draws: Draws, errs: (how: Share) => boolean): StatementLine {
  if (errs('missingLine'))
    return { ...debit, listedAt: debit.listedAt + draws.misbehaviour.missingForMs, planted: 'missingLine' }
  if (errs('wrongAmount')) return { ...debit, amountDong: debit.amountDong + 1_000n, planted: 'wrongAmount' }
  return debit
}

/** Names no order, or one that nobody gave. */
function foreign(debit: StatementLine, nth: number, draws: Draws): StatementLine {
  const digest = createHash('sha256').update(`${draws.misbehaviour.seed} foreign ${nth}`).digest('hex')
  return {
    ...debit,
    ...{ lineId: `F${nth}`, bankRef: digest.slice(0, 16), planted: 'foreignLine' },
    orderId: nth % 2 === 0 ? '' : digest.slice(16, 48),
    amountDong: 1_000n * BigInt(1 + Math.floor(draws.fraction(`foreign ${nth}`) * 5_000)),
  }
}

const header = 'line_id,booked_at,kind,bank_ref,order_id,amount_dong\n'
/** So many lines are one piece of the answer. */
const pieceSize = 1_000

/** A statement as CSV in UTF-8, in pieces: a line each, after the header. */
export function* statementAsCsv(lines: readonly StatementLine[]): Generator<string> {
  yield header
  for (let from = 0; from < lines.length; from += pieceSize) {
    yield lines
      .slice(from, from + pieceSize)
      .map(({ lineId, bookedAt, kind, bankRef, orderId, amountDong }) =>
        [lineId, localIso(bookedAt), kind, bankRef, cell(orderId), `${amountDong}\n`].join(','),
      )
      .join('')
  }
}

const localIso = (ms: number): string => new Date(ms + ZONE_OFFSET_MS).toISOString().replace('Z', '+07:00')

/** The customer chose it. */
const cell = (text: string): string => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
