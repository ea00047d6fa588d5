import { randomUUID } from 'node:crypto'
import type { Querying } from '../../../db/database.ts'
import { type Document, type Made, requestMaker } from '../../api/fuzz.ts'
import { Intruder } from '../intruder.ts'
import type { Scenario } from '../run.ts'
import { commune } from '../site.ts'
import { fileOne } from '../walk.ts'

const sleepMs = 3_000
const texts = [
  "'",
  "''; drop table dossier cascade; --",
  "' or '1'='1",
  "') or 1=1 --",
  "x' union select id::text, code, code, code from dossier --",
  "1; update dossier set status = 'closed' --",
  `'||pg_sleep(${sleepMs / 1000})||'`,
  `1 and 1=(select 1 from pg_sleep(${sleepMs / 1000}))`,
  '$1',
  '%',
  '_%',
  '\\',
  '"; create table mine (); --',
  '{"$ne": null}',
  "$$; copy dossier to program 'id'; $$",
  "WorkflowType='x' OR ExecutionStatus='Running'",
]

export const injection: Scenario = {
  id: 'F25',
  title: 'statements in every text of every route, by a caller who has filed nothing',
  async run(run) {
    const { site } = run
    const { sql } = site.database
    const intruder = new Intruder(site)
    const { token } = await site.callerAs('intruder', 'service')
    const dossierId = await fileOne(site, 'registration')
    const [row] = await sql<{ code: string }[]>`select code from dossier where id = ${dossierId}`
    const secrets = [dossierId, row?.code ?? dossierId]
    const schema = await schemaOf(sql)
    const document = await intruder.document()
    const make = requestMaker(
      document,
      site.random,
      { unit: [commune], receptionUnit: [commune], procedure: ['9.000001'] },
      { texts, breaks: false },
    )
    const queries = queriesOf(document, run.size(2, texts.length))
    const bodies = Array.from({ length: run.size(200, 10_000) }, make)
    for (const made of [...queries, ...bodies]) {
      const what = `${made.route} ${made.url.slice(0, 120)} ${made.payload?.slice(0, 200) ?? ''}`
      const { body, ms } = await intruder.try(run, made, token, Number.POSITIVE_INFINITY)
      run.check('nobody reads what others filed', !secrets.some((secret) => body.includes(secret)), what)
      run.check(
        'no statement of the intruder is carried out',
        ms < sleepMs,
        `${what} took ${Math.round(ms)} ms`,
      )
    }
    run.check('the schema is what it was', (await schemaOf(sql)) === schema)
    const [dossier] = await sql`select 1 from dossier where id = ${dossierId} and status <> 'closed'`
    run.check('the dossier is what it was', dossier !== undefined)
  },
}

/** Each parameter of each query alone, and each two together: with what breaks any statement, then others in turn. */
function queriesOf({ paths }: Document, each: number): readonly Made[] {
  let next = 0
  return Object.entries(paths).flatMap(([path, { get }]) => {
    const names = (get?.parameters ?? []).flatMap(({ in: where, name }) => (where === 'query' ? [name] : []))
    const pairs = names.flatMap((name, i) => names.slice(i).map((other) => [...new Set([name, other])]))
    return pairs.flatMap((asked) =>
      Array.from({ length: each }, (_, n): Made => {
        const text = () => (n === 0 ? "'" : (texts[next++ % texts.length] ?? ''))
        const query = asked.map((name) => `${name}=${encodeURIComponent(text())}`)
        const url = `${path.replace(/\{\w+\}/g, () => randomUUID())}?${query.join('&')}`
        return { method: 'GET', route: `GET ${path}`, url, headers: {}, broken: asked.join(' and ') }
      }),
    )
  })
}

async function schemaOf(sql: Querying): Promise<string> {
  const [row] = await sql<{ all: string }[]>`
    select string_agg(concat_ws(' ', table_name, column_name, data_type), ',' order by table_name, column_name) as all
    from information_schema.columns where table_schema = 'public'`
  return row?.all ?? ''
}
