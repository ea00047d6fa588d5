/** Where the originals of a paper are, and since when: a unit, one of its offices, or the applicant again. */

import type postgres from 'postgres'
import { transaction } from '../connection/transaction.ts'
import type { Database, Querying } from '../database.ts'
import { lockDossier } from '../dossier/lock-dossier.ts'
import { typedRows } from '../statement.ts'

export interface OriginalPlace {
  kind: string
  /** Null: given back to the applicant. */
  unitId: string | null
  unitName: string | null
  officeId: string | null
  officeName: string | null
  /** ms. */
  since: number
}

/** A move of originals to another place; `unitId` null: to the applicant. */
interface Move {
  dossierId: string
  kind: string
  unitId: string | null
  officeId: string | null
}

/** Who records something of a paper, and when, ms. */
export interface Recorder {
  actorId: string
  unitId: string | null
  at: number
}

/** Records that they moved to another place; repeated for the same place it changes nothing, nor where a later move is recorded already. */
export async function noteOriginals(
  { sql }: Pick<Database, 'sql'>,
  moved: Move,
  by: Recorder,
): Promise<void> {
  await transaction(sql, async (tx) => {
    await lockDossier(tx, moved.dossierId, { references: 'pass' })
    await moveOriginals(tx, moved, by)
  })
}

/** `noteOriginals` of a dossier that the transaction has locked. */
export async function moveOriginals(
  tx: Querying,
  { dossierId, kind, unitId, officeId }: Move,
  by: Recorder,
): Promise<void> {
  await tx`
    update original_place set until = instant(${by.at})
    where dossier_id = ${dossierId} and kind = ${kind} and until is null and since <= instant(${by.at})
      and (unit_id, office_id) is distinct from (${unitId}::text, ${officeId}::text)`
  await tx`
    with noted as (
      insert into original_place (dossier_id, kind, unit_id, office_id, since, noted_by)
      select ${dossierId}, ${kind}, ${unitId}, ${officeId}, instant(${by.at}), ${by.actorId}
      where not exists (select 1 from original_place where dossier_id = ${dossierId} and kind = ${kind} and until is null)
      returning 1)
    insert into journal (dossier_id, kind, actor_id, unit_id, payload, valid_at)
    select ${dossierId}, 'originalsMoved', ${by.actorId}, ${by.unitId},
      ${JSON.stringify({ paper: kind, unit: unitId, office: officeId })}::jsonb, instant(${by.at}) from noted`
}

/** Where the originals of each paper are. */
export async function placesOfOriginals(sql: Querying, dossierId: string): Promise<readonly OriginalPlace[]> {
  return await typedRows(sql, 'papers.placesOfOriginals')`
    select p.kind, p.unit_id as "unitId", unit.name as "unitName", p.office_id as "officeId", office.name as "officeName",
      epoch_ms(p.since) as since
    from original_place p left join unit on unit.id = p.unit_id left join office on office.id = p.office_id
    where p.dossier_id = ${dossierId} and p.until is null order by p.kind`
}

/** Originals that a unit holds. */
export interface HeldOriginals extends OriginalPlace {
  id: number
  dossierId: string
  code: string
  procedureCode: string
  edition: string
  closed: boolean
  /** Of a paper that the procedure does not have, as the other system called it. */
  otherName: string | null
}

/** The name of the paper of `p`. */
export const otherName = (sql: Querying): postgres.PendingQuery<postgres.Row[]> => sql`
  (select note from paper where paper.dossier_id = p.dossier_id and paper.kind = p.kind and p.kind ~ '^other[0-9a-f]{12}$' limit 1)`

/** The oldest first; of ended dossiers too: those are to be given back. */
export async function originalsHeldBy(
  sql: Querying,
  {
    unitId,
    officeId,
    after,
    limit,
  }: { unitId: string; officeId: string | null; after: number; limit: number },
): Promise<{ items: readonly HeldOriginals[]; next: number | null }> {
  const rows = await typedRows(sql, 'papers.originalsHeldBy')`
    select p.id::float8 as id, p.dossier_id as "dossierId", dossier.code, dossier.procedure_code as "procedureCode", plan.edition::text as edition,
      dossier.status = 'closed' as closed, ${otherName(sql)} as "otherName", p.kind, p.unit_id as "unitId", unit.name as "unitName", p.office_id as "officeId",
      office.name as "officeName", epoch_ms(p.since) as since
    from original_place p
    join dossier on dossier.id = p.dossier_id join plan on plan.hash = dossier.plan_hash
    join unit on unit.id = p.unit_id left join office on office.id = p.office_id
    where p.unit_id = ${unitId} and p.until is null and p.id > ${after} and p.office_id is not distinct from coalesce(${officeId}, p.office_id)
    order by p.id limit ${limit + 1}`
  const items = rows.slice(0, limit)
  return { items, next: rows.length > limit ? (items.at(-1)?.id ?? null) : null }
}
