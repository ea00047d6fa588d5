/** Where the originals of a paper are, and since when: a unit, one of its offices, or the applicant again. */
import type { Database, Querying } from './database.ts'

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

/** Notes that they came to another place; said again of the same place it changes nothing. */
export async function noteOriginals(
  { sql }: Pick<Database, 'sql'>,
  moved: { dossierId: string; kind: string; unitId: string | null; officeId: string | null },
  by: { actorId: string; unitId: string | null; at: number },
): Promise<void> {
  const { dossierId, kind, unitId, officeId } = moved
  await sql.begin(async (tx) => {
    await tx`select 1 from dossier where id = ${dossierId} for no key update`
    await tx`
      with last as (
        select unit_id, office_id from original_place where dossier_id = ${dossierId} and kind = ${kind} order by id desc limit 1),
      noted as (
        insert into original_place (dossier_id, kind, unit_id, office_id, since, noted_by)
        select ${dossierId}, ${kind}, ${unitId}, ${officeId}, instant(${by.at}), ${by.actorId}
        where not exists (select 1 from last where unit_id is not distinct from ${unitId}::text and office_id is not distinct from ${officeId}::text)
        returning 1)
      insert into journal (dossier_id, kind, actor_id, unit_id, payload, valid_at)
      select ${dossierId}, 'originalsMoved', ${by.actorId}, ${by.unitId},
        ${JSON.stringify({ paper: kind, unit: unitId, office: officeId })}::jsonb, instant(${by.at}) from noted`
  })
}

/** The last place of each paper's originals. */
export async function placesOfOriginals(sql: Querying, dossierId: string): Promise<readonly OriginalPlace[]> {
  return await sql<OriginalPlace[]>`
    select distinct on (p.kind) p.kind, p.unit_id as "unitId", unit.name as "unitName", p.office_id as "officeId",
      office.name as "officeName", epoch_ms(p.since) as since
    from original_place p left join unit on unit.id = p.unit_id left join office on office.id = p.office_id
    where p.dossier_id = ${dossierId} order by p.kind, p.id desc`
}
