/** The summary of open tasks: what was written since is folded into totals, and both are compared with the tasks. */
import type postgres from 'postgres'
import { tiers } from '../../domain/dossier/dossier.ts'
import { transaction } from '../connection/transaction.ts'
import type { Database, Querying } from '../database.ts'
import { typedRows } from '../statement.ts'

type Fragment = postgres.PendingQuery<postgres.Row[]>

/** What a task is counted by; the columns of `task_count` and `task_change`. */
export const matterColumns = (sql: Querying, of: string): Fragment => sql`
  ${sql(of)}.area_id, ${sql(of)}.tier, ${sql(of)}.procedure_code, ${sql(of)}.field, ${sql(of)}.power, ${sql(of)}.role, ${sql(of)}.step`

/** Tasks open at a desk whose due time lies in [from, until), found through the index of each tier by due time. */
export const fallenDue = (sql: Querying, from: Fragment, until: Fragment): Fragment => sql`
  select t.* from unnest(${[...tiers]}::text[]) known (tier)
  cross join lateral (
    select ${matterColumns(sql, 'task')} from task
    where task.tier = known.tier and task.closed_at is null
      and task.holder = 'desk' and task.due_at >= ${from} and task.due_at < ${until}) t`

/**
 * Folds what was written since the last time into the totals, and moves the mark of lateness on. Readers see either
 * all of it or nothing, and the same sums; writers never wait. One process at a time does it.
 * @returns rows folded
 */
export async function foldTaskCounts({ sql }: Pick<Database, 'sql'>, asOfMs: number): Promise<number> {
  return await transaction(sql, async (tx) => {
    if (!(await takeTurn(tx))) return 0
    const [row] = await typedRows(tx, 'tasks.foldTaskCounts')`
      with mark as (select at from task_count_mark),
      gone as (delete from task_change returning *),
      moved as (${fallenDue(tx, tx`(select at from mark)`, tx`instant(${asOfMs})`)}),
      shifted as (
        select ${matterColumns(tx, 'gone')}, gone.due_at < mark.at as late, gone.tasks from gone, mark
        union all select ${matterColumns(tx, 'moved')}, late, case when late then 1 else -1 end
          from moved, (values (true), (false)) as side (late)),
      by_area as (
        select area_id, tier, procedure_code, field, power, role, step, late, sum(tasks)::int as tasks from shifted
        group by area_id, tier, procedure_code, field, power, role, step, late),
      summed as (select * from by_area union all select * from (${sumsOf(tx, 'by_area')}) sums),
      kept as (
        insert into task_count as c (area_id, tier, procedure_code, field, power, role, step, late, tasks)
        -- In the order they are read in: the counts of an area lie together.
        select * from summed where tasks <> 0 order by area_id, tier
        on conflict (area_id, tier, procedure_code, field, power, role, step, late) do update set tasks = c.tasks + excluded.tasks),
      marked as (update task_count_mark set at = instant(${asOfMs}) where at < instant(${asOfMs}))
      select count(*)::int as folded from gone`
    await tx`delete from task_count where tasks = 0`
    return row?.folded ?? 0
  })
}

/**
 * Compares the summary with the tasks and mends it. The triggers keep both equal; they differ only where somebody wrote
 * around them (a restore, a load without triggers).
 * @returns how many counts were wrong
 */
export async function mendTaskCounts({ sql }: Pick<Database, 'sql'>): Promise<number> {
  return await transaction(sql, async (tx) => {
    await tx`select pg_advisory_xact_lock(hashtext('thong-suot task counts'))`
    const [row] = await typedRows(tx, 'tasks.mendTaskCounts')`
      with mark as (select at from task_count_mark),
      counted as (
        select ${matterColumns(tx, 'task')}, task.due_at < mark.at as late, 1 as tasks from task, mark
        where task.closed_at is null and task.holder = 'desk'),
      kept as (
        select ${matterColumns(tx, 'c')}, c.late, c.tasks from task_count c
        union all select ${matterColumns(tx, 'c')}, c.due_at < mark.at, c.tasks from task_change c, mark),
      compared as (
        select area_id, tier, procedure_code, field, power, role, step, late, sum(tasks)::int as missing from (
          select area_id, tier, procedure_code, field, power, role, step, late, tasks from counted
          union all select area_id, tier, procedure_code, field, power, role, step, late, -tasks from kept
          where area_id <> '*' and procedure_code <> '*') both_sides
        group by area_id, tier, procedure_code, field, power, role, step, late having sum(tasks) <> 0),
      mended as (
        insert into task_change (area_id, tier, procedure_code, field, power, role, step, due_at, tasks)
        select area_id, tier, procedure_code, field, power, role, step,
          case when late then '-infinity'::timestamptz else 'infinity' end, missing from compared)
      select count(*)::int as wrong from compared`
    return (row?.wrong ?? 0) + (await mendSums(tx))
  })
}

/** The sums are what the areas give. */
async function mendSums(tx: Querying): Promise<number> {
  const [row] = await typedRows(tx, 'tasks.mendSums')`
    with fine as (select * from task_count where area_id <> '*' and procedure_code <> '*'),
    wrong as (
      select area_id, tier, procedure_code, field, power, role, step, late, coalesce(s.tasks, 0) as tasks
      from (${sumsOf(tx, 'fine')}) s
      full join (select * from task_count where area_id = '*' or procedure_code = '*') c
        using (area_id, tier, procedure_code, field, power, role, step, late)
      where coalesce(s.tasks, 0) <> coalesce(c.tasks, 0)),
    mended as (
      insert into task_count (area_id, tier, procedure_code, field, power, role, step, late, tasks)
      select * from wrong
      on conflict (area_id, tier, procedure_code, field, power, role, step, late) do update set tasks = excluded.tasks)
    select count(*)::int as wrong from wrong`
  return row?.wrong ?? 0
}

/** What is kept beside the counts by area: over all areas, and of an area over all procedures. */
const sumsOf = (sql: Querying, counts: string): Fragment => sql`
  select '*' as area_id, tier, procedure_code, field, power, role, step, late, sum(tasks)::int as tasks from ${sql(counts)}
  group by tier, procedure_code, field, power, role, step, late
  union all
  select area_id, tier, '*', '*', power, role, '*', late, sum(tasks)::int from ${sql(counts)}
  group by area_id, tier, power, role, late`

async function takeTurn(tx: Querying): Promise<boolean> {
  const [row] = await typedRows(tx, 'tasks.takeCountTurn')`
    select pg_try_advisory_xact_lock(hashtext('thong-suot task counts')) as mine`
  return row?.mine ?? false
}
