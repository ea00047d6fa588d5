import { inboxPage } from '../db/tasks/inbox.ts'
import { responsibleFor } from '../db/territory/responsibility/responsibility.ts'
import { type Compared, compare, figuresOf } from './compare.ts'
import { CpuOfRounds, serverPids } from './cpu.ts'
import type { Figure } from './figure.ts'
import { dossiersWanted, seedDossiers } from './seed-dossiers.ts'
import type { BenchServers } from './servers.ts'

/** So many that the code is compiled after the first round, and that processor time, counted in hundredths of a second, tells one side from the other. */
const rounds = { rounds: 5, jobsARound: 1_000, atOnce: 4 }

interface Inbox {
  name: string
  units: readonly string[]
}

/**
 * p50 and processor time of a page of fifty tasks by due time, over the same page from a table that names the unit in each row and has an
 * index for just this: with one task in twenty dossiers open, and with as many open as there are dossiers.
 */
export async function inbox({ database }: BenchServers): Promise<Figure[]> {
  const { sql } = database
  const asOfMs = Date.now()
  const dossiers = dossiersWanted()
  const few = Math.round(dossiers / 20)
  const inboxes = await unitsByInbox(sql, asOfMs)
  const measured = async () => {
    await makePlainTable(sql, asOfMs)
    const found = new Map<string, Compared>()
    for (const one of inboxes) found.set(one.name, await measure(sql, one, asOfMs))
    return found
  }
  await seedDossiers(database, { dossiers, open: few, asOfMs })
  const atFew = await measured()
  await seedDossiers(database, {
    first: dossiers + 1,
    dossiers: dossiers - few,
    open: dossiers - few,
    asOfMs,
  })
  const atMany = await measured()
  return inboxes.flatMap(({ name }) => [
    ...figuresAt(name, atFew.get(name), few, 2),
    ...figuresAt(name, atMany.get(name), dossiers, 4),
  ])
}

const figuresAt = (name: string, found: Compared | undefined, open: number, atMost: number): Figure[] =>
  found === undefined ? [] : figuresOf(name, found, atMost, { what: 'system/plain, a page', more: { open } })

async function measure(
  sql: BenchServers['database']['sql'],
  { units }: Inbox,
  asOfMs: number,
): Promise<Compared> {
  const unitAt = (i: number): string => units[i % units.length] ?? ''
  const { postgres } = serverPids()
  const side = (page: (unitId: string) => Promise<unknown>) => ({
    job: async (i: number) => void (await page(unitAt(i))),
    cpu: new CpuOfRounds({ postgres, reader: process.pid }),
  })
  return await compare(
    rounds,
    side((unitId) => inboxPage(sql, { unitId, asOfMs })),
    side((unitId) => plainPage(sql, unitId, asOfMs)),
  )
}

export async function unitsByInbox(
  sql: BenchServers['database']['sql'],
  asOfMs: number,
): Promise<readonly Inbox[]> {
  const rows = await sql<{ id: string; tier: string }[]>`
    select id, tier from unit where valid @> instant(${asOfMs}) and tier <> 'district' order by id`
  return ['commune', 'department', 'city'].map((tier) => ({
    name: `inbox-${tier}`,
    units: rows.filter((unit) => unit.tier === tier).map(({ id }) => id),
  }))
}

/** What an inbox is where nobody ever reorganises: each row names its unit. */
async function makePlainTable(sql: BenchServers['database']['sql'], asOfMs: number): Promise<void> {
  await sql`drop table if exists plain_task`
  await sql`
    create table plain_task as
    select t.id, t.dossier_id, t.procedure_code, t.step, t.kind, t.role, t.opened_at, t.due_at, t.claimed_by, r.unit_id
    from task t cross join lateral (${responsibleFor(sql, 't', asOfMs)}) r
    where t.closed_at is null and t.holder = 'desk'`
  await sql`create index on plain_task (unit_id, due_at, id)`
  await sql`vacuum (analyze) plain_task`
}

async function plainPage(
  sql: BenchServers['database']['sql'],
  unitId: string,
  asOfMs: number,
): Promise<unknown> {
  return await sql`
    select t.id, t.dossier_id, d.code, t.procedure_code, t.step, t.kind, t.role, epoch_ms(t.opened_at) as opened_at,
      epoch_ms(t.due_at) as due_at, t.due_at < instant(${asOfMs}) as late, t.claimed_by
    from (select * from plain_task where unit_id = ${unitId} order by due_at, id limit 51) t
    join dossier d on d.id = t.dossier_id order by t.due_at, t.id`
}
