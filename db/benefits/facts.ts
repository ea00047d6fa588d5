/** Records what becomes of an entitlement. Nothing is changed: a fact that was wrong is withdrawn by another. */
import type { PayeeRole } from '../../domain/benefits/fact.ts'
import type { FactReason } from '../../domain/benefits/month-rules.ts'
import { monthRules } from '../../domain/benefits/month-rules.ts'
import type { EntitlementGround } from '../../domain/money.ts'
import type { Querying } from '../database.ts'
import type { Vault } from '../identity/identity-vault.ts'
import { channelContext } from '../identity/sealing-context.ts'
import { entitlementOf } from '../money/entitlement.ts'
import { newId } from '../new-id.ts'
import { type Transaction, typedRows } from '../statement.ts'

/** On what it rests, and who records it. */
export interface Recording {
  /** The first month for which it holds, as "2025-07". */
  fromMonth: string
  basis: string
  recordedBy: string
  dossierId: string | null
}

/** A party of a dossier, or one that no dossier names. */
export interface Payee {
  partyId: string
  role: PayeeRole
  /** So many of the sum of all shares. */
  share: number
}

export interface Grant extends Recording {
  partyId: string
  benefit: string
  ground: EntitlementGround
  groundRef: string
  /** How often the amount is owed; 1 where the benefit is not counted. */
  times: number
  /** Where the person is paid. */
  areaId: string
  payees: readonly Payee[]
}

/**
 * The entitlement, granted from a month on; months before it are owed by others, as what districts paid before its import.
 * @returns its id
 * @throws RangeError where the catalogue has no such benefit, or nobody is to be paid
 */
export async function grantEntitlement(tx: Transaction, grant: Grant): Promise<string> {
  const [known] = await typedRows(
    tx,
    'benefits.ofCatalogue',
  )`select code from benefit where code = ${grant.benefit}`
  if (known === undefined) throw new RangeError(`the catalogue has no benefit "${grant.benefit}"`)
  return await recordGrant(tx, grant)
}

/** As `grantEntitlement`, of a benefit that may be in no catalogue, as a sum at a death. */
export async function recordGrant(tx: Transaction, grant: Grant): Promise<string> {
  const id = await entitlementOf(tx, grant)
  await regrant(tx, id, grant)
  await place(tx, id, grant)
  await changePayees(tx, id, grant)
  return id
}

/** Owed from another month on, or so many times. Months before stay owed while the grant before is not withdrawn. */
export const regrant = (tx: Transaction, id: string, of: Recording & { times: number }): Promise<string> =>
  insertFact(tx, id, of, { kind: 'granted', times: of.times })

/** Where the person is paid from a month on; within the city no file moves (assumed). */
export const place = (tx: Transaction, id: string, to: Recording & { areaId: string }): Promise<string> =>
  insertFact(tx, id, to, { kind: 'placed', areaId: to.areaId })

/**
 * Suspends or ends it, as the reason says.
 * @param of.fromMonth the first month without: see `firstMonthWithout`
 * @returns the id of the fact
 */
export const stop = (tx: Transaction, id: string, of: Recording & { reason: FactReason }): Promise<string> =>
  insertFact(tx, id, of, { kind: monthRules[of.reason].kind, reason: of.reason })

/** @param of.fromMonth the first month again: see `firstMonthAgain` @throws RangeError where the fact is no suspension of the entitlement */
export async function resume(
  tx: Transaction,
  id: string,
  of: Recording & { suspension: string },
): Promise<string> {
  const { kind } = await factOf(tx, id, of.suspension)
  if (kind !== 'suspended') throw new RangeError(`fact ${of.suspension} is no suspension`)
  return await insertFact(tx, id, of, { kind: 'resumed', ofFact: of.suspension })
}

/**
 * A fact that was wrong counts no longer. What was paid on forged papers is recovered so: the grant is withdrawn.
 * @throws RangeError where the fact is none of the entitlement, or withdraws another
 */
export async function withdraw(
  tx: Transaction,
  id: string,
  of: Omit<Recording, 'fromMonth'> & { fact: string },
): Promise<string> {
  const { kind, fromMonth } = await factOf(tx, id, of.fact)
  if (kind === 'withdrawn') throw new RangeError(`fact ${of.fact} withdraws another: record that one again`)
  return await insertFact(tx, id, { ...of, fromMonth }, { kind: 'withdrawn', ofFact: of.fact })
}

/** All who get it from a month on. Lines written before stay as they were paid. @throws RangeError where there is nobody */
export async function changePayees(
  tx: Transaction,
  id: string,
  to: Recording & { payees: readonly Payee[] },
): Promise<string> {
  if (to.payees.length === 0) throw new RangeError('an entitlement has at least one payee')
  const factId = await insertFact(tx, id, to, { kind: 'payees' })
  await tx`
    insert into entitlement_payee (fact_id, payee_id, role, share)
    select ${factId}, "partyId", role, share from json_to_recordset(${JSON.stringify(to.payees)}::text::json)
      as payee ("partyId" uuid, role text, share int)`
  return factId
}

/** How a payee is paid from a month on. @param account null: in cash */
export async function recordChannel(
  tx: Transaction,
  vault: Vault,
  id: string,
  to: Recording & { payeeId: string; account: string | null },
): Promise<string> {
  const channelId = newId()
  const sealed = to.account === null ? null : vault.seal(to.account, channelContext(channelId))
  await tx`
    insert into entitlement_channel (id, entitlement_id, payee_id, from_month, channel, account_cipher, account_key_id, basis,
      recorded_by, dossier_id)
    values (${channelId}, ${id}, ${to.payeeId}, ${to.fromMonth}, ${sealed === null ? 'cash' : 'transfer'}, ${sealed?.cipher ?? null},
      ${sealed?.keyId ?? null}, ${to.basis}, ${to.recordedBy}, ${to.dossierId})`
  return channelId
}

type FactBody =
  | { kind: 'granted'; times: number }
  | { kind: 'placed'; areaId: string }
  | { kind: 'suspended' | 'ended'; reason: FactReason }
  | { kind: 'resumed' | 'withdrawn'; ofFact: string }
  | { kind: 'payees' }

async function insertFact(tx: Querying, id: string, of: Recording, body: FactBody): Promise<string> {
  const factId = newId()
  await tx`
    insert into entitlement_fact (id, entitlement_id, kind, from_month, reason, times, area_id, of_fact, basis, recorded_by, dossier_id)
    values (${factId}, ${id}, ${body.kind}, ${of.fromMonth}, ${'reason' in body ? body.reason : null},
      ${'times' in body ? body.times : null}, ${'areaId' in body ? body.areaId : null}, ${'ofFact' in body ? body.ofFact : null},
      ${of.basis}, ${of.recordedBy}, ${of.dossierId})`
  return factId
}

async function factOf(tx: Querying, id: string, factId: string) {
  const [fact] = await typedRows(tx, 'benefits.factOf')`
    select kind, from_month as "fromMonth" from entitlement_fact where id = ${factId} and entitlement_id = ${id}`
  if (fact === undefined) throw new RangeError(`entitlement ${id} has no fact ${factId}`)
  return fact
}
