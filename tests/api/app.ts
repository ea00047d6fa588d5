/** The API as its callers see it: an app over a real database and engine, and somebody to speak for each role. */
import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { afterAll } from 'vitest'
import { z } from 'zod'
import type { WorkerDeps } from '../../activities/start-worker.ts'
import type { Caller } from '../../api/access/auth.ts'
import { buildApp } from '../../api/app.ts'
import type { ApiDeps } from '../../api/server/deps.ts'
import { unlimited } from '../../api/server/rates.ts'
import { embeddedSigningKey, type SigningKey } from '../../api/server/signing-key.ts'
import type { Database } from '../../db/database.ts'
import { createVault, type Vault } from '../../db/identity/identity-vault.ts'
import { type Engine, openEngine } from '../../engine/connection.ts'
import { until } from '../../harness/until.ts'
import { diskStore, type Papers } from '../../papers/store.ts'
import marriage from '../../procedures/definitions/ho-tich/1.000894-dang-ky-ket-hon.ts'
import benefit from '../../procedures/definitions/nguoi-co-cong/1.010824-tro-cap-khi-nguoi-co-cong-tu-tran.ts'
import reorganisation from '../../procedures/definitions/noi-bo/0.000001-sap-xep-don-vi-hanh-chinh.ts'
import payoutRun from '../../procedures/definitions/noi-bo/0.000002-chi-tra-tro-cap-uu-dai-hang-thang.ts'
import type { Payouts } from '../../procedures/grammar/run/write.ts'
import { registryOf } from '../../procedures/registry/registry.ts'
import { relayOnce } from '../../relay/relay.ts'
import { clockFromMonday, machineNow } from '../clock.ts'
import { type TestDatabase, testDatabase } from '../database.ts'
import { testEngine } from '../engine.ts'
import { type Client, clientOf } from './client.ts'

/** The commune where dossiers are filed. */
export const commune = 'new:00004'
/** Another commune, whose officers have no business with the dossiers of the first. */
export const elsewhere = 'new:00008'
export const portal = 'mot-cua-quoc-gia'

const closing: (() => Promise<unknown>)[] = []
afterAll(async () => {
  for (const close of closing.reverse()) await close()
})

export interface ApiWorld {
  app: FastifyInstance
  database: TestDatabase
  engine: Engine
  vault: Vault
  papers: Papers
  keys: SigningKey
  /** The same API with something else behind it. */
  appWith(other: Partial<Omit<ApiDeps, 'database'>>): Promise<ApiWorld>
  /** The same API over a database that is not there; what is asked of `database` still goes to the real one. */
  appWithout(nowhere: Database): Promise<ApiWorld>
  as(caller: Partial<Caller> & Pick<Caller, 'role'>): Promise<Client>
  /** The portal that files for citizens. */
  service(): Promise<Client>
  /** An officer of a commune, by the role held there. */
  officer(role: string, unitId?: string, number?: number): Promise<Client>
  supervisor(unitId?: string | null): Promise<Client>
  /** Files a marriage at the commune. */
  files(changes?: object): Promise<Filed>
  /** Files one and brings it to its first task. */
  opens(changes?: object): Promise<Filed>
  /** Brings what was filed to its first task. */
  starts(filed: { dossierId: string }): Promise<{ dossierId: string }>
  /** Waits for an open task of the dossier. */
  opened(dossierId: string, task: string): Promise<string>
  /** Rows of these tables, to see that a refused request left none. */
  rows(...tables: readonly string[]): Promise<Readonly<Record<string, number>>>
}

const receiptSchema = z.object({ dossierId: z.uuid(), code: z.string(), filedAt: z.string() })
export type Filed = z.infer<typeof receiptSchema>

const alwaysPaid: Payouts['benefitPayout'] = async () => ({ outcome: 'paid' })

/**
 * With an engine and a worker that runs what is filed. Call it in `beforeAll`.
 * @param options.benefitPayout what is done at a payout, where that is more than «paid»
 */
export async function apiWorld(
  options: Partial<Payouts> &
    Pick<WorkerDeps, 'findReorganisation'> & {
      payoutRuns?: (database: Database) => WorkerDeps['payoutRuns']
    } = {},
): Promise<ApiWorld & { stopWorker(): Promise<void>; startWorker(): Promise<unknown> }> {
  const [database, engine] = await Promise.all([testDatabase(), testEngine()])
  const vault = newVault()
  const startWorker = () =>
    engine.startWorker({
      ...{ database, vault, payouts: { benefitPayout: options.benefitPayout ?? alwaysPaid } },
      ...(options.payoutRuns === undefined ? {} : { payoutRuns: options.payoutRuns(database) }),
      ...(options.findReorganisation === undefined ? {} : { findReorganisation: options.findReorganisation }),
    })
  const worker = await startWorker()
  return { ...(await worldOf({ database, engine, vault })), startWorker, stopWorker: worker.stop }
}

/**
 * With an engine that nobody can reach and a clock of its own: whatever day it is, these requests come on `aMonday`.
 */
export async function apiWorldWithoutEngine(): Promise<ApiWorld> {
  return await worldOf({
    database: await testDatabase(),
    engine: unreachableEngine(),
    requestTimeoutMs: 500,
    now: clockFromMonday(),
  })
}

export function unreachableEngine(): Engine {
  const engine = openEngine({ connection: { address: '127.0.0.1:1' }, namespace: 'nowhere' })
  closing.push(() => engine.close())
  return engine
}

const newVault = (): Vault => {
  const key = () => randomBytes(32).toString('base64')
  return createVault({ current: 'k', keys: { k: key() }, lookup: key() })
}

async function worldOf(given: {
  database: TestDatabase
  engine: Engine
  vault?: Vault
  requestTimeoutMs?: number
  now?: () => number
}): Promise<ApiWorld> {
  const folder = await mkdtemp(join(tmpdir(), 'thong-suot-api-'))
  closing.push(() => rm(folder, { recursive: true, force: true }))
  const keys = await embeddedSigningKey(join(folder, 'keys', 'api.jwk'))
  const deps = {
    vault: newVault(),
    papers: { store: diskStore(join(folder, 'papers')), incoming: join(folder, 'incoming') },
    registry: registryOf([marriage, benefit, reorganisation, payoutRun]),
    verify: keys.verify,
    now: machineNow,
    rates: unlimited,
    ...given,
  }
  return await speakingTo(deps, keys)
}

async function speakingTo(
  deps: ApiDeps & { database: TestDatabase },
  keys: SigningKey,
  behind: Database = deps.database,
): Promise<ApiWorld> {
  const app = await buildApp({ ...deps, database: behind })
  closing.push(() => app.close())
  const { database, engine } = deps
  const as: ApiWorld['as'] = async ({ id = 'nobody', role, unitId = null }) =>
    clientOf(app, await keys.issue({ id, role, unitId }, 1))
  const service = () => as({ id: portal, role: 'service' })
  const files = async (changes: object = {}) => {
    const { status, body } = await (await service()).post('/dossiers', marriageFiling(changes))
    if (status !== 201) throw new Error(`not filed: ${JSON.stringify(body)}`)
    return receiptSchema.parse(body)
  }
  const opened = (dossierId: string, task: string) =>
    until(`${task} is open`, async () => {
      const [row] = await database.sql<{ id: string }[]>`
        select id from task where dossier_id = ${dossierId} and key = ${task} and closed_at is null`
      return row?.id
    })
  const starts = async <F extends { dossierId: string }>(filed: F): Promise<F> => {
    await relayOnce({ database, engine, now: deps.now, log: { warn: () => {} } })
    await opened(filed.dossierId, 'receive.1')
    return filed
  }
  return {
    app,
    database,
    engine,
    vault: deps.vault,
    papers: deps.papers,
    keys,
    as,
    service,
    files,
    opened,
    appWith: (other) => speakingTo({ ...deps, ...other }, keys),
    appWithout: (nowhere) => speakingTo(deps, keys, nowhere),
    officer: (role, unitId = commune, number = 1) =>
      as({ id: `can-bo:${unitId}:${role}:${number}`, role: 'officer', unitId }),
    supervisor: (unitId = commune) => as({ id: 'giam-sat', role: 'supervisor', unitId }),
    starts,
    async opens(changes) {
      const filed = await files(changes)
      await starts(filed)
      return filed
    },
    async rows(...tables) {
      const counted = tables.map(async (table) => {
        const [row] = await database.sql<
          { n: number }[]
        >`select count(*)::int as n from ${database.sql(table)}`
        return [table, row?.n ?? 0] as const
      })
      return Object.fromEntries(await Promise.all(counted))
    },
  }
}

/** Somebody's marriage: every name and number is invented. */
export const secretOf = { name: 'Nguyễn Thị Hồng Thắm', identity: '001198012345', phone: '0912345678' }

export function marriageFiling(changes: object = {}): Record<string, unknown> {
  return {
    procedure: marriage.code,
    channel: 'online',
    receptionUnit: commune,
    parties: [
      {
        role: 'applicant',
        kind: 'person',
        name: secretOf.name,
        identityNumber: secretOf.identity,
        phone: secretOf.phone,
      },
    ],
    places: [{ kind: 'residence', oldWard: '00004', address: 'Số 2, phố Trúc Bạch' }],
    form: marriageForm(),
    papers: [{ kind: 'declaration', originals: 1, copies: 0 }],
    ...changes,
  }
}

export function marriageForm(changes: object = {}): Record<string, unknown> {
  return {
    husbandName: 'Trần Văn Bình',
    husbandBornOn: '1997-03-04',
    husbandIdentityNumber: '001097000001',
    husbandResidence: 'Phường Ba Đình',
    husbandFormerMarriage: 'never',
    wifeName: secretOf.name,
    wifeBornOn: '1998-05-06',
    wifeIdentityNumber: secretOf.identity,
    wifeResidence: 'Phường Ba Đình',
    wifeFormerMarriage: 'never',
    ...changes,
  }
}
