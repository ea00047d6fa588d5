import { Counter, Gauge, Histogram, Registry } from 'prom-client'
import type { Database } from '../../db/database.ts'
import { readBacklog } from '../../db/engine/backlog.ts'
import { roundKinds } from '../../domain/operation.ts'
import { RepeatedFailure, type WarningLog } from '../../domain/repeated-failure.ts'

/** Counts only: no ids, no names, nothing a person could be known by. */
export interface Metrics {
  request(labels: { method: string; route: string; status: number }, seconds: number): void
  /** Counts the answer to a request that was made of a dossier. */
  dossierRequest(kind: string, outcome: string): void
  /** In the text format of Prometheus. */
  text(): Promise<string>
  contentType: string
}

export function createMetrics(database: Database, now: () => number, log: WarningLog): Metrics {
  const failure = new RepeatedFailure(log, 'reading the backlog for metrics')
  const registry = new Registry()
  const registers = [registry]
  const requests = new Histogram({
    name: 'thong_suot_request_seconds',
    help: 'Time of requests by route and status',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 8],
    registers,
  })
  const dossierRequests = new Counter({
    name: 'thong_suot_decisions_total',
    help: 'Requests to dossiers by kind and by the answer to the caller',
    labelNames: ['kind', 'outcome'],
    registers,
  })
  const gauge = (name: string, help: string) => new Gauge({ name, help, registers })
  const outboxWaiting = gauge('thong_suot_outbox_waiting', 'Messages committed and not sent yet')
  const outboxLag = gauge('thong_suot_outbox_lag_seconds', 'Age of the oldest message not sent yet')
  const importsWaiting = gauge(
    'thong_suot_imports_waiting',
    'Dossiers taken over from other systems whose workflow is not started yet',
  )
  const pending = gauge(
    'thong_suot_decisions_pending',
    'Requests recorded and neither applied nor refused yet',
  )
  const alerts = new Gauge({
    name: 'thong_suot_alerts',
    help: 'What waits for a person, by kind',
    labelNames: ['kind'],
    registers,
  })
  const roundAge = new Gauge({
    name: 'thong_suot_last_round_age_seconds',
    help: 'Time since a scheduled round ended, by kind; +Inf where it never did',
    labelNames: ['kind'],
    registers,
  })
  const databaseUp = gauge('thong_suot_database_up', '1 when PostgreSQL answered for these metrics')
  return {
    request: ({ method, route, status }, seconds) =>
      requests.observe({ method, route, status: String(status) }, seconds),
    dossierRequest: (kind, outcome) => dossierRequests.inc({ kind, outcome }),
    contentType: registry.contentType,
    async text() {
      const backlog = await readBacklog(database.sql, now()).catch((error: unknown) => {
        failure.failed(error)
        return null
      })
      if (backlog !== null) failure.succeeded()
      databaseUp.set(backlog === null ? 0 : 1)
      // Figures of before would look like figures of now.
      for (const of of [outboxWaiting, outboxLag, importsWaiting, pending]) of.set(Number.NaN)
      alerts.reset()
      roundAge.reset()
      if (backlog !== null) {
        for (const { kind, count } of backlog.alerts) alerts.set({ kind }, count)
        for (const kind of roundKinds) roundAge.set({ kind }, Number.POSITIVE_INFINITY)
        for (const { kind, ageSeconds } of backlog.lastRounds) roundAge.set({ kind }, ageSeconds)
        outboxWaiting.set(backlog.outboxWaiting)
        outboxLag.set(backlog.outboxLagSeconds)
        importsWaiting.set(backlog.importsWaiting)
        pending.set(backlog.requestsPending)
      }
      return registry.metrics()
    },
  }
}
