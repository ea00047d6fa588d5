/** A rehearsal is begun: the live database is copied, and the copy made ready to be worked in. */

import { randomBytes } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { allRunningRuns } from '../activities/reconcile/workflows.ts'
import { verifyJournal } from '../certificate/verify-journal.ts'
import { freezeRuns } from '../db/certificate/frozen-list.ts'
import { readingAsKnown } from '../db/certificate/reading.ts'
import { poolLimits } from '../db/connection/pool-limits.ts'
import { type Database, openDatabase } from '../db/database.ts'
import { createVault, embeddedVaultKeys } from '../db/identity/identity-vault.ts'
import { declareKeys } from '../db/identity/sealing-keys.ts'
import { migrate } from '../db/migrate.ts'
import { replaceSealedValues, requestStarts, startsLeft } from '../db/rehearsal/begin-again.ts'
import { type CopiedTable, copyLive } from '../db/rehearsal/copy-live.ts'
import { requireReader, requireSameSchema } from '../db/rehearsal/reader-role.ts'
import {
  createRehearsalDatabase,
  databaseNameOf,
  keptMs,
  markRehearsal,
  namespaceOf,
  newRehearsalId,
  type RehearsalMark,
} from '../db/rehearsal/rehearsal-database.ts'
import { OperatorError } from '../domain/operator-error.ts'
import { type Engine, openEngine } from '../engine/connection.ts'
import { askOfLists } from '../engine/frozen-runs.ts'
import { registerNamespace } from '../engine/namespace.ts'
import { relayMessages } from '../relay/relay-messages.ts'
import type { Enactable } from '../reorganisations/enactable.ts'
import { armInCopy, rowsInEarnest } from './arm-in-copy.ts'
import { eraseRehearsal } from './erase-rehearsal.ts'
import {
  folderOf,
  identityKeysIn,
  makeFolder,
  type Phase,
  type RehearsalFile,
  writeRehearsal,
} from './rehearsal-folder.ts'
import type { RehearsalPlace } from './rehearsal-place.ts'

export interface StartingRehearsal extends RehearsalPlace {
  /** The live database, as a role that can only select. */
  readerUrl: string
  of: Enactable
  /** How long after everything is ready the reorganisation takes effect. */
  inMs: number
  say: (phase: Phase) => void
  /** What was made by a start that failed could not be erased: citizens' dossiers may be in it. */
  leftOver: (id: string, error: unknown) => void
}

/**
 * What was made by a start that fails is erased; `leftOver` tells where it could not be.
 * @throws {StartUpError} where the role that reads could write, or the live database has another schema; {DomainError} where the
 *   reorganisation cannot be armed
 */
export async function startRehearsal(starting: StartingRehearsal): Promise<RehearsalFile> {
  const { readerUrl, serverUrl, now, of } = starting
  const madeAt = now()
  const mark: RehearsalMark = {
    ...{ id: newRehearsalId(madeAt, randomBytes(3)), reorganisation: of.id, madeAt },
    ...{ rows: null, failures: null },
  }
  const limits = { ...poolLimits.command, idleInTransactionMs: 0 }
  const live = openDatabase(readerUrl, { connections: 4, name: 'thong-suot rehearsal', limits })
  const server = openDatabase(serverUrl, { connections: 1, name: 'thong-suot rehearsal' })
  try {
    await requireReader(live.sql)
    try {
      const password = randomBytes(16).toString('hex')
      await createRehearsalDatabase(server.sql, mark, password)
      const { file, rows } = await new Rehearsal(starting, live, mark, password).start()
      await markRehearsal(server.sql, { ...mark, rows })
      return file
    } catch (error) {
      await eraseRehearsal(starting, mark.id).catch((left: unknown) => starting.leftOver(mark.id, left))
      throw error
    }
  } finally {
    await Promise.all([live.close(), server.close()])
  }
}

const connections = 5
/** Visibility lists workflows late by moments. */
const listedWithinMs = 20_000
const pollMs = 200

class Rehearsal {
  readonly #phases: Phase[] = []
  readonly #ownerUrl: string
  readonly #databaseUrl: string
  readonly #folder: string

  constructor(
    private readonly starting: StartingRehearsal,
    private readonly live: Database,
    private readonly mark: RehearsalMark,
    password: string,
  ) {
    const name = databaseNameOf(mark.id)
    const address = new URL(starting.serverUrl)
    address.pathname = `/${name}`
    this.#ownerUrl = address.href
    Object.assign(address, { username: name, password })
    this.#databaseUrl = address.href
    this.#folder = folderOf(starting.rehearsals, mark.id)
  }

  async start(): Promise<{ file: RehearsalFile; rows: string }> {
    const { engine: address } = this.starting
    const namespace = namespaceOf(this.mark.id)
    await makeFolder(this.#folder)
    const copied = await this.copy()
    const database = openDatabase(this.#databaseUrl, { connections, name: 'thong-suot rehearsal' })
    const engine = openEngine({ ...address, namespace })
    try {
      await this.phase('own keys', () => this.giveKeys(database))
      await this.phase('chains of the journal', () => provenEntries(database))
      await registerNamespace(engine, namespace, keptMs)
      await this.phase('starts', () => this.startRuns(database, engine))
      const rows = await rowsInEarnest(database, this.starting.of)
      const effectiveAt = await this.arm(database, engine)
      const file: RehearsalFile = {
        ...{
          id: this.mark.id,
          reorganisation: this.mark.reorganisation,
          madeAt: this.mark.madeAt,
          effectiveAt,
          databaseUrl: this.#databaseUrl,
          namespace,
        },
        temporalAddress: String(address.connection.address),
        ...{ phases: this.#phases, copied: [...copied] },
      }
      await writeRehearsal(this.#folder, file)
      return { file, rows }
    } finally {
      await Promise.all([database.close(), engine.close()])
    }
  }

  private async copy(): Promise<readonly CopiedTable[]> {
    const { now } = this.starting
    await this.phase('schema', async () => {
      await migrate(this.#ownerUrl, this.#databaseUrl)
      return null
    })
    const owner = openDatabase(this.#ownerUrl, { connections, name: 'thong-suot rehearsal copy' })
    try {
      await requireSameSchema(this.live.sql, owner.sql)
      const copy = async () => await copyLive({ from: this.live, to: owner, salt: randomBytes(32), now })
      let copied: readonly CopiedTable[] = []
      await this.phase('copy', async () => {
        copied = await copy()
        return copied.reduce((sum, { rows }) => sum + rows, 0)
      })
      return copied
    } finally {
      await owner.close()
    }
  }

  private async giveKeys(database: Database): Promise<number> {
    const keys = embeddedVaultKeys(identityKeysIn(this.#folder))
    const vault = createVault(keys)
    await declareKeys(database, vault, keys)
    return await replaceSealedValues(database, vault, keys.current)
  }

  private async startRuns(database: Database, engine: Engine): Promise<number> {
    const { now } = this.starting
    const runs = await requestStarts(database, now())
    while (await relayMessages({ database, engine, now })) {}
    return runs - (await startsLeft(database.sql, { limit: 1 })).inAll
  }

  /** As in earnest: armed by two persons, and the list of open runs frozen before the instant. */
  private async arm(database: Database, engine: Engine): Promise<number> {
    const { now, inMs, of } = this.starting
    const effectiveAt = Math.ceil((now() + inMs) / 1_000) * 1_000
    await this.phase('proposed, approved, armed', async () => {
      await armInCopy(database, of, { effectiveAt, now })
      return null
    })
    await this.phase('list of open runs', async () => {
      const started = this.#phases.find(({ name }) => name === 'starts')?.done ?? 0
      await untilListed(engine, started)
      const list = await freezeRuns(database, { takenFor: effectiveAt, actorId: 'rehearsal' })
      // The copy may have one of the live system, which waits for the live engine.
      await askOfLists({ database, engine, only: list.id })
      return list.runs
    })
    return effectiveAt
  }

  private async phase(name: string, work: () => Promise<number | null>): Promise<void> {
    const began = this.starting.now()
    const done = await work()
    const phase = { name, ms: this.starting.now() - began, done }
    this.#phases.push(phase)
    this.starting.say(phase)
  }
}

async function untilListed(engine: Engine, started: number): Promise<void> {
  const until = Date.now() + listedWithinMs
  for (;;) {
    const running = await allRunningRuns(engine)
    if (running.length >= started || Date.now() > until) return
    await pause(pollMs)
  }
}

/** A copy whose chains do not hold was not made at one moment, or of a journal that was changed. */
async function provenEntries(database: Database): Promise<number> {
  const { entries, problems } = await readingAsKnown(database, verifyJournal)
  if (problems.length > 0)
    throw new OperatorError(`The journal of the copy is not proved: ${problems[0] ?? ''}`)
  return entries
}
