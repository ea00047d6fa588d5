/** What the go page judges, read when it is asked. */
import type { GoFacts, Rehearsed } from '../../../domain/territory/reorganisation/go.ts'
import type { Enactable } from '../../../reorganisations/enactable.ts'
import type { Enactment } from '../../../reorganisations/enactment.ts'
import type { ReferenceRows } from '../../../reorganisations/grammar/reference-rows.ts'
import type { Preview } from '../../../reorganisations/preview/preview.ts'
import { lastFrozenAt } from '../../certificate/frozen-list.ts'
import { underOneSnapshot } from '../../connection/snapshot.ts'
import type { Database, Querying } from '../../database.ts'
import { readBacklog } from '../../engine/backlog.ts'
import { rehearsalsOf } from '../../rehearsal/rehearsal-database.ts'
import { typedRows } from '../../statement.ts'
import { isSame, lastNumber } from '../enactment/enact.ts'
import { armedReorganisation, readEnactment } from '../enactment/steps.ts'
import { readReferenceRows } from '../rows/reference-rows.ts'
import { inHex, rowsHash } from '../rows/rows-hash.ts'
import { previewDesks } from './preview.ts'

/** @param now by the clock of this process, ms; read again beside that of the database */
export async function readGoFacts(
  database: Pick<Database, 'sql' | 'schemaState'>,
  of: Enactable,
  now: () => number,
): Promise<GoFacts & { run: number }> {
  const { sql } = database
  const enactment = await readEnactment(sql, of.id)
  const effectiveAt = enactment.effectiveAt ?? of.effectiveAt
  const [armed, list] = [await armedReorganisation(sql), await lastFrozenAt(sql, effectiveAt)]
  const read = now()
  const backlog = await readBacklog(sql, read)
  const { desks, sameDefinition } = await underOneSnapshot(database, async (tx) => {
    const base = await readReferenceRows(tx)
    return {
      desks: await previewDesks(tx, of, { base, asOfMs: read, at: effectiveAt }),
      sameDefinition: await makesWhatWasApproved(tx, of, enactment, base),
    }
  })
  return {
    ...{ run: enactment.run, now: read, databaseNow: list.now, effectiveAt, frozenAt: list.frozenAt },
    armed: enactment.status === 'armed' || enactment.status === 'certified',
    otherArmed: armed === of.id ? null : armed,
    sameDefinition,
    rehearsals: await rehearsed(sql, of, enactment),
    units: desks.readiness.map(({ unitId, colour }) => ({ id: unitId, colour })),
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

/** @param standing the rows that stand: those of the approval, where nothing was recorded since */
async function makesWhatWasApproved(
  sql: Querying,
  of: Enactable,
  { approved }: Enactment,
  standing: ReferenceRows,
): Promise<boolean | null> {
  if (approved?.rowsHash == null || approved.base === null || approved.effectiveAt === null) return null
  const isLast = (await lastNumber(sql)) === approved.base
  const base = isLast ? standing : await readReferenceRows(sql, approved.base)
  const { changes } = of.produce(base, approved.effectiveAt)
  return isSame(rowsHash(changes), approved.rowsHash)
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
