import { readFile } from 'node:fs/promises'
import { type Power, powers, type Tier, tiers } from '../../domain/dossier/dossier.ts'
import { type PlaceKind, placeKinds } from '../../domain/territory/place.ts'
import {
  type BodyType,
  bodyTypes,
  type CompetenceScope,
  competenceScopes,
  type ResidentsMoved,
  type RuleOccasion,
  type RuleScope,
  residentsMoved,
  ruleOccasions,
  ruleScopes,
  type UnitTier,
  unitTiers,
} from '../../domain/territory/unit.ts'
import { choice, column, parseCsv } from './csv.ts'

const dataFolder = new URL('../../data/', import.meta.url)

export interface DistrictRow {
  code: string
  name: string
  type: string
}
export interface OldCommuneRow extends DistrictRow {
  districtCode: string
}
export interface NewCommuneRow extends DistrictRow {
  /** Khoản of Điều 1, Nghị quyết 1656/NQ-UBTVQH15. */
  clause: string
  seat: string
  /** What is doubtful about the seat; empty where nothing is. */
  seatDoubt: string
  population: number
  areaKm2: number
  /** A point near its middle, in degrees (WGS 84). */
  lat: number
  lon: number
}
/** The part of an old commune that went to a new one. */
export interface MappingRow {
  oldCode: string
  newCode: string
  whole: boolean
  /** The part preselected for a person who has to place something of which the old commune alone is known. */
  isDefault: boolean
  /** How many of the old commune's residents live there. */
  residents: ResidentsMoved
  /** Neighbourhoods in it, in words, by the numbers of the old commune (`tdp_vi`); empty where no source lists them. */
  neighbourhoods: string
  relation: string
  clause: string
}
export interface DepartmentRow extends DistrictRow {
  identifier: string
  basis: string
}
/** A body that belongs to a unit (`units/bodies.csv`). */
export interface BodyRow extends DepartmentRow {
  type: BodyType
  parentId: string
  seat: string
  /** What is doubtful about the seat; empty where nothing is. */
  seatDoubt: string
}
export interface CompetenceRow {
  scope: CompetenceScope
  subject: string
  powers: readonly Power[]
  tier: Tier
  heldBy: UnitTier
  unitId: string | null
  /** Local dates; null where open. */
  from: string | null
  until: string | null
  basis: string
  assumed: boolean
}

/** Which place of a dossier decides, by procedure or field (`connecting.csv`). */
export interface ConnectingRow {
  scope: RuleScope
  subject: string
  occasion: RuleOccasion
  places: readonly PlaceKind[]
  assignerId: string | null
  from: string | null
  until: string | null
  basis: string
  assumed: boolean
}
/** Who keeps a procedure or field where the area is not decided (`units/custody.csv`). */
export interface CustodyRow {
  scope: RuleScope
  subject: string
  /** Null: in every area that a custodian keeps. */
  areaId: string | null
  unitId: string
  from: string | null
  until: string | null
  basis: string
  assumed: boolean
}
/** A field that an office of each commune does. */
export interface OfficeFieldRow {
  /** The office's part of its id, as `van-phong`. */
  office: string
  field: string
  basis: string
  assumed: boolean
}

export interface ReferenceFiles {
  districts: readonly DistrictRow[]
  oldCommunes: readonly OldCommuneRow[]
  newCommunes: readonly NewCommuneRow[]
  mapping: readonly MappingRow[]
  departments: readonly DepartmentRow[]
  bodies: readonly BodyRow[]
  competence: readonly CompetenceRow[]
  custody: readonly CustodyRow[]
  connecting: readonly ConnectingRow[]
  officeFields: readonly OfficeFieldRow[]
}

/** Reads `data/units` and `data/connecting.csv`. @throws Error where a file is missing or a row does not fit its header */
export async function readReferenceFiles(): Promise<ReferenceFiles> {
  return {
    districts: await rowsOf('units/districts', named),
    oldCommunes: await rowsOf('units/old_communes', (row) => ({
      ...named(row),
      districtCode: column(row, 'district_code'),
    })),
    newCommunes: await rowsOf('units/new_communes', newCommuneRow),
    mapping: await rowsOf('units/mapping', mappingRow),
    departments: await rowsOf('units/departments', departmentRow),
    bodies: await rowsOf('units/bodies', bodyRow),
    competence: await rowsOf('units/competence', competenceRow),
    custody: await rowsOf('units/custody', custodyRow),
    connecting: await rowsOf('connecting', connectingRow),
    officeFields: await rowsOf('units/office_fields', officeFieldRow),
  }
}

/** A file of `data/`, as text. */
export async function readDataFile(path: string): Promise<string> {
  return await readFile(new URL(path, dataFolder), 'utf8')
}

async function rowsOf<T>(name: string, rowOf: (row: Record<string, string>) => T): Promise<T[]> {
  return parseCsv(await readDataFile(`${name}.csv`)).map(rowOf)
}

function named(row: Record<string, string>): DistrictRow {
  return {
    code: column(row, 'code'),
    name: column(row, 'name_vi').normalize('NFC'),
    type: column(row, 'type').normalize('NFC'),
  }
}

function departmentRow(row: Record<string, string>): DepartmentRow {
  return { ...named(row), identifier: column(row, 'identifier'), basis: column(row, 'basis') }
}

function bodyRow(row: Record<string, string>): BodyRow {
  return {
    ...departmentRow(row),
    ...{ basis: column(row, 'basis').normalize('NFC'), type: choice(row, 'type', bodyTypes) },
    parentId: column(row, 'parent'),
    seat: column(row, 'seat_vi').normalize('NFC'),
    seatDoubt: column(row, 'seat_check').normalize('NFC'),
  }
}

function newCommuneRow(row: Record<string, string>): NewCommuneRow {
  return {
    ...named(row),
    clause: column(row, 'clause'),
    seat: column(row, 'seat_vi').normalize('NFC'),
    seatDoubt: column(row, 'seat_check').normalize('NFC'),
    population: Number(column(row, 'population')),
    areaKm2: Number(column(row, 'area_km2')),
    lat: Number(column(row, 'lat')),
    lon: Number(column(row, 'lon')),
  }
}

function mappingRow(row: Record<string, string>): MappingRow {
  return {
    oldCode: column(row, 'old_code'),
    newCode: column(row, 'new_code'),
    whole: column(row, 'share') === 'whole',
    isDefault: column(row, 'is_default') === '1',
    residents: choice(row, 'population', residentsMoved),
    neighbourhoods: column(row, 'tdp_vi').normalize('NFC'),
    relation: column(row, 'relation'),
    clause: column(row, 'clause'),
  }
}

/** A dated line of law: who or what it is for, from when, on what basis. */
function dated(row: Record<string, string>) {
  return {
    subject: column(row, 'subject').normalize('NFC'),
    from: column(row, 'from') || null,
    until: column(row, 'until') || null,
    ...founded(row),
  }
}

function founded(row: Record<string, string>) {
  return { basis: column(row, 'basis').normalize('NFC'), assumed: column(row, 'assumed') === '1' }
}

function competenceRow(row: Record<string, string>): CompetenceRow {
  return {
    ...dated(row),
    scope: choice(row, 'scope', competenceScopes),
    powers: column(row, 'powers')
      .split(' ')
      .map((power) => choice({ powers: power }, 'powers', powers)),
    tier: choice(row, 'tier', tiers),
    heldBy: choice(row, 'held_by', unitTiers),
    unitId: column(row, 'unit') || null,
  }
}

function custodyRow(row: Record<string, string>): CustodyRow {
  return {
    ...dated(row),
    scope: choice(row, 'scope', ruleScopes),
    areaId: column(row, 'area') || null,
    unitId: column(row, 'unit'),
  }
}

function connectingRow(row: Record<string, string>): ConnectingRow {
  return {
    ...dated(row),
    scope: choice(row, 'scope', ruleScopes),
    occasion: choice(row, 'occasion', ruleOccasions),
    places: column(row, 'places')
      .split(' ')
      .map((place) => choice({ places: place }, 'places', placeKinds)),
    assignerId: column(row, 'assigner') || null,
  }
}

function officeFieldRow(row: Record<string, string>): OfficeFieldRow {
  return { office: column(row, 'office'), field: column(row, 'field').normalize('NFC'), ...founded(row) }
}
