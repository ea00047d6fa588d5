/** The land as units divided it at an instant, as it was known at a change: for figures that are counted by where dossiers lie. */
import type postgres from 'postgres'
import type { Querying } from '../database.ts'
import { typedRows } from '../statement.ts'
import { asKnown, type KnownTable } from './as-known.ts'
import { isLand } from './responsibility/delegation.ts'

type Fragment = postgres.PendingQuery<postgres.Row[]>

export const geographies = ['asItWas', 'asItIs'] as const
/** By the communes of the time when a unit stood last, or by those of an instant. */
export type GeographyName = (typeof geographies)[number]

export interface Geography {
  /** Whose land is looked at; null: all of it. */
  unitId: string | null
  /** When that unit held it, ms. */
  landAtMs: number
  /** Among the communes of which instant it is counted, ms. */
  communesAtMs: number
  /** The number of the change as known at which both are; null: as known now. */
  known: number | null
}

/**
 * What a unit's figures are counted by. Its land is what it held when it stood last.
 * @param of null: all land, which is divided as it is at the instant
 * @param atMs the instant at which the land is as it is
 */
export async function geographyOf(
  sql: Querying,
  of: { unitId: string | null; name: GeographyName; atMs: number; known: number | null },
): Promise<Geography | null> {
  const { unitId, name, atMs, known } = of
  if (unitId === null) return { unitId, landAtMs: atMs, communesAtMs: atMs, known }
  const [unit] = await typedRows(sql, 'territory.lastStood')`${asKnown(sql, known, ['unit'])}
    select case when unit.valid @> instant(${atMs}) then ${atMs}::float8 else (
      select epoch_ms(max(upper(span))) - 1 from unnest(unit.valid) span where upper(span) <= instant(${atMs})) end as at
    from unit where id = ${unitId} and parent_id is not null`
  if (unit === undefined) return { unitId: null, landAtMs: atMs, communesAtMs: atMs, known }
  if (unit.at === null) return null
  return { unitId, landAtMs: unit.at, communesAtMs: name === 'asItWas' ? unit.at : atMs, known }
}

/** What `areasOfLand` reads. */
export const landTables = ['unit', 'area', 'jurisdiction'] as const satisfies readonly KnownTable[]

/** The areas of the land, each with its commune, null where no commune held it then: a subquery with `area_id` and `unit_id`. */
export const areasOfLand = (sql: Querying, { unitId, landAtMs, communesAtMs }: Geography): Fragment => sql`
  select area.id as area_id, commune.unit_id from area
  left join jurisdiction commune on commune.area_id = area.id and commune.tier = 'commune' and commune.valid @> instant(${communesAtMs})
  where ${
    unitId === null
      ? sql`true`
      : sql`area.id in (
    select held.area_id from jurisdiction held where held.unit_id = ${unitId} and ${isLand(sql, 'held')} and held.valid @> instant(${landAtMs}))`
  }`
