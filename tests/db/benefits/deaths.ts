/** Deaths that dossiers record, and what a leader of the department decides of them, for tests of what is paid. */

import { proposeAtDeath } from '../../../db/benefits/death/propose-at-death.ts'
import { decideProposal, type Proposed, proposalsOf, type SumPayee } from '../../../db/benefits/proposals.ts'
import { transaction } from '../../../db/connection/transaction.ts'
import { fileDossier } from '../../activities/payment/filed-dossier.ts'
import type { TestDatabase } from '../../database.ts'
import { officerOfBenefits } from './leaders.ts'
import { vault } from './signed-dossier.ts'

export const widow: SumPayee = {
  name: 'Lê Thị Tư',
  identityNumber: '001145054321',
  account: '19036682457011',
}

/** @returns what a dossier proposes by whose result the person died */
export async function recordsDeath(
  database: TestDatabase,
  lookup: Uint8Array,
  { diedOn, dossierId }: { diedOn: string; dossierId?: string },
): Promise<readonly Proposed[]> {
  const { sql } = database
  const filed = { amountDong: 1n, account: '19036682457011' }
  const of = dossierId ?? (await fileDossier(sql, vault, filed)).dossierId
  await transaction(sql, (tx) => proposeAtDeath(tx, { dossierId: of, lookup, diedOn }))
  return await proposalsOf(sql, of)
}

export async function confirms(
  database: TestDatabase,
  id: string,
  payee: SumPayee | null = widow,
): Promise<Proposed> {
  const by = await officerOfBenefits(database.sql, 'director')
  return await transaction(database.sql, (tx) =>
    decideProposal(tx, vault, {
      ...{ id, outcome: 'confirmed', reason: 'Quyết định 74/QĐ-SNV', by, survivors: [], payee },
    }),
  )
}

/** The entitlement to a sum at a death, where one was granted. */
export async function sumOf({ sql }: TestDatabase, benefit: string, partyId: string): Promise<string | null> {
  const [row] = await sql`
    select e.id from entitlement e join beneficiary_party booked on booked.beneficiary_id = e.beneficiary_id
    where e.benefit = ${benefit} and booked.party_id = ${partyId}`
  return row === undefined ? null : String(row.id)
}
