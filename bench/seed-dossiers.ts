import type postgres from 'postgres'
import type { Database, Querying } from '../db/database.ts'
import { foldTaskCounts, mendTaskCounts } from '../db/tasks/task-count.ts'
import type { Tier } from '../domain/dossier/dossier.ts'
import { foldDiacritics } from '../domain/vietnamese.ts'
import { loadProcedures } from '../procedures/registry/registry.ts'

export interface Seed {
  /** How many dossiers to add, with one party and one task each. */
  dossiers: number
  /** How many of them are open, at a desk; the others have ended within the year before. */
  open: number
  /** Number of the first, so that a second seed adds others. @defaultValue 1 */
  first?: number
  /** Due times of open tasks lie from three days before to twenty days after it. */
  asOfMs: number
}

/** How many dossiers a bench is to have; `BENCH_DOSSIERS=100000` is enough for a try. */
export const dossiersWanted = (): number => Number(process.env.BENCH_DOSSIERS || 1_000_000)

const rowsAtOnce = 50_000

/** How often the procedure of a rank is filed beside the rarest: a few make up most of what an office does (by Zipf). */
const timesFiled = (rank: number): number => Math.ceil(100 / rank)

/** Of twenty tasks, how many lie at a desk of the tier. */
const share: Readonly<Record<Tier, number>> = { commune: 16, department: 3, city: 1 }

const families =
  'Nguyễn Nguyễn Nguyễn Nguyễn Trần Trần Lê Lê Phạm Phạm Hoàng Phan Vũ Đặng Bùi Đỗ Hồ Ngô Dương Lý'
const middles =
  'Văn Thị Đức Minh Thu Quang Ngọc Hữu Thanh Xuân Hồng Kim Bảo Gia Tuấn Anh Đình Công Mạnh Phương'
const given =
  'An Bình Chi Dũng Giang Hà Hương Khánh Lan Mai Nam Phượng Quân Sơn Tú Yến Thắm Trang Linh Huy Long Đạt Hiếu Nga Hoa ' +
  'Hạnh Thảo Tùng Việt Cường Hải Thủy Tâm Nhung Loan Hằng Vân Trung Kiên Phúc Lộc Thành Toàn Uyên Vy Như Ngân Châu'

const accented = [...new Set(`${families}${middles}${given}`.replaceAll(' ', ''))].join('')
const plain = foldDiacritics(accented)

/**
 * Dossiers of the whole city: over all areas of the day, all procedures by how often they are filed, their desks and due
 * days; the same ones for the same numbers. Neither foreign keys nor triggers run for the rows, which are made to satisfy the first.
 */
export async function seedDossiers({ sql }: Pick<Database, 'sql'>, seed: Seed): Promise<void> {
  await prepare(sql, seed.asOfMs)
  const first = seed.first ?? 1
  const last = first + seed.dossiers - 1
  for (let from = first; from <= last; from += rowsAtOnce) {
    const to = Math.min(from + rowsAtOnce - 1, last)
    await sql.begin(async (tx) => {
      await tx`set local session_replication_role = replica`
      await draw(tx, { from, to, openUntil: first + seed.open - 1, asOfMs: seed.asOfMs })
      await insert(tx)
    })
  }
  await mendTaskCounts({ sql })
  await foldTaskCounts({ sql }, seed.asOfMs)
  for (const table of ['dossier', 'party', 'dossier_party', 'party_name', 'task', 'task_count'])
    await sql`vacuum (analyze) ${sql(table)}`
}

/** What a task may be about: every desk of every procedure, as often as its tier's share. */
async function prepare(sql: Querying, asOfMs: number): Promise<void> {
  const registry = await loadProcedures()
  const matters = registry.procedures.flatMap((procedure, i) => {
    const { plan, planHash } = registry.compiled(procedure)
    const about = { procedure: procedure.code, field: procedure.field, planHash }
    return Object.entries(plan.steps).flatMap(([step, { kind, desks }]) =>
      desks.flatMap(({ role, power }) =>
        Object.entries(share).map(([tier, times]) => {
          return { ...about, step, kind, role, power, tier, times: times * timesFiled(i + 1) }
        }),
      ),
    )
  })
  const plans = registry.procedures.map((procedure) => {
    const { plan, planHash } = registry.compiled(procedure)
    return { hash: planHash, code: procedure.code, edition: procedure.edition, body: plan }
  })
  await sql`
    insert into plan (hash, procedure_code, edition, body)
    select hash, code, edition, body from jsonb_to_recordset(${JSON.stringify(plans)}::text::jsonb)
      as given (hash text, code text, edition date, body jsonb) on conflict do nothing`
  await sql`
    create table if not exists seed_matter as
    select row_number() over (order by md5(given::text || n)) as number, given.*
    from jsonb_to_recordset(${JSON.stringify(matters)}::text::jsonb) as given (procedure text, field text, "planHash" text,
      step text, kind text, role text, power text, tier text, times int), generate_series(1, times) n`
  await sql`
    create table if not exists seed_area as
    select row_number() over (order by area.id) as number, area.id, j.unit_id from area
    join jurisdiction j on j.area_id = area.id and j.tier = 'commune' and j.valid @> instant(${asOfMs})
    where area.valid @> instant(${asOfMs})`
  await sql`create unique index if not exists seed_matter_number on seed_matter (number)`
  await sql`create unique index if not exists seed_area_number on seed_area (number)`
  await sql`analyze seed_matter, seed_area`
  // A number from 1 to n, by chance that is the same each time.
  await sql`
    create or replace function seed_pick(i bigint, salt int, n bigint) returns bigint language sql immutable parallel safe
    as 'select 1 + (hashint8extended($1, $2) & 9223372036854775807) % $3'`
}

/** Ids are those of a UUID of version 8, as the API answers no others. */
async function draw(
  tx: postgres.TransactionSql,
  { from, to, openUntil, asOfMs }: { from: number; to: number; openUntil: number; asOfMs: number },
): Promise<void> {
  await tx`
    create temporary table seeded on commit drop as
    select i, overlay(overlay(md5('dossier ' || i) placing '8' from 13) placing '8' from 17)::uuid as id, md5('party ' || i)::uuid as party_id, area.id as area_id, area.unit_id,
      matter.*, i <= ${openUntil} as open, due_at, due_at - interval '9 days' as filed_at,
      due_at - interval '1 minute' * seed_pick(i, 6, 3000) + interval '8 hours' as ended_at,
      (string_to_array(${families}, ' '))[seed_pick(i, 7, 20)] || ' ' || (string_to_array(${middles}, ' '))[seed_pick(i, 8, 20)]
        || ' ' || (string_to_array(${given}, ' '))[seed_pick(i, 9, 48)] || ' ' || (string_to_array(${given}, ' '))[seed_pick(i, 10, 48)] as name
    from generate_series(${from}::bigint, ${to}::bigint) i
    join seed_area area on area.number = seed_pick(i, 1, (select count(*) from seed_area))
    join seed_matter matter on matter.number = seed_pick(i, 2, (select count(*) from seed_matter))
    cross join lateral (select instant(${asOfMs}) + interval '1 minute' * case when i <= ${openUntil}
      then seed_pick(i, 3, 33120) - 4320 else -30000 - seed_pick(i, 4, 480000) end as due_at) due`
}

async function insert(tx: postgres.TransactionSql): Promise<void> {
  await tx`
    insert into dossier (id, code, procedure_code, field, plan_hash, channel, reception_unit_id, area_id, filed_by, content_hash,
      filed_at, started_at, revision, status, clock, clock_from, due_at, ending, ended_at,
      last_tier, last_power)
    select id, (select identifier from unit where unit.id = unit_id) || '-' || to_char(filed_at, 'YYMMDD') || '-' || lpad(i::text, 7, '0'),
      procedure, field, "planHash", 'online', unit_id, area_id, 'bench', sha256(i::text::bytea), filed_at, filed_at, 2,
      case when open then 'open' else 'closed' end, case when open then 'running' else 'stopped' end, filed_at, due_at,
      case when not open then 'issued' end, case when not open then ended_at end,
      case when not open then tier end, case when not open then power end
    from seeded`
  await tx`
    insert into party (id, kind, name, phone, identity_hmac)
    select party_id, 'person', name, '09' || lpad(i::text, 8, '0'), sha256(('identity ' || i)::bytea) from seeded`
  await tx`insert into dossier_party (dossier_id, party_id, role) select id, party_id, 'applicant' from seeded`
  await tx`
    insert into party_name (tail, dossier_id, filed_at)
    select array_to_string(words[n:], ' '), id, filed_at
    from seeded, string_to_array(lower(translate(name, ${accented}, ${plain})), ' ') words, generate_series(1, 4) n`
  await tx`
    insert into task (id, dossier_id, key, step, kind, holder, role, tier, power, procedure_code, field, area_id,
      in_split_area, opened_at, due_at, closed_at, outcome, closed_by)
    select id || '.' || step || '.1', id, step || '.1', step, kind, 'desk', role, tier, power, procedure, field, area_id,
      exists (select from area where area.id = seeded.area_id and area.splits_at is not null), filed_at, due_at, case when not open then ended_at end, case when not open then 'approved' end, case when not open then 'seed' end
    from seeded`
}
