/** Proves the journal from its rows: each entry follows from the one before, each chain has its end, each seal is over its entries. */
import { createHash } from 'node:crypto'
import {
  headsWithoutEntries,
  type JournalCursor,
  journalPage,
  sealByEntries,
  sealsOfJournal,
} from '../db/certificate/journal-proof.ts'
import type { Querying } from '../db/database.ts'

export interface JournalProof {
  entries: number
  chains: number
  seals: number
  /** Seals of older builds: what they are over is not known any more. */
  sealsNotProved: number
  problems: readonly string[]
}

const entriesAtOnce = 5_000
const problemsAtMost = 1_000

/** Memory does not grow with the journal. @param sql a transaction with one snapshot */
export async function verifyJournal(sql: Querying): Promise<JournalProof> {
  const problems: string[] = []
  const found = (problem: string): void => {
    if (problems.length < problemsAtMost) problems.push(problem)
  }
  let entries = 0
  let chains = 0
  let after: JournalCursor | null = null
  let last = { dossierId: '', seq: 0, hash: '', headSeq: 0 }
  for (;;) {
    const page: Awaited<ReturnType<typeof journalPage>> = await journalPage(sql, {
      after,
      limit: entriesAtOnce,
    })
    for (const row of page) {
      const { dossierId, seq, prevHash, hash, headSeq, headHash } = row
      const first = dossierId !== last.dossierId
      if (first) {
        chains += 1
        endOf(last, found)
      }
      const [wantedSeq, wantedHash] = first ? [1, ''] : [last.seq + 1, last.hash]
      if (seq !== wantedSeq) found(`journal ${dossierId} ${seq}: the entry before it is missing`)
      else if (prevHash !== wantedHash)
        found(`journal ${dossierId} ${seq}: it does not name the entry before it`)
      if (
        createHash('sha256')
          .update(row.text ?? '')
          .digest('hex') !== hash
      )
        found(`journal ${dossierId} ${seq}: it was changed after it was written`)
      if (seq === headSeq && hash !== headHash) found(`journal ${dossierId}: its head is another`)
      last = { dossierId, seq, hash: hash ?? '', headSeq: headSeq ?? 0 }
    }
    entries += page.length
    after = page.at(-1) ?? null
    if (page.length < entriesAtOnce) break
  }
  endOf(last, found)
  for (const id of await headsWithoutEntries(sql)) found(`journal ${id}: all its entries are missing`)
  const seals = await verifySeals(sql, found)
  return { entries, chains, ...seals, problems }
}

function endOf(
  { dossierId, seq, headSeq }: { dossierId: string; seq: number; headSeq: number },
  found: (problem: string) => void,
): void {
  if (dossierId !== '' && seq !== headSeq)
    found(`journal ${dossierId}: it ends at ${seq}, and its head is ${headSeq}`)
}

async function verifySeals(
  sql: Querying,
  found: (problem: string) => void,
): Promise<{ seals: number; sealsNotProved: number }> {
  const seals = await sealsOfJournal(sql)
  for (const { at, since, chains, hash, exact } of seals) {
    if (!exact) continue
    const is = await sealByEntries(sql, since, at)
    if (is?.hash !== hash || is.chains !== chains)
      found(`seal of ${new Date(at).toISOString()}: entries until then are not those that were sealed`)
  }
  return { seals: seals.length, sealsNotProved: seals.filter(({ exact }) => !exact).length }
}
