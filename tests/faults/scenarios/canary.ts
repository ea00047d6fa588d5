import { createReadStream } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { type FilingBody, untilKnown } from '../counter.ts'
import type { Run, Scenario } from '../run.ts'
import { filingOf, type Site } from '../site.ts'
import { opened, walk } from '../walk.ts'

/** Nobody is called so, and no number occurs by chance: wherever one of these stands, it came from the dossier. */
function canariesOf(site: Site): Readonly<Record<string, string>> {
  const digits = (count: number) =>
    Array.from({ length: count }, () => Math.floor(site.random.next() * 10)).join('')
  return {
    name: `Chim Hoàng Yến ${digits(6)}`,
    identity: `001${digits(9)}`,
    account: `97${digits(12)}`,
    phone: `09${digits(8)}`,
    note: `Ghi chú ${digits(8)}`,
    address: `Ngõ ${digits(8)}`,
    file: `Bản khai ${digits(8)}`,
  }
}

export const canary: Scenario = {
  id: 'canary',
  title: 'names, numbers and notes of a dossier, looked for wherever they must not be',
  async run(run) {
    const { site } = run
    const canaries = canariesOf(site)
    const answers = await live(site, canaries)
    const places: Record<string, string> = {
      ...Object.fromEntries(
        [site.api, site.worker, site.relay].map(({ name, log }) => [`log of ${name}`, log]),
      ),
      'error answers': answers.join('\n'),
      metrics: await (await fetch(`${addressOf(site)}/metrics`)).text(),
      ...(await inEngine(site)),
    }
    for (const [place, text] of Object.entries(places)) {
      run.check('every place that is searched holds something', text.length > 100, `${place} is empty`)
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

/** A dossier's whole life with slips, refusals and outages; answers what callers were told when something failed. */
async function live(site: Site, canaries: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const { identity = '', account = '', name = '', note = '', phone = '', address = '' } = canaries
  const filing: FilingBody = {
    ...filingOf(site, 'payout', site.nextNumber()),
    parties: [{ role: 'applicant', kind: 'person', name, identityNumber: identity, phone }],
    places: [{ kind: 'residence', area: site.areaId, address }],
    form: { identity, monthlyAllowanceDong: '2055000', account },
    papers: [],
  }
  const told = await slips(site, filing, canaries)
  await site.links.apiToPostgres.set({ is: 'refuse' })
  told.push(JSON.stringify(await site.counter.file('canary-away', filing)))
  await site.links.apiToPostgres.set({ is: 'none' })
  const { body } = await untilKnown(() => site.counter.file('canary', filing))
  const dossierId = String(body.dossierId)
  await sendsFiles(site, dossierId, canaries, told)
  const task = `${dossierId}.receive.1`
  await opened(site, task)
  const officer = await site.officerFor(task)
  told.push(
    JSON.stringify(await site.counter.decide(officer, { key: 'canary-no', task, outcome: name, note })),
  )
  await site.links.apiToTemporal.set({ is: 'refuse' })
  told.push(JSON.stringify(await site.counter.decide(officer, { task, outcome: 'accepted', note })))
  await site.links.apiToTemporal.set({ is: 'none' })
  await untilKnown(() => site.counter.decide(officer, { task, outcome: 'accepted', note }))
  await walk(site, dossierId, 'sign.1:signed')
  return told
}

/** One that is kept, and those that are refused: of another type, cut short, no form. */
async function sendsFiles(
  site: Site,
  dossierId: string,
  { file = '', identity = '' }: Readonly<Record<string, string>>,
  told: string[],
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
    told.push((await send(key, content, end)).text)
  }
}

/** What a careless client sends: each with the canaries where they do not belong. */
async function slips(
  site: Site,
  filing: FilingBody,
  { name = '', identity = '', account = '' }: Readonly<Record<string, string>>,
): Promise<string[]> {
  const { token } = await site.callerAs(name, 'supervisor')
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
  const told = [await post(`{"name": "${name}"`), await ask(`/${encodeURIComponent(name)}/${identity}`)]
  told.push(await ask(`/inbox?after=${encodeURIComponent(name)}&unit=${identity}`))
  told.push(await ask(`/dossiers/${identity}`), await ask(`/tasks/${account}/authority?officer=x`))
  for (const [n, body] of bodies.entries()) {
    const answer = await site.counter.file(`canary-slip-${n}`, { ...filingOf(site, 'payout', 1), ...body })
    told.push(JSON.stringify(answer))
  }
  // A path is the caller's own word for where it went: a problem names it back.
  return told.map((text) => text.replace(/"instance":"[^"]*"/, ''))
}

function addressOf({ api }: Site): string {
  return /http:\/\/[0-9.:]+/.exec(api.log)?.[0] ?? ''
}

/** Every history, as the engine gives it, and what its visibility says of each workflow. */
async function inEngine({ engine }: Site): Promise<Readonly<Record<string, string>>> {
  const readable = (_key: string, value: unknown): unknown =>
    value instanceof Uint8Array || Buffer.isBuffer(value) ? Buffer.from(value).toString('utf8') : value
  const [histories, visible]: string[][] = [[], []]
  for await (const { workflowId, runId, raw } of engine.client.workflow.list()) {
    visible?.push(JSON.stringify(raw, readable))
    const { events } = await engine.client.workflow.getHandle(workflowId, runId).fetchHistory()
    for (const event of events ?? []) histories?.push(JSON.stringify(event, bytesFirst(readable)))
  }
  return { 'histories of workflows': (histories ?? []).join('\n'), visibility: (visible ?? []).join('\n') }
}

// Buffers turn themselves into lists of numbers before a replacer sees them.
const bytesFirst = (readable: (key: string, value: unknown) => unknown) =>
  function (this: unknown, key: string, value: unknown): unknown {
    const held = typeof this === 'object' && this !== null ? Reflect.get(this, key) : undefined
    return held instanceof Uint8Array ? readable(key, held) : readable(key, value)
  }

/** Files below a folder that hold one of the values. */
async function inFiles(folder: string, values: readonly string[]): Promise<readonly string[]> {
  const found: string[] = []
  for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue
    const path = join(entry.parentPath, entry.name)
    let tail = ''
    for await (const chunk of createReadStream(path, { encoding: 'latin1' })) {
      const text = `${tail}${chunk}`
      if (values.some((value) => text.includes(Buffer.from(value).toString('latin1')))) found.push(entry.name)
      tail = text.slice(-100)
    }
  }
  return [...new Set(found)]
}

/** Where names belong they must stand, else nothing was looked for; numbers stand nowhere but sealed. */
async function inDatabase(run: Run, canaries: Readonly<Record<string, string>>): Promise<void> {
  const { sql } = run.site.database
  const tables = await sql<{ name: string }[]>`
    select table_name as name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'`
  const held = new Map<string, string[]>()
  for (const [what, value] of Object.entries(canaries)) {
    for (const { name } of tables) {
      const rows = await sql`select 1 from ${sql(name)} t where t::text like ${`%${value}%`} limit 1`
      if (rows.length > 0) held.set(what, [...(held.get(what) ?? []), name])
    }
  }
  for (const what of ['name', 'phone', 'address', 'note']) {
    run.check('the dossier holds what was looked for', held.has(what), `no table holds the ${what}`)
  }
  for (const what of ['identity', 'account', 'file']) {
    run.check(
      'numbers and names of files are sealed',
      !held.has(what),
      `the ${what} stands in ${held.get(what)?.join(', ')}`,
    )
  }
  const notJournal = [...held].filter(([, at]) =>
    at.some((name) => ['journal', 'dossier_revision', 'outbox', 'alert'].includes(name)),
  )
  run.check('what is never erased holds nobody', notJournal.length === 0, notJournal.map(String).join('; '))
}
