/** Money that concerns the commune of the tests, for tests of who may see it. */
import { randomBytes, randomUUID } from 'node:crypto'
import { dryRun, prepareRun } from '../../../db/payouts/prepare-run.ts'
import { grantsPayable, periods } from '../../activities/payment/run-to-pay.ts'
import type { TestDatabase } from '../../database.ts'
import { atMs, People } from '../../db/benefits/people.ts'

export interface PaidMatter {
  /** A payout run that the commune received, so that it is judged as any dossier of the commune. */
  run: string
  order: string
  entitlement: string
  beneficiary: string
}

/** @param dossierId a dossier that the commune received: the run is a copy of it, of the procedure of payout runs */
export async function paidMatter(database: TestDatabase, dossierId: string): Promise<PaidMatter> {
  const { sql } = database
  const { id: entitlement } = await grantsPayable(database, new People(database))
  const run = randomUUID()
  await sql`
    insert into dossier (id, code, procedure_code, field, plan_hash, channel, reception_unit_id, area_id, content_hash, filed_at, revision)
    select ${run}, 'H26.1-250702-9999', '0.000002', field, plan_hash, channel, reception_unit_id, area_id, ${randomBytes(32)}, filed_at, 0
    from dossier where id = ${dossierId}`
  const control = await dryRun(database, { periods, atMs })
  await prepareRun(database, { runId: run, periods, atMs, control })
  const [order] = await sql<{ id: string }[]>`select id from payment_order where run_id = ${run}`
  const [of] = await sql<
    { id: string }[]
  >`select beneficiary_id as id from entitlement where id = ${entitlement}`
  return { run, order: order?.id ?? '', entitlement, beneficiary: of?.id ?? '' }
}
