import type { FastifyBaseLogger } from 'fastify'
import type { Database } from '../../db/database.ts'
import type { Vault } from '../../db/identity/identity-vault.ts'
import type { Engine } from '../../engine/connection.ts'
import type { Papers } from '../../papers/store.ts'
import type { Registry } from '../../procedures/registry/registry.ts'
import type { Enactable } from '../../reorganisations/enactable.ts'
import type { VerifyToken } from '../access/auth.ts'
import type { Acknowledger } from '../requests/acknowledger.ts'
import type { Metrics } from './metrics.ts'
import type { Rates } from './rates.ts'

export interface ApiDeps {
  database: Database
  engine: Engine
  vault: Vault
  papers: Papers
  registry: Registry
  verify: VerifyToken
  /** Instant in ms. */
  now: () => number
  /** How far the machine's clock is ahead of that by which instants are judged, ms; null: not known. @defaultValue not known */
  machineAheadMs?: () => number | null
  /** Silent where left out. */
  log?: FastifyBaseLogger
  /** How long a request waits for its outcome before the caller gets `notYetApplied`. @defaultValue 8_000 */
  requestTimeoutMs?: number
  /** How long a request may take to arrive, but for files. @defaultValue `arrivalMs` */
  arrivalMs?: number
  /** How long a file may take to arrive, and a list may pause. @defaultValue `uploadArrivalMs` */
  fileArrivalMs?: number
  /** How much one caller or address may ask. @defaultValue `defaultRates` */
  rates?: Rates
  /** Addresses of our own proxies, whose X-Forwarded-For is trusted. @defaultValue none */
  trustedProxies?: readonly string[]
  /** Whether the process is stopping: it is then not ready, and still answers. @defaultValue never */
  draining?: () => boolean
  /** The public page where citizens follow, for the QR code of slips; the code alone where left out. */
  followUrl?: string
  /** The id of the rehearsal that it serves, which each answer names. @defaultValue none: it is the live system */
  rehearsal?: string
  /** What may be enacted. @defaultValue those of the city */
  reorganisations?: readonly Enactable[]
}

/** What routes are given: the dependencies, and what the app itself keeps while it runs. */
export interface RouteDeps extends ApiDeps {
  requestTimeoutMs: number
  acknowledger: Acknowledger
  metrics: Metrics
}
