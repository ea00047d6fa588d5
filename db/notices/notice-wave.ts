/** Notices of a reorganisation: to people whose dossiers change desk, in a lane of their own that is throttled and can be paused. */
import type { NoticePolicy, WaveStep } from '../../domain/dossier/notices.ts'
import { waveFillMs } from '../connection/pool-limits.ts'
import { transaction } from '../connection/transaction.ts'
import type { Database, Querying } from '../database.ts'
import { ofCitizens } from '../dossier/of-citizens.ts'
import { newId } from '../new-id.ts'
import { typedRows } from '../statement.ts'
import { responsibleForAll } from '../territory/responsibility/responsibility.ts'
import { handsOut } from '../territory/units/return-unit.ts'
import { hasWords, laterAndLater, noticeColumns, type WaitingNotice } from './notice-outbox.ts'

/** Instants in ms. */
export interface NewWave {
  reorganisation: string
  run: number
  effectiveAt: number
  policy: NoticePolicy
  /** Notices a minute, of all relays together; of a digest, people. */
  perMinute: number
  actorId: string
  at: number
}

/**
 * Asks for a notice to each applicant and representative of a dossier that has another unit from the instant on: of its open task, or where
 * none is at a desk, of the last desk that it was at; where it has ended, the unit that hands out its result or gives its originals back. Safe to
 * repeat: nobody gets two, what was filed since is added, and so is who was notified of another instant since; policy and throttle stay those of
 * the first time.
 * @returns how many notices were added
 */
export async function startWave({ sql }: Pick<Database, 'sql'>, wave: NewWave): Promise<number> {
  const { reorganisation, run, effectiveAt, policy, perMinute, actorId, at } = wave
  return await transaction(sql, async (tx) => {
    await tx`select set_config('statement_timeout', ${String(waveFillMs)}, true)`
    const made = await tx`
      insert into notice_wave (id, reorganisation, run, effective_at, policy, per_minute)
      values (${newId()}, ${reorganisation}, ${run}, instant(${effectiveAt}), ${policy}, ${perMinute})
      on conflict (reorganisation, run, effective_at) do nothing returning id`
    const [first] = made
    if (first !== undefined) await addWaveStep(tx, { id: String(first.id), kind: 'started', actorId, at })
    const [row] = await typedRows(tx, 'notices.fillWave')`
      with ${movingDossiers(tx, effectiveAt)},
      -- One phone is notified once of a dossier, and in a digest once of all.
      people as (
        select distinct on (m.dossier_id, coalesce(p.phone, p.id::text)) m.dossier_id, m.task_id, m.unit_id, p.id::text as party_id,
          min(p.id::text) over (partition by coalesce(p.phone, p.id::text)) as recipient_group
        from moving m join dossier_party dp on dp.dossier_id = m.dossier_id and dp.role in ('applicant', 'representative')
        join party p on p.id = dp.party_id
        order by m.dossier_id, coalesce(p.phone, p.id::text), dp.role, p.id),
      wave as (
        select id, policy from notice_wave
        where reorganisation = ${reorganisation} and run = ${run} and effective_at = instant(${effectiveAt})),
      -- What was said last, of whatever instant it was put off to.
      said as (
        select distinct on (o.dossier_id, o.recipient_id) o.dossier_id, o.recipient_id, o.id, o.wave_id
        from notice_outbox o join notice_wave w on w.id = o.wave_id
        where w.reorganisation = ${reorganisation} and w.run = ${run} and o.status = 'sent'
        order by o.dossier_id, o.recipient_id, o.sent_at desc, o.id desc),
      added as (
        insert into notice_outbox (key, event, dossier_id, task_id, recipient_kind, recipient_id, policy, status, asked_at, next_attempt_at,
          wave_id, recipient_group, unit_id)
        select concat_ws('/', 'deskMoves', people.dossier_id, wave.id, people.party_id, said.id), 'deskMoves', people.dossier_id, people.task_id,
          'party', people.party_id, wave.policy, case wave.policy when 'none' then 'none' else 'waiting' end, instant(${at}), instant(${at}),
          wave.id, people.recipient_group, people.unit_id
        from people cross join wave
        left join said on said.dossier_id = people.dossier_id and said.recipient_id = people.party_id
        left join notice_outbox due on due.dossier_id = people.dossier_id and due.recipient_id = people.party_id
          and due.wave_id = wave.id and due.status = 'waiting'
        where said.wave_id is distinct from wave.id and due.id is null
        on conflict (key) do nothing returning 1)
      select count(*)::int as added from added`
    return row?.added ?? 0
  })
}

/** Common table expressions up to `moving`: dossiers that another unit has from the instant on, or hands out, with that unit. */
const movingDossiers = (sql: Querying, effectiveAt: number) => sql`
  at_desk as materialized (
    select t.id as task_id, t.dossier_id, t.area_id, t.procedure_code, t.field, t.power, t.tier
    from task t join dossier d on d.id = t.dossier_id
    where t.closed_at is null and t.holder = 'desk' and d.filed_at < instant(${effectiveAt}) and ${ofCitizens(sql, 't')}),
  -- For the applicant, the engine or the bank. It lies where the dossier lies now: a task that is closed is not moved with it.
  waiting as (
    select last.id as task_id, d.id as dossier_id, d.area_id, d.procedure_code, d.field, last.power, last.tier
    from dossier d cross join lateral (
      select t.id, t.power, t.tier from task t where t.dossier_id = d.id and t.holder = 'desk' order by t.opened_at desc, t.id desc limit 1) last
    where d.status <> 'closed' and d.filed_at < instant(${effectiveAt}) and ${ofCitizens(sql, 'd')}
      and not exists (select from at_desk where at_desk.dossier_id = d.id)),
  open_task as materialized (select * from at_desk union all select * from waiting),
  asked as materialized (select open_task.*, instant(${effectiveAt}) as as_of from open_task),
  asked_before as materialized (select open_task.*, instant(${effectiveAt - 1}) as as_of from open_task),
  -- Of what has ended: a result that waits to be collected, or originals to be given back, where another counter has them from then on.
  kept as materialized (
    select d.id as dossier_id, d.reception_unit_id, d.area_id, d.procedure_code, d.field, d.ended_at
    from dossier d
    where d.status = 'closed' and ${ofCitizens(sql, 'd')} and d.id in (
      select r.dossier_id from result r
      where not r.collected and not exists (
        select from result later where later.dossier_id = r.dossier_id and later.correction > r.correction)
      union select p.dossier_id from original_place p where p.until is null and p.unit_id is not null)),
  -- One look-up for all dossiers alike.
  alike as materialized (
    select reception_unit_id, area_id, procedure_code, field, max(ended_at) as ended_at from kept group by 1, 2, 3, 4),
  handed as materialized (
    select alike.*, a.unit_id from alike
    cross join lateral (${handsOut(sql, 'alike', effectiveAt)}) a cross join lateral (${handsOut(sql, 'alike', effectiveAt - 1)}) b
    where a.unit_id is not null and a.unit_id is distinct from b.unit_id),
  desk_moves as materialized (
    select distinct on (a.dossier_id) a.dossier_id, a.task_id, a.unit_id
    from (${responsibleForAll(sql, 'asked', 'as_of')}) a
    join (${responsibleForAll(sql, 'asked_before', 'as_of')}) b on b.task_id = a.task_id
    where a.unit_id is not null and a.unit_id is distinct from b.unit_id
    order by a.dossier_id, a.task_id),
  moving as materialized (
    select * from desk_moves union all
    select kept.dossier_id, null, handed.unit_id from kept
    join handed using (reception_unit_id, area_id, procedure_code, field)
    where not exists (select from desk_moves where desk_moves.dossier_id = kept.dossier_id))`

/**
 * Whether what a wave `w` says is wrong: the reorganisation was called off, undone, or put off to another instant. Its last step counts,
 * also one that was committed before the wave: one put off and back again is as it was.
 */
const isOver = (sql: Querying) => sql`
  coalesce((
    select step.kind in ('calledOff', 'undone') or step.effective_at <> w.effective_at from reorganisation_step step
    where step.reorganisation = w.reorganisation and step.run = w.run and step.kind in ('armed', 'postponed', 'calledOff', 'undone')
    order by step.id desc limit 1), false)`

/** The wave of a reorganisation that is not over, else the last one, with its notices by status; `failed` wait too. Instants in ms. */
export async function waveOf(sql: Querying, reorganisation: string) {
  const [wave] = await typedRows(sql, 'notices.waveOf')`
    select w.id, w.run, epoch_ms(w.effective_at) as "effectiveAt", w.policy, w.per_minute as "perMinute",
      (select step.kind = 'paused' from notice_wave_step step
        where step.wave_id = w.id and step.kind <> 'retried' order by step.id desc limit 1) as paused, ${isOver(sql)} as over,
      (select count(*)::int from notice_outbox o where o.wave_id = w.id and o.status = 'waiting' and o.last_error is null) as waiting,
      (select count(*)::int from notice_outbox o where o.wave_id = w.id and o.status = 'waiting' and o.last_error is not null) as failed,
      (select count(*)::int from notice_outbox o where o.wave_id = w.id and o.status = 'sent') as sent,
      (select count(*)::int from notice_outbox o where o.wave_id = w.id and o.status = 'none') as none
    from notice_wave w where w.reorganisation = ${reorganisation} order by ${isOver(sql)}, w.recorded_at desc limit 1`
  return wave ?? null
}

/** Pauses it, lets it go on, or has what failed tried again at once. */
export async function addWaveStep(
  sql: Querying,
  { id, kind, actorId, at }: { id: string; kind: WaveStep; actorId: string; at: number },
): Promise<void> {
  await sql`
    insert into notice_wave_step (wave_id, kind, actor_id, valid_at) values (${id}, ${kind}, ${actorId}, instant(${at}))`
  if (kind !== 'retried') return
  await sql`
    update notice_outbox set next_attempt_at = instant(${at}), attempts = 0
    where wave_id = ${id} and status = 'waiting' and last_error is not null`
}

/** Sent well within the minute after which they are due again. */
export const waveBatch = 200

export interface RunningWave {
  id: string
  policy: NoticePolicy
  perMinute: number
}

/** Waves that are not paused, say what is still so, and of which something waits. */
export async function runningWaves(sql: Querying): Promise<readonly RunningWave[]> {
  return await typedRows(sql, 'notices.runningWaves')`
    select w.id, w.policy, w.per_minute as "perMinute" from notice_wave w
    where (select step.kind <> 'paused' from notice_wave_step step
        where step.wave_id = w.id and step.kind <> 'retried' order by step.id desc limit 1)
      and not ${isOver(sql)} and exists (select from notice_outbox o where o.wave_id = w.id and o.status = 'waiting')`
}

/**
 * Takes what may go out now: of all that was tried within a minute, no more than the throttle, and no more than `waveBatch` at once. What
 * fails is due again after a minute at the earliest. All that one person is owed goes together where the wave is a digest. One relay at a time.
 */
export async function takeOfWave(
  { sql }: Pick<Database, 'sql'>,
  { id, policy, perMinute }: RunningWave,
  at: number,
): Promise<readonly (WaitingNotice & { group: string })[]> {
  return await transaction(sql, async (tx) => {
    const [turn] = await typedRows(tx, 'notices.waveTurn')`
      select pg_try_advisory_xact_lock(hashtext('notice wave'), hashtext(${id})) as mine`
    if (turn?.mine !== true) return []
    // A statement of its own: the one that locks would count what stood before another relay took some.
    const [tried] = await typedRows(tx, 'notices.triedOfWave')`
      select count(distinct case ${policy}::text when 'digest' then recipient_group else id::text end)::int as used from notice_outbox
      where wave_id = ${id} and tried_at > instant(${at}) - interval '1 minute'`
    const room = Math.min(waveBatch, perMinute - (tried?.used ?? 0))
    if (room <= 0) return []
    return await typedRows(tx, 'notices.takeOfWave')`
      with next as (
        select id, recipient_group from notice_outbox
        where wave_id = ${id} and status = 'waiting' and next_attempt_at <= instant(${at}) and ${hasWords(tx)}
        order by next_attempt_at, id limit ${room}),
      due as (
        select id from next where ${policy}::text <> 'digest'
        union
        select o.id from notice_outbox o join next on next.recipient_group = o.recipient_group
        where ${policy}::text = 'digest' and o.wave_id = ${id} and o.status = 'waiting' and o.next_attempt_at <= instant(${at}) and ${hasWords(tx)})
      update notice_outbox o set attempts = attempts + 1, tried_at = instant(${at}),
        next_attempt_at = greatest(instant(${at}) + interval '1 minute', ${laterAndLater(tx, at)})
      from due where o.id = due.id returning ${noticeColumns(tx)}, o.recipient_group as "group"`
  })
}
