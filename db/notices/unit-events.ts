/** What other systems receive of units that begin and end: events of the steps of a reorganisation that write rows. */
import { endedUnitAcceptedForMs } from '../../domain/territory/unit.ts'
import { transaction } from '../connection/transaction.ts'
import type { Database } from '../database.ts'
import { typedRows } from '../statement.ts'

/**
 * Writes a delivery for each subscription that wants events of units, and lets these events go: what was decided at once, and what takes
 * effect when its instant has come. Nothing while reference data is being changed: that change may put the instant off.
 * @param at ms
 * @returns how many events were taken
 */
export async function fanOutUnitEvents({ sql }: Pick<Database, 'sql'>, at: number): Promise<number> {
  return await transaction(sql, async (tx) => {
    // The second is the lock of begin_change(), which each step takes that writes rows.
    const [turn] = await typedRows(tx, 'notices.unitEventsTurn')`
      select case when exists (select from event where step_id is not null and due_at <= instant(${at}))
        then pg_try_advisory_xact_lock(hashtext('thong-suot events')) and pg_try_advisory_xact_lock(hashtext('reference change'))
        else false end as mine`
    if (turn?.mine !== true) return 0
    const iso = 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'
    const [row] = await typedRows(tx, 'notices.fanOutUnitEvents')`
      with taken as (
        delete from event where step_id is not null and due_at <= instant(${at}) returning *),
      step as (
        select taken.id as seq, taken.moment, s.* from taken join reorganisation_step s on s.id = taken.step_id),
      -- As its own change left the rows; what was called off changes nothing.
      written as (select distinct id, change, effective_at as at from step where kind <> 'calledOff'),
      ends as (
        select written.*, u.id as unit, array(
          select s.successor_id from unit_successor_history s
          where s.unit_id = u.id and s.known @> written.change and s.valid @> written.at order by 1) as successors
        from written join unit_history u on lower(u.known) = written.change
          and exists (select from unnest(u.valid) span where upper(span) = written.at)),
      begins as (
        select written.*, u.id as unit from written join unit_history u on lower(u.known) = written.change
          and exists (select from unnest(u.valid) span where lower(span) = written.at)),
      named as (
        select id, change, at, unit from begins union select id, change, at, unnest(successors) from ends
        union select written.*, moved.unit_id from written join site_history moved on lower(moved.known) = written.change
          and 'reception' = any (moved.uses) and written.at in (lower(moved.valid), upper(moved.valid))),
      addresses as (
        select named.id, named.unit, coalesce((
          select site.address from site_history site
          where site.unit_id = named.unit and site.known @> named.change and site.valid @> named.at and 'reception' = any (site.uses)
          order by site.assumed, site.id limit 1), u.seat) as address
        from named join unit_history u on u.id = named.unit and u.known @> named.change and u.valid @> named.at),
      content as (
        select step.reorganisation, step.id, step.moment, step.seq, jsonb_build_object(
          'id', 'reorganisation:' || step.reorganisation || '.' || step.id || '.' || step.moment, 'type', 'unit.changed', 'timestamp',
          to_char(case step.moment when 'effective' then step.effective_at else step.valid_at end at time zone 'UTC', ${iso}), 'data', jsonb_build_object(
            'reorganisation', step.reorganisation, 'change', step.change, 'what', step.kind, 'inEffect', step.moment = 'effective',
            'effectiveAt', to_char(step.effective_at at time zone 'UTC', ${iso}),
            'ends', coalesce((
              select jsonb_agg(jsonb_build_object('unit', ends.unit, 'successors', ends.successors, 'acceptedUntil',
                case when ends.successors <> '{}' then to_char(
                  (ends.at + ${endedUnitAcceptedForMs}::float8 * interval '1 millisecond') at time zone 'UTC', ${iso}) end) order by ends.unit)
              from ends where ends.id = step.id), '[]'),
            'begins', coalesce((select jsonb_agg(begins.unit order by begins.unit) from begins where begins.id = step.id), '[]'),
            'addresses', coalesce((
              select jsonb_agg(jsonb_build_object('unit', addresses.unit, 'address', addresses.address) order by addresses.unit)
              from addresses where addresses.id = step.id), '[]'))) as body
        from step),
      kept as (
        insert into delivery (subscription_id, reorganisation, step_id, moment, seq, body, next_attempt_at)
        select s.id, content.reorganisation, content.id, content.moment, content.seq, content.body, instant(${at})
        from content join subscription s on s.ended_at is null and 'unit.changed' = any (s.kinds)
        on conflict do nothing)
      select count(*)::int as taken from taken`
    return row?.taken ?? 0
  })
}
