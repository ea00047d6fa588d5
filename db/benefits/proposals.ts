/** Proposals about entitlements: which there are, and what an officer decides of them. */
import type postgres from 'postgres'
import {
  deathSums,
  groundOfDeathSums,
  type ProposalKind,
  type ProposalOutcome,
} from '../../domain/benefits/death.ts'
import { monthOf } from '../../domain/benefits/month.ts'
import { DomainError, wrongField } from '../../domain/errors.ts'
import type { Dong } from '../../domain/money.ts'
import type { Querying } from '../database.ts'
import type { Vault } from '../identity/identity-vault.ts'
import { type Transaction, typedRows } from '../statement.ts'
import { type BenefitOfficer, benefitUnit } from './benefit-desk.ts'
import { dossierPaysLumpSum } from './death/death-sums.ts'
import { grantEntitlement, type Recording, recordChannel, recordGrant, stop } from './facts.ts'
import { type PersonNamed, partyOf } from './person.ts'

export interface Proposed {
  id: string
  dossierId: string
  beneficiaryId: string
  kind: ProposalKind
  diedOn: string
  entitlementId: string | null
  /** Of an end that of the entitlement. */
  benefit: string | null
  fromMonth: string | null
  amountDong: Dong | null
  basis: string
  assumed: boolean
  /** Where the person was paid; of survivors and sums where the dossier lies. */
  areaId: string
  decision: { outcome: ProposalOutcome; reason: string; decidedBy: string; unitId: string } | null
}

/** All of a dossier, and those decided; in order of proposal. */
export async function proposalsOf(sql: Querying, dossierId: string): Promise<readonly Proposed[]> {
  return await found(sql, sql`p.dossier_id = ${dossierId}`)
}

/** Those that wait for a decision, in order of proposal, after one of them. */
export async function openProposals(
  sql: Querying,
  { after, limit }: { after: string | null; limit: number },
): Promise<readonly Proposed[]> {
  const open = sql`made.proposal_id is null and (${after}::uuid is null or p.id > ${after}::uuid)`
  return await found(sql, open, limit)
}

export async function findProposal(sql: Querying, id: string): Promise<Proposed | null> {
  return (await found(sql, sql`p.id = ${id}`))[0] ?? null
}

async function found(
  sql: Querying,
  where: postgres.PendingQuery<postgres.Row[]>,
  limit: number | null = null,
): Promise<readonly Proposed[]> {
  const rows = await typedRows(sql, 'benefits.proposals')`
    select p.id, p.dossier_id as "dossierId", p.beneficiary_id as "beneficiaryId", p.kind, p.died_on::text as "diedOn",
      p.entitlement_id as "entitlementId", coalesce(p.benefit, e.benefit) as benefit, p.from_month as "fromMonth",
      p.amount_dong::text as "amountDong", p.basis, p.assumed,
      coalesce((select area_id from entitlement_fact f where f.entitlement_id = e.id and f.kind = 'placed'
        order by f.from_month desc, f.number desc limit 1), dossier.area_id) as "areaId",
      made.outcome, made.reason, made.decided_by as "decidedBy", made.unit_id as "unitId"
    from entitlement_proposal p join dossier on dossier.id = p.dossier_id
    left join entitlement e on e.id = p.entitlement_id left join proposal_decision made on made.proposal_id = p.id
    where ${where} order by p.id limit ${limit}`
  return rows.map(({ outcome, reason, decidedBy, unitId, amountDong, ...row }) => ({
    ...row,
    amountDong: amountDong === null ? null : BigInt(amountDong),
    decision:
      outcome === null || reason === null || decidedBy === null || unitId === null
        ? null
        : { outcome, reason, decidedBy, unitId },
  }))
}

export interface ProposalAnswer {
  id: string
  outcome: ProposalOutcome
  /** The number of the decision, or why it is refused. */
  reason: string
  by: BenefitOfficer
  /** Who gets what survivors are proposed; of a confirmed proposal of that kind alone. */
  survivors: readonly PersonNamed[]
  /** Who gets a confirmed sum. */
  payee: SumPayee | null
}

export interface SumPayee extends PersonNamed {
  /** Null: in cash. */
  account: string | null
}

/**
 * Decides a proposal once; the same answer again changes nothing. A confirmed end is recorded as a fact, and the next preparation of lines
 * recovers what was paid after it; confirmed survivors are granted. A confirmed sum is owed for the month of death: the next preparation writes
 * its line. A lump sum that a dossier of relatives has booked is not confirmed.
 * @throws {DomainError} `notFound`; `notCompetent` where the officer may not; `alreadyDecided` otherwise; `invalidInput` of survivors, of who
 *   gets a sum, or of a sum that a dossier pays
 */
export async function decideProposal(
  tx: Transaction,
  vault: Vault,
  answer: ProposalAnswer,
): Promise<Proposed> {
  const { id, outcome, reason, by, survivors, payee } = answer
  const proposed = await findProposal(tx, id)
  if (proposed === null) throw new DomainError('notFound')
  const unitId = await benefitUnit(tx, by, { act: 'decides', areaId: proposed.areaId })
  if (unitId === null || (await isParty(tx, by.officerId, proposed.dossierId))) {
    throw new DomainError('notCompetent')
  }
  const [written] = await typedRows(tx, 'benefits.decideProposal')`
    insert into proposal_decision (proposal_id, outcome, reason, decided_by, unit_id, decided_at)
    values (${id}, ${outcome}, ${reason}, ${by.officerId}, ${unitId}, instant(${by.atMs}))
    on conflict do nothing returning proposal_id as id`
  if (written !== undefined && outcome === 'confirmed')
    await carryOut(tx, vault, proposed, { reason, by, survivors, payee })
  const decided = await findProposal(tx, id)
  if (decided?.decision?.outcome !== outcome) throw new DomainError('alreadyDecided')
  return decided
}

async function carryOut(
  tx: Transaction,
  vault: Vault,
  proposed: Proposed,
  { reason, by, survivors, payee }: Pick<ProposalAnswer, 'reason' | 'by' | 'survivors' | 'payee'>,
): Promise<void> {
  if (proposed.kind === 'lumpSum' || proposed.kind === 'funeralGrant')
    return await grantSum(tx, vault, { ...proposed, kind: proposed.kind }, { reason, by, payee })
  const { kind, entitlementId, benefit, fromMonth, dossierId, areaId } = proposed
  if (fromMonth === null || benefit === null) return
  const recording: Recording = { fromMonth, basis: reason, recordedBy: by.officerId, dossierId }
  if (kind === 'end' && entitlementId !== null) {
    await stop(tx, entitlementId, { ...recording, reason: 'death' })
    return
  }
  if (survivors.length === 0) throw wrongField('/survivors', 'names nobody to whom the allowance is granted')
  for (const person of survivors) {
    const partyId = await partyOf(tx, vault, dossierId, person)
    await grantEntitlement(tx, {
      ...recording,
      ...{ partyId, benefit, ground: 'dossier', groundRef: dossierId, times: 1, areaId },
      payees: [{ partyId, role: 'self', share: 1 }],
    })
  }
}

/** Grants a sum at a death to who died, paid to whom the decision names. */
async function grantSum(
  tx: Transaction,
  vault: Vault,
  { kind, beneficiaryId, diedOn, dossierId, areaId }: Proposed & { kind: keyof typeof deathSums },
  { reason, by, payee }: Pick<ProposalAnswer, 'reason' | 'by' | 'payee'>,
): Promise<void> {
  if (payee === null) throw wrongField('/payee', 'names nobody to whom the sum is paid')
  if (kind === 'lumpSum' && (await dossierPaysLumpSum(tx, beneficiaryId)))
    throw wrongField('/outcome', 'confirms a sum that the dossier of the relatives pays: refuse it')
  const payeeId = await partyOf(tx, vault, dossierId, payee)
  const recording = { fromMonth: monthOf(diedOn), basis: reason, recordedBy: by.officerId, dossierId }
  const id = await recordGrant(tx, {
    ...{ ...recording, ...groundOfDeathSums, benefit: deathSums[kind], times: 1, areaId },
    partyId: await partyOfBeneficiary(tx, beneficiaryId),
    payees: [{ partyId: payeeId, role: kind === 'lumpSum' ? 'heir' : 'authorised', share: 1 }],
  })
  await recordChannel(tx, vault, id, { ...recording, payeeId, account: payee.account })
}

async function partyOfBeneficiary(tx: Transaction, beneficiaryId: string): Promise<string> {
  const [row] = await typedRows(tx, 'benefits.partyOfBeneficiary')`
    select booked.party_id as id from beneficiaries_of(${beneficiaryId}) one (id) join beneficiary_party booked on booked.beneficiary_id = one.id
    order by booked.recorded_at, booked.party_id limit 1`
  if (row === undefined) throw new Error(`Nothing was ever booked for beneficiary ${beneficiaryId}`)
  return row.id
}

/** Whether the officer is a party of the dossier: nobody decides what is due at a death in the own family on the own filing. */
async function isParty(sql: Querying, officerId: string, dossierId: string): Promise<boolean> {
  const [row] = await typedRows(sql, 'benefits.isParty')`
    select true as found from officer_identity mine join party on party.identity_hmac = mine.identity_hmac
    join dossier_party named on named.party_id = party.id
    where mine.officer_id = ${officerId} and named.dossier_id = ${dossierId} limit 1`
  return row !== undefined
}
