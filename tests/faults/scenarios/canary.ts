import { join } from 'node:path'
import { z } from 'zod'
import { searchable } from '../../../domain/vietnamese.ts'
import { until } from '../../../harness/until.ts'
import { type FilingBody, untilKnown } from '../counter.ts'
import { EventReceiver } from '../event-receiver.ts'
import type { Run, Scenario } from '../run.ts'
import { inEngine, inFiles } from '../searched.ts'
import { filingOf, type Site } from '../site.ts'
import { opened, walk } from '../walk.ts'

/** Nobody is called so, and no number occurs by chance: wherever one of these stands, it came from the dossier. */
function canariesOf(site: Site): Readonly<Record<string, string>> {
  const digits = (count: number) =>
    Array.from({ length: count }, () => Math.floor(site.random.next() * 10)).join('')
  const canaries = {
    name: `Chim Hoàng Yến ${digits(6)}`,
    identity: `001${digits(9)}`,
    account: `97${digits(12)}`,
    phone: `09${digits(8)}`,
    note: `Ghi chú ${digits(8)}`,
    address: `Ngõ ${digits(8)}`,
    file: `Bản khai ${digits(8)}`,
  }
  return { ...canaries, 'searchable name': searchable(canaries.name) }
}

export const canary: Scenario = {
  id: 'canary',
  title: 'names, numbers and notes of a dossier, looked for wherever they must not be',
  async run(run) {
    const { site } = run
    const canaries = canariesOf(site)
    const { answers, events } = await live(site, canaries)
    const places: Record<string, string> = {
      ...Object.fromEntries(
        [site.api, site.worker, site.relay].map(({ name, log }) => [`log of ${name}`, log]),
      ),
      'error answers': answers.join('\n'),
      'events sent': events.join('\n'),
      metrics: await (await fetch(`${addressOf(site)}/metrics`)).text(),
      ...(await inEngine(site)),
    }
    for (const [place, text] of Object.entries(places)) {
      run.check('every place that is searched holds something', text.length > 50, `${place} is empty`)
      for (const [what, value] of Object.entries(canaries)) {
        run.check(
          'no personal data outside PostgreSQL',
          !text.includes(value),
          `the ${what} stands in: ${place}`,
        )
      }
    }
    const files = await inFiles(join(site.servers.dir, 'temporal'), Object.values(canaries))
    run.check(
      'no personal data in the files of the engine',
      files.length === 0,
      `found in ${files.join(', ')}`,
    )
    await inDatabase(run, canaries)
  },
}

interface Lived {
  /** What callers were answered when something failed. */
  answers: readonly string[]
  /** What another system received, and one that answers carelessly. */
  events: readonly string[]
}

/** A dossier's whole life, with other systems that receive its events. */
async function live(site: Site, canaries: Readonly<Record<string, string>>): Promise<Lived> {
  const receiver = new EventReceiver(`nobody here knows ${canaries.name}, ${canaries.identity}`)
  const url = await receiver.listen()
  const ends = [await subscribe(site, `${url}/events`), await subscribe(site, `${url}/careless`)]
  try {
    const answers = await outage(site, canaries)
    await until(
      'the last event has come',
      () => receiver.received.some((event) => event.includes('dossier.closed')),
      60_000,
    )
    await until('the applicant is notified', () => isNotified(site, canaries.phone ?? ''), 60_000)
    return { answers, events: receiver.received }
  } finally {
    for (const end of ends) await end()
    receiver.close()
  }
}

/** Resolves to what ends it. */
async function subscribe(site: Site, url: string): Promise<() => Promise<unknown>> {
  const { token } = await site.callerAs('operator', 'operator')
  const headers = {
    authorization: `Bearer ${token}`,
    'content-type': 'application/json',
    'idempotency-key': url,
  }
  const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`
  const kinds = ['dossier.filed', 'dossier.changed', 'dossier.closed']
  const init = { method: 'POST', headers, body: JSON.stringify({ url, secret, kinds }) }
  const answer = await fetch(`${addressOf(site)}/subscriptions`, init)
  const { id } = z.object({ id: z.uuid() }).parse(await answer.json())
  const own = { authorization: headers.authorization }
  return () => fetch(`${addressOf(site)}/subscriptions/${id}`, { method: 'DELETE', headers: own })
}

async function isNotified({ database: { sql } }: Site, phone: string): Promise<boolean> {
  return (await sql`select 1 from notice where address = ${phone}`).length > 0
}

/** With slips, refusals and outages on the way. */
async function outage(site: Site, canaries: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const { identity = '', account = '', name = '', note = '', phone = '', address = '' } = canaries
  const filing: FilingBody = {
    ...filingOf(site, 'payout', site.nextNumber()),
    parties: [{ role: 'applicant', kind: 'person', name, identityNumber: identity, phone }],
    places: [{ kind: 'residence', area: site.areaId, address }],
    form: { identity, monthlyAllowanceDong: '2055000', account },
    papers: [],
  }
  const answers = await slips(site, filing, canaries)
  await site.links.apiToPostgres.set({ is: 'refuse' })
  answers.push(JSON.stringify(await site.counter.file('canary-away', filing)))
  await site.links.apiToPostgres.set({ is: 'none' })
  const { body } = await untilKnown(() => site.counter.file('canary', filing))
  const dossierId = String(body.dossierId)
  await sendsFiles(site, dossierId, canaries, answers)
  const task = `${dossierId}.receive.1`
  await opened(site, task)
  const officer = await site.officerFor(task)
  answers.push(
    JSON.stringify(await site.counter.decide(officer, { key: 'canary-no', task, outcome: name, note })),
  )
  await site.links.apiToTemporal.set({ is: 'refuse' })
  answers.push(JSON.stringify(await site.counter.decide(officer, { task, outcome: 'accepted', note })))
  await site.links.apiToTemporal.set({ is: 'none' })
  await untilKnown(() => site.counter.decide(officer, { task, outcome: 'accepted', note }))
  await walk(site, dossierId, 'sign.1:signed')
  return answers
}

/** One that is kept, and those that are refused: of another type, cut short, no form. */
async function sendsFiles(
  site: Site,
  dossierId: string,
  { file = '', identity = '' }: Readonly<Record<string, string>>,
  answers: string[],
): Promise<void> {
  const { token } = await site.callerAs('portal', 'service')
  const send = async (key: string, content: string, end = '\r\n--b--\r\n') => {
    const head = `--b\r\ncontent-disposition: form-data; name="file"; filename="${file}.pdf"\r\n\r\n`
    const answer = await fetch(`${addressOf(site)}/dossiers/${dossierId}/papers/request`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${token}`,
        'idempotency-key': key,
        'content-type': 'multipart/form-data; boundary=b',
      },
      body: `${head}${content}${end}`,
    })
    return { status: answer.status, text: await answer.text() }
  }
  const kept = await send('canary-file', `%PDF-1.7 ${file} ${identity}`)
  if (kept.status !== 201) throw new Error(`the file was not kept: ${kept.text}`)
  for (const [key, content, end] of [
    ['canary-page', `<html>${file} ${identity}</html>`],
    ['canary-cut', `%PDF-1.7 ${file} ${identity}`, ''],
    ['canary-file', `%PDF-1.7 another ${file} ${identity}`],
  ] as const) {
    answers.push((await send(key, content, end)).text)
  }
}

/** What a careless client sends: each with the canaries where they do not belong. */
async function slips(
  site: Site,
  filing: FilingBody,
  { name = '', identity = '', account = '', phone = '', note = '' }: Readonly<Record<string, string>>,
): Promise<string[]> {
  const { token } = await site.callerAs(name, 'supervisor', 'new:00004')
  const headers = {
    authorization: `Bearer ${token}`,
    'content-type': 'application/json',
    'idempotency-key': identity,
  }
  const ask = async (path: string, init: RequestInit = {}) =>
    await (await fetch(`${addressOf(site)}${path}`, { headers, ...init })).text()
  const post = (body: string) => ask('/dossiers', { method: 'POST', body })
  const bodies = [
    { ...filing, channel: name },
    {
      ...filing,
      form: { ...filing.form, identity: `${identity} x`, another: name, account: `${account}${account}` },
    },
    { ...filing, procedure: identity },
    { ...filing, receptionUnit: account },
  ]
  const answers = [await post(`{"name": "${name}"`), await ask(`/${encodeURIComponent(name)}/${identity}`)]
  answers.push(await ask(`/inbox?after=${encodeURIComponent(name)}&unit=${identity}`))
  answers.push(await ask(`/dossiers/${identity}`), await ask(`/tasks/${account}/authority?officer=x`))
  const officer = await site.callerAs(account, 'officer')
  const asOfficer = { ...headers, authorization: `Bearer ${officer.token}` }
  const send = (path: string, body: object) =>
    ask(path, { method: 'POST', headers: asOfficer, body: JSON.stringify(body) })
  const task = '00000000-0000-4000-8000-000000000000.receive.1'
  answers.push(
    await send('/dossiers/search', { name, phone, identityNumber: identity, unit: `${phone} ${name}` }),
  )
  answers.push(await send('/dossiers/search', { phone: `${phone} x`, after: name }))
  answers.push(await send('/tasks/decisions', { items: [{ task, outcome: name, note }] }))
  answers.push(await send(`/placements/${identity}`, { area: account, basis: note }))
  answers.push(await ask(`/follow?code=${identity}&secret=${account}`, { headers: {} }))
  answers.push(
    await ask('/subscriptions', {
      method: 'POST',
      body: JSON.stringify({ url: `https://${name}@x`, secret: account }),
    }),
  )
  for (const [n, body] of bodies.entries()) {
    const answer = await site.counter.file(`canary-slip-${n}`, { ...filingOf(site, 'payout', 1), ...body })
    answers.push(JSON.stringify(answer))
  }
  // A path is the caller's own word for where it went: a problem names it back.
  return answers.map((text) => text.replace(/"instance":"[^"]*"/, ''))
}

function addressOf({ api }: Site): string {
  return /http:\/\/[0-9.:]+/.exec(api.log)?.[0] ?? ''
}

/**
 * Where each may be in words: what is erased with the person. What people are sent has name and number in it and goes to
 * the table `notice` where no gateway is connected; what is still to be sent names nobody.
 */
const mayHold: Readonly<Record<string, readonly string[]>> = {
  name: ['party', 'notice'],
  'searchable name': ['party_name'],
  phone: ['party', 'notice'],
  address: ['place'],
  note: ['note'],
  identity: [],
  account: [],
  file: [],
}

/** Where they belong they must be found, else nothing was looked for; numbers and names of files are only found sealed. */
async function inDatabase(run: Run, canaries: Readonly<Record<string, string>>): Promise<void> {
  const { sql } = run.site.database
  const tables = await sql<{ name: string }[]>`
    select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`
  for (const [what, value] of Object.entries(canaries)) {
    const held: string[] = []
    for (const { name } of tables) {
      const rows = await sql`select 1 from ${sql(name)} t where t::text like ${`%${value}%`} limit 1`
      if (rows.length > 0) held.push(name)
    }
    const words = `is in ${held.sort().join(', ') || 'no table'}`
    const allowed = mayHold[what] ?? []
    run.check(
      'personal data is in its own tables; numbers and names of files in none',
      held.join() === [...allowed].sort().join(),
      `the ${what} ${words}`,
    )
  }
}
