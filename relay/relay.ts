/** Carries what is committed in PostgreSQL to the engine: starts, and decisions nobody has an answer for. */
import { WorkflowNotFoundError } from '@temporalio/client'
import type { Database } from '../db/database.ts'
import { lapseOld, takeUnacknowledged } from '../db/decision.ts'
import { markDone, markFailed, takeMessages } from '../db/outbox.ts'
import { DomainError } from '../domain/errors.ts'
import { dossierWorkflowId } from '../temporal.config.ts'
import { catchUpSignal } from '../workflows/messages.ts'
import { redeliver } from './deliver-decision.ts'
import type { Engine } from './engine.ts'
import { startDossiers } from './start-dossiers.ts'

export interface RelayDeps {
  database: Database
  engine: Engine
  now: () => number
  log: { warn(fields: object, message: string): void }
  crashPoint?: (name: string) => void
}

export interface Relay {
  stop(): Promise<void>
}

const batch = 50
const pollMs = 500
const redeliveryTimeoutMs = 10_000

/**
 * Runs until stopped. Wakes on PostgreSQL's notification and at least twice a second; several relays share the
 * work, since each row is taken by one at a time.
 */
export async function startRelay(deps: RelayDeps): Promise<Relay> {
  const { database, log } = deps
  const idle = new Pause()
  let running = true
  const listening = database.sql.listen('relay', () => idle.end()).catch(() => undefined)
  const loop = async () => {
    while (running) {
      try {
        const moved = await relayOnce(deps)
        if (!moved) await idle.wait(pollMs)
      } catch (error) {
        log.warn(
          { error: error instanceof Error ? error.name : 'unknown' },
          'relay waits: PostgreSQL did not answer',
        )
        await idle.wait(pollMs)
      }
    }
  }
  const done = loop()
  return {
    async stop() {
      running = false
      idle.end()
      await done
      await (await listening)?.unlisten().catch(() => undefined)
    },
  }
}

/** One round; true when there may be more at once. */
export async function relayOnce(deps: RelayDeps): Promise<boolean> {
  const [messages, requests] = await Promise.all([
    relayMessages(deps),
    relayDecisions(deps),
    lapseOld(deps.database, deps.now()),
  ])
  return messages === batch || requests === batch
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
    starts.map((message) => message.dossierId),
  )
  for (const message of starts) {
    const reason = notStarted.get(message.dossierId)
    if (reason !== undefined) failed.set(message.id, reason)
  }
  await Promise.all(
    messages
      .filter((message) => message.topic === 'dueMoved')
      .map((message) =>
        engine.client.workflow
          .getHandle(dossierWorkflowId(message.dossierId))
          .signal(catchUpSignal)
          .catch((error: unknown) => {
            // What does not run has no timer to move; when it starts, it reads the due times anew.
            if (error instanceof WorkflowNotFoundError) return
            failed.set(message.id, error instanceof Error ? error.name : 'unknown')
          }),
      ),
  )
  const done = messages.filter((message) => !failed.has(message.id)).map((message) => message.id)
  await markDone(database.sql, done, now())
  for (const [id, reason] of failed) await markFailed(database.sql, [id], reason)
  return messages.length
}

async function relayDecisions(deps: RelayDeps): Promise<number> {
  const requests = await takeUnacknowledged(deps.database.sql, deps.now(), batch)
  await Promise.all(
    requests.map((request) =>
      redeliver(deps, request, redeliveryTimeoutMs).catch((error: unknown) => {
        if (!(error instanceof DomainError)) {
          deps.log.warn(
            { request: request.id, error: error instanceof Error ? error.name : 'unknown' },
            'decision not delivered yet',
          )
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
