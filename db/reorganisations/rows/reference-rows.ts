/** The rows that say which unit is responsible for what: all of them, as they stand or as they were known at a change. */
import type postgres from 'postgres'
import type { Span } from '../../../domain/territory/span.ts'
import type { UnitRows } from '../../../reorganisations/checks/unit-facts.ts'
import type { ReferenceRows } from '../../../reorganisations/grammar/reference-rows.ts'
import type { Querying } from '../../database.ts'
import { typedRows } from '../../statement.ts'
import { asKnown } from '../../territory/as-known.ts'

type Fragment = postgres.PendingQuery<postgres.Row[]>

/** Some ten thousand rows. @param known the number of the change; null: as they stand */
export async function readReferenceRows(sql: Querying, known: number | null = null): Promise<ReferenceRows> {
  const [organisation, rules, places] = await Promise.all([
    readOrganisation(sql, known),
    readRules(sql, known),
    readPlaces(sql, known),
  ])
  return { ...organisation, ...rules, ...places }
}

/**
 * What units have, as it stands: neither areas nor rules. Of mandates only those of the instant: ten thousand ended ones would keep the
 * process from answering anybody else while they are read.
 */
export async function readUnitRows(sql: Querying, asOfMs: number): Promise<UnitRows> {
  const [unit, office, mandate, { site, seal }] = await Promise.all([
    readUnits(sql, null),
    readOffices(sql, null),
    typedRows(sql, 'reorganisations.mandatesAt')`
      ${mandates(sql)} where valid @> instant(${asOfMs})`,
    readPlaces(sql, null),
  ])
  return { unit, office, mandate: mandate.map(dated), site, seal }
}

const mandates = (sql: Querying) => sql`
  select id, officer_id as "officerId", unit_id as "unitId", office_id as "officeId", role, kind, acting_for_id as "actingForId",
    fields, powers, areas, up_to_dong::float8 as "upToDong", basis, ${spanOf(sql)} from mandate`

async function readOrganisation(
  sql: Querying,
  known: number | null,
): Promise<Pick<ReferenceRows, 'unit' | 'unitSuccessor' | 'area' | 'office' | 'mandate'>> {
  const [unit, unitSuccessor, area, office, mandate] = await Promise.all([
    readUnits(sql, known),
    typedRows(sql, 'reorganisations.successors')`${asKnown(sql, known, ['unit_successor'])}
      select unit_id as "unitId", successor_id as "successorId", relation, fields, basis, ${spansOf(sql)} from unit_successor`,
    typedRows(sql, 'reorganisations.areas')`${asKnown(sql, known, ['area'])}
      select id, kind, parent_id as "parentId", epoch_ms(splits_at) as "splitsAt", basis, ${spansOf(sql)} from area`,
    readOffices(sql, known),
    typedRows(sql, 'reorganisations.mandates')`${asKnown(sql, known, ['mandate'])} ${mandates(sql)}`,
  ])
  return {
    unit,
    unitSuccessor: unitSuccessor.map((row) => ({
      id: `${row.unitId} ${row.successorId}`,
      assumed: false,
      ...dated(row),
    })),
    area: area.map((row) => ({ assumed: false, ...dated(row) })),
    office,
    mandate: mandate.map(dated),
  }
}

async function readUnits(sql: Querying, known: number | null): Promise<ReferenceRows['unit']> {
  const rows = await typedRows(sql, 'reorganisations.units')`${asKnown(sql, known, ['unit'])}
    select id, name, type, tier, parent_id as "parentId", identifier, seat, seat_doubt as "seatDoubt", population, lat, lon, basis, assumed,
      ${spansOf(sql)} from unit`
  return rows.map(dated)
}

async function readOffices(sql: Querying, known: number | null): Promise<ReferenceRows['office']> {
  const rows = await typedRows(sql, 'reorganisations.offices')`${asKnown(sql, known, ['office'])}
    select id, unit_id as "unitId", name, roles, fields, fields_basis as "fieldsBasis", fields_assumed as "fieldsAssumed", basis, assumed,
      ${spansOf(sql)} from office`
  return rows.map(dated)
}

async function readRules(
  sql: Querying,
  known: number | null,
): Promise<Pick<ReferenceRows, 'jurisdiction' | 'competence' | 'custody' | 'connectingRule'>> {
  const [jurisdiction, competence, custody, connectingRule] = await Promise.all([
    typedRows(sql, 'reorganisations.jurisdiction')`${asKnown(sql, known, ['jurisdiction'])}
      select id, area_id as "areaId", tier, unit_id as "unitId", custodian, basis, assumed, ${spanOf(sql)} from jurisdiction`,
    typedRows(sql, 'reorganisations.competence')`${asKnown(sql, known, ['competence'])}
      select id, scope, subject, power, tier, held_by as "heldBy", unit_id as "unitId", basis, assumed, ${spanOf(sql)} from competence`,
    typedRows(sql, 'reorganisations.custody')`${asKnown(sql, known, ['custody'])}
      select id, scope, subject, area_id as "areaId", unit_id as "unitId", basis, assumed, ${spanOf(sql)} from custody`,
    typedRows(sql, 'reorganisations.connectingRules')`${asKnown(sql, known, ['connecting_rule'])}
      select id, scope, subject, occasion, places, assigner_id as "assignerId", basis, assumed, ${spanOf(sql)} from connecting_rule`,
  ])
  return {
    jurisdiction: jurisdiction.map(dated),
    competence: competence.map(dated),
    custody: custody.map(dated),
    connectingRule: connectingRule.map(dated),
  }
}

async function readPlaces(
  sql: Querying,
  known: number | null,
): Promise<Pick<ReferenceRows, 'unitParent' | 'site' | 'seal'>> {
  const [unitParent, site, seal] = await Promise.all([
    typedRows(sql, 'reorganisations.unitParents')`${asKnown(sql, known, ['unit_parent'])}
      select id, unit_id as "unitId", parent_id as "parentId", basis, assumed, ${spanOf(sql)} from unit_parent`,
    typedRows(sql, 'reorganisations.sites')`${asKnown(sql, known, ['site'])}
      select id, unit_id as "unitId", address, lat, lon, opening_hours as "openingHours", uses, basis, assumed, ${spanOf(sql)} from site`,
    typedRows(sql, 'reorganisations.seals')`${asKnown(sql, known, ['seal'])}
      select id, unit_id as "unitId", holder, basis, assumed, ${spanOf(sql)} from seal`,
  ])
  return { unitParent: unitParent.map(dated), site: site.map(dated), seal: seal.map(dated) }
}

/** Bounds of each span, ms, in order. */
const spansOf = (sql: Querying): Fragment => sql`
  array(select coalesce(epoch_ms(lower(s)), '-infinity') from unnest(valid) s order by lower(s) nulls first) as starts,
  array(select coalesce(epoch_ms(upper(s)), 'infinity') from unnest(valid) s order by lower(s) nulls first) as ends`

/** Of a validity that is one range, or empty. */
const spanOf = (sql: Querying): Fragment => sql`
  case when isempty(valid) then '{}' else array[coalesce(epoch_ms(lower(valid)), '-infinity')] end as starts,
  case when isempty(valid) then '{}' else array[coalesce(epoch_ms(upper(valid)), 'infinity')] end as ends`

function dated<Row extends { starts: readonly number[]; ends: readonly number[] }>({
  starts,
  ends,
  ...row
}: Row): Omit<Row, 'starts' | 'ends'> & { valid: readonly Span[] } {
  return { ...row, valid: starts.map((from, i) => ({ from, until: ends[i] ?? Infinity })) }
}
