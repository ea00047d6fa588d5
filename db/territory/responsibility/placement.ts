/** Deciding where a dossier lies, when what was filed left it open. */
import { randomUUID } from 'node:crypto'
import type postgres from 'postgres'
import { DomainError } from '../../../domain/errors.ts'
import type { Whereabouts } from '../../../domain/territory/place.ts'
import { transaction } from '../../connection/transaction.ts'
import type { Database, Querying } from '../../database.ts'
import { lockDossier } from '../../dossier/lock-dossier.ts'
import { isUniqueViolation } from '../../sql-error.ts'
import { typedRows } from '../../statement.ts'
import { claimHolds } from '../../tasks/claim-holds.ts'
import { deskOrder, deskReaches, desksAt } from '../authority/desk.ts'
import { custodyFor, isAbout } from './custody.ts'
import { responsibleFor } from './responsibility.ts'

export interface UnplacedDossier {
  dossierId: string
  code: string
  procedureCode: string
  field: string
  filedAt: number
  areaId: string
  custodianId: string
  /** The unit that the field's law has assign it, where the custodian cannot tell; null where none is named. */
  assignerId: string | null
  placeKind: string | null
  /** About a person: for officers of the unit alone. */
  address: string | null
  known: Pick<Whereabouts, 'lat' | 'lon' | 'neighbourhood'>
  parts: readonly AreaPart[]
}

/** One of the areas that it may be placed in, and the commune that holds that one. */
export interface AreaPart {
  areaId: string
  unitId: string | null
  unitName: string | null
}

export interface QueueCursor {
  filedAt: number
  dossierId: string
}

/** Open dossiers that a unit keeps as custodian, or may assign by the law of their field, the oldest first. */
export async function placementQueue(
  sql: Querying,
  { unitId, after, limit, asOfMs }: { unitId: string; after?: QueueCursor; limit: number; asOfMs: number },
): Promise<{ items: readonly UnplacedDossier[]; next: QueueCursor | null }> {
  const firsts = sql`
    and d.status <> 'closed'
    ${after === undefined ? sql`` : sql`and (d.filed_at, d.id) > (instant(${after.filedAt}), ${after.dossierId}::uuid)`}
    order by d.filed_at, d.id limit ${limit + 1}`
  const rows = await typedRows(sql, 'territory.placementQueue')`
    with named as materialized (
      select scope, subject from custody where unit_id = ${unitId} and valid @> instant(${asOfMs})
      union select scope, subject from connecting_rule
      where assigner_id = ${unitId} and valid @> instant(${asOfMs})),
    given as (
      -- Of its own areas, and of all that are kept where a row names the unit; only then is asked which row counts.
      select d.id, d.custodian_id from jurisdiction j cross join lateral (
        select d.id, d.filed_at, keeper.custodian_id from dossier d
        cross join lateral (${keeperOfDossier(sql, asOfMs)}) keeper
        where d.area_id = j.area_id and (j.unit_id = ${unitId} or exists (
            select 1 from named where ${isAbout(sql, 'named', 'd')}))
          and (keeper.custodian_id = ${unitId} or ${assignedBy(sql, unitId, asOfMs)}) ${firsts}) d
      where j.custodian and j.valid @> instant(${asOfMs}) and (j.unit_id = ${unitId} or exists (select 1 from named))
      order by d.filed_at, d.id limit ${limit + 1}),
    mine as (
      select d.id, d.code, d.procedure_code, d.field, d.filed_at, d.area_id, custodian_id, rule.assigner_id
      from given join dossier d on d.id = given.id left join lateral (${assignerFor(sql, asOfMs)}) rule on true)
    select mine.id as "dossierId", mine.code, mine.procedure_code as "procedureCode", mine.field,
      epoch_ms(mine.filed_at) as "filedAt", mine.area_id as "areaId", custodian_id as "custodianId",
      assigner_id as "assignerId", place.kind as "placeKind", place.address,
      jsonb_strip_nulls(jsonb_build_object('lat', place.lat, 'lon', place.lon, 'neighbourhood', place.neighbourhood)) as known,
      (select coalesce(jsonb_agg(jsonb_build_object('areaId', part.id, 'unitId', unit.id, 'unitName', unit.name)
          order by part.id), '[]')
        from area part left join jurisdiction j on j.area_id = part.id and j.tier = 'commune' and j.valid @> instant(${asOfMs})
        left join unit on unit.id = j.unit_id
        where part.parent_id = mine.area_id and part.valid @> instant(${asOfMs})) as parts
    from mine left join place on place.dossier_id = mine.id and place.connecting and upper_inf(place.valid)
    order by mine.filed_at, mine.id`
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  const next =
    rows.length > limit && last !== undefined ? { filedAt: last.filedAt, dossierId: last.dossierId } : null
  return { items, next }
}

export interface Placing {
  caller: string
  key: string
  bodyHash: Uint8Array
  dossierId: string
  areaId: string
  /** On what the officer relies. */
  basis: string
  officerId: string
  /** The unit the officer acts for, where the token says so. */
  unitId: string | null
  /** Legal instant, ms. */
  at: number
}

export interface Placed {
  dossierId: string
  fromAreaId: string
  areaId: string
  /** Unit and mandate it was decided under. */
  unitId: string
  decidedAt: number
}

/**
 * Places a dossier once for a caller's key: its area, the place that decides it and its open tasks move in one
 * transaction, with a journal entry; nothing else of it changes. The engine holds no area and needs no signal. A claim of a
 * task that goes to another unit ends: its desk is no longer responsible.
 * @throws {DomainError} `notFound`, `dossierClosed`, `alreadyPlaced`, `notCompetent`, `unknownArea`, `keyReused`
 */
export async function placeDossier(database: Database, placing: Placing): Promise<Placed> {
  const before = await placedUnder(database.sql, placing)
  if (before !== null) return before
  try {
    return await transaction(database.sql, (tx) => write(tx, placing))
  } catch (error) {
    const placed = isUniqueViolation(error, 'placement_key') ? await placedUnder(database.sql, placing) : null
    if (placed === null) throw error
    return placed
  }
}

async function placedUnder(sql: Querying, { caller, key, bodyHash }: Placing): Promise<Placed | null> {
  const [row] = await typedRows(sql, 'territory.placedUnder')`
    select dossier_id as "dossierId", from_area_id as "fromAreaId", area_id as "areaId", unit_id as "unitId",
      epoch_ms(decided_at) as "decidedAt", body_hash = ${Buffer.from(bodyHash)} as same
    from placement where caller = ${caller} and key = ${key}`
  if (row === undefined) return null
  const { same, ...placed } = row
  if (!same) throw new DomainError('keyReused', { id: placed.dossierId })
  return placed
}

interface PlacementFacts {
  areaId: string
  closed: boolean
  /** Whether a custodian keeps the area; else it is placed. */
  kept: boolean
  mandateId: string | null
  unitId: string | null
  fits: boolean
}

async function write(tx: Querying, placing: Placing): Promise<Placed> {
  const { dossierId, areaId, at } = placing
  // The lock that every transition takes: no task opens in the old area meanwhile.
  if (!(await lockDossier(tx, dossierId))) throw new DomainError('notFound')
  const facts = await placementFacts(tx, placing)
  if (facts.closed) throw new DomainError('dossierClosed', { id: dossierId })
  if (!facts.kept) throw new DomainError('alreadyPlaced', { id: dossierId })
  const { mandateId, unitId, areaId: fromAreaId } = facts
  if (mandateId === null || unitId === null) {
    throw new DomainError('notCompetent', { hint: 'Leave it to the custodian, or to who assigns it by law.' })
  }
  if (!facts.fits) {
    const problem = 'is no part of the area where the dossier is'
    throw new DomainError('unknownArea', { fields: [{ path: '/area', problem }] })
  }
  await move(tx, placing, { mandateId, unitId, fromAreaId })
  return { dossierId, fromAreaId, areaId, unitId, decidedAt: at }
}

async function placementFacts(
  tx: Querying,
  { dossierId, areaId, officerId, unitId, at }: Placing,
): Promise<PlacementFacts> {
  const ofKeeper = tx`m.officer_id = ${officerId} and m.unit_id in (keeper.custodian_id, rule.assigner_id)
        and m.unit_id = coalesce(${unitId}, m.unit_id)`
  const [row] = await typedRows(tx, 'territory.placementFacts')`
    select d.area_id as "areaId", d.status = 'closed' as closed, j.id is not null as kept, held.id as "mandateId",
      held.unit_id as "unitId",
      exists (select 1 from area where id = ${areaId} and parent_id = d.area_id and valid @> instant(${at})) as fits
    from dossier d
    left join jurisdiction j on j.area_id = d.area_id and j.custodian and j.valid @> instant(${at})
    left join lateral (${keeperOfDossier(tx, at)}) keeper on true
    left join lateral (${assignerFor(tx, at)}) rule on true
    left join lateral (
      select desk.id, desk.unit_id
      from (${desksAt(tx, ofKeeper, at)}) desk where ${deskReaches(tx, 'desk', 'd')} order by ${deskOrder(tx, 'desk')} limit 1) held on true
    where d.id = ${dossierId}`
  if (row === undefined) throw new DomainError('notFound')
  return row
}

/** The unit that keeps `d`, whose area `j` a custodian keeps: by its field, else in general. */
const keeperOfDossier = (sql: Querying, asOfMs: number): postgres.PendingQuery<postgres.Row[]> => sql`
  select coalesce((select kept.unit_id from (${custodyFor(sql, 'd', sql`instant(${asOfMs})`)}) kept), j.unit_id) as custodian_id`

/**
 * The unit that the rule of the procedure or field of `d` has assign what nobody can tell. What was taken over has the rule for what a unit
 * that ended left open (140/2025/NĐ-CP, Điều 32 khoản 2), and that of filings where no law was read for it.
 */
const assignerFor = (sql: Querying, asOfMs: number): postgres.PendingQuery<postgres.Row[]> => sql`
  select c.assigner_id from connecting_rule c
  where c.valid @> instant(${asOfMs}) and (c.scope, c.subject) in (('procedure', d.procedure_code), ('field', d.field))
    and (c.occasion = 'filing' or exists (select from import_row taken where taken.dossier_id = d.id))
  order by c.occasion = 'handover' desc, c.scope = 'procedure' desc limit 1`

/** Whether `unitId` is who assigns `d`. */
const assignedBy = (
  sql: Querying,
  unitId: string,
  asOfMs: number,
): postgres.PendingQuery<postgres.Row[]> => sql`
  exists (select 1 from (${assignerFor(sql, asOfMs)}) rule where rule.assigner_id = ${unitId})`

async function move(
  tx: Querying,
  { caller, key, bodyHash, dossierId, areaId, basis, officerId, at }: Placing,
  { mandateId, unitId, fromAreaId }: { mandateId: string; unitId: string; fromAreaId: string },
): Promise<void> {
  const id = randomUUID()
  await tx`
    insert into placement (id, caller, key, body_hash, dossier_id, from_area_id, area_id, unit_id, mandate_id, basis, decided_at)
    values (${id}, ${caller}, ${key}, ${Buffer.from(bodyHash)}, ${dossierId}, ${fromAreaId}, ${areaId}, ${unitId},
      ${mandateId}, ${basis}, instant(${at}))`
  await tx`
    with moved as (
      update place set valid = tstzrange(lower(valid), greatest(lower(valid), instant(${at})))
      where dossier_id = ${dossierId} and area_id = ${fromAreaId} and upper_inf(valid)
        and (connecting or not exists (select 1 from place other where other.dossier_id = ${dossierId} and other.connecting))
      returning kind, address, lat, lon, neighbourhood)
    insert into place (id, dossier_id, kind, area_id, evidence, connecting, address, lat, lon, neighbourhood, valid)
    select gen_random_uuid(), ${dossierId}, kind, ${areaId}, 'officer', true, address, lat, lon, neighbourhood,
      tstzrange(instant(${at}), null)
    from moved`
  await moveToArea(tx, { dossierId, areaId, at })
  await tx`
    insert into journal (dossier_id, kind, actor_id, unit_id, payload, valid_at)
    values (${dossierId}, 'placed', ${officerId}, ${unitId},
      ${JSON.stringify({ placement: id, from: fromAreaId, area: areaId, mandate: mandateId })}::jsonb, instant(${at}))`
}

/**
 * Moves a dossier with its open tasks to an area; who calls holds its lock and writes why. A claim of a task that goes to another unit ends.
 * @param at ms
 */
export async function moveToArea(
  tx: Querying,
  { dossierId, areaId, at }: Pick<Placing, 'dossierId' | 'areaId' | 'at'>,
): Promise<void> {
  await tx`update dossier set area_id = ${areaId} where id = ${dossierId}`
  await tx`update task set area_id = ${areaId} where dossier_id = ${dossierId} and closed_at is null`
  await tx`
    update task set claimed_by = null, claimed_under = null, claimed_at = null
    from (
      select t.id from task t left join lateral (${responsibleFor(tx, 't', at)}) r on true
      where t.dossier_id = ${dossierId} and t.closed_at is null and t.claimed_by is not null
        -- A claim dated later is judged by its own dates.
        and not coalesce(t.claimed_at > instant(${at}), false)
        and not ${claimHolds(tx, { task: 't', unit: tx`r.unit_id`, asOfMs: at })}) lost
    where task.id = lost.id`
}
