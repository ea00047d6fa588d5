import type { ClockEvent } from '../../domain/time/clock-events.ts'
import type { Querying } from '../database.ts'
import { filedPlanHash } from '../editions/filed-plan.ts'
import { typedRows } from '../statement.ts'

/**
 * What moved the clocks of these dossiers, in order, from the writes that did. Where a write was made before they kept
 * their facts, they follow from the journal and the plan. A dossier whose writes were lost with its rows has none.
 */
export async function readClockEvents(
  sql: Querying,
  dossierIds: readonly string[],
): Promise<ReadonlyMap<string, readonly ClockEvent[]>> {
  const rows = await typedRows(sql, 'time.readClockEvents')`
    select revision.dossier_id as "dossierId",
      jsonb_build_object('at', epoch_ms(revision.valid_at)) || coalesce(revision.result -> 'clock', case entry.clock
        when 'start' then jsonb_build_object('kind', 'start', 'from', epoch_ms(revision.valid_at),
          'total', plan.body -> 'total', 'sameDay', null)
        when 'pause' then jsonb_build_object('kind', 'pause',
          'why', case when entry.opens @> '["supplement.1"]' then 'supplement' else 'financial' end)
        else jsonb_build_object('kind', coalesce(entry.clock, 'extend'), 'by', revision.item -> 'by') end) as event
    from dossier_revision revision
    join dossier on dossier.id = revision.dossier_id
    join plan on plan.hash = ${filedPlanHash(sql, 'dossier')}
    left join lateral (
      select payload ->> 'clock' as clock, payload -> 'opens' as opens from journal
      where journal.dossier_id = revision.dossier_id and journal.revision = revision.revision
        and journal.kind = revision.item ->> 'kind' and revision.result -> 'clock' is null) entry on true
    where revision.dossier_id = any (${[...dossierIds]}::uuid[])
      and (revision.result -> 'clock' is not null or entry.clock is not null or revision.item ->> 'kind' = 'extend')
    order by revision.dossier_id, revision.revision`
  const events = new Map<string, ClockEvent[]>()
  for (const { dossierId, event } of rows) {
    const known = events.get(dossierId)
    if (known === undefined) events.set(dossierId, [event])
    else known.push(event)
  }
  return events
}
