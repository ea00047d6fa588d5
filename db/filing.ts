/** Filing a dossier: one transaction, so that a citizen holds a receipt only for what is on disk. */
import { createHash, randomUUID } from 'node:crypto'
import type { Channel } from '../domain/dossier.ts'
import { DomainError } from '../domain/errors.ts'
import type { Plan } from '../procedures/grammar/plan.ts'
import type { Database, Querying } from './database.ts'
import { nextDossierCode } from './dossier-code.ts'
import { isUniqueViolation } from './sql-error.ts'

export interface Sealed {
  cipher: Uint8Array
  keyId: string
}

export interface FiledParty {
  role: 'applicant' | 'representative' | 'subject'
  kind: 'person' | 'organisation'
  name: string
  phone: string | null
  identity: (Sealed & { lookup: Uint8Array }) | null
}

export interface FiledPlace {
  kind: 'residence' | 'previousResidence' | 'seat' | 'object' | 'reception'
  areaId: string
  evidence: 'declared' | 'wholeWard' | 'coordinates' | 'neighbourhood' | 'officer'
  address: string | null
}

export interface Filing {
  caller: string
  key: string
  bodyHash: Uint8Array
  plan: Plan
  planHash: string
  field: string
  channel: Channel
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
  /** Legal instant of filing, ms. */
  at: number
}

export interface Receipt {
  dossierId: string
  code: string
  procedureCode: string
  filedAt: string
  possibleDuplicateOf: string | null
}

/**
 * Files once for a caller's key. The same key with the same body gives the first receipt again.
 * @throws {DomainError} `keyReused` when the key stands for another body.
 */
export async function fileDossier(
  database: Database,
  filing: Filing,
): Promise<{ receipt: Receipt; repeated: boolean }> {
  const before = await findReceipt(database.sql, filing)
  if (before !== null) return { receipt: before, repeated: true }
  try {
    return { receipt: await database.sql.begin((tx) => write(tx, filing)), repeated: false }
  } catch (error) {
    // Another request with this key was faster: its receipt is the answer.
    const receipt = isUniqueViolation(error, 'filing_key') ? await findReceipt(database.sql, filing) : null
    if (receipt === null) throw error
    return { receipt, repeated: true }
  }
}

async function findReceipt(sql: Querying, { caller, key, bodyHash }: Filing): Promise<Receipt | null> {
  const [row] = await sql<{ receipt: Receipt; same: boolean }[]>`
    select receipt, body_hash = ${Buffer.from(bodyHash)} as same from filing_key where caller = ${caller} and key = ${key}`
  if (row === undefined) return null
  if (!row.same) throw new DomainError('keyReused', { id: row.receipt.dossierId })
  return row.receipt
}

async function write(tx: Querying, filing: Filing): Promise<Receipt> {
  const dossierId = randomUUID()
  const content = contentHash(filing)
  const [code, possibleDuplicateOf] = await Promise.all([
    nextDossierCode(tx, filing.receptionUnitId, filing.at),
    openDossierWith(tx, content),
    savePlan(tx, filing),
  ])
  const receipt: Receipt = {
    dossierId,
    code,
    procedureCode: filing.plan.procedure,
    filedAt: new Date(filing.at).toISOString(),
    possibleDuplicateOf,
  }
  await Promise.all([
    tx`
      insert into dossier (id, code, procedure_code, field, plan_hash, group_id, channel, reception_unit_id, area_id,
        content_hash, possible_duplicate_of, filed_at)
      values (${dossierId}, ${code}, ${filing.plan.procedure}, ${filing.field}, ${filing.planHash}, ${filing.groupId},
        ${filing.channel}, ${filing.receptionUnitId}, ${filing.areaId}, ${content}, ${possibleDuplicateOf}, instant(${filing.at}))`,
    tx`
      insert into filing_key (caller, key, body_hash, dossier_id, receipt)
      values (${filing.caller}, ${filing.key}, ${Buffer.from(filing.bodyHash)}, ${dossierId}, ${JSON.stringify(receipt)}::jsonb)`,
    tx`
      insert into dossier_form (dossier_id, version, body, secrets)
      values (${dossierId}, 1, ${JSON.stringify(filing.form.open)}::jsonb, ${JSON.stringify(filing.form.secrets)}::jsonb)`,
    ...saveParties(tx, dossierId, filing),
    savePlaces(tx, dossierId, filing),
    ...savePapers(tx, dossierId, filing),
    tx`
      insert into journal (dossier_id, kind, revision, actor_id, unit_id, payload, valid_at)
      values (${dossierId}, 'filed', 0, ${filing.caller}, ${filing.receptionUnitId},
        ${JSON.stringify({ code, procedure: filing.plan.procedure, edition: filing.plan.edition, plan: filing.planHash, channel: filing.channel, possibleDuplicateOf })}::jsonb,
        instant(${filing.at}))`,
    tx`
      insert into outbox (topic, key, dossier_id, payload, next_attempt_at)
      values ('startWorkflow', ${dossierId}, ${dossierId}, '{}', instant(${filing.at}))`,
  ])
  return receipt
}

function savePlan(tx: Querying, { plan, planHash }: Filing): Promise<unknown> {
  return tx`
    insert into plan (hash, procedure_code, edition, body)
    select ${planHash}, ${plan.procedure}, ${plan.edition}, ${JSON.stringify(plan)}::jsonb
    where not exists (select 1 from plan where hash = ${planHash})
    on conflict do nothing`
}

function saveParties(tx: Querying, dossierId: string, filing: Filing): Promise<unknown>[] {
  return filing.parties.map((party) => {
    const id = randomUUID()
    const { identity } = party
    return tx`
      with saved as (
        insert into party (id, kind, name, phone, identity_cipher, identity_key_id, identity_hmac)
        values (${id}, ${party.kind}, ${party.name}, ${party.phone}, ${identity === null ? null : Buffer.from(identity.cipher)},
          ${identity?.keyId ?? null}, ${identity === null ? null : Buffer.from(identity.lookup)})
        returning id)
      insert into dossier_party (dossier_id, party_id, role) select ${dossierId}, id, ${party.role} from saved`
  })
}

function savePlaces(tx: Querying, dossierId: string, filing: Filing): Promise<unknown> {
  const places = filing.places.map((place) => ({ id: randomUUID(), ...place }))
  return tx`
    insert into place (id, dossier_id, kind, area_id, evidence, address, valid)
    select id, ${dossierId}, kind, "areaId", evidence, address, tstzrange(instant(${filing.at}), null)
    from jsonb_to_recordset(${JSON.stringify(places)}::jsonb)
      as place (id uuid, kind text, "areaId" text, evidence text, address text)`
}

function savePapers(tx: Querying, dossierId: string, filing: Filing): Promise<unknown>[] {
  if (filing.papers.length === 0) return []
  const papers = filing.papers.map((paper) => ({ id: randomUUID(), ...paper }))
  return [
    tx`
      insert into paper (id, dossier_id, kind, originals, copies, note)
      select id, ${dossierId}, kind, originals, copies, note
      from jsonb_to_recordset(${JSON.stringify(papers)}::jsonb)
        as paper (id uuid, kind text, originals int, copies int, note text)`,
  ]
}

/** The same applicant asking for the same thing in the same words; identity enters by its HMAC only. */
function contentHash(filing: Filing): Buffer {
  const hash = createHash('sha256').update(filing.plan.procedure)
  for (const { role, identity, name } of filing.parties) {
    hash.update(`|${role}|`).update(identity === null ? name : identity.lookup)
  }
  return hash.update(JSON.stringify(filing.form.open)).digest()
}

async function openDossierWith(tx: Querying, content: Buffer): Promise<string | null> {
  const [row] = await tx<{ id: string }[]>`
    select id from dossier where content_hash = ${content} and status <> 'closed' order by filed_at limit 1`
  return row?.id ?? null
}
