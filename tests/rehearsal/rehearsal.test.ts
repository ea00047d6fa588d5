/** The trial run of a cut-over, on a copy: officers work in it after the instant, and the live system knows nothing of it. */
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type postgres from 'postgres'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { startGatewaySimulator } from '../../activities/payment/bank-simulator/simulator.ts'
import { embeddedSigningKey } from '../../api/server/signing-key.ts'
import { type ServedRehearsal, serveRehearsal } from '../../bin/process/rehearsal/serve-rehearsal.ts'
import { signingKeyFile } from '../../bin/process/signing-key-file.ts'
import { type Database, openDatabase } from '../../db/database.ts'
import { createVault, embeddedVaultKeys } from '../../db/identity/identity-vault.ts'
import { formContext } from '../../db/identity/sealing-context.ts'
import { newId } from '../../db/new-id.ts'
import { databaseNameOf, rehearsalHere, rehearsalsOf } from '../../db/rehearsal/rehearsal-database.ts'
import { readEnactment } from '../../db/reorganisations/enactment/steps.ts'
import { readReferenceRows } from '../../db/reorganisations/rows/reference-rows.ts'
import { Upkeep } from '../../embedded/upkeep.ts'
import { until } from '../../harness/until.ts'
import { eraseExpired } from '../../rehearsal/erase-rehearsal.ts'
import { folderOf, identityKeysIn, type RehearsalFile } from '../../rehearsal/rehearsal-folder.ts'
import { reportRehearsal } from '../../rehearsal/report-rehearsal.ts'
import { relayEventsOnce } from '../../relay/relay-events.ts'
import type { Enactable } from '../../reorganisations/enactable.ts'
import { taskQueues } from '../../temporal.config.ts'
import { machineNow } from '../clock.ts'
import { urlOf, withServer } from '../database-server.ts'
import { BEGINS, ENDS, wardEnds } from '../db/reorganisations/ward-ends.ts'
import { type DossierStory, fileOnly, fileStory } from '../dossier-story.ts'
import { payout } from '../procedures/invented/payout.ts'
import { registration } from '../procedures/invented/registration.ts'
import { Receiver } from '../relay/webhook-receiver.ts'
import { sharedServer } from '../shared-server.ts'
import { everyRow } from './every-row.ts'
import { queuesWithAWorker } from './queues-with-a-worker.ts'
import { type RehearsingWorld, rehearsingWorld } from './rehearsing-world.ts'
import { subscribePortal } from './subscribe-portal.ts'

const dayMs = 86_400_000
const account = '9704110000001111'
const liveVault = createVault({
  current: 'live',
  keys: { live: Buffer.alloc(32, 1).toString('base64') },
  lookup: Buffer.alloc(32, 2).toString('base64'),
})

let world: RehearsingWorld
let of: Enactable
let reviewed: DossierStory
let paid: DossierStory
let ledger: string
let liveBank: Awaited<ReturnType<typeof startGatewaySimulator>>
let receiver: Receiver
let receiverUrl: string
let before: string
let rehearsal: RehearsalFile
let served: ServedRehearsal
let copy: Database
const upkeep = new Upkeep()

beforeAll(async () => {
  world = await rehearsingWorld()
  of = wardEnds(await readReferenceRows(world.database.sql), machineNow() + dayMs)
  await fileLive()
  before = await everyRow(world.database)
  rehearsal = await world.rehearse({ of, inMs: 30_000 })
  copy = openDatabase(rehearsal.databaseUrl, { connections: 2, name: 'test of a rehearsal' })
  // What the shell of a live API has, and a machine whose clock is an hour behind: none of it reaches the rehearsal.
  for (const name of ['HOST', 'FOLLOW_URL', 'TRUSTED_PROXIES']) vi.stubEnv(name, '0.0.0.0')
  vi.stubEnv('PAYMENT_GATEWAY_URL', liveBank.url)
  const bundle = { codePath: await sharedServer('workflowBundle') }
  const place = { ...world.place, now: () => machineNow() - 3_600_000 }
  served = await serveRehearsal(place, rehearsal.id, { upkeep, port: 0, bundle })
}, 180_000)
afterAll(async () => {
  await upkeep.end()
  await Promise.all([copy?.close(), liveBank?.close(), receiver?.close()])
  await rm(ledger, { recursive: true, force: true })
  vi.unstubAllEnvs()
})

/** Two open dossiers, one with a sealed account, and a portal that receives every event. */
async function fileLive(): Promise<void> {
  ledger = await mkdtemp(join(tmpdir(), 'thong-suot-live-bank-'))
  liveBank = await startGatewaySimulator({ ledgerFile: join(ledger, 'ledger.jsonl') })
  receiver = new Receiver()
  receiverUrl = await receiver.listen()
  const id = newId()
  const { cipher, keyId } = liveVault.seal(account, formContext(id, 'account'))
  const secrets = { account: { cipher: Buffer.from(cipher).toString('base64'), keyId } }
  reviewed = await fileStory(world, registration)
  await reviewed.goes('receive.1:accepted')
  paid = await fileOnly(world, payout, { monthlyAllowanceDong: '2055000' }, { id, secrets })
  await paid.start()
  await paid.goes('receive.1:accepted')
  await Promise.all([reviewed.opened('review.1'), paid.opened('sign.1')])
  await subscribePortal(world.database, { vault: liveVault, url: receiverUrl })
}

/** As an officer of the ward that takes over. */
async function decide(task: string, role: string, outcome: string) {
  const folder = folderOf(world.place.rehearsals, rehearsal.id)
  const keys = await embeddedSigningKey(signingKeyFile(folder))
  const token = await keys.issue({ id: `can-bo:${ENDS}:${role}:1`, role: 'officer', unitId: BEGINS }, 1)
  const answer = await fetch(`${served.url}/tasks/${task}/decisions`, {
    method: 'POST',
    headers: {
      ...{ authorization: `Bearer ${token}`, 'content-type': 'application/json', 'idempotency-key': task },
    },
    body: JSON.stringify({ outcome }),
  })
  return { status: answer.status, body: await answer.json() }
}

const afterTheInstant = () =>
  until('the instant has come', () => machineNow() > rehearsal.effectiveAt + 1_000, 60_000)
const ledgerOf = async (url: string) => await (await fetch(`${url}/ledger`)).json()

// The instant is half a minute after everything is ready: a slow machine arms and freezes before it.
describe('a rehearsal', { timeout: 300_000 }, () => {
  test('has left every row of the live database as it was', async () => {
    expect(await everyRow(world.database)).toBe(before)
    expect((await readEnactment(world.database.sql, of.id)).status).toBe('declared')
  })

  test('is armed by two marked persons, for an instant in minutes', async () => {
    const { status, proposed, approved, effectiveAt } = await readEnactment(copy.sql, of.id)
    expect({ status, effectiveAt }).toEqual({ status: 'armed', effectiveAt: rehearsal.effectiveAt })
    expect([proposed?.actorId, approved?.actorId]).toEqual(['rehearsal:proposes', 'rehearsal:approves'])
  })

  test('says how long each phase took', () => {
    expect(rehearsal.phases.map(({ name, done }) => [name, done])).toEqual([
      ['schema', null],
      ['copy', rehearsal.copied.reduce((sum, { rows }) => sum + rows, 0)],
      ['own keys', 1],
      ['chains of the journal', expect.any(Number)],
      ['starts', 2],
      ['proposed, approved, armed', null],
      ['list of open runs', 2],
    ])
  })

  test('says that it is one, and listens on this machine alone', async () => {
    const ready = await fetch(`${served.url}/ready`)
    expect(new URL(ready.url).hostname).toBe('127.0.0.1')
    expect(ready.headers.get('x-thong-suot-rehearsal')).toBe(rehearsal.id)
    expect(await ready.json()).toMatchObject({ ready: true, rehearsal: rehearsal.id })
  })

  test('does the work of every queue, payout runs among them', async () => {
    const found = await queuesWithAWorker(world.engine.connection, rehearsal.namespace)
    expect(found).toEqual(Object.values(taskQueues))
  })

  test('goes by the clock of its database', async () => {
    await copy.sql`update outbox set done_at = null, next_attempt_at = recorded_at where key = ${reviewed.id}`
    const waiting = () => copy.sql`select from outbox where key = ${reviewed.id} and done_at is null`
    await until('its relay has carried it', async () => (await waiting()).length === 0)
  })

  test('lets an officer decide at the unit that takes over, and the live dossier stays where it is', async () => {
    await afterTheInstant()
    expect(await decide(`${reviewed.id}.review.1`, 'civilStatus', 'approved')).toMatchObject({
      status: 200,
      body: { status: 'applied' },
    })
    expect(
      await copy.sql`select unit_id from decision_request where kind = 'decide' and actor_role = 'officer'
      order by accepted_at desc limit 1`,
    ).toEqual([{ unit_id: BEGINS }])
    expect((await reviewed.state()).tasks).toHaveProperty('review.1')
    expect(await reviewed.tasks()).toMatchObject({ 'review.1': 'open' })
  })

  test('pays at a bank of its own, whatever the shell has set, and sends no portal an event', async () => {
    await afterTheInstant()
    const keys = embeddedVaultKeys(identityKeysIn(folderOf(world.place.rehearsals, rehearsal.id)))
    await subscribePortal(copy, { vault: createVault(keys), url: receiverUrl })
    expect(await decide(`${paid.id}.sign.1`, 'chair', 'signed')).toMatchObject({ status: 200 })
    await until('the payout is settled', async () => {
      const [row] = await copy.sql`select 1 from payment_order where state = 'CONFIRMED'`
      return row !== undefined
    })
    expect(await ledgerOf(served.bankUrl)).toMatchObject({ transfers: [{ amountDong: '6165000' }] })
    expect(await ledgerOf(liveBank.url)).toMatchObject({ transfers: [] })
    expect(receiver.received).toEqual([])
    // What it would have received is there: a relay of events sends it at once.
    const deps = { database: copy, vault: createVault(keys), now: machineNow, log: { warn: () => {} } }
    await relayEventsOnce(deps)
    expect(receiver.received.length).toBeGreaterThan(0)
  })

  test('proves its chains, certifies its instant, says how long officers waited and finds no failure', async () => {
    await afterTheInstant()
    const report = await reportRehearsal(world.place, rehearsal.id)
    expect(report).toMatchObject({ failures: [], failuresInAll: 0, certificate: expect.any(String) })
    expect(report.requests).toContainEqual(expect.objectContaining({ status: 'applied' }))
    expect(report.waits).toMatchObject([{ kind: 'decide', requests: 2 }])
    expect((await reportRehearsal(world.place, rehearsal.id)).certificate).toBe(report.certificate)
  })

  test('names what failed: a task that nobody can open, a start that was refused, an alert', async () => {
    await inCopy(async (sql) => {
      await sql`update task set role = 'fieldOfficer' where dossier_id = ${reviewed.id} and closed_at is null`
      await sql`update outbox set done_at = null, last_error = 'NotReplayable', next_attempt_at = 'infinity' where key = ${paid.id}`
      await sql`insert into alert (kind, dossier_id, message, remedy, raised_at) values ('wedged', ${paid.id}, '', '', instant(0))`
    })
    const { failures, failuresInAll } = await reportRehearsal(world.place, rehearsal.id)
    expect(failures).toEqual([
      { kind: 'notStarted', what: `${paid.id}: NotReplayable` },
      { kind: 'noDesk', what: `${reviewed.id}.sign.1: nobody in ${BEGINS} is fieldOfficer` },
      { kind: 'alert', what: `wedged ${paid.id}` },
    ])
    expect([failuresInAll, (await rehearsalHere(copy.sql))?.failures]).toEqual([3, 3])
  })

  test('holds no live value and no live key', async () => {
    const [form] =
      await copy.sql`select secrets -> 'account' ->> 'keyId' as key from dossier_form where dossier_id = ${paid.id}`
    const keys = embeddedVaultKeys(identityKeysIn(folderOf(world.place.rehearsals, rehearsal.id)))
    expect(form).toEqual({ key: keys.current })
    const [order] = await copy.sql<{ id: string; cipher: Buffer; key: string }[]>`
      select id, account_cipher as cipher, account_key_id as key from payment_order`
    const opened = createVault(keys).open(
      order?.cipher ?? Buffer.alloc(0),
      order?.key ?? '',
      `order.account ${order?.id}`,
    )
    expect(opened).toBe('001000001234')
    const env = await readFile(join(folderOf(world.place.rehearsals, rehearsal.id), 'env'), 'utf8')
    const { username, password } = new URL(world.database.ownerUrl)
    expect(env).not.toContain(password)
    expect(env).not.toContain(`${username}:`)
    expect(env).toContain("PAYMENT_GATEWAY_URL=''")
    // What the role of the copy can do in the live database: log in to nothing.
    const live = urlOf(rehearsal.databaseUrl, new URL(world.database.ownerUrl).pathname.slice(1))
    const stolen = openDatabase(live, { connections: 1 })
    await expect(stolen.sql`select 1 from party`).rejects.toMatchObject({ code: '42501' })
    await stolen.close()
  })
})

test('the copy for a rehearsal made while citizens file and officers decide is of one moment', async () => {
  const stories: DossierStory[] = []
  let copying = true
  const filing = (async () => {
    while (copying) {
      const story = await fileStory(world, registration)
      await story.decide('receive.1', 'accepted')
      stories.push(story)
    }
  })()
  const made = await world.rehearse({ of, inMs: 60_000 }).finally(() => {
    copying = false
  })
  await filing
  const late = openDatabase(made.databaseUrl, { connections: 1 })
  try {
    const [found] = await late.sql`
      select count(*)::int as dossiers,
        count(*) filter (where revision <> (select count(*) from dossier_revision r where r.dossier_id = d.id))::int as torn,
        count(*) filter (where revision <> (select max(revision) from journal j where j.dossier_id = d.id))::int as unjournalled
      from dossier d`
    expect(found).toMatchObject({ torn: 0, unjournalled: 0 })
    expect(Number(found?.dossiers)).toBeGreaterThan(1)
    expect(Number(found?.dossiers)).toBeLessThanOrEqual(stories.length + 3)
  } finally {
    await late.close()
  }
}, 300_000)

test('after fourteen days nothing of a rehearsal is left', { timeout: 300_000 }, async () => {
  const server = openDatabase(world.place.serverUrl, { connections: 1 })
  try {
    const is = async () => (await rehearsalsOf(server.sql)).map(({ id }) => id)
    expect(await is()).toContain(rehearsal.id)
    expect(await eraseExpired(world.place)).toEqual([])
    await Promise.all([upkeep.end(), copy.close()])
    const { id, reorganisation } = rehearsal
    const older = JSON.stringify({ id, reorganisation, madeAt: machineNow() - 14 * dayMs })
    await server.sql.unsafe(`comment on database ${databaseNameOf(id)} is '${older}'`)
    expect(await eraseExpired(world.place)).toEqual([id])
    expect(await is()).not.toContain(id)
    expect(existsSync(folderOf(world.place.rehearsals, rehearsal.id))).toBe(false)
    expect(await server.sql`select from pg_roles where rolname = ${databaseNameOf(id)}`).toEqual([])
    const { connection } = world.engine
    const { workflowService: service } = connection
    const described = () => service.describeNamespace({ namespace: rehearsal.namespace }).catch(() => null)
    await until('its namespace is gone', async () => (await described()) === null)
  } finally {
    await server.close()
  }
})

/** As the owner of the copy. */
const inCopy = (work: (sql: postgres.Sql) => Promise<void>): Promise<void> =>
  withServer(urlOf(world.place.serverUrl, databaseNameOf(rehearsal.id)), work)
