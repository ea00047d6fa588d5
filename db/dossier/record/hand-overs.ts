import type { Role } from '../../../domain/dossier/dossier.ts'
import type { Querying } from '../../database.ts'
import { typedRows } from '../../statement.ts'
import { responsibleFor } from '../../territory/responsibility/responsibility.ts'
import { planHashOf } from '../results/corrections.ts'
import { type Signature, signatureFor } from '../signature.ts'

/** A step given to a desk, and how it went there. Instants in ms. */
export interface HandOver {
  step: string
  role: Role
  givenAt: number
  /** What gave it: the kind of the journal's entry; with unit and officer where one decided. */
  givenBy: { kind: string; unit: string | null; officer: string | null } | null
  /** The unit responsible at the instant it was given; null where none was. */
  unit: string | null
  dueAt: number | null
  doneAt: number | null
  outcome: string | null
  /** In whose name it was decided; null where time or the engine closed it. */
  signed: Signature | null
  note: string | null
}

/** Every step of a dossier that reached a desk, in the order of time. */
export async function readHandOvers(sql: Querying, dossierId: string): Promise<readonly HandOver[]> {
  return await typedRows(sql, 'dossier.readHandOvers')`
    select coalesce(plan.body #>> array['steps', t.step, 'name'], t.step) as step, t.role, epoch_ms(t.opened_at) as "givenAt",
      given.by as "givenBy", unit.name as unit, epoch_ms(t.due_at) as "dueAt", epoch_ms(t.closed_at) as "doneAt",
      t.outcome, signature.signed, note.body as note
    from task t join dossier on dossier.id = t.dossier_id
    join plan on plan.hash = ${planHashOf(sql, { task: 't', dossier: 'dossier' })}
    left join lateral (${responsibleFor(sql, 't', { column: 't.opened_at' })}) r on true
    left join unit on unit.id = r.unit_id
    left join lateral (
      select jsonb_build_object('kind', journal.kind, 'unit', giver.name, 'officer', officer.name) as by
      from journal left join unit giver on giver.id = journal.unit_id left join officer on officer.id = journal.actor_id
      where journal.dossier_id = t.dossier_id and journal.payload -> 'opens' ? t.key order by seq limit 1) given on true
    left join decision_request made on made.dossier_id = t.dossier_id and made.id::text = t.closed_by
    ${signatureFor(sql, 'made')}
    left join note on note.request_id = made.id
    where t.dossier_id = ${dossierId} and t.holder = 'desk' order by t.opened_at, t.key`
}
