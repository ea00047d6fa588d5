/** What a corrected row says beside its position: channel, phone, place, papers and form of its dossier. */
import type { Querying } from '../database.ts'
import { typedRows } from '../statement.ts'
import { moveToArea } from '../territory/responsibility/placement.ts'
import { importerOf, type RegisteredDossier } from './register-rows.ts'

/** As registering would write it now. */
export type CorrectedContent = Pick<
  RegisteredDossier,
  'channel' | 'areaId' | 'form' | 'secrets' | 'parties' | 'places' | 'papers' | 'originals'
>

interface Correcting {
  dossierId: string
  source: string
  content: CorrectedContent
  /** When the other system was read, ms. */
  asOf: number
}

/** What differs from what the row said before, and may be replaced. */
export interface ContentChange {
  fromAreaId: string
  place: boolean
  papers: boolean
}

const placeColumns = ['oldWard', 'lat', 'lon', 'neighbourhood', 'address', 'placeKind']
const paperColumns = ['papersHeld', 'papersAt']

/**
 * Judges the correction; the dossier is locked. What an officer did by hand, placing it or moving its originals, is no item of its workflow and
 * stays: a row that then says something else of it is for a person.
 * @returns the columns that somebody has acted on since, or the change
 */
export async function judgeContent(
  tx: Querying,
  { dossierId, source, content }: Correcting,
): Promise<{ actedOn: readonly string[] } | ContentChange> {
  const [found] = await typedRows(tx, 'imports.contentChange')`
    with said_place as (
      select * from jsonb_to_recordset(${JSON.stringify(content.places)}::jsonb)
        as said (kind text, "areaId" text, address text, lat float8, lon float8, neighbourhood text)),
    said_paper as (
      select kind, "unitId" from jsonb_to_recordset(${JSON.stringify(content.originals)}::jsonb) as said (kind text, "unitId" text)),
    noted as (
      select distinct on (original.kind) original.kind, original.unit_id from original_place original
      join paper on paper.dossier_id = original.dossier_id and paper.kind = original.kind
      where original.dossier_id = ${dossierId} and original.noted_by = ${importerOf(source)} order by original.kind, original.id desc)
    select dossier.area_id as "fromAreaId",
      exists (
        select 1 from (
          select kind, area_id, address, lat, lon, neighbourhood from place
          where dossier_id = dossier.id and evidence <> 'officer' order by recorded_at desc limit 1) before
        where before is not distinct from (select said_place from said_place)) as "samePlace",
      exists (select 1 from placement where dossier_id = dossier.id) as placed,
      exists (select from noted full join said_paper on said_paper.kind = noted.kind and said_paper."unitId" = noted.unit_id
        where noted.kind is null or said_paper.kind is null) as papers,
      exists (select 1 from original_place where dossier_id = dossier.id and noted_by <> ${importerOf(source)}) as moved,
      exists (select 1 from paper_file where dossier_id = dossier.id and kind not in (select kind from said_paper)) as scanned
    from dossier where id = ${dossierId}`
  if (found === undefined) return { actedOn: [] }
  const { fromAreaId, placed, papers, moved, scanned } = found
  const place = !found.samePlace
  const actedOn = [
    ...(place && placed ? placeColumns : []),
    ...(papers && (moved || scanned) ? paperColumns : []),
  ]
  return actedOn.length > 0 ? { actedOn } : { fromAreaId, place, papers }
}

/** Replaces what differs. Before the position, so that a step that it opens is opened in the new area. */
export async function replaceContent(
  tx: Querying,
  correcting: Correcting,
  { fromAreaId, place, papers }: ContentChange,
): Promise<void> {
  const { dossierId, content } = correcting
  await tx`
    with dossier_kept as (update dossier set channel = ${content.channel} where id = ${dossierId}),
    form_kept as (
      update dossier_form set body = ${JSON.stringify(content.form)}::jsonb, secrets = ${JSON.stringify(content.secrets)}::jsonb
      where dossier_id = ${dossierId} and version = 1)
    update party set kind = said.kind, phone = said.phone
    from jsonb_to_recordset(${JSON.stringify(content.parties)}::jsonb) as said (role text, kind text, phone text)
    join dossier_party named on named.dossier_id = ${dossierId} and named.role = said.role
    where party.id = named.party_id`
  if (place) await replacePlace(tx, correcting, fromAreaId)
  if (papers) await replacePapers(tx, correcting)
}

async function replacePlace(
  tx: Querying,
  { dossierId, source, content, asOf }: Correcting,
  fromAreaId: string,
): Promise<void> {
  await tx`
    with ended as (
      update place set valid = tstzrange(lower(valid), greatest(lower(valid), instant(${asOf})))
      where dossier_id = ${dossierId} and connecting and upper_inf(valid))
    insert into place (id, dossier_id, kind, area_id, evidence, connecting, address, lat, lon, neighbourhood, valid)
    select id, ${dossierId}, kind, "areaId", evidence, true, address, lat, lon, neighbourhood, tstzrange(instant(${asOf}), null)
    from jsonb_to_recordset(${JSON.stringify(content.places)}::jsonb)
      as said (id uuid, kind text, "areaId" text, evidence text, address text, lat float8, lon float8, neighbourhood text)`
  const { areaId } = content
  if (areaId === fromAreaId) return
  await moveToArea(tx, { dossierId, areaId, at: asOf })
  await tx`
    insert into journal (dossier_id, kind, actor_id, payload, valid_at)
    values (${dossierId}, 'placed', ${importerOf(source)}, ${JSON.stringify({ from: fromAreaId, area: areaId })}::jsonb, instant(${asOf}))`
}

async function replacePapers(tx: Querying, { dossierId, source, content, asOf }: Correcting): Promise<void> {
  const said = tx`jsonb_to_recordset(${JSON.stringify(content.originals)}::jsonb) as said (kind text, "unitId" text)`
  await tx`delete from paper where dossier_id = ${dossierId} and kind not in (select kind from ${said})`
  await tx`
    insert into paper (id, dossier_id, kind, originals, copies, note)
    select id, ${dossierId}, kind, 1, 0, note from jsonb_to_recordset(${JSON.stringify(content.papers)}::jsonb) as said (id uuid, kind text, note text)
    where kind not in (select kind from paper where dossier_id = ${dossierId})`
  await tx`
    update original_place place set until = greatest(since, instant(${asOf}))
    where dossier_id = ${dossierId} and until is null
      and not exists (select 1 from ${said} where said.kind = place.kind and said."unitId" = place.unit_id)`
  await tx`
    with noted as (
      insert into original_place (dossier_id, kind, unit_id, since, noted_by)
      select ${dossierId}, kind, "unitId", instant(${asOf}), ${importerOf(source)} from ${said}
      where not exists (
        select 1 from original_place place where place.dossier_id = ${dossierId} and place.kind = said.kind and place.until is null)
      returning kind, unit_id)
    insert into journal (dossier_id, kind, actor_id, payload, valid_at)
    select ${dossierId}, 'originalsMoved', ${importerOf(source)},
      jsonb_build_object('paper', kind, 'unit', unit_id, 'office', null), instant(${asOf})
    from noted order by kind`
}
