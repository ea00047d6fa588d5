/**
 * Statements that are put together from fragments of several files, whole, and those that look through what is open before a cut-over: their text and
 * how PostgreSQL runs them. After a change,
 * `npm run db:statements` and then `npm test -- tests/db/composed-statements.test.ts -u`; read the difference before you commit it.
 */
import { randomBytes } from 'node:crypto'
import type postgres from 'postgres'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { seedDossiers } from '../../bench/seed-dossiers.ts'
import { openDatabase } from '../../db/database.ts'
import { urlOf, withServer } from '../database-server.ts'
import { sharedServer } from '../shared-server.ts'
import { readRecord } from './statements/recorded-statements.ts'

const composed = [
  'reorganisations.desksOfPlans',
  'reorganisations.leftAtUnits',
  'reorganisations.openByProcedure',
  'reorganisations.openMatters',
  'reorganisations.openTasks',
  'search.byName',
  'search.byNameReceived',
  'search.latest',
  'search.latestOfUnits',
  'search.lateAndOpen',
  'tasks.countTasks',
  'tasks.inboxPage',
  'territory.responsibleUnit',
]

/**
 * The reference data and so many dossiers over the whole city, half of them open. ANALYZE reads tables of less than 30,000 rows
 * whole (`party_name` has four rows a dossier): the planner has the same to go by on every machine.
 */
const seed = { dossiers: 7_000, open: 3_500, asOfMs: Date.parse('2026-06-01T02:00:00Z') }

const name = `thong_suot_plans_${randomBytes(6).toString('hex')}`
let serverUrl: string

beforeAll(async () => {
  const templateUrl = await sharedServer('templateUrl')
  serverUrl = urlOf(templateUrl, 'postgres')
  const template = new URL(templateUrl).pathname.slice(1)
  await withServer(serverUrl, (sql) => sql`create database ${sql(name)} template ${sql(template)}`)
  const database = openDatabase(urlOf(serverUrl, name), { connections: 1 })
  try {
    await seedDossiers(database, seed)
    await database.sql`vacuum (analyze)`
  } finally {
    await database.close()
  }
})

afterAll(async () => {
  await withServer(serverUrl, (sql) => sql`drop database if exists ${sql(name)} with (force)`)
})

for (const statement of composed) {
  test(`${statement} has the text and the plan that its snapshot shows`, async () => {
    const texts = [...(readRecord()[statement]?.texts ?? [])].sort((a, b) => a.text.length - b.text.length)
    // The one with the fewest fragments and the one with the most.
    const shown = [...new Set([texts.at(0), texts.at(-1)])].flatMap((one) => one?.text ?? [])
    expect(shown.length).toBeGreaterThan(0)
    const printed = await withServer(urlOf(serverUrl, name), (sql) =>
      Promise.all(shown.map((text) => print(sql, text))),
    )
    await expect(printed.join('\n')).toMatchFileSnapshot(`snapshots/${statement}.txt`)
  })
}

async function print(sql: postgres.Sql, text: string): Promise<string> {
  const plan = await sql.unsafe<{ 'QUERY PLAN': string }[]>(`explain (generic_plan, costs off) ${text}`)
  const lines = text.split('\n').flatMap((line) => (line.trim() === '' ? [] : [line.trimEnd()]))
  return [...lines, '', ...plan.map((line) => line['QUERY PLAN']), ''].join('\n')
}
