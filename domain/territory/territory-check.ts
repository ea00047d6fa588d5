/** Finds every gap and every overlap of jurisdiction, competence and custody, at any instant. Pure: rows in, findings out. */

import { common, type Span, without } from './span.ts'
import { CITY_AREA_ID } from './territory-ids.ts'
import { isDelegation } from './unit.ts'

export interface TerritoryRows {
  units: readonly (Span & { id: string; tier: string })[]
  areas: readonly (Span & { id: string; parentId: string | null; splitsAt: number | null })[]
  jurisdiction: readonly (Span & {
    id: string
    areaId: string
    tier: string
    unitId: string
    custodian: boolean
  })[]
  competence: readonly (Span & {
    id: string
    scope: string
    subject: string
    power: string
    tier: string
    heldBy: string
    unitId: string | null
  })[]
  custody: readonly (Span & {
    id: string
    scope: string
    subject: string
    /** Null: all areas that a custodian keeps. */
    areaId: string | null
    unitId: string
  })[]
}

export interface TerritoryFinding extends Span {
  rule: 'gap' | 'overlap' | 'holder' | 'custodian'
  /** What it is about: an area and tier, or a power. */
  of: string
  what: string
}

/**
 * @param from the first instant that counts, ms: nothing is known of the time before
 * @param tiers and powers that must be held for every procedure at every instant
 */
export function checkTerritory(
  rows: TerritoryRows,
  { from, tiers, powers }: { from: number; tiers: readonly string[]; powers: readonly string[] },
): readonly TerritoryFinding[] {
  const since = { from, until: Infinity }
  return [
    ...competenceFindings(rows, since, tiers, powers),
    ...jurisdictionFindings(rows, since),
    ...holderFindings(rows, since),
    ...custodianFindings(rows, since),
    ...custodyFindings(rows, since),
  ]
}

/** Every power of every tier is held by a row for all; without it, procedures without their own row have no unit. */
function competenceFindings(
  { competence }: TerritoryRows,
  since: Span,
  tiers: readonly string[],
  powers: readonly string[],
): readonly TerritoryFinding[] {
  const needed = tiers.flatMap((tier) => powers.map((power) => keyOf('all', '*', power, tier)))
  const held = grouped(competence, (c) => keyOf(c.scope, c.subject, c.power, c.tier))
  const gaps = needed.flatMap((of) =>
    without([since], held.get(of) ?? []).map((span) => ({
      ...{ rule: 'gap' as const, of, ...span, what: 'nobody holds the power' },
    })),
  )
  return [...gaps, ...[...held].flatMap(([of, its]) => overlapsOf(of, its))]
}

/** Every area has one unit of each tier that holds a power by area, as long as area and power last. */
function jurisdictionFindings({ areas, jurisdiction, competence }: TerritoryRows, since: Span) {
  const held = grouped(jurisdiction, (j) => `${j.areaId} ${j.tier}`)
  const byArea = grouped(
    competence.filter(({ unitId }) => unitId === null),
    (c) => c.heldBy,
  )
  const gaps = areas.flatMap((area) =>
    [...byArea].flatMap(([tier, powers]) => {
      // The whole city lies in no commune: competence names the unit for all that is done there, and a delegation who delegates.
      if (area.id === CITY_AREA_ID && !isDelegation(tier)) return []
      const needed = powers.flatMap((power) => common(area, power).flatMap((span) => common(span, since)))
      const of = `${area.id} ${tier}`
      return without(needed, held.get(of) ?? []).map(
        (span): TerritoryFinding => ({ rule: 'gap', of, ...span, what: 'no unit holds the area' }),
      )
    }),
  )
  return [...gaps, ...[...held].flatMap(([of, its]) => overlapsOf(of, its))]
}

/** The unit that holds an area or a power exists then, and is of the tier. */
function holderFindings({ units, jurisdiction, competence, custody }: TerritoryRows, since: Span) {
  // A unit that was undone lives again: it has a span for each time.
  const spansOf = grouped(units, ({ id }) => id)
  const holding = [
    ...jurisdiction.map((row) => ({ ...row, holds: row.tier })),
    // A custodian may be of any tier.
    ...custody.map((row) => ({ ...row, holds: spansOf.get(row.unitId)?.[0]?.tier ?? 'any' })),
    ...competence.flatMap((row) =>
      row.unitId === null ? [] : [{ ...row, unitId: row.unitId, holds: row.heldBy }],
    ),
  ]
  return holding.flatMap((row): TerritoryFinding[] => {
    const spans = spansOf.get(row.unitId)
    const of = row.id
    if (spans === undefined || (spans[0]?.tier !== row.holds && !isDelegation(row.holds))) {
      const what = `${row.unitId} is no unit of tier ${row.holds}`
      return [{ rule: 'holder', of, from: row.from, until: row.until, what }]
    }
    return without(common(row, since), spans).map((span) => ({
      ...{ rule: 'holder' as const, of, ...span, what: `${row.unitId} does not exist then` },
    }))
  })
}

/** A custodian keeps what can be placed: an area that is split by then, with parts as long as it is kept. */
function custodianFindings({ areas, jurisdiction }: TerritoryRows, since: Span) {
  const splits = new Map(areas.map(({ id, splitsAt }) => [id, splitsAt ?? Infinity]))
  const parts = grouped(areas, ({ parentId }) => parentId ?? '')
  return jurisdiction
    .filter(({ custodian }) => custodian)
    .flatMap((row): TerritoryFinding[] => {
      if ((splits.get(row.areaId) ?? Infinity) > row.from) {
        const what = 'a custodian keeps what is placed'
        return [{ rule: 'custodian', of: row.id, from: row.from, until: row.until, what }]
      }
      return without(common(row, since), parts.get(row.areaId) ?? []).map((span) => ({
        ...{ rule: 'custodian' as const, of: row.id, ...span, what: 'it can be placed nowhere' },
      }))
    })
}

/** One custodian for a procedure or field at a time; without a row the general one, whose gaps are those of jurisdiction. */
function custodyFindings({ jurisdiction, custody }: TerritoryRows, since: Span): readonly TerritoryFinding[] {
  const kept = jurisdiction.filter(({ custodian }) => custodian)
  const idle = custody.flatMap((row) => {
    const there = kept.filter(({ areaId }) => row.areaId === null || areaId === row.areaId)
    return without(common(row, since), there).map((span) => ({
      ...{
        rule: 'custodian' as const,
        of: row.id,
        ...span,
        what: 'nobody keeps an area that it could be for',
      },
    }))
  })
  const rows = grouped(custody, ({ scope, subject, areaId }) => `${scope} ${subject}: ${areaId ?? '*'}`)
  return [...idle, ...[...rows].flatMap(([of, its]) => overlapsOf(of, its))]
}

const keyOf = (scope: string, subject: string, power: string, tier: string): string =>
  `${scope} ${subject}: ${power} ${tier}`

function grouped<T>(rows: readonly T[], keyFor: (row: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const row of rows) {
    const group = groups.get(keyFor(row))
    if (group === undefined) groups.set(keyFor(row), [row])
    else group.push(row)
  }
  return groups
}

function overlapsOf(of: string, spans: readonly (Span & { id: string })[]): readonly TerritoryFinding[] {
  const sorted = [...spans].sort((a, b) => a.from - b.from)
  return sorted.flatMap((row, i) =>
    sorted
      .slice(i + 1)
      .flatMap((later) =>
        common(row, later).map(
          (span): TerritoryFinding => ({ rule: 'overlap', of, ...span, what: `${row.id} and ${later.id}` }),
        ),
      ),
  )
}
