/** Power lent for a time: delegated, or to who stands in. Own mandates come with the reference data. */

import { createHash } from 'node:crypto'
import type { Role } from '../../../domain/dossier/dossier.ts'
import { DomainError, wrongField } from '../../../domain/errors.ts'
import type { LoanKind, MandateKind } from '../../../domain/territory/mandate.ts'
import { transaction } from '../../connection/transaction.ts'
import type { Database, Querying } from '../../database.ts'
import { isOverlap, namesNothing } from '../../sql-error.ts'
import { typedRows } from '../../statement.ts'
import { asKnown } from '../as-known.ts'
import { beginChange, type ChangeHeader, referenceChange } from '../reference-change.ts'
import { samePerson } from './same-person.ts'

export interface Mandate {
  id: string
  officerId: string
  officerName: string
  /** The officer was made for trying out. */
  invented: boolean
  unitId: string
  officeId: string | null
  role: Role
  kind: MandateKind
  actingForId: string | null
  actingForName: string | null
  /** ms; null where it has no beginning or no end. */
  from: number | null
  until: number | null
  basis: string
  /** The highest amount that a signature under it may have paid, đồng in digits; null: any. */
  upToDong: string | null
  /** The supervisor who lent it; null where it came with the reference data. */
  lentBy: string | null
}

export interface Loan {
  /** Who lends it out, with a key so that it is done once. */
  caller: string
  key: string
  unitId: string
  role: Role
  officerId: string
  kind: LoanKind
  actingForId: string
  from: number
  until: number
  basis: string
  /** Legal instant, ms. */
  at: number
}

/**
 * Lends a role that `actingForId` holds by an own mandate, for a time within it: its desk, no more and no less. The same key gives the same mandate.
 * @throws {DomainError} `roleNotHeld`, `mandateOverlaps`, `keyReused`, `lentToOneself`, or `invalidInput` where nobody is that officer
 */
export async function lendMandate(database: Database, loan: Loan): Promise<Mandate> {
  const id = `uy-quyen:${createHash('sha256')
    .update(JSON.stringify([loan.caller, loan.key]))
    .digest('base64url')}`
  const existing = await readMandate(database.sql, id)
  if (existing !== null) return sameLoan(existing, loan)
  // Dated back it would make a signature lawful that was not.
  if (loan.from < loan.at) throw wrongField('/from', 'lies in the past')
  try {
    await referenceChange(database, changeOf(loan), async (tx) => {
      await refuseOneself(tx, loan)
      await insertLoan(tx, id, loan)
    })
  } catch (error) {
    if (isOverlap(error)) throw new DomainError('mandateOverlaps', {}, { cause: error })
    if (!namesNothing(error)) throw error
    throw wrongField('/officer', 'is nobody known here')
  }
  const lent = await readMandate(database.sql, id)
  if (lent === null) throw new DomainError('roleNotHeld')
  return sameLoan(lent, loan)
}

const changeOf = ({ caller, basis, from }: Loan): ChangeHeader => ({
  kind: 'mandate',
  actorId: caller,
  basis,
  effectiveAt: from,
})

/**
 * Refuses a role for the person who holds it or who lends it: who signs alone would have given the right to it. A supervisor is known by the
 * officer whose account the token's subject is then, else by the subject itself.
 * @throws {DomainError} `lentToOneself`
 */
async function refuseOneself(tx: Querying, { caller, officerId, actingForId, at }: Loan): Promise<void> {
  const [row] = await typedRows(tx, 'territory.lentToOneself')`
    select ${samePerson(tx, tx`${officerId}::text`, tx`${actingForId}::text`)} as "isHolder",
      ${samePerson(tx, tx`${officerId}::text`, tx`${caller}::text`)} or exists (
        select 1 from account a where a.subject = ${caller} and a.valid @> instant(${at})
          and ${samePerson(tx, tx`a.officer_id`, tx`${officerId}::text`)}) as "isLender"`
  const problem =
    row?.isHolder === true
      ? 'is the person who holds the role'
      : row?.isLender === true
        ? 'is the person who would lend it: another supervisor has to'
        : null
  if (problem !== null) throw new DomainError('lentToOneself', { fields: [{ path: '/officer', problem }] })
}

/** @throws {DomainError} `roleNotHeld`; nothing is numbered then */
async function insertLoan(tx: Querying, id: string, loan: Loan): Promise<void> {
  const { unitId, role, officerId, kind, actingForId, from, until, basis, at, caller } = loan
  const lent = await tx`
    with lent as (
      insert into mandate (id, officer_id, unit_id, office_id, role, kind, acting_for_id, fields, powers, areas, up_to_dong, valid, basis)
      select ${id}, ${officerId}, unit_id, office_id, role, ${kind}, officer_id, fields, powers, areas, up_to_dong,
        tstzrange(instant(${from}), instant(${until})), ${basis}
      from mandate
      where officer_id = ${actingForId} and unit_id = ${unitId} and role = ${role} and kind = 'own'
        and valid @> tstzrange(instant(${from}), instant(${until}))
      on conflict (id) do nothing returning id, valid)
    insert into mandate_change (mandate_id, kind, actor_id, valid, valid_at)
    select id, 'lent', ${caller}, valid, instant(${at}) from lent returning 1`
  // The same loan may have been made meanwhile: it answers then.
  if (lent.length === 0 && (await readMandate(tx, id)) === null) throw new DomainError('roleNotHeld')
}

/** What was ended since still answers for the loan, and says by its dates that it has ended. */
function sameLoan(mandate: Mandate, loan: Loan): Mandate {
  const { officerId, unitId, role, kind, actingForId, basis } = mandate
  const same =
    officerId === loan.officerId && unitId === loan.unitId && role === loan.role && kind === loan.kind
  if (same && actingForId === loan.actingForId && basis === loan.basis) return mandate
  throw new DomainError('keyReused', { id: mandate.id })
}

/**
 * Ends a lent mandate now; what has not begun never begins, also in the unit to which a reorganisation takes it. Claims under it hold nothing
 * from then on, and decisions accepted before stay valid. Again does no harm.
 */
export async function endMandate(
  { sql }: Database,
  { id, actorId, at }: { id: string; actorId: string; at: number },
): Promise<void> {
  await transaction(sql, async (tx) => {
    // Not locked: who holds the row would wait for the change that waits for it. Of two at once the second ends it at no later time.
    const [open] = await typedRows(tx, 'territory.mandateToEnd')`
      select m.basis from mandate m where ${isOpenOfLoan(tx, id, at)} order by m.id limit 1`
    if (open === undefined) return
    await beginChange(tx, { kind: 'mandate', actorId, basis: `Chấm dứt: ${open.basis}`, effectiveAt: at })
    await tx`
      with ended as (
        update mandate m set valid = m.valid * tstzrange(null, instant(${at})) where ${isOpenOfLoan(tx, id, at)} returning m.id, m.valid)
      insert into mandate_change (mandate_id, kind, actor_id, valid, valid_at)
      select id, 'ended', ${actorId}, valid, instant(${at}) from ended`
  })
}

/**
 * Whether `mandate m` is of the same loan, and ends later. Where a reorganisation or its undo takes a loan elsewhere, it goes on in a row whose id
 * is that of the row before with `>` and the unit, or `@` and the instant.
 */
const isOpenOfLoan = (sql: Querying, id: string, atMs: number) => sql`
  m.kind <> 'own' and not m.valid <@ tstzrange(null, instant(${atMs})) and exists (
    select from mandate loan where loan.id = ${id} and loan.officer_id = m.officer_id and loan.role = m.role and loan.kind = m.kind
      and loan.acting_for_id is not distinct from m.acting_for_id and ${loanOf(sql, 'loan')} = ${loanOf(sql, 'm')})`

const loanOf = (sql: Querying, mandate: 'loan' | 'm') =>
  sql`regexp_replace(${sql(mandate)}.id, '(>[^>@]+|@[0-9-]+T[0-9:.]+Z)+$', '')`

const columns = (sql: Querying) => sql`
  select m.id, m.officer_id as "officerId", officer.name as "officerName", officer.invented, m.unit_id as "unitId", m.office_id as "officeId",
    m.role, m.kind, m.acting_for_id as "actingForId", lender.name as "actingForName", epoch_ms(lower(m.valid)) as "from",
    epoch_ms(upper(m.valid)) as until, m.basis, m.up_to_dong::text as "upToDong", lent.actor_id as "lentBy"
  from mandate m
  join officer on officer.id = m.officer_id
  left join officer lender on lender.id = m.acting_for_id
  left join mandate_change lent on lent.mandate_id = m.id and lent.kind = 'lent'`

export async function readMandate(sql: Querying, id: string): Promise<Mandate | null> {
  const [row] = await typedRows(sql, 'territory.readMandate')`${columns(sql)} where m.id = ${id}`
  return row ?? null
}

/**
 * Mandates valid in a unit at an instant, by id; 200 at most, those after `after` where it is given.
 * @param by.known the change as known at which they are; null: as known now
 */
export async function mandatesOf(
  sql: Querying,
  {
    unitId,
    asOfMs,
    after = '',
    known = null,
  }: { unitId: string; asOfMs: number; after?: string; known?: number | null },
): Promise<{ items: readonly Mandate[]; next: string | null }> {
  const longestPage = 200
  const rows = await typedRows(sql, 'territory.mandatesOf')`
    ${asKnown(sql, known, ['mandate', 'officer'])}
    ${columns(sql)} where m.unit_id = ${unitId} and m.valid @> instant(${asOfMs}) and m.id > ${after}
    order by m.id limit ${longestPage + 1}`
  const items = rows.slice(0, longestPage)
  return { items, next: rows.length > longestPage ? (items.at(-1)?.id ?? null) : null }
}
