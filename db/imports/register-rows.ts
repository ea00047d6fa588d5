/** Writes dossiers of another system: what a filing writes of one, for many in one statement. */
import type { Querying } from '../database.ts'

/** Everything of one dossier, as it goes into its tables. Instants in ms, bytes in base64. */
export interface RegisteredDossier {
  id: string
  line: number
  oldCode: string
  code: string
  rowHash: string
  identityHash: string
  dueDisagrees: boolean
  reckonedDueAt: number | null
  procedureCode: string
  field: string
  planHash: string
  channel: string
  receptionUnitId: string
  areaId: string
  contentHash: string
  filedAt: number
  clock: string
  clockFrom: number | null
  pausedAt: number | null
  pausedWorkingMs: number
  dueAt: number | null
  extensions: number
  /** Revision 1: its event, its result, its entry in the journal, and that of the receipt. */
  item: object
  result: object
  payload: object
  filed: object
  tasks: readonly object[]
  form: Readonly<Record<string, unknown>>
  secrets: object
  parties: readonly object[]
  tails: readonly string[]
  places: readonly object[]
  papers: readonly object[]
  originals: readonly { kind: string; unitId: string }[]
}

export interface Registering {
  source: string
  batchId: string
  /** When the other system was read, ms. */
  asOf: number
  /** When the relay may begin to start them, ms. */
  at: number
}

/** Who registered a dossier of a source, in the journal and as who filed it. */
export const importerOf = (source: string): string => `import:${source}`

/**
 * One statement, so that a row is there whole or not at all. Its workflow waits in lane 1. No notice goes out: the applicant has the
 * slip of the unit that received it.
 */
export async function registerDossiers(
  sql: Querying,
  { source, batchId, asOf, at }: Registering,
  rows: readonly RegisteredDossier[],
): Promise<void> {
  const actor = importerOf(source)
  await sql`
    with given as materialized (
      select * from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as row
        (id uuid, line int, "oldCode" text, code text, "rowHash" text, "identityHash" text, "dueDisagrees" boolean,
          "reckonedDueAt" float8, "procedureCode" text, field text, "planHash" text, channel text, "receptionUnitId" text,
          "areaId" text, "contentHash" text, "filedAt" float8, clock text, "clockFrom" float8, "pausedAt" float8,
          "pausedWorkingMs" bigint, "dueAt" float8, extensions int, item jsonb, result jsonb, payload jsonb, filed jsonb,
          tasks jsonb, form jsonb, secrets jsonb, parties jsonb, tails text[], places jsonb, papers jsonb, originals jsonb)),
    -- What the same person filed here before the backlog came: each of the two names the other.
    filed_here as materialized (
      select distinct on (given.id) given.id, dossier.id as other
      from given cross join jsonb_to_recordset(parties) as said (role text, lookup text)
      join party on party.identity_hmac = decode(said.lookup, 'base64')
      join dossier_party named on named.party_id = party.id and named.role = said.role
      join dossier on dossier.id = named.dossier_id
      where dossier.procedure_code = given."procedureCode" and dossier.status <> 'closed' and dossier.channel <> 'internal'
        and not exists (select from import_row taken where taken.dossier_id = dossier.id)
      order by given.id, dossier.filed_at, dossier.id),
    marked as (
      update dossier set possible_duplicate_of = filed_here.id from filed_here
      where dossier.id = filed_here.other and dossier.possible_duplicate_of is null),
    dossiers_filed as (
      insert into dossier (id, code, procedure_code, field, plan_hash, channel, reception_unit_id, area_id, filed_by, content_hash,
        possible_duplicate_of, filed_at, revision, status, clock, clock_from, paused_at, paused_working_ms, due_at, extensions)
      select given.id, code, "procedureCode", field, "planHash", channel, "receptionUnitId", "areaId", ${actor},
        decode("contentHash", 'base64'), filed_here.other, instant("filedAt"), 1, 'open', clock, instant("clockFrom"), instant("pausedAt"),
        "pausedWorkingMs", instant("dueAt"), extensions
      from given left join filed_here on filed_here.id = given.id),
    rows_kept as (
      insert into import_row (source, old_code, dossier_id, batch_id, line, row_hash, identity_hash, due_disagrees, reckoned_due_at, as_of)
      select ${source}, "oldCode", id, ${batchId}, line, decode("rowHash", 'base64'), decode("identityHash", 'base64'),
        "dueDisagrees", instant("reckonedDueAt"), instant(${asOf})
      from given),
    revisions_kept as (
      insert into dossier_revision (dossier_id, revision, effect_key, item, result, area_id, valid_at)
      select id, 1, item ->> 'key', item, result, "areaId", instant(${asOf}) from given),
    tasks_opened as (
      insert into task (id, dossier_id, key, step, kind, holder, role, tier, power, procedure_code, field, area_id, not_by, opened_at, due_at)
      select given.id || '.' || opened.key, given.id, opened.key, step, kind, holder, role, tier, power, "procedureCode", field,
        "areaId", not_by, instant(${asOf}), instant(due)
      from given, jsonb_to_recordset(tasks)
        as opened (key text, step text, kind text, holder text, role text, tier text, power text, not_by text[], due float8)),
    forms_kept as (
      insert into dossier_form (dossier_id, version, body, secrets) select id, 1, form, secrets from given),
    party_given as (
      select given.id as dossier_id, party.* from given, jsonb_to_recordset(parties) as party
        (id uuid, role text, kind text, name text, phone text, cipher text, "keyId" text, lookup text)),
    parties_kept as (
      insert into party (id, kind, name, phone, identity_cipher, identity_key_id, identity_hmac)
      select id, kind, name, phone, decode(cipher, 'base64'), "keyId", decode(lookup, 'base64') from party_given),
    parties_named as (
      insert into dossier_party (dossier_id, party_id, role) select dossier_id, id, role from party_given),
    names_kept as (
      insert into party_name (tail, dossier_id, filed_at)
      select tail, id, instant("filedAt") from given, unnest(tails) tail),
    places_kept as (
      insert into place (id, dossier_id, kind, area_id, evidence, connecting, address, lat, lon, neighbourhood, valid)
      select place.id, given.id, kind, place."areaId", evidence, true, address, lat, lon, neighbourhood,
        tstzrange(instant("filedAt"), null)
      from given, jsonb_to_recordset(places) as place
        (id uuid, kind text, "areaId" text, evidence text, address text, lat float8, lon float8, neighbourhood text)),
    papers_kept as (
      insert into paper (id, dossier_id, kind, originals, copies, note)
      select paper.id, given.id, kind, 1, 0, note from given, jsonb_to_recordset(papers) as paper (id uuid, kind text, note text)),
    originals_placed as (
      insert into original_place (dossier_id, kind, unit_id, since, noted_by)
      select given.id, kind, "unitId", instant("filedAt"), ${actor}
      from given, jsonb_to_recordset(originals) as original (kind text, "unitId" text)),
    codes_kept as (
      insert into external_code (system, code, dossier_id) select ${source}, "oldCode", id from given),
    messages as (
      insert into outbox (topic, key, dossier_id, payload, lane, next_attempt_at)
      select 'startWorkflow', id, id, '{}', 1, instant(${at}) from given order by "filedAt")
    insert into journal (dossier_id, kind, revision, actor_id, unit_id, payload, valid_at)
    select id, entry.kind, entry.revision, entry.actor, entry.unit, entry.payload, instant(entry.at)
    from given, lateral (values
      ('filed', 0, ${actor}, "receptionUnitId", filed, "filedAt"),
      ('import', 1, ${actor}, null, payload, ${asOf}::float8)) as entry (kind, revision, actor, unit, payload, at)
    -- The trigger numbers the rows of a dossier in the order in which they come.
    order by given.line, entry.revision`
}

export interface QuarantinedNow {
  line: number
  oldCode: string | null
  reason: string
  columns: readonly string[]
}

export interface RowCounts {
  created: number
  alreadyThere: number
  updated: number
  quarantined: number
}

/**
 * Counts the rows of a transaction with what they became: after a kill both are there, or neither.
 * @param of.rowsHash hash of all rows of the run up to the last of these
 */
export async function countRows(
  sql: Querying,
  { batchId, rowsHash }: { batchId: string; rowsHash: Uint8Array | undefined },
  counts: RowCounts,
  quarantined: readonly QuarantinedNow[],
): Promise<void> {
  const rows = counts.created + counts.alreadyThere + counts.updated + counts.quarantined
  await sql`
    with kept as (
      insert into import_quarantine (batch_id, line, old_code, reason, columns)
      select ${batchId}, line, "oldCode", reason, array(select jsonb_array_elements_text(columns))
      from jsonb_to_recordset(${JSON.stringify(quarantined)}::jsonb)
        as row (line int, "oldCode" text, reason text, columns jsonb))
    update import_batch set rows_in = rows_in + ${rows}::int, created = created + ${counts.created}::int,
      already_there = already_there + ${counts.alreadyThere}::int, updated = updated + ${counts.updated}::int,
      quarantined = quarantined + ${counts.quarantined}::int, rows_hash = ${Buffer.from(rowsHash ?? [])}
    where id = ${batchId}`
}
