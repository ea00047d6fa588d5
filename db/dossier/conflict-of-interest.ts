/** An officer declares that a dossier touches somebody close; `hasDeclared` of `db/territory/authority/kept-apart.ts` judges by it. */
import { transaction } from '../connection/transaction.ts'
import type { Database, Querying } from '../database.ts'
import { typedRows } from '../statement.ts'
import { samePerson } from '../territory/authority/same-person.ts'

interface Declaration {
  dossierId: string
  officerId: string
  unitId: string | null
  reason: string
  /** Legal instant, ms. */
  at: number
}

export interface Declared {
  /** Of the first declaration, ms: repeating it changes nothing. */
  declaredAt: number
  /** Tasks that the officer had claimed, given back to their desks now. */
  released: readonly string[]
}

/** Declares it once and gives back what the officer has claimed of the dossier. The reason goes into no journal: it may name persons. */
export async function declareConflict(database: Database, declaration: Declaration): Promise<Declared> {
  return await transaction(database.sql, async (tx): Promise<Declared> => {
    const { dossierId, officerId, reason, at } = declaration
    // Tasks first, as a claim locks them before it writes anything else.
    const released = await releaseClaims(tx, declaration)
    const [now] = await typedRows(tx, 'dossier.declareConflict')`
      insert into conflict_of_interest (dossier_id, officer_id, reason, declared_at)
      values (${dossierId}, ${officerId}, ${reason}, instant(${at}))
      on conflict (dossier_id, officer_id) do nothing returning epoch_ms(declared_at) as "declaredAt"`
    if (now !== undefined) await journal(tx, 'conflictDeclared', declaration, {})
    for (const task of released) await journal(tx, 'released', declaration, { task })
    return { declaredAt: now?.declaredAt ?? (await firstDeclared(tx, declaration)), released }
  })
}

async function releaseClaims(
  tx: Querying,
  { dossierId, officerId }: Declaration,
): Promise<readonly string[]> {
  const rows = await typedRows(tx, 'dossier.releaseClaims')`
    with held as (
      select id from task where dossier_id = ${dossierId} and closed_at is null and claimed_by is not null
        and ${samePerson(tx, tx`claimed_by`, tx`${officerId}::text`)}
      order by id for update)
    update task set claimed_by = null, claimed_under = null, claimed_at = null
    from held where task.id = held.id returning task.id`
  return rows.map(({ id }) => id).toSorted()
}

async function firstDeclared(tx: Querying, { dossierId, officerId }: Declaration): Promise<number> {
  const [row] = await typedRows(tx, 'dossier.conflictDeclaredAt')`
    select epoch_ms(declared_at) as "declaredAt" from conflict_of_interest
    where dossier_id = ${dossierId} and officer_id = ${officerId}`
  if (row === undefined) throw new Error(`the declaration on ${dossierId} was not kept`)
  return row.declaredAt
}

async function journal(
  tx: Querying,
  kind: 'conflictDeclared' | 'released',
  { dossierId, officerId, unitId, at }: Declaration,
  payload: Readonly<Record<string, string>>,
): Promise<void> {
  await tx`
    insert into journal (dossier_id, kind, actor_id, unit_id, payload, valid_at)
    values (${dossierId}, ${kind}, ${officerId}, ${unitId}, ${JSON.stringify(payload)}::jsonb, instant(${at}))`
}
