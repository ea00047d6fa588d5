/** Carries what is committed in PostgreSQL: starts and requests to the engine, notices to people. */

import { setTimeout as pause } from 'node:timers/promises'
import { lapseOld } from '../db/dossier/requests/requests.ts'
import { AnalyzePoints, analyzeBacklog } from '../db/imports/analyze-backlog.ts'
import { escalateLate } from '../db/tasks/escalation.ts'
import { foldTaskCounts } from '../db/tasks/task-count.ts'
import { errorTrace } from '../domain/error-trace.ts'
import { isEngineAway } from '../engine/connection.ts'
import { firstTaskTaken } from '../engine/first-task.ts'
import { sweepPapers } from '../papers/audit.ts'
import type { PaperStore } from '../papers/store.ts'
import { EngineWatch, withinCall } from './engine-watch.ts'
import { freezeLoops } from './freeze-lists.ts'
import { Listening } from './listening.ts'
import { Loop, type RelayLog } from './loop.ts'
import type { NoticeGateway } from './notices/notice-gateway.ts'
import { relayDigests, relayNotices } from './notices/relay-notices.ts'
import { relayWaves } from './notices/relay-waves.ts'
import { tableGateway } from './notices/table-gateway.ts'
import { relayImports, StartBudget } from './relay-imports.ts'
import { type MessageDeps, relayMessages } from './relay-messages.ts'
import { relayRequests } from './relay-requests.ts'
import { UnknownKinds } from './say-unknown-kinds.ts'
import { StartPace } from './start-pace.ts'

export interface RelayDeps extends MessageDeps {
  log: RelayLog
  /** @defaultValue the table `notice` */
  notices?: NoticeGateway
  /** The store whose orphaned files are swept; no sweep where left out. */
  papers?: PaperStore
  /** Dossiers taken over from other systems that this relay starts in a second, at most. @defaultValue 40 */
  importStartsPerSecond?: number
  /** Makes the schedules of the scheduled rounds where they are missing; nobody looks where left out. */
  scheduleRounds?: () => Promise<void>
}

export interface Relay {
  stop(): Promise<void>
}

const pollMs = 500
/**
 * What is filed within it is started together: fewer statements for each. Who receives at a counter decides at once, and that decision starts the
 * workflow itself: a start of the relay beside it would be one more for the engine to refuse. Nobody waits for a start, as the first task stands in the inbox with the receipt.
 */
const gatherMs = 500
/** Between two shares of what is taken over: short, so that each is small beside what is filed. */
const importPauseMs = 200
/** Where nothing waits to be taken over, as on most days. */
const importPollMs = 1_000
const importStartsPerSecond = 40
const lapsePollMs = 5_000
const countsPollMs = 15_000
const unknownKindsPollMs = 60_000
const noticePollMs = 1_000
const digestPollMs = 60_000
const escalationPollMs = 5_000
const escalationBatchSize = 200
/** Temporal may be new under running processes. */
const scheduleRoundsPollMs = 3 * 60_000
const sweepPollMs = 60 * 60_000
/** A relay that was away for a week leaves nothing: `npm run papers` looks at every day. */
const sweptDays = 8

/**
 * Runs until stopped. Wakes on PostgreSQL's notification and at least twice a second; several relays share the
 * work, since each row is taken by one at a time. Each kind of work goes at its own pace: a request that a
 * wedged dossier does not answer must not hold up the start of another.
 */
export async function startRelay(relayDeps: RelayDeps): Promise<Relay> {
  const { database, engine, now, log } = relayDeps
  const watch = new EngineWatch(engine, log)
  const pace = new StartPace((id) => withinCall(engine, () => firstTaskTaken(engine, id)))
  const deps = { ...relayDeps, watch, pace }
  const mayStart = () =>
    pace.allows().catch((error: unknown) => {
      watch.failed(error)
      return !isEngineAway(error)
    })
  let more = false
  const messages = new Loop(log, pollMs, async () => {
    if (!more) await pause(gatherMs)
    more = (await watch.answers()) && (await relayMessages(deps, { starts: await mayStart() }))
    return more
  })
  const points = new AnalyzePoints()
  const unknown = new UnknownKinds(database, log)
  const budget = new StartBudget(deps.importStartsPerSecond ?? importStartsPerSecond)
  const listening = new Listening(database.sql, log, pollMs, () => messages.wake())
  const loops = [
    messages,
    new Loop(log, pollMs, async () => (await watch.answers()) && (await relayRequests(deps))),
    new Loop(log, importPollMs, async () => {
      if (!(await watch.answers()) || !(await mayStart())) return false
      const started = await relayImports(deps, budget)
      if (started === null ? points.ended() : points.written(started)) await analyzeBacklog(database.sql)
      if (started === null) return false
      await pause(importPauseMs)
      return true
    }),
    new Loop(log, lapsePollMs, async () => {
      await lapseOld(database, now())
      return false
    }),
    new Loop(log, countsPollMs, async () => {
      await foldTaskCounts(database, now())
      return false
    }),
    new Loop(log, unknownKindsPollMs, async () => {
      await unknown.say()
      return false
    }),
    ...freezeLoops(deps),
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

function noticeLoops({ database, now, log, notices }: RelayDeps): readonly Loop[] {
  const noticeDeps = { database, now, gateway: notices ?? tableGateway(database) }
  return [
    new Loop(log, noticePollMs, () => relayNotices(noticeDeps)),
    new Loop(log, noticePollMs, () => relayWaves(noticeDeps)),
    new Loop(log, digestPollMs, () => relayDigests(noticeDeps)),
    new Loop(log, escalationPollMs, async () => {
      return (await escalateLate(database.sql, now(), escalationBatchSize)) === escalationBatchSize
    }),
  ]
}

function sweepLoops({ database, now, log, papers: store }: RelayDeps): readonly Loop[] {
  if (store === undefined) return []
  const sweep = async () => {
    await sweepPapers({ database, store, now }, sweptDays).catch((error: unknown) => {
      log.warn(
        { failure: errorTrace(error) },
        'files not swept: a statement or the store failed, and is tried again in an hour',
      )
    })
    return false
  }
  return [new Loop(log, sweepPollMs, sweep)]
}

function roundLoops({ engine, log, scheduleRounds }: RelayDeps): readonly Loop[] {
  if (scheduleRounds === undefined) return []
  return [
    new Loop(log, scheduleRoundsPollMs, async () => {
      // A relay that is stopped waits for it.
      await withinCall(engine, scheduleRounds)
      return false
    }),
  ]
}

/** One round of messages to the engine; true when there may be more. */
export async function relayOnce(deps: RelayDeps): Promise<boolean> {
  const [moreMessages, moreRequests] = await Promise.all([
    relayMessages(deps),
    relayRequests(deps),
    lapseOld(deps.database, deps.now()),
  ])
  return moreMessages || moreRequests
}
