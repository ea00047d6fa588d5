/** One scenario's city: a database and a namespace of its own, the product's processes, and proxies between them. */
import { randomBytes } from 'node:crypto'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { msToTs } from '@temporalio/common/lib/time'
import type postgres from 'postgres'
import { embeddedSigningKey, type SigningKey } from '../../api/server/signing-key.ts'
import { type Database, openDatabase } from '../../db/database.ts'
import { deskOf } from '../../db/dossier/requests/request-authority.ts'
import type { VaultKeys } from '../../db/identity/identity-vault.ts'
import { responsibleUnit } from '../../db/territory/responsibility/responsibility.ts'
import type { CallerRole } from '../../domain/dossier/dossier.ts'
import { type Engine, openEngine } from '../../engine/connection.ts'
import { History } from '../../harness/history.ts'
import { Killable } from '../../harness/processes.ts'
import { Random } from '../../harness/random.ts'
import { until } from '../../harness/until.ts'
import { withServer } from '../database-server.ts'
import { type Caller, Counter, type FilingBody } from './counter.ts'
import { LinkProxy } from './link-proxy.ts'
import { programIn } from './programs.ts'
import type { Servers } from './servers.ts'

/** A commune whose officers decide in these tests. */
export const commune = 'new:00004'

/** The relay is on the API's side: both carry requests to the engine. */
export type LinkName = 'workerToTemporal' | 'apiToTemporal' | 'workerToPostgres' | 'apiToPostgres'

export interface Site {
  /** Of its database and its namespace. */
  name: string
  /** The data folder of its processes. */
  dir: string
  servers: Servers
  random: Random
  history: History
  counter: Counter
  worker: Killable
  relay: Killable
  api: Killable
  bank: Killable
  /** Takes over `backlog.jsonl` of the data folder; works until it has reported. */
  importer: Killable
  /** What lies between the processes. */
  links: Record<LinkName, LinkProxy>
  /** Past every proxy, for looking at what became of it all. */
  database: Database
  /** As the owner of the tables, for faults that the runtime role cannot do. */
  asOwner<T>(work: (sql: postgres.Sql) => Promise<T>): Promise<T>
  engine: Engine
  apiUrl: string
  bankUrl: string
  signing: SigningKey
  vaultKeys: VaultKeys
  areaId: string
  /** A number that no other filing of this site has. */
  nextNumber(): number
  /** The officer responsible for a task now; of two for the role the second signs for the first. */
  officerFor(taskId: string): Promise<Caller>
  callerAs(id: string, role: CallerRole, unitId?: string): Promise<Caller>
  stop(): Promise<void>
}

export interface SiteOptions {
  seed: number
  /** How the simulated bank errs; see bin/gateway-simulator.ts. */
  bank?: readonly string[]
}

let sites = 0

/** Opens a site and starts its API, worker, relay and bank. */
export async function openSite(servers: Servers, options: SiteOptions): Promise<Site> {
  sites += 1
  const name = `site_${sites}_${randomBytes(3).toString('hex')}`
  const dir = join(servers.dir, name)
  await mkdir(dir)
  await servers.createDatabase(name)
  const random = new Random(options.seed)
  const links = await openLinks(servers, random)
  const engine = openEngine({ connection: { address: servers.temporalAddress() }, namespace: name })
  await register(engine, name)
  const database = openDatabase(servers.databaseUrl(name), { connections: 10, name: 'faults' })
  const signing = await embeddedSigningKey(join(dir, 'signing.json'))
  const processes = defineProcesses({ servers, name, dir, links, bank: options.bank ?? [] })
  const { worker, relay, api, bank, importer } = processes
  try {
    await startProcesses(processes)
  } catch (error) {
    for (const process of [api, relay, worker, bank]) await process.kill()
    throw error
  }
  const [bankUrl, apiUrl] = [addressIn(bank, 'bank'), addressIn(api, 'API')]
  const history = new History(join(dir, 'history.jsonl'))
  const token = await signing.issue({ id: 'portal', role: 'service', unitId: null }, 1)
  return {
    ...{ name, dir, servers, random, history, worker, relay, api, bank },
    ...{ links, database, engine, apiUrl, bankUrl, signing, vaultKeys, importer },
    counter: new Counter(() => apiUrl, history, { id: 'portal', token }),
    asOwner: (work) => withServer(servers.ownerUrl(name), work),
    areaId: await areaOf(database),
    nextNumber: counting(),
    officerFor: officers(database, signing),
    callerAs: async (id, role, unitId) => ({
      id,
      token: await signing.issue({ id, role, unitId: unitId ?? null }, 1),
    }),
    async stop() {
      for (const process of [importer, api, relay, worker, bank]) await process.kill()
      await Promise.all(Object.values(links).map((link) => link.close()))
      await Promise.all([database.close(), engine.close()])
      await servers.dropDatabase(name)
    },
  }
}

async function openLinks(servers: Servers, random: Random): Promise<Site['links']> {
  const draw = () => random.next()
  const open = (to: 'postgres' | 'temporal') => new LinkProxy(() => servers[to].port(), draw).open()
  const [workerToTemporal, apiToTemporal, workerToPostgres, apiToPostgres] = await Promise.all([
    open('temporal'),
    open('temporal'),
    open('postgres'),
    open('postgres'),
  ])
  return { workerToTemporal, apiToTemporal, workerToPostgres, apiToPostgres }
}

function defineProcesses(at: {
  servers: Servers
  name: string
  dir: string
  links: Site['links']
  bank: readonly string[]
}) {
  const { servers, name, dir, links } = at
  const { programs } = servers
  const env: Record<string, string> = {
    TEMPORAL_NAMESPACE: name,
    THONG_SUOT_DATA: dir,
    IDENTITY_KEYS: JSON.stringify(vaultKeys),
    SIGNING_KEY_FILE: join(dir, 'signing.json'),
    WORKFLOW_BUNDLE: servers.bundlePath,
    PAYMENT_GATEWAY_URL: '',
    PORT: '0',
    LOG_LEVEL: 'info',
  }
  const through = (side: 'worker' | 'api') => {
    const database = new URL(servers.databaseUrl(name))
    database.port = String(links[`${side}ToPostgres`].port)
    return { DATABASE_URL: database.href, TEMPORAL_ADDRESS: links[`${side}ToTemporal`].address }
  }
  const define = (
    process: string,
    entry: string,
    ready: RegExp,
    side: 'worker' | 'api',
    args?: readonly string[],
  ) =>
    new Killable({
      name: process,
      entry,
      args,
      // Read at each start: some addresses become known only when others have started.
      env: () => ({ ...env, ...through(side) }),
      logFile: join(dir, `${process}.log`),
      ready,
    })
  const book: string[] = ['--ledger', join(dir, 'bank.jsonl'), ...at.bank]
  return {
    env,
    worker: define('worker', programIn(programs, 'worker'), /worker runs/, 'worker'),
    relay: define('relay', programIn(programs, 'relay'), /relay runs/, 'api'),
    api: define('api', programIn(programs, 'api'), /api listens/, 'api'),
    importer: define('importer', 'bin/import.ts', /"rowsIn"/, 'api', [
      ...['backlog', join(dir, 'backlog.jsonl'), '--source', 'mot-cua-quan', '--as-of', '2025-06-30 17:00'],
      ...['--rows-at-once', '10', '--json'],
    ]),
    bank: define('bank', programIn(programs, 'bank'), /listens at/, 'worker', book),
    book,
  }
}

async function startProcesses({
  env,
  book,
  worker,
  relay,
  api,
  bank,
}: ReturnType<typeof defineProcesses>): Promise<void> {
  await bank.start()
  env.PAYMENT_GATEWAY_URL = addressIn(bank, 'bank')
  book.push('--port', new URL(env.PAYMENT_GATEWAY_URL).port)
  await Promise.all([worker.start(), relay.start(), api.start()])
  // Its clients know it by this address.
  env.PORT = new URL(addressIn(api, 'API')).port
}

const vaultKeys: VaultKeys = {
  current: 'k-1',
  keys: { 'k-1': randomBytes(32).toString('base64') },
  lookup: randomBytes(32).toString('base64'),
}

function addressIn(process: Killable, what: string): string {
  const url = /http:\/\/[0-9.:]+/.exec(process.log)?.[0]
  if (url === undefined) throw new Error(`the ${what} did not say where it listens`)
  return url
}

async function register(engine: Engine, namespace: string): Promise<void> {
  await engine.connection.workflowService.registerNamespace({
    namespace,
    workflowExecutionRetentionPeriod: msToTs('1 day'),
  })
  await until('the namespace is known to every part of the server', async () => {
    await engine.client.workflow.count()
    return true
  })
}

function counting(): () => number {
  let last = 0
  return () => {
    last += 1
    return last
  }
}

async function areaOf({ sql }: Database): Promise<string> {
  const [row] = await sql<{ id: string }[]>`
    select area_id as id from jurisdiction join area on area.id = area_id and area.kind = 'cell'
    where unit_id = ${commune} order by area_id limit 1`
  if (row === undefined) throw new Error(`${commune} holds no area`)
  return row.id
}

function officers({ sql }: Database, signing: SigningKey): (taskId: string) => Promise<Caller> {
  const known = new Map<string, Caller>()
  const find = async (unitId: string, role: string): Promise<Caller> => {
    const [mandate] = await sql<{ id: string }[]>`
      select officer_id as id from mandate where unit_id = ${unitId} and role = ${role} order by id limit 1`
    if (mandate === undefined) throw new Error(`${unitId} has nobody for ${role}`)
    const { id } = mandate
    return { id, token: await signing.issue({ id, role: 'officer', unitId: null }, 1) }
  }
  return async (taskId) => {
    const desk = await deskOf(sql, taskId)
    const responsible = desk === null ? null : await responsibleUnit(sql, desk, Date.now())
    if (desk === null || responsible === null) throw new Error(`nobody is responsible for ${taskId}`)
    const key = `${responsible.unitId} ${desk.role}`
    const found = known.get(key) ?? (await find(responsible.unitId, desk.role))
    known.set(key, found)
    return found
  }
}

const names = [
  'Nguyễn Thị Hồng Thắm',
  'Trần Văn Đức',
  'Lê Thu Hà',
  'Phạm Quang Minh',
  'Đặng Ngọc Lan',
] as const

/** What an applicant of these tests files; the number makes its content its own. */
export function filingOf(site: Site, procedure: keyof typeof forms, number: number): FilingBody {
  const identity = String(1_090_000_000 + number).padStart(12, '0')
  return {
    ...forms[procedure](identity),
    receptionUnit: commune,
    parties: [
      {
        role: 'applicant',
        kind: 'person',
        name: names[number % names.length] ?? names[0],
        identityNumber: identity,
      },
    ],
    places: [
      { kind: 'residence', area: site.areaId },
      { kind: 'object', area: site.areaId },
    ],
  }
}

const forms = {
  registration: (identity: string) => ({
    procedure: '9.000001',
    form: { name: 'Nguyễn Thị Hồng Thắm', identity },
    papers: [{ kind: 'request', originals: 1, copies: 0 }],
  }),
  consultation: (identity: string) => ({ procedure: '9.000002', form: { place: `Thửa ${identity}` } }),
  payout: (identity: string) => ({
    procedure: '9.000005',
    form: { identity, monthlyAllowanceDong: '2055000', account: `9704${identity.slice(-8)}7` },
  }),
}
