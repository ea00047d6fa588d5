import type { Ending } from '../../../domain/dossier/dossier.ts'
import type { FormKind } from '../../../domain/dossier/official-form.ts'
import type { Querying } from '../../database.ts'
import { typedRows } from '../../statement.ts'
import { planHashOf } from '../results/corrections.ts'
import { type Signature, signatureFor } from '../signature.ts'

/** What happened to a dossier that an official form tells the applicant of. Instants in ms. */
export interface FormEvent {
  kind: Extract<FormKind, 'supplement' | 'refusal' | 'apology' | 'stop'>
  at: number
  /** The unit that decided; null where time alone did. */
  unit: string | null
  signed: Signature | null
  /** What the officer wrote for the applicant. */
  note: string | null
  ending: Ending | null
  /** Until when the applicant may complete it. */
  supplementUntil: number | null
  /** The date promised, and the new one. */
  dueWas: number | null
  dueIs: number | null
  /** Names of the steps that it closed. */
  stages: readonly string[]
}

/** The latest event of each kind, in the order of time. */
export async function formEvents(sql: Querying, dossierId: string): Promise<readonly FormEvent[]> {
  const rows = await typedRows(sql, 'dossier.formEvents')`
    select distinct on (kind) events.* from (
      select journal.seq, epoch_ms(journal.valid_at) as at, unit.name as unit, signature.signed, note.body as note,
        case when payload ->> 'ending' in ('refused', 'notReceived') then 'refusal'
          when payload ->> 'ending' in ('withdrawn', 'lapsed') then 'stop'
          when journal.kind = 'extend' then 'apology'
          when asked.key is not null then 'supplement' end as kind,
        payload ->> 'ending' as ending, epoch_ms(asked.due_at) as "supplementUntil",
        (payload -> 'due' ->> 'was')::float8 as "dueWas", (payload -> 'due' ->> 'is')::float8 as "dueIs",
        array(select distinct plan.body -> 'steps' -> over.step ->> 'name'
          from jsonb_array_elements(payload -> 'closes') closed
          join task over on over.dossier_id = journal.dossier_id and over.key = closed ->> 'key'
          join plan on plan.hash = ${planHashOf(sql, { task: 'over', dossier: 'dossier' })}
          where plan.body -> 'steps' ? over.step) as stages
      from journal
      join dossier on dossier.id = journal.dossier_id
      left join unit on unit.id = journal.unit_id
      left join decision_request request on request.id = journal.request_id
      ${signatureFor(sql, 'request')}
      left join note on note.request_id = journal.request_id
      left join task asked on asked.dossier_id = journal.dossier_id and asked.holder = 'applicant'
        and payload -> 'opens' ? asked.key
      where journal.dossier_id = ${dossierId} and journal.revision > 0
    ) events
    where kind is not null order by kind, seq desc`
  return rows.toSorted((a, b) => a.at - b.at)
}
