/** The lines of what lies beside the runs, by pages. */
import {
  type BesideCursor,
  type BesidePage,
  ordersNotSettled,
  originalsHeld,
  requestsNotApplied,
  resultsNotCollected,
} from '../../db/certificate/beside-runs.ts'
import type { AsCertified } from '../../db/certificate/runs-page.ts'
import type { Querying } from '../../db/database.ts'
import type { CertifiedLine } from './certified-line.ts'
import { besideLine } from './lines.ts'

const rowsAtOnce = 5_000

export async function* besideLines(sql: Querying, as: AsCertified): AsyncGenerator<readonly CertifiedLine[]> {
  yield* pages('result', (page) => resultsNotCollected(sql, as, page))
  yield* pages('original', (page) => originalsHeld(sql, as, page))
  yield* pages('order', (page) => ordersNotSettled(sql, as, page))
  yield* pages('request', (page) => requestsNotApplied(sql, as, page))
}

/** Columns stand in a line in the order in which the statement has them. */
async function* pages(
  section: 'result' | 'original' | 'order' | 'request',
  read: (page: BesidePage) => Promise<readonly (BesideCursor & object)[]>,
): AsyncGenerator<readonly CertifiedLine[]> {
  let after: BesideCursor | null = null
  for (;;) {
    const rows: readonly (BesideCursor & object)[] = await read({ after, limit: rowsAtOnce })
    yield rows.map(({ id, part, ...facts }) => ({
      ...besideLine(section, id, part, facts),
      ...{ outcome: null, faults: [] },
    }))
    after = rows.at(-1) ?? null
    if (rows.length < rowsAtOnce) return
  }
}
