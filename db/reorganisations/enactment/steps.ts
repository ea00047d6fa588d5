/** What was done with a reorganisation, and by whom. */
import { DomainError } from '../../../domain/errors.ts'
import { type Enactment, enactmentOf, type Step } from '../../../reorganisations/enactment.ts'
import { type Elapsed, elapsedSince } from '../../connection/elapsed.ts'
import { transaction } from '../../connection/transaction.ts'
import type { Querying, Sql } from '../../database.ts'
import { type Transaction, typedRows } from '../../statement.ts'
import { enterInDossier, type StepDone } from './dossier-behind.ts'

/** In the order in which they were recorded. */
export async function readSteps(sql: Querying, reorganisation: string): Promise<readonly RecordedStep[]> {
  const rows = await typedRows(sql, 'reorganisations.steps')`
    select id::float8, run, kind, actor_id as "actorId", basis, epoch_ms(valid_at) as "validAt",
      epoch_ms(effective_at) as "effectiveAt", base::float8, rows_hash as "rowsHash", change::float8, summary, dossier_id as "dossierId"
    from reorganisation_step where reorganisation = ${reorganisation} order by id`
  return rows.map((row) => ({ ...row }))
}

export interface RecordedStep extends Step {
  /** Counts by table; of an approval taken back, the rows that were changed. */
  summary: unknown
  /** The dossier of the internal procedure behind it; null where it was done by command or route. */
  dossierId: string | null
}

export const readEnactment = async (sql: Querying, reorganisation: string): Promise<Enactment> =>
  enactmentOf(await readSteps(sql, reorganisation))

export interface NewStep extends StepDone {
  basis?: string
  base?: number | null
  rowsHash?: Uint8Array | null
  summary?: object
  change?: number
  /** The step of another person that this one confirms. */
  confirms?: Pick<Step, 'id' | 'actorId'>
  /** The dossier behind it. */
  dossierId?: string | undefined
}

export async function addStep(tx: Transaction, step: NewStep): Promise<void> {
  const { reorganisation, run, kind, actorId, at, confirms, effectiveAt = null, rowsHash = null } = step
  await tx`
    insert into reorganisation_step (reorganisation, run, kind, actor_id, basis, valid_at, effective_at, base, rows_hash, summary,
      change, confirms, confirms_actor, dossier_id)
    values (${reorganisation}, ${run}, ${kind}, ${actorId}, ${step.basis ?? null}, instant(${at}), instant(${effectiveAt}),
      ${step.base ?? null}::bigint, ${rowsHash === null ? null : Buffer.from(rowsHash)},
      ${step.summary === undefined ? null : JSON.stringify(step.summary)}::text::jsonb, ${step.change ?? null}::bigint,
      ${confirms?.id ?? null}::bigint, ${confirms?.actorId ?? null}, ${step.dossierId ?? null}::uuid)`
  await enterInDossier(tx, step)
}

/**
 * Runs `work` while nobody changes reference data: what it reads stands until it has written.
 * @param sql the pool; of READ COMMITTED, so that what was committed while it waited is read
 * @param work is given how long ago `exclusively` was called: it waits for a connection, and then for a change in progress
 */
export function exclusively<T>(
  sql: Sql,
  work: (tx: Transaction, elapsed: Elapsed) => Promise<T>,
): Promise<T> {
  const calledAt = performance.now()
  return transaction(sql, async (tx) => {
    const elapsed = await elapsedSince(tx, calledAt)
    // The lock of begin_change().
    await tx`select pg_advisory_xact_lock(hashtext('reference change'))`
    return await work(tx, elapsed)
  })
}

/** The reorganisation whose rows are written and that is not closed yet: staff, editions and other reorganisations wait for it. */
export async function armedReorganisation(sql: Querying): Promise<string | null> {
  const [row] = await typedRows(sql, 'reorganisations.armed')`
    select armed.reorganisation from reorganisation_step armed
    where armed.kind = 'armed' and not exists (
      select 1 from reorganisation_step ended
      where ended.reorganisation = armed.reorganisation and ended.run = armed.run
        and ended.kind in ('calledOff', 'undone', 'certified'))
    limit 1`
  return row?.reorganisation ?? null
}

/** The armed reorganisation with its steps; null where none is. */
export async function armedEnactment(sql: Querying): Promise<(Enactment & { id: string }) | null> {
  const id = await armedReorganisation(sql)
  return id === null ? null : { id, ...(await readEnactment(sql, id)) }
}

/** Instants from which something is undone and that have not come by the clock of the database, in ms, the next first. */
export async function undosToCome(sql: Querying): Promise<readonly number[]> {
  const rows = await typedRows(sql, 'reorganisations.undosToCome')`
    select distinct epoch_ms(effective_at) as at from reorganisation_step
    where kind = 'undone' and effective_at > recording_clock() order by at`
  return rows.flatMap(({ at }) => (at === null ? [] : [at]))
}

/**
 * Within a change of reference data the answer holds until the commit.
 * @param but one that may be armed itself
 * @throws {DomainError} `reorganisationArmed`
 */
export async function refuseWhileArmed(sql: Querying, but?: string): Promise<void> {
  const armed = await armedReorganisation(sql)
  if (armed !== null && armed !== but) {
    throw new DomainError('reorganisationArmed', {
      hint: `Wait until ${armed} is closed by its certificate, or has been called off or undone.`,
    })
  }
}

/**
 * Runs `work` while nothing is armed: arming waits until it is committed. Several may run at once.
 * @param sql the pool, as for `exclusively`
 * @throws {DomainError} `reorganisationArmed`
 */
export const whileNoneIsArmed = <T>(sql: Sql, work: (tx: Transaction) => Promise<T>): Promise<T> =>
  transaction(sql, async (tx) => {
    await tx`select pg_advisory_xact_lock_shared(hashtext('reference change'))`
    await refuseWhileArmed(tx)
    return await work(tx)
  })

/**
 * What is undone from an instant to come is not to be changed before it: the rows that begin again then would be lost.
 * @param effectiveAt when another would take effect, ms
 * @throws {DomainError} `reorganisationArmed`
 */
export async function refuseBeforeUndo(sql: Querying, effectiveAt: number): Promise<void> {
  const [undone] = await typedRows(sql, 'reorganisations.undoToCome')`
    select reorganisation, epoch_ms(effective_at) as at from reorganisation_step
    where kind = 'undone' and effective_at > instant(${effectiveAt}) order by effective_at desc limit 1`
  if (undone === undefined || undone.at === null) return
  throw new DomainError('reorganisationArmed', {
    hint: `The undo of ${undone.reorganisation} takes effect at ${new Date(undone.at).toISOString()}: choose an instant from then on.`,
  })
}
