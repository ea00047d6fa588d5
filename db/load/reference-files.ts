import { readFile } from 'node:fs/promises'
import { type Tier, tiers } from '../../domain/dossier.ts'
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
}
/** The part of an old commune that went to a new one. */
export interface MappingRow {
  oldCode: string
  newCode: string
  whole: boolean
  /** The part preselected for a person who has to place something of which the old commune alone is known. */
  isDefault: boolean
  relation: string
  clause: string
}
export interface DepartmentRow extends DistrictRow {
  identifier: string
}
export interface CompetenceRow {
  scope: 'procedure' | 'field' | 'all'
  subject: string
  powers: readonly string[]
  tier: Tier
  heldBy: string
  unitId: string | null
  /** Local dates; null where open. */
  from: string | null
  until: string | null
  basis: string
  assumed: boolean
}

export interface ReferenceFiles {
  districts: readonly DistrictRow[]
  oldCommunes: readonly OldCommuneRow[]
  newCommunes: readonly NewCommuneRow[]
  mapping: readonly MappingRow[]
  departments: readonly DepartmentRow[]
  competence: readonly CompetenceRow[]
}

/** Reads `data/units`. @throws Error where a file is missing or a row does not fit its header */
export async function readReferenceFiles(): Promise<ReferenceFiles> {
  const [districts, oldCommunes, newCommunes, mapping, departments, competence] = await Promise.all([
    rowsOf('districts', named),
    rowsOf('old_communes', (row) => ({ ...named(row), districtCode: column(row, 'district_code') })),
    rowsOf('new_communes', (row) => ({ ...named(row), clause: column(row, 'clause') })),
    rowsOf('mapping', mappingRow),
    rowsOf('departments', (row) => ({ ...named(row), identifier: column(row, 'identifier') })),
    rowsOf('competence', competenceRow),
  ])
  return { districts, oldCommunes, newCommunes, mapping, departments, competence }
}

/** A file of `data/`, as text. */
export async function readDataFile(path: string): Promise<string> {
  return await readFile(new URL(path, dataFolder), 'utf8')
}

async function rowsOf<T>(name: string, rowOf: (row: Record<string, string>) => T): Promise<T[]> {
  return parseCsv(await readDataFile(`units/${name}.csv`)).map(rowOf)
}

function named(row: Record<string, string>): DistrictRow {
  return {
    code: column(row, 'code'),
    name: column(row, 'name_vi').normalize('NFC'),
    type: column(row, 'type').normalize('NFC'),
  }
}

function mappingRow(row: Record<string, string>): MappingRow {
  return {
    oldCode: column(row, 'old_code'),
    newCode: column(row, 'new_code'),
    whole: column(row, 'share') === 'whole',
    isDefault: column(row, 'is_default') === '1',
    relation: column(row, 'relation'),
    clause: column(row, 'clause'),
  }
}

function competenceRow(row: Record<string, string>): CompetenceRow {
  return {
    scope: choice(row, 'scope', ['procedure', 'field', 'all']),
    subject: column(row, 'subject').normalize('NFC'),
    powers: column(row, 'powers').split(' '),
    tier: choice(row, 'tier', tiers),
    heldBy: column(row, 'held_by'),
    unitId: column(row, 'unit') || null,
    from: column(row, 'from') || null,
    until: column(row, 'until') || null,
    basis: column(row, 'basis').normalize('NFC'),
    assumed: column(row, 'assumed') === '1',
  }
}
