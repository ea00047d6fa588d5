/** What the go page judges, read when it is asked. */
import type { GoFacts, Rehearsed } from '../../../domain/territory/reorganisation/go.ts'
import { addedFindings } from '../../../reorganisations/checks/added-findings.ts'
import type { NeededDesk } from '../../../reorganisations/checks/row-finding.ts'
import type { Enactable } from '../../../reorganisations/enactable.ts'
import { type Enactment, stands } from '../../../reorganisations/enactment.ts'
import type { ReferenceRows } from '../../../reorganisations/grammar/reference-rows.ts'
import { rowsBefore } from '../../../reorganisations/grammar/rows-before.ts'
import type { Preview } from '../../../reorganisations/preview/preview.ts'
import { lastFrozenAt } from '../../certificate/frozen-list.ts'
import { underOneSnapshot } from '../../connection/snapshot.ts'
import type { Database, Querying } from '../../database.ts'
import { readBacklog } from '../../engine/backlog.ts'
import { rehearsalsOf } from '../../rehearsal/rehearsal-database.ts'
import { typedRows } from '../../statement.ts'
import { lastNumber } from '../enactment/enact.ts'
import { armedReorganisation, readEnactment } from '../enactment/steps.ts'
import { makesWhatWasApproved } from '../rows/produced-rows.ts'
import { readReferenceRows } from '../rows/reference-rows.ts'
import { desksOfPlans } from '../rows/row-findings.ts'
import { inHex } from '../rows/rows-hash.ts'
import { previewDesks } from './preview.ts'

/**
 * @param now by the clock of this process, ms; read again beside that of the database
 * @param definitions desks that procedures which can be filed name; those of open dossiers are read from their plans
 */
export async function readGoFacts(
  database: Pick<Database, 'sql' | 'schemaState'>,
  of: Enactable,
  now: () => number,
  definitions: readonly NeededDesk[],
): Promise<GoFacts & { run: number }> {
  const { sql } = database
  const enactment = await readEnactment(sql, of.id)
  const effectiveAt = enactment.effectiveAt ?? of.effectiveAt
  const [armed, list] = [await armedReorganisation(sql), await lastFrozenAt(sql, effectiveAt)]
  const read = now()
  const backlog = await readBacklog(sql, read)
  const { desks, sameDefinition, rows } = await underOneSnapshot(database, async (tx) => {
    const base = await readReferenceRows(tx)
    return {
      desks: await previewDesks(tx, of, { base, asOfMs: read, at: effectiveAt }),
      sameDefinition: await makesWhatWasApproved(tx, of, enactment, {
        ...{ rows: base, change: await lastNumber(tx) },
      }),
      rows: await findingsOf(tx, { of, enactment, base, at: effectiveAt, definitions }),
    }
  })
  return {
    ...{ run: enactment.run, now: read, databaseNow: list.now, effectiveAt },
    ...{ frozenAt: list.frozenAt, engineAsked: list.engineAsked },
    armed: enactment.status === 'armed' || enactment.status === 'certified',
    otherArmed: armed === of.id ? null : armed,
    sameDefinition,
    rehearsals: await rehearsed(sql, of, enactment),
    units: desks.readiness.map(({ unitId, colour }) => ({ id: unitId, colour })),
    rows,
    ...deskFacts(desks),
    ...(await deliveryFacts(sql)),
    ...{ alerts: backlog.alerts, outboxLagSeconds: backlog.outboxLagSeconds },
    roundAgeSeconds: backlog.lastRounds.find(({ kind }) => kind === 'recent')?.ageSeconds ?? null,
    schemaIsCurrent: (await database.schemaState()) === 'current',
  }
}

/** Of the server of this database: what another server holds is not seen from here. */
async function rehearsed(
  sql: Querying,
  of: Enactable,
  { approved }: Enactment,
): Promise<readonly Rehearsed[]> {
  const approvedRows = approved?.rowsHash == null ? null : inHex(approved.rowsHash)
  return (await rehearsalsOf(sql))
    .filter(({ reorganisation }) => reorganisation === of.id)
    .map(({ madeAt, rows, failures }) => ({
      madeAt,
      sameRows: rows !== null && rows === approvedRows,
      failures,
    }))
}

/** What its rows leave behind, whether they are written or would be. */
async function findingsOf(
  sql: Querying,
  {
    of,
    enactment,
    base,
    at,
    definitions,
  }: {
    of: Enactable
    enactment: Enactment
    base: ReferenceRows
    at: number
    definitions: readonly NeededDesk[]
  },
): Promise<GoFacts['rows']> {
  const needed = [...definitions, ...(await desksOfPlans(sql))]
  const written = stands(enactment)
  const before = written ? rowsBefore(base, at) : base
  const after = written ? base : of.produce(base, at).after
  return addedFindings(before, { at, after }, needed).map(({ kind, of: about }) => ({ kind, of: about }))
}

function deskFacts({
  needsPerson,
  totals,
}: Pick<Preview, 'needsPerson' | 'totals'>): Pick<GoFacts, 'withoutOfficer' | 'unplacedTasks'> {
  const tasks = new Map<string, number>()
  for (const { reason, unitId, role, tasks: count } of needsPerson) {
    if (reason !== 'noUnit' && reason !== 'noOfficer') continue
    const desk = `${unitId ?? 'no unit'} ${role}`
    tasks.set(desk, (tasks.get(desk) ?? 0) + count)
  }
  return {
    withoutOfficer: [...tasks].map(([desk, count]) => ({ desk, tasks: count })),
    unplacedTasks: totals.toPlace,
  }
}

async function deliveryFacts(
  sql: Querying,
): Promise<Pick<GoFacts, 'stoppedSubscriptions' | 'failingDeliveries'>> {
  const [row] = await typedRows(sql, 'reorganisations.deliveryFacts')`
    select (select count(*)::int from subscription where stopped_at is not null and ended_at is null) as "stoppedSubscriptions",
      (select count(*)::int from delivery where delivered_at is null and last_error is not null)
        + (select count(*)::int from notice_outbox where status = 'waiting' and last_error is not null) as "failingDeliveries"`
  return row ?? { stoppedSubscriptions: 0, failingDeliveries: 0 }
}
