/** A payout run through the API: one person proposes it, another checks it, a third releases it. */
import type { SigningKey } from '../../api/server/signing-key.ts'
import { type Client, createClient, ProblemError } from '../../client/client.ts'
import type { Database } from '../../db/database.ts'
import { dryRun, type PreparedRun } from '../../db/payouts/prepare-run.ts'
import { findInventedOfficer } from '../../db/territory/units/unit-lookup.ts'
import { until } from '../until.ts'

/** What they go through. */
export interface Counter {
  database: Database
  signing: SigningKey
  apiUrl: string
}

/** Longer than worker and engine stay away, ms. */
const patienceMs = 300_000

const department = 'hanoi:so-noi-vu'

/** Preparing again what the dry run has prepared takes as long as that did, ms. */
const preparedWithinMs = 3_600_000

/** What would be paid for these periods; nothing stays written. */
export const wouldBePaid = (
  { database }: Pick<Counter, 'database'>,
  periods: readonly string[],
): Promise<PreparedRun> => dryRun(database, { periods, atMs: Date.now() })

/** Proposed, prepared by the engine, checked and released: from here on it is paid. @returns the dossier of the run */
export async function releaseRun(
  city: Counter,
  { periods, prepared, attempt = 1 }: { periods: readonly string[]; prepared: PreparedRun; attempt?: number },
): Promise<string> {
  const proposer = await officerOf(city, 'specialist', 1)
  const { data, error } = await proposer.http.POST('/internal-dossiers', {
    params: { header: { 'idempotency-key': `payout-${prepared.totalsHash}-${attempt}` } },
    body: {
      ...{ procedure: '0.000002', unit: department },
      form: {
        ...{ periods: periods.join(' '), knownAt: new Date().toISOString(), payees: prepared.orders },
        ...{ amountDong: prepared.amountDong.toString(), totalsHash: prepared.totalsHash },
        together: 'Công văn về chi trả trước khi sắp xếp đơn vị hành chính',
      },
      papers: [{ kind: 'changes', originals: 0, copies: 1 }],
    },
  })
  if (data === undefined) throw new ProblemError(error)
  const { dossierId } = data
  await decide(city, dossierId, { step: 'propose', outcome: 'accepted', by: proposer })
  await decide(city, dossierId, {
    ...{ step: 'check', outcome: 'approved', by: await officerOf(city, 'specialist', 2) },
  })
  await decide(city, dossierId, {
    ...{ step: 'release', outcome: 'signed', by: await officerOf(city, 'director', 1) },
  })
  return dossierId
}

/** Not by the client's own reading: an officer sees a task of the engine nowhere. */
async function decide(
  { database: { sql } }: Counter,
  dossierId: string,
  { step, outcome, by }: { step: string; outcome: string; by: Client },
): Promise<void> {
  const task = await until(
    `${step} is open`,
    async () => {
      const [row] = await sql<{ id: string | null; ending: string | null }[]>`
        select task.id, dossier.ending from dossier left join task
          on task.dossier_id = dossier.id and task.key = ${`${step}.1`} and task.closed_at is null where dossier.id = ${dossierId}`
      return row !== undefined && (row.id !== null || row.ending !== null) && row
    },
    preparedWithinMs,
  )
  if (task.id === null) throw new Error(`the run ended as ${task.ending} before ${step}`)
  await by.decide(task.id, { outcome })
}

async function officerOf(
  { database: { sql }, signing, apiUrl }: Counter,
  role: string,
  number: number,
): Promise<Client> {
  const officer = await findInventedOfficer(sql, { unitId: department, role, number, asOfMs: Date.now() })
  if (officer === null) throw new Error(`${department} has no ${role} ${number}`)
  const token = await signing.issue({ id: officer.id, role: 'officer', unitId: null }, 1)
  return createClient({ url: apiUrl, token, patienceMs })
}
