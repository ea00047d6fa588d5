import type { NoticeEvent } from '../../domain/dossier/notices.ts'
import type { Querying } from '../database.ts'
import { planHashOf, resultInForce } from '../dossier/results/corrections.ts'
import { typedRows } from '../statement.ts'
import { handsOut, receptionFor } from '../territory/units/return-unit.ts'

/** What a waiting notice is about, and whom it goes to: personal, read when it is sent. Instants in ms. */
export interface NoticeFactsRow {
  id: number
  recipient: string
  address: string | null
  code: string
  procedure: string
  dueAt: number | null
  taskDueAt: number | null
  step: string | null
  result: string | null
  /** The unit that has it from an instant on, and its reception; of what has ended, the one that hands out. */
  desk: { unit: string; address: string | null; from: number; ended: boolean } | null
  /** The unit that hands out now and its reception, where the notice asks the applicant to go somewhere. */
  goTo: string | null
  goToAddress: string | null
}

/** They end with papers to fetch or to bring. */
const asksToGo: readonly NoticeEvent[] = ['supplementAsked', 'refused', 'resultReady', 'resultCorrected']

/** @param asOfMs when it is sent, ms: a result goes to the counter that is open then */
export async function readNoticeFacts(
  sql: Querying,
  ids: readonly number[],
  asOfMs: number,
): Promise<ReadonlyMap<number, NoticeFactsRow>> {
  const rows = await typedRows(sql, 'notices.readNoticeFacts')`
    select o.id::int, coalesce(party.name, officer.name, o.recipient_id) as recipient, party.phone as address, d.code,
      plan.body ->> 'name' as procedure, epoch_ms(d.due_at) as "dueAt", epoch_ms(task.due_at) as "taskDueAt",
      plan.body -> 'steps' -> task.step ->> 'name' as step, result.kind as result,
      case when wave.id is not null then (
        select jsonb_build_object('unit', unit.name, 'from', epoch_ms(wave.effective_at), 'ended', o.task_id is null, 'address', (
          select reception.address from (${receptionFor(sql, { unit: 'unit.id', area: 'd.area_id' }, { column: 'wave.effective_at' })}) reception))
        from unit where unit.id = o.unit_id) end as desk,
      there.name as "goTo", there.address as "goToAddress"
    from notice_outbox o
    join dossier d on d.id = o.dossier_id
    left join task on task.id = o.task_id
    join plan on plan.hash = ${planHashOf(sql, { task: 'task', dossier: 'd' })}
    ${resultInForce(sql, 'd')}
    left join lateral (
      select unit.name, reception.address
      from (${handsOut(sql, 'd', asOfMs)}) hands
      join unit on unit.id = hands.unit_id
      left join lateral (${receptionFor(sql, { unit: 'unit.id', area: 'd.area_id' }, asOfMs)}) reception on true
      where o.event = any (${[...asksToGo]}::text[])) there on true
    left join notice_wave wave on wave.id = o.wave_id
    left join party on o.recipient_kind = 'party' and party.id::text = o.recipient_id
    left join officer on o.recipient_kind = 'officer' and officer.id = o.recipient_id
    where o.id = any (${[...ids]}::bigint[])`
  return new Map(rows.map((row) => [row.id, row]))
}
