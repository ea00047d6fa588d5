/** Carries what is committed in PostgreSQL: starts and decisions to the engine, notices to people. */

import { setTimeout as pause } from 'node:timers/promises'
import { WorkflowNotFoundError } from '@temporalio/client'
import type { Database } from '../db/database.ts'
import { lapseOld, takeUnacknowledged } from '../db/dossier/requests.ts'
import { markDone, markFailed, takeMessages } from '../db/engine/outbox.ts'
import { isDatabaseAway } from '../db/sql-error.ts'
import { escalateLate } from '../db/tasks/escalation.ts'
import { foldTaskCounts } from '../db/tasks/task-count.ts'
import { dossierWorkflowId, runOf } from '../domain/dossier/workflow-id.ts'
import { errorTrace } from '../domain/error-trace.ts'
import { DomainError } from '../domain/errors.ts'
import type { Engine } from '../engine/connection.ts'
import { catchUpSignal } from '../engine/messages.ts'
import { sweepPapers } from '../papers/audit.ts'
import type { PaperStore } from '../papers/store.ts'
import { redeliverRequest } from './deliver-request.ts'
import type { NoticeGateway } from './notices/notice-gateway.ts'
import { relayDigests, relayNotices } from './notices/relay-notices.ts'
import { tableGateway } from './notices/table-gateway.ts'
import { startDossiers } from './start-dossiers.ts'

export interface RelayDeps {
  database: Database
  engine: Engine
  now: () => number
  log: { warn(fields: object, message: string): void }
  crashPoint?: (name: string) => void
  /** @defaultValue the table `notice` */
  notices?: NoticeGateway
  /** The store whose leavings are swept; nobody sweeps where left out. */
  papers?: PaperStore
  /** Makes the schedules of the standing rounds where they are missing; nobody looks where left out. */
  scheduleRounds?: () => Promise<void>
}

export interface Relay {
  stop(): Promise<void>
}

const batch = 50
const pollMs = 500
const lapsePollMs = 5_000
const foldCountsEveryMs = 15_000
/** What is filed in the same moment is started together: fewer statements for each. */
const gatherMs = 10
const redeliveryTimeoutMs = 10_000
const noticePollMs = 1_000
const digestPollMs = 60_000
const escalationPollMs = 5_000
const escalatedAtOnce = 200
/** The engine may have been set up anew under running processes. */
const scheduleRoundsEveryMs = 3 * 60_000
const sweepEveryMs = 60 * 60_000
/** A relay that was away for a week leaves nothing: `npm run papers` looks at every day. */
const sweptDays = 8

/**
 * Runs until stopped. Wakes on PostgreSQL's notification and at least twice a second; several relays share the
 * work, since each row is taken by one at a time. Each kind of work goes at its own pace: a decision that a
 * wedged dossier does not answer must not hold up the start of another.
 */
export async function startRelay(deps: RelayDeps): Promise<Relay> {
  const starts = new Pause()
  const listening = new Listening(deps.database.sql, () => starts.end())
  const loops = [
    new Loop(deps, starts, pollMs, async () => {
      await pause(gatherMs)
      return (await relayMessages(deps)) === batch
    }),
    new Loop(deps, new Pause(), pollMs, async () => (await relayDecisions(deps)) === batch),
    new Loop(deps, new Pause(), lapsePollMs, async () => {
      await lapseOld(deps.database, deps.now())
      return false
    }),
    new Loop(deps, new Pause(), foldCountsEveryMs, async () => {
      await foldTaskCounts(deps.database, deps.now())
      return false
    }),
    ...noticeLoops(deps),
    ...sweepLoops(deps),
    ...roundLoops(deps),
  ]
  return {
    async stop() {
      await Promise.all(loops.map((loop) => loop.stop()))
      await listening.stop()
    },
  }
}

function noticeLoops(deps: RelayDeps): readonly Loop[] {
  const { database, now } = deps
  const carrying = { database, now, gateway: deps.notices ?? tableGateway(database) }
  return [
    new Loop(deps, new Pause(), noticePollMs, () => relayNotices(carrying)),
    new Loop(deps, new Pause(), digestPollMs, () => relayDigests(carrying)),
    new Loop(deps, new Pause(), escalationPollMs, async () => {
      return (await escalateLate(database.sql, now(), escalatedAtOnce)) === escalatedAtOnce
    }),
  ]
}

function sweepLoops(deps: RelayDeps): readonly Loop[] {
  const { database, now, papers: store } = deps
  if (store === undefined) return []
  const sweep = async () => {
    await sweepPapers({ database, store, now }, sweptDays).catch((error: unknown) => {
      deps.log.warn(
        { failure: errorTrace(error) },
        'files not swept: a statement or the store failed, and is tried again in an hour',
      )
    })
    return false
  }
  return [new Loop(deps, new Pause(), sweepEveryMs, sweep)]
}

function roundLoops(deps: RelayDeps): readonly Loop[] {
  const { scheduleRounds } = deps
  if (scheduleRounds === undefined) return []
  return [
    new Loop(deps, new Pause(), scheduleRoundsEveryMs, async () => {
      await scheduleRounds()
      return false
    }),
  ]
}

/** One round of what goes to the engine; true when there may be more at once. */
export async function relayOnce(deps: RelayDeps): Promise<boolean> {
  const [messages, requests] = await Promise.all([
    relayMessages(deps),
    relayDecisions(deps),
    lapseOld(deps.database, deps.now()),
  ])
  return messages === batch || requests === batch
}

/** Hears PostgreSQL's notifications; where it is away at the start, tries again with each poll's patience. */
class Listening {
  #unlisten: (() => Promise<void>) | null = null
  #running = true

  constructor(sql: Database['sql'], heard: () => void) {
    void this.#listen(sql, heard)
  }

  async #listen(sql: Database['sql'], heard: () => void): Promise<void> {
    while (this.#running && this.#unlisten === null) {
      try {
        const { unlisten } = await sql.listen('relay', heard)
        this.#unlisten = unlisten
      } catch {
        await pause(pollMs, undefined, { ref: false })
      }
    }
  }

  async stop(): Promise<void> {
    this.#running = false
    await this.#unlisten?.().catch(() => undefined)
  }
}

/** Repeats a round, at once where it says that there is more, else after a pause. */
class Loop {
  #running = true
  readonly #done: Promise<void>

  constructor(
    deps: RelayDeps,
    private readonly idle: Pause,
    everyMs: number,
    round: () => Promise<boolean>,
  ) {
    this.#done = this.#run(deps, everyMs, round)
  }

  async #run({ log }: RelayDeps, everyMs: number, round: () => Promise<boolean>): Promise<void> {
    while (this.#running) {
      const more = await round().catch((error: unknown) => {
        log.warn(
          { failure: errorTrace(error) },
          isDatabaseAway(error)
            ? 'relay waits: PostgreSQL did not answer'
            : 'relay waits: a round of it failed, and is tried again',
        )
        return false
      })
      if (!more && this.#running) await this.idle.wait(everyMs)
    }
  }

  stop(): Promise<void> {
    this.#running = false
    this.idle.end()
    return this.#done
  }
}

async function relayMessages(deps: RelayDeps): Promise<number> {
  const { database, engine, now } = deps
  const crashPoint = deps.crashPoint ?? (() => {})
  const messages = await takeMessages(database.sql, now(), batch)
  if (messages.length === 0) return 0
  crashPoint('after_claim')
  const failed = new Map<number, string>()
  const starts = messages.filter((message) => message.topic === 'startWorkflow')
  const notStarted = await startDossiers(
    { database, engine, now, crashPoint },
    starts.flatMap(({ key }) => runOf(key) ?? []),
  )
  for (const message of starts) {
    const reason = notStarted.get(message.key)
    if (reason !== undefined) failed.set(message.id, reason)
  }
  await Promise.all(
    messages
      .filter((message) => message.topic === 'dueMoved')
      .map((message) =>
        engine.client.workflow
          .getHandle(dossierWorkflowId(message.dossierId, message.correction))
          .signal(catchUpSignal)
          .catch((error: unknown) => {
            // What does not run has no timer to move; when it starts, it reads the due times anew.
            if (error instanceof WorkflowNotFoundError) return
            failed.set(message.id, error instanceof Error ? error.name : 'unknown')
          }),
      ),
  )
  // Those that ask for a start are marked together with the dossier.
  const done = messages
    .filter(({ id, topic }) => topic !== 'startWorkflow' && !failed.has(id))
    .map(({ id }) => id)
  if (done.length > 0) await markDone(database.sql, done, now())
  for (const [id, reason] of failed) await markFailed(database.sql, [id], reason)
  return messages.length
}

async function relayDecisions(deps: RelayDeps): Promise<number> {
  const requests = await takeUnacknowledged(deps.database.sql, deps.now(), batch)
  await Promise.all(
    requests.map((request) =>
      redeliverRequest(deps, request, redeliveryTimeoutMs).catch((error: unknown) => {
        if (!(error instanceof DomainError)) {
          deps.log.warn({ request: request.id, failure: errorTrace(error) }, 'decision not delivered yet')
        }
      }),
    ),
  )
  return requests.length
}

/** A wait that can be cut short. */
class Pause {
  #end: (() => void) | null = null
  #ended = false

  wait(ms: number): Promise<void> {
    if (this.#ended) {
      this.#ended = false
      return Promise.resolve()
    }
    return new Promise((resolve) => {
      const timer = setTimeout(() => this.end(), ms)
      this.#end = () => {
        clearTimeout(timer)
        this.#end = null
        this.#ended = false
        resolve()
      }
    })
  }

  end(): void {
    this.#ended = true
    this.#end?.()
  }
}
