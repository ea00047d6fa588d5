/** Compares the rows of files with the store, and removes from it what no row names. */
import { createHash } from 'node:crypto'
import { pipeline } from 'node:stream/promises'
import type { Database } from '../db/database.ts'
import { type NewAlert, raiseAlerts, setAlerts } from '../db/engine/reconcile-rows.ts'
import { filesAfter, keysWithoutRow } from '../db/papers/paper-file.ts'
import { type PaperAlert, paperAlert } from './alerts.ts'
import { type PaperStore, storeDayOf } from './store.ts'

export interface AuditDeps {
  database: Pick<Database, 'sql'>
  store: PaperStore
  /** Instant in ms. */
  now: () => number
}

export interface WrongFile {
  file: string
  dossier: string
}

export interface PaperAudit {
  files: number
  bytes: number
  /** Files that are not in the store, and files that are not as they were kept. */
  lost: readonly WrongFile[]
  changed: readonly WrongFile[]
}

const DAY_MS = 86_400_000
const batch = 500
const batchSize = 10
const firstId = '00000000-0000-0000-0000-000000000000'

/**
 * Looks at every file that a row names: its size, and with `hashes` every byte. What is wrong becomes an alert; an
 * alert of what is right again is cleared.
 */
export async function auditPapers(deps: AuditDeps, { hashes }: { hashes: boolean }): Promise<PaperAudit> {
  const { database, store, now } = deps
  const [lost, changed]: [WrongFile[], WrongFile[]] = [[], []]
  let [files, bytes] = [0, 0]
  for (let after = firstId; ; ) {
    const rows = await filesAfter(database.sql, after, batch)
    for (let i = 0; i < rows.length; i += batchSize) {
      const judged = rows
        .slice(i, i + batchSize)
        .map(async ({ id, dossierId, storeKey, sizeBytes, sha256 }) => {
          const size = await store.sizeOf(storeKey)
          const wrong = { file: id, dossier: dossierId }
          if (size === null) lost.push(wrong)
          else if (size !== sizeBytes || (hashes && !(await hashOf(store, storeKey)).equals(sha256)))
            changed.push(wrong)
        })
      await Promise.all(judged)
    }
    files += rows.length
    bytes += rows.reduce((sum, { sizeBytes }) => sum + sizeBytes, 0)
    const last = rows.at(-1)
    if (last === undefined) break
    after = last.id
  }
  const { sql } = database
  await setAlerts(sql, 'paperFileLost', alertsOf('paperFileLost', lost), now())
  // Sizes alone do not show that a file is right again.
  const alerts = alertsOf('paperFileChanged', changed)
  if (hashes) await setAlerts(sql, 'paperFileChanged', alerts, now())
  else await raiseAlerts(sql, alerts, now())
  return { files, bytes, lost, changed }
}

async function hashOf(store: PaperStore, key: string): Promise<Buffer> {
  const hash = createHash('sha256')
  await pipeline(await store.read(key), hash)
  return hash.digest()
}

function alertsOf(kind: PaperAlert, wrong: readonly WrongFile[]): readonly NewAlert[] {
  return [...new Set(wrong.map(({ dossier }) => dossier))].map((dossier) => {
    const files = wrong.filter((one) => one.dossier === dossier).map(({ file }) => file)
    return paperAlert(kind, dossier, files)
  })
}

/**
 * Removes files that no row names: their upload was killed before its row was committed, or they were erased. Of the
 * last two days nothing is touched: a row may still come.
 * @param days how many days back; all where left out
 * @returns how many were removed
 */
export async function sweepPapers({ database, store, now }: AuditDeps, days = Infinity): Promise<number> {
  const until = storeDayOf(now() - DAY_MS)
  const from = days === Infinity ? '' : storeDayOf(now() - days * DAY_MS)
  let removed = 0
  for (const day of await store.days()) {
    if (day < from || day >= until) continue
    for await (const keys of inBatches(store.keysOf(day))) {
      for (const key of await keysWithoutRow(database.sql, keys)) {
        await store.remove(key)
        removed += 1
      }
    }
  }
  return removed
}

async function* inBatches(keys: AsyncIterable<string>): AsyncGenerator<string[]> {
  let gathered: string[] = []
  for await (const key of keys) {
    gathered.push(key)
    if (gathered.length < batch) continue
    yield gathered
    gathered = []
  }
  if (gathered.length > 0) yield gathered
}
