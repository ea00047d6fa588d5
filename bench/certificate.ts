import { z } from 'zod'
import { addEngineSide, startedNotAmong } from '../db/certificate/frozen-engine.ts'
import { freezeRuns } from '../db/certificate/frozen-list.ts'
import type { Database } from '../db/database.ts'
import { measuredBy, smallHeap } from './child.ts'
import { type Figure, figure, median, round } from './figure.ts'
import { dossiersWanted, seedDossiers } from './seed-dossiers.ts'
import type { BenchServers } from './servers.ts'

const day = 86_400_000
const cutover = Date.parse('2025-07-01T00:00:00+07:00')
/** Dossiers of the seed are filed within twelve days before and after this instant: all of them before the cut-over. */
const seededAt = cutover - 12 * day
const rounds = 3
const measured = z.object({ ms: z.number(), maxRssKb: z.number(), runs: z.number() })

/**
 * A certificate of every open run (three sides, written, hashed and signed) over one plain grouping of the same rows; and the memory of its
 * process over that for a tenth of them. `BENCH_DOSSIERS=100000` is enough for a try.
 */
export async function certificate(servers: BenchServers): Promise<Figure[]> {
  const { database } = servers
  const open = dossiersWanted()
  const few = Math.ceil(open / 10)
  await seedRuns(database, { first: 1, dossiers: few })
  const small = await certified(servers, cutover + day)
  await seedRuns(database, { first: few + 1, dossiers: open - few })
  const system: number[] = []
  const bare: number[] = []
  // Another second instant: else it would supplement the one before.
  const issued = await certified(servers, cutover + 2 * day)
  for (let i = 0; i < rounds; i += 1) {
    bare.push(await grouping(database))
    system.push((await certified(servers, cutover + 2 * day, issued.knownAt)).ms)
  }
  const ratios = system.map((ms, i) => round(ms / (bare[i] ?? 1)))
  const detail = {
    open,
    runs: issued.runs,
    certificateMs: system.map(round),
    groupingMs: bare.map(round),
    ratios,
  }
  const memory = { few: small.maxRssKb, many: issued.maxRssKb }
  return [
    figure('certificate', median(ratios), { atMost: 20 }, 'times one grouping', detail),
    figure(
      'certificate-memory',
      issued.maxRssKb / small.maxRssKb,
      { atMost: 1.2 },
      `times that of ${few}`,
      memory,
    ),
  ]
}

/** Issued by a process of its own; issued again where `knownAt` is given. */
async function certified(servers: BenchServers, until: number, knownAt = Date.now() - 1) {
  const [line] = await measuredBy(measured, 'certificate.ts', {
    args: [String(cutover), String(until), String(knownAt)],
    node: smallHeap,
    env: servers.env,
  })
  if (line === undefined) throw new Error('the process ended before it had a certificate')
  return { ...line, knownAt }
}

async function grouping({ sql }: Database): Promise<number> {
  const began = performance.now()
  await sql`
    select d.area_id, j.kind, count(*), max(r.valid_at)
    from dossier d join dossier_revision r on r.dossier_id = d.id
    join journal j on j.dossier_id = r.dossier_id and j.revision = r.revision
    group by d.area_id, j.kind`
  return performance.now() - began
}

/** The rows of today, and what a certificate reads: two revisions of each dossier with their entries, and the list of all. */
export async function seedRuns(
  database: Database,
  { first, dossiers }: { first: number; dossiers: number },
): Promise<void> {
  const { sql } = database
  await seedDossiers(database, { dossiers, open: dossiers, first, asOfMs: seededAt })
  await sql.begin(async (tx) => {
    await tx`set local session_replication_role = replica`
    await tx`
      create temporary table opened on commit drop as
      select t.dossier_id, t.area_id, d.filed_at, t.step || '.1' || coalesce('.' || nullif(plan.body #>> array['steps', t.step, 'desks', '0', 'body'], ''), '') as key
      from task t join dossier d on d.id = t.dossier_id join plan on plan.hash = d.plan_hash
      where not exists (select from dossier_revision r where r.dossier_id = t.dossier_id)`
    await tx`
      insert into dossier_revision (dossier_id, revision, effect_key, item, result, area_id, valid_at)
      select dossier_id, n, n::text, '{"kind": "start"}', case n when 1 then '{"dueAt": {}, "tasks": {"before.1": {"holder": "desk"}}}'
        else jsonb_build_object('dueAt', jsonb_build_object(), 'tasks', jsonb_build_object(key, jsonb_build_object('holder', 'desk'))) end,
        area_id, filed_at + interval '1 second' * n
      from opened, generate_series(1, 2) n`
    await tx`
      insert into journal (dossier_id, seq, kind, revision, actor_id, payload, valid_at, prev_hash, hash)
      select dossier_id, n, case n when 1 then 'start' else 'decide' end, n, 'engine', case n
        when 1 then '{"opens": ["before.1"], "closes": []}'::jsonb
        else jsonb_build_object('opens', jsonb_build_array(key), 'closes', '[{"key": "before.1", "outcome": "accepted"}]'::jsonb) end,
        filed_at + interval '1 second' * n, '\\x', '\\x'
      from opened, generate_series(1, 2) n`
  })
  for (const table of ['dossier_revision', 'journal']) await sql`vacuum (analyze) ${sql(table)}`
  const { id } = await freezeRuns(database, { takenFor: Date.now() + day, actorId: 'bench' })
  await addEngineSide(database, { listId: id, askedAt: Date.now(), ran: await startedNotAmong(sql, id, []) })
  await sql.begin(async (tx) => {
    await tx`set local session_replication_role = replica`
    await tx`
      update frozen_list set taken_for = instant(${cutover}), recorded_at = instant(${cutover - day}),
        frozen_at = instant(${cutover - 2 * day + first})
      where id = ${id}`
  })
  await sql`vacuum (analyze) frozen_run`
}
