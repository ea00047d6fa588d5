/** What makes a list "as recorded by then" the same for ever: who was writing what is recorded has ended. */
import { setTimeout as pause } from 'node:timers/promises'
import { DomainError } from '../../../domain/errors.ts'
import type { Querying } from '../../database.ts'
import { typedRows } from '../../statement.ts'

/** As long as a statement of the API may take. */
const defaultWaitMs = 5_000
const pollMs = 20

/**
 * Waits for every transaction of this database that has written dossiers, revisions, entries of the journal or requests and not ended. A row is
 * recorded under a lock of its table, so that what is committed later was recorded later. The certificate waits for all transactions of the
 * server (`waitForEarlier`): a rehearsal that is copied beside would hold a caller of the API up for minutes.
 * @throws {DomainError} `databaseBusy` where one does not end in time, a prepared one too
 */
export async function waitForWriters(
  sql: Querying,
  { waitMs = defaultWaitMs }: { waitMs?: number } = {},
): Promise<void> {
  const until = performance.now() + waitMs
  let writing = await writers(sql)
  while (writing.length > 0) {
    if (performance.now() > until) {
      throw new DomainError('databaseBusy', {
        hint: 'A transaction that was writing does not end. Ask again, or for the operator: look for it in pg_locks.',
      })
    }
    await pause(pollMs)
    const still = new Set(await writers(sql))
    writing = writing.filter((one) => still.has(one))
  }
}

/** Their virtual transactions, of which none comes twice while a server runs. */
async function writers(sql: Querying): Promise<readonly string[]> {
  const rows = await typedRows(sql, 'dossier.writers')`
    select distinct virtualtransaction as writer from pg_locks
    where locktype = 'relation' and mode = 'RowExclusiveLock' and granted and pid is distinct from pg_backend_pid()
      and database = (select oid from pg_database where datname = current_database())
      and relation = any (array['dossier', 'dossier_revision', 'journal', 'decision_request']::regclass[])`
  return rows.flatMap(({ writer }) => (writer === null ? [] : [writer]))
}
