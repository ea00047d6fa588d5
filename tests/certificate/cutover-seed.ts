/** Runs across 1 July 2025 in every outcome, and what lies beside them. */
import { randomUUID } from 'node:crypto'
import type { Database } from '../../db/database.ts'
import { recordCollection } from '../../db/dossier/results/collection.ts'
import { importBacklog } from '../../imports/import-backlog.ts'
import { machineNow } from '../clock.ts'
import { asOf, mapping, registry, rowOf, rowsOf, vault } from '../imports/rows.ts'
import { caseOrder } from '../procedures/invented/case-order.ts'
import { consultation } from '../procedures/invented/consultation.ts'
import { payout } from '../procedures/invented/payout.ts'
import { corrects, cutover, day, decides, file, happens, issued } from './cutover-story.ts'

const hour = 3_600_000
const before = cutover - 3 * day

export interface Seeded {
  /** Ids by what becomes of them; of a correction with its number. */
  outcomes: Readonly<Record<string, string>>
  /** At two desks, whose names a locale puts in another order than their bytes. */
  ordered: string
  /** Ended before: no line speaks of them as runs. */
  absent: readonly string[]
  collected: string
  notCollected: readonly string[]
  originals: string
  order: string
  /** Accepted before the instant and never applied. */
  request: string
  /** Of an officer of a unit that ends, accepted before the instant and applied after it. */
  decision: { dossierId: string; request: string; unitId: string }
}

export async function seedCutover(database: Database): Promise<Seeded> {
  const newDesk = await file(database, { originals: 1 })
  const stays = await file(database, { procedure: consultation })
  await decides(database, stays, 'receive.1:accepted ask.1.police:agreed', { at: before })
  const both = await file(database, { procedure: consultation })
  await decides(database, both, 'receive.1:accepted', { at: before })
  const ordered = await file(database, { procedure: caseOrder })
  await decides(database, ordered, 'receive.1:accepted', { at: before })
  const withCustodian = await file(database, { areaId: 'unplaced:old:00007' })
  const waitsForApplicant = await file(database)
  await decides(database, waitsForApplicant, 'receive.1:accepted review.1:incomplete', { at: before })
  const waitsForEngine = await file(database)
  await decides(database, waitsForEngine, 'receive.1:accepted review.1:approved sign.1:signed', {
    at: before,
  })
  const waitsForBank = await file(database, { procedure: payout })
  await decides(database, waitsForBank, 'receive.1:accepted sign.1:signed', { at: before })
  const closed = await file(database)
  await decides(database, closed, 'receive.1:accepted review.1:approved sign.1:signed', { at: before })
  await decides(database, closed, 'issue.1:issued', { at: cutover + hour })
  const withdrawn = await file(database)
  await happens(database, withdrawn, { kind: 'withdraw', at: cutover + 2 * day })
  const corrected = await file(database, { at: cutover - 20 * day })
  await issued(database, corrected, cutover - 15 * day)
  await corrects(database, corrected, { at: before, begin: true })
  const toBegin = await file(database, { at: cutover - 20 * day })
  await issued(database, toBegin, cutover - 15 * day)
  await corrects(database, toBegin, { at: before, begin: false })
  const collected = await file(database, { at: cutover - 20 * day })
  await issued(database, collected, cutover - 15 * day)
  await recordCollection(
    { ...database },
    collected,
    { by: 'applicant', how: 'counter' },
    { id: 'test', unitId: null, at: before },
  )
  const refused = await file(database, { at: cutover - 20 * day })
  await decides(database, refused, 'receive.1:rejected', { at: before })
  const decision = await seedDecision(database)
  const imported = await importOne(database)
  return {
    outcomes: {
      [newDesk]: 'newDesk',
      [stays]: 'stays',
      [both]: 'newDesk',
      [ordered]: 'stays',
      [withCustodian]: 'withCustodian',
      [waitsForApplicant]: 'waitsForApplicant',
      [waitsForEngine]: 'waitsForEngine',
      [waitsForBank]: 'waitsForBank',
      [closed]: 'closed',
      [withdrawn]: 'newDesk',
      [`${corrected}/1`]: 'newDesk',
      [`${toBegin}/1`]: 'waitsForEngine',
      [decision.dossierId]: 'newDesk',
      [imported]: 'newDesk',
    },
    ordered,
    absent: [collected, refused],
    collected,
    notCollected: [corrected, toBegin].sort(),
    originals: newDesk,
    order: await seedOrder(database),
    request: await seedRequest(database, newDesk),
    decision,
  }
}

async function importOne(database: Database): Promise<string> {
  const deps = { database, vault, registry, now: machineNow }
  const rows = rowsOf([rowOf('C-1')])
  await importBacklog(deps, { mapping, caller: 'test', key: randomUUID(), asOf, rows })
  const [row] = await database.sql<
    { id: string }[]
  >`select dossier_id as id from import_row where old_code = 'C-1'`
  if (row === undefined) throw new Error('C-1 was not imported')
  return row.id
}

async function seedOrder({ sql }: Database): Promise<string> {
  const [order] = await sql<{ id: string }[]>`
    insert into payment_order (id, business_key, payee_id, account_cipher, account_key_id, amount_dong, area_id, unit_id, created_at)
    select ${randomUUID()}::uuid, ${randomUUID()}, id, '\\x00', 'k1', 1000, (select min(id) from area), (select min(id) from unit),
      instant(${before}) from party limit 1 returning id`
  return order?.id ?? ''
}

async function seedRequest({ sql }: Database, dossierId: string): Promise<string> {
  const id = randomUUID()
  await sql`
    insert into decision_request (id, caller, key, body_hash, dossier_id, kind, item, actor_id, actor_role, accepted_at, next_attempt_at)
    values (${id}, 'test', ${id}, '\\x00', ${dossierId}, 'withdraw', '{}', 'test', 'service', instant(${cutover - 1}),
      instant(${cutover}))`
  return id
}

/** The last of its ward a moment before the end: its rows are written when the ward is no more, with the instant of its acceptance. */
async function seedDecision(database: Database): Promise<Seeded['decision']> {
  const [dossierId, request, at] = [await file(database), randomUUID(), cutover - 1]
  const unitId = 'old:00004'
  await database.sql`
    insert into decision_request (id, caller, key, body_hash, dossier_id, kind, task_id, item, actor_id, actor_role, unit_id, mandate_id,
      accepted_at, next_attempt_at)
    select ${request}, 'test', ${request}, '\\x00', ${dossierId}, 'decide', ${`${dossierId}.receive.1`}, '{}', m.officer_id, 'officer',
      ${unitId}, m.id, instant(${at}), instant(${at})
    from (select id, officer_id from mandate order by unit_id = ${unitId} desc, id limit 1) m`
  await happens(database, dossierId, {
    ...{ kind: 'decide', key: request, at, task: 'receive.1', outcome: 'accepted' },
  })
  return { dossierId, request, unitId }
}
