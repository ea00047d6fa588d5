/** Filing a dossier: one statement writes it, so that a citizen holds a receipt only for what is on disk. */

import { randomUUID } from 'node:crypto'
import type { DossierChannel, LateEntry, PartyKind, PartyRole } from '../../../domain/dossier/dossier.ts'
import { DomainError } from '../../../domain/errors.ts'
import type { PlaceEvidence, PlaceKind } from '../../../domain/territory/place.ts'
import { nameTails } from '../../../domain/vietnamese.ts'
import type { Plan } from '../../../procedures/grammar/plan/plan.ts'
import type { Database, Querying } from '../../database.ts'
import { savePlan } from '../../editions/save-plan.ts'
import type { Sealed } from '../../identity/identity-vault.ts'
import { newId } from '../../new-id.ts'
import { blankRefusal, enterBlank } from '../../papers/blanks.ts'
import { isUniqueViolation, namesNothing } from '../../sql-error.ts'
import { typedRows } from '../../statement.ts'
import { calendarAsPublished } from '../../time/published-calendar.ts'
import { type CodeGiver, giverOf, nextCode } from './dossier-code.ts'
import { type FilingName, findReceipt, type Receipt, type RoutedOn } from './filing-receipt.ts'
import { type FirstStep, firstStepOf } from './first-step.ts'
import { contentHash, duplicateOf } from './possible-duplicate.ts'
import type { FiledAt, FoundForFiling } from './read-for-filing.ts'

export interface FiledParty {
  role: PartyRole
  kind: PartyKind
  name: string
  phone: string | null
  /** Sealed for the row of that id, which its party then is. */
  identity: (Sealed & { partyId: string; lookup: Uint8Array }) | null
}

export interface FiledPlace {
  kind: PlaceKind
  areaId: string
  evidence: PlaceEvidence
  /** It decides the dossier's area. */
  connecting?: boolean
  address: string | null
  /** As given; degrees, WGS 84. */
  lat?: number | null
  lon?: number | null
  neighbourhood?: string | null
}

export interface Filing extends FilingName {
  /** What its form is sealed for. Left out where nothing of the form is sealed: then it is given here. */
  id?: string
  plan: Plan
  planHash: string
  field: string
  channel: DossierChannel
  receptionUnitId: string
  /** Area of the place that the procedure's connecting rule names. */
  areaId: string
  groupId: string | null
  parties: readonly FiledParty[]
  places: readonly FiledPlace[]
  form: {
    open: Readonly<Record<string, unknown>>
    secrets: Readonly<Record<string, { cipher: string; keyId: string }>>
  }
  papers: readonly { kind: string; originals: number; copies: number; note: string | null }[]
  /** What other systems call it. */
  externalCodes?: readonly ExternalCode[]
  /** Legal instant of receipt, ms. */
  at: number
  /** Why it is entered only now; left out where it is filed at the moment. */
  enteredLater?: LateEntry | null
  /** Number of the paper blank of its reception unit on which it was received. */
  blank?: number | null
  /** Where it was addressed to a unit that has ended. */
  routed?: RoutedOn
}

export interface ExternalCode {
  system: string
  code: string
}

/** Who gives the code, and by which calendar the first task is due. */
export type FoundForCode = Pick<FoundForFiling, 'published'> & Pick<FiledAt, 'giver'>

/**
 * Files once for a caller's key. The same key with the same body gives the first receipt again.
 * @param found what `readForFiling` read of the place that decides the dossier's area
 * @throws {DomainError} `keyReused` when the key was used for another body, `externalCodeTaken` when a code of another
 * system belongs to another dossier, `invalidInput` of a blank that was entered before or is not of the unit.
 */
export async function fileDossier(
  database: Database,
  filing: Filing,
  found: FoundForCode,
): Promise<{ receipt: Receipt; repeated: boolean }> {
  try {
    const receipt = await write(database.sql, filing, found)
    database.wakeRelay()
    return { receipt, repeated: false }
  } catch (error) {
    // The key was used before, or another request with it was faster: that receipt is the answer.
    const taken = isUniqueViolation(error, 'external_code_once')
    const blank = blankRefusal(error)
    const receipt =
      taken || blank !== null || isUniqueViolation(error, 'filing_key')
        ? await findReceipt(database.sql, filing)
        : null
    if (receipt !== null) return { receipt, repeated: true }
    if (taken) throw new DomainError('externalCodeTaken')
    if (blank !== null) throw blank
    throw error
  }
}

async function write(sql: Querying, filing: Filing, found: FoundForCode): Promise<Receipt> {
  if (filing.id === undefined && Object.keys(filing.form.secrets).length > 0) {
    throw new Error('A form with sealed values was filed without the id that they are sealed for')
  }
  const { receptionUnitId, channel } = filing
  const giver = giverOf(found.giver, { receptionUnitId, internal: channel === 'internal' }, filing.at)
  const calendar = await calendarAsPublished(sql, found.published, filing.at)
  const first = firstStepOf(filing.plan, filing.form.open, calendar, filing.at)
  return await insertDossier(sql, filing, giver, first).catch(async (error: unknown) => {
    // Only the first dossier under a plan finds it missing.
    if (!namesNothing(error, 'dossier_plan_hash')) throw error
    await savePlan(sql, filing)
    return await insertDossier(sql, filing, giver, first)
  })
}

/**
 * One statement for all rows of a filing, its first task among them: a round trip for each costs more than the row, and who waits
 * for the next number of the unit waits for as little as can be. It is in the inbox with the receipt, whether or not the
 * engine is there.
 */
async function insertDossier(
  sql: Querying,
  filing: Filing,
  giver: CodeGiver,
  first: FirstStep,
): Promise<Receipt> {
  const { plan, planHash, caller, channel, form, at, enteredLater = null, blank = null, routed } = filing
  const routing = routed === undefined ? {} : { routed }
  const dossierId = filing.id ?? newId()
  const content = contentHash(filing)
  const filedAt = new Date(at).toISOString()
  const receipt = { dossierId, procedureCode: plan.procedure, filedAt, ...routing }
  const journalled = {
    codeUnit: giver.unitId,
    procedure: plan.procedure,
    edition: plan.edition,
    plan: planHash,
    channel,
    enteredLater,
    ...(blank === null ? {} : { blank }),
    ...routing,
  }
  const [row] = await typedRows(sql, 'dossier.insertDossier')`
    with given_code as (${nextCode(sql, giver)}),
    head as (
      select code, ${duplicateOf(sql, filing, content)} as "possibleDuplicateOf" from given_code),
    dossier_filed as (
      insert into dossier (id, code, procedure_code, field, plan_hash, group_id, channel, reception_unit_id, area_id,
        filed_by, content_hash, possible_duplicate_of, filed_at, entered_later, revision, status)
      select ${dossierId}, code, ${plan.procedure}, ${filing.field}, ${planHash}, ${filing.groupId}, ${channel},
        ${filing.receptionUnitId}, ${filing.areaId}, ${caller}, ${content}, "possibleDuplicateOf", instant(${at}), ${enteredLater}, 1, 'open'
      from head),
    revision_kept as (
      insert into dossier_revision (dossier_id, revision, effect_key, item, result, area_id, valid_at)
      values (${dossierId}, 1, 'start', ${JSON.stringify(first.item)}::jsonb, ${JSON.stringify(first.result)}::jsonb,
        ${filing.areaId}, instant(${at}))),
    tasks_opened as (
      insert into task (id, dossier_id, key, step, kind, holder, role, tier, power, procedure_code, field, area_id, not_by, opened_at, due_at)
      select ${`${dossierId}.`} || key, ${dossierId}, key, step, kind, holder, role, tier, power, ${plan.procedure}, ${filing.field},
        ${filing.areaId}, not_by, instant(${at}), instant(due)
      from jsonb_to_recordset(${JSON.stringify(first.tasks)}::jsonb)
        as opened (key text, step text, kind text, holder text, role text, tier text, power text, not_by text[], due float8)),
    key_kept as (
      insert into filing_key (caller, key, body_hash, dossier_id, receipt)
      select ${caller}, ${filing.key}, ${Buffer.from(filing.bodyHash)}, ${dossierId}, ${JSON.stringify(receipt)}::jsonb || to_jsonb(head)
      from head),
    form_kept as (
      insert into dossier_form (dossier_id, version, body, secrets)
      values (${dossierId}, 1, ${JSON.stringify(form.open)}::jsonb, ${JSON.stringify(form.secrets)}::jsonb)),
    party_given as (
      select * from jsonb_to_recordset(${JSON.stringify(partyRows(filing))}::jsonb) as given
        (id uuid, role text, kind text, name text, phone text, cipher text, "keyId" text, lookup text)),
    parties_kept as (
      insert into party (id, kind, name, phone, identity_cipher, identity_key_id, identity_hmac)
      select id, kind, name, phone, decode(cipher, 'base64'), "keyId", decode(lookup, 'base64') from party_given),
    parties_named as (
      insert into dossier_party (dossier_id, party_id, role) select ${dossierId}, id, role from party_given),
    names_kept as (
      insert into party_name (tail, dossier_id, filed_at)
      select tail, ${dossierId}, instant(${at}) from unnest(${tailsOf(filing)}::text[]) tail),
    places_kept as (
      insert into place (id, dossier_id, kind, area_id, evidence, connecting, address, lat, lon, neighbourhood, valid)
      select id, ${dossierId}, kind, "areaId", evidence, coalesce(connecting, false), address, lat, lon, neighbourhood,
        tstzrange(instant(${at}), null)
      from jsonb_to_recordset(${JSON.stringify(withIds(filing.places))}::jsonb)
        as given (id uuid, kind text, "areaId" text, evidence text, connecting boolean, address text, lat float8, lon float8,
          neighbourhood text)),
    papers_kept as (
      insert into paper (id, dossier_id, kind, originals, copies, note)
      select id, ${dossierId}, kind, originals, copies, note
      from jsonb_to_recordset(${JSON.stringify(withIds(filing.papers))}::jsonb)
        as given (id uuid, kind text, originals int, copies int, note text)),
    originals_placed as (
      insert into original_place (dossier_id, kind, unit_id, since, noted_by)
      select ${dossierId}, kind, ${filing.receptionUnitId}, instant(${at}), ${caller}
      from unnest(${originalsGiven(filing)}::text[]) kind),
    codes_kept as (
      insert into external_code (system, code, dossier_id)
      select system, code, ${dossierId} from jsonb_to_recordset(${JSON.stringify(filing.externalCodes ?? [])}::jsonb)
        as given (system text, code text)),
    ${blank === null ? sql`` : enterBlank(sql, { unitId: filing.receptionUnitId, blank, dossierId })}
    message as (
      insert into outbox (topic, key, dossier_id, payload, next_attempt_at)
      values ('startWorkflow', ${dossierId}, ${dossierId}, '{}', instant(${at}))),
    notices_asked as (
      insert into notice_outbox (key, event, dossier_id, recipient_kind, recipient_id, policy, status, asked_at, next_attempt_at)
      select concat_ws('/', 'filed', ${dossierId}::text, id), 'filed', ${dossierId}, 'party', id, how.policy,
        case how.policy when 'none' then 'none' else 'waiting' end, instant(${at}), instant(${at})
      from party_given
      cross join (select coalesce((select policy from notice_policy where event = 'filed'), 'individual') as policy) how
      where role in ('applicant', 'representative'))
    insert into journal (dossier_id, kind, revision, actor_id, unit_id, payload, valid_at)
    select ${dossierId}, entry.kind, entry.revision, entry.actor, entry.unit, entry.payload, instant(${at})
    from head, lateral (values
      ('filed', 0, ${caller}, ${filing.receptionUnitId}, ${JSON.stringify(journalled)}::jsonb || to_jsonb(head)),
      ('start', 1, 'engine', null, ${JSON.stringify(first.payload)}::jsonb)) as entry (kind, revision, actor, unit, payload)
    -- The trigger numbers the rows in the order in which they come.
    order by entry.revision
    returning (select code from head) as code, (select "possibleDuplicateOf" from head) as "possibleDuplicateOf"`
  if (row === undefined) throw new Error(`The filing ${dossierId} came back without its code`)
  return { ...receipt, code: row.code, possibleDuplicateOf: row.possibleDuplicateOf }
}

const withIds = <T extends object>(rows: readonly T[]): readonly (T & { id: string })[] =>
  rows.map((row) => ({ ...row, id: randomUUID() }))

/** Papers whose originals were handed over with the filing; those of an online filing are with the applicant. */
const originalsGiven = ({ channel, papers }: Filing): string[] =>
  channel === 'online'
    ? []
    : [...new Set(papers.filter(({ originals }) => originals > 0).map(({ kind }) => kind))]

const tailsOf = ({ parties }: Filing): string[] => [
  ...new Set(parties.flatMap(({ name }) => nameTails(name))),
]

function partyRows({ parties }: Filing): readonly Record<string, string | null>[] {
  const base64 = (bytes: Uint8Array | undefined) =>
    bytes === undefined ? null : Buffer.from(bytes).toString('base64')
  return parties.map(({ role, kind, name, phone, identity }) => ({
    id: identity?.partyId ?? randomUUID(),
    role,
    kind,
    name,
    phone,
    cipher: base64(identity?.cipher),
    keyId: identity?.keyId ?? null,
    lookup: base64(identity?.lookup),
  }))
}
