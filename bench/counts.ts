import { type CountGroup, countGroups, countTasks } from '../db/tasks/task-counts.ts'
import { joinCustody, keeperOf } from '../db/territory/responsibility/custody.ts'
import { competenceFor, responsibleFor } from '../db/territory/responsibility/responsibility.ts'
import { CpuOfRounds, prefixed, serverPids } from './cpu.ts'
import { alternate, type Figure, figure, median } from './figure.ts'
import { dossiersWanted, seedDossiers } from './seed-dossiers.ts'
import type { BenchServers } from './servers.ts'

type Sql = BenchServers['database']['sql']

const rounds = 5
const city = 'hanoi:01'

/**
 * What a supervisor asks, by each grouping, of one commune and of the city, with every dossier open: over the plain query
 * that groups the open tasks by the same, with who is responsible joined in by sets. The figure is the worse of the two.
 */
export async function counts({ database }: BenchServers): Promise<Figure[]> {
  const { sql } = database
  const asOfMs = Date.now()
  const dossiers = dossiersWanted()
  await seedDossiers(database, { dossiers, open: dossiers, asOfMs })
  // As autovacuum does, which would be counted with one of the rounds.
  await sql`vacuum (analyze)`
  const [row] = await sql<{ unitId: string }[]>`
    select unit_id as "unitId" from jurisdiction where tier = 'commune' and valid @> instant(${asOfMs})
    group by 1 order by count(*) desc, 1 limit 1`
  const commune = row?.unitId ?? ''
  const measure = async (unitId: string, times: number) => {
    const pids = { postgres: serverPids().postgres, reader: process.pid }
    const cpu = { system: new CpuOfRounds(pids), plain: new CpuOfRounds(pids) }
    const all = (side: 'system' | 'plain', count: (by: CountGroup) => Promise<unknown>) => () =>
      cpu[side].during(async () => {
        const began = performance.now()
        for (let i = 0; i < times; i += 1) for (const by of countGroups) await count(by)
        return (performance.now() - began) / times
      })
    const system = all('system', (by) => countTasks(sql, { unitId, by, asOfMs }))
    const plain = all('plain', (by) => plainCounts(sql, { unitId, by, asOfMs }))
    await system()
    await plain()
    for (const side of [cpu.system, cpu.plain]) side.reset()
    const time = await alternate(rounds, system, plain)
    const asked = times * rounds
    return {
      ...time,
      cpu: { ...prefixed('system', cpu.system.each(asked)), ...prefixed('plain', cpu.plain.each(asked)) },
      cpuRatio: cpu.system.total / cpu.plain.total,
    }
  }
  await requireSame(sql, commune, asOfMs)
  // Counts of a commune take some ten milliseconds: enough of them that the pauses of a shared machine even out.
  const ofCommune = await measure(commune, 20)
  const ofCity = await measure(city, 1)
  const worst = Math.max(median(ofCommune.ratios), median(ofCity.ratios))
  return [
    figure('counts', worst, { atMost: 0.1 }, 'system/plain grouping, time of all six', {
      ...{
        open: dossiers,
        communeSystem: ofCommune.system,
        communePlain: ofCommune.bare,
        communeRatios: ofCommune.ratios,
      },
      ...{ citySystem: ofCity.system, cityPlain: ofCity.bare, cityRatios: ofCity.ratios },
    }),
    figure(
      'counts-cpu',
      Math.max(ofCommune.cpuRatio, ofCity.cpuRatio),
      { atMost: 0.1 },
      'system/plain, CPU-ms',
      {
        ...prefixed('commune', ofCommune.cpu),
        ...prefixed('city', ofCity.cpu),
      },
    ),
  ]
}

/** A figure of something else than the same counts would be none. */
async function requireSame(sql: Sql, unitId: string, asOfMs: number): Promise<void> {
  const tasks = (rows: readonly { tasks: number }[]) => rows.reduce((sum, row) => sum + row.tasks, 0)
  const system = tasks(await countTasks(sql, { unitId, by: 'step', asOfMs }))
  const plain = tasks(await plainCounts(sql, { unitId, by: 'step', asOfMs }))
  const [row] = await sql<{ tasks: number }[]>`
    select count(*)::int as tasks from task t cross join lateral (${responsibleFor(sql, 't', asOfMs)}) r
    where t.closed_at is null and t.holder = 'desk' and r.unit_id = ${unitId}
      and t.area_id in (select area_id from jurisdiction where unit_id = ${unitId})`
  if (system !== plain || system !== row?.tasks)
    throw new Error(`counts differ: ${system}, ${plain} and ${row?.tasks}`)
}

async function plainCounts(
  sql: Sql,
  { unitId, by, asOfMs }: { unitId: string; by: CountGroup; asOfMs: number },
): Promise<readonly { tasks: number }[]> {
  const key = {
    unit: sql`unit_id`,
    office: sql`unit_id || t.role`,
    field: sql`t.field`,
    procedure: sql`t.procedure_code`,
    step: sql`t.procedure_code || t.step`,
    lateness: sql`case when t.due_at < instant(${asOfMs}) then 'late' else 'inTime' end`,
  }[by]
  const counted = sql`
    select ${key} as key, count(*)::int as tasks, count(*) filter (where t.due_at < instant(${asOfMs}))::int as late`
  // Of the whole city who is responsible plays a part in two groupings only.
  if (unitId === city && by !== 'unit' && by !== 'office')
    return await sql<
      { tasks: number }[]
    >`${counted} from task t where t.closed_at is null and t.holder = 'desk' group by 1`
  const [join, ofUnit] =
    unitId === city ? [sql`left join`, sql``] : [sql`join`, sql`and j.unit_id = ${unitId}`]
  const keeper = keeperOf(sql)
  const mine = unitId === city ? sql`true` : sql`coalesce(${keeper}, ${unitId}) = ${unitId}`
  return await sql.begin(async (tx) => {
    // Planned for its own values (the product's setting is for look-ups by key), and of the city by hashes: a million look-ups
    // by index, which the planner takes for few, made it ten times as slow.
    await tx`set local plan_cache_mode = force_custom_plan`
    if (unitId === city) await tx`set local enable_nestloop = off`
    return await tx<{ tasks: number }[]>`
    with matter as materialized (
      select m.*, held.held_by, held.unit_id as named from (
        select distinct tier, procedure_code, field, power from task_count where area_id = '*') m
      cross join lateral (${competenceFor(sql, 'm', asOfMs)}) held)
    ${counted} from (
      select t.*, coalesce(matter.named, ${keeper}, j.unit_id) as unit_id from task t
      join matter on matter.tier = t.tier and matter.procedure_code = t.procedure_code and matter.field = t.field and matter.power = t.power
      ${join} jurisdiction j on matter.named is null and j.area_id = t.area_id and j.tier = matter.held_by
        and j.valid @> instant(${asOfMs}) ${ofUnit}
      ${joinCustody(sql, 't', sql`instant(${asOfMs})`, sql`j.custodian`)}
      where t.closed_at is null and t.holder = 'desk' and ${mine}) t
    group by 1`
  })
}
