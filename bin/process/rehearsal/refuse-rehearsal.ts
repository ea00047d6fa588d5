import { basename, resolve } from 'node:path'
import { type Database, openDatabase } from '../../../db/database.ts'
import { namespaceOf, type RehearsalMark, rehearsalHere } from '../../../db/rehearsal/rehearsal-database.ts'
import { StartUpError } from '../../../domain/start-up-error.ts'
import type { Settings } from '../settings.ts'
import { answersWithinMs, whenItAnswers } from '../when-it-answers.ts'

type Shell = Pick<Settings, 'dataDir' | 'engine'>

/**
 * Keeps what belongs to the live system from a rehearsal: with the bank, the keys, the files or the namespace of a shell it would carry
 * decisions of the copy to the live workflows, pay, send events, sign for the live system or remove its files. Call it before anything else
 * is read or written: what a rehearsal lacks (keys, a bank) would be complained of in its place. A database that is away is waited for.
 * @param within.shell of a command that may work in a rehearsal: it does where the shell is that of the rehearsal (its `env`)
 * @throws {StartUpError}
 */
export async function refuseRehearsal(
  { sql }: Pick<Database, 'sql'>,
  within: { shell?: Shell; waitMs?: number } = {},
): Promise<void> {
  const { shell, waitMs = answersWithinMs } = within
  const rehearsal = await whenItAnswers(waitMs, () => rehearsalHere(sql))
  if (rehearsal === null) return
  const { id } = rehearsal
  const what = `DATABASE_URL names the rehearsal ${id}.`
  if (shell === undefined) {
    throw new StartUpError({
      what,
      why: 'A rehearsal keeps the schema it was made with, and is served by processes that cannot reach the bank, other systems or the live workflows.',
      remedy: `npm run rehearsal -- run ${id}; or set DATABASE_URL to the live database.`,
    })
  }
  if (isShellOf(rehearsal, shell)) return
  throw new StartUpError({
    what,
    why: 'TEMPORAL_NAMESPACE or THONG_SUOT_DATA is not that of the rehearsal: workflows, keys or files of the live system would be judged by its copy.',
    remedy: `Load its env first: set -a; . .data/rehearsals/${id}/env; set +a; or set DATABASE_URL to the live database.`,
  })
}

/** For what migrates or loads a database: as its owner too, and before anything is written. */
export async function refuseRehearsalsAt(urls: readonly string[], waitMs = answersWithinMs): Promise<void> {
  for (const url of new Set(urls)) {
    const database = openDatabase(url, { connections: 1, name: 'thong-suot start' })
    await refuseRehearsal(database, { waitMs }).finally(() => database.close())
  }
}

const isShellOf = ({ id }: RehearsalMark, { dataDir, engine }: Shell): boolean =>
  engine.namespace === namespaceOf(id) && basename(resolve(dataDir)) === id
