/** Finds the area of a place from what is known of it. Pure: everything it knows is given to it once. */
import type { SuggestionReason } from '../domain/territory/explain-placing.ts'
import type { PlaceEvidence, PlaceKind, Whereabouts } from '../domain/territory/place.ts'
import type { ResidentsMoved } from '../domain/territory/unit.ts'
import type { Boundaries } from './boundaries.ts'
import { type ListedPart, type Neighbourhoods, neighbourhoodsOf } from './neighbourhoods.ts'

/** A part of an old commune: the row of `mapping.csv` that a cell stands for. */
export interface Part extends ListedPart {
  oldCode: string
  whole: boolean
  isDefault: boolean
  residents: ResidentsMoved
}

/** Where a place lies, as far as codes of communes tell: both name a cell, one leaves it open. */
export interface Found {
  area?: string
  oldWard?: string
  newWard?: string
  evidence: PlaceEvidence
}

export interface Suggestion {
  newWard: string
  why: SuggestionReason
}

export interface Placer {
  /**
   * Coordinates take precedence over a neighbourhood, that over the name of a commune. What decides nothing is ignored: then the
   * place is `undecided`, for an officer to place. Null where nothing given names any commune.
   * @param kind what the place is: where all residents of a commune went one way, that tells of residence alone, for the
   * land of the commune went several ways
   */
  find(known: Whereabouts, kind: PlaceKind): Found | null
  /** The part of an old commune to preselect for the officer who places, or null where the data has none. */
  suggest(oldWard: string, known: Pick<Whereabouts, 'lat' | 'lon' | 'neighbourhood'>): Suggestion | null
  /** Codes of the communes at a point; see `Boundaries`. */
  communesAt: Boundaries['communesAt']
}

interface OldWard {
  parts: readonly Part[]
  neighbourhoods: Neighbourhoods
}

export function placerOf(parts: readonly Part[], boundaries: Boundaries): Placer {
  const byWard = new Map<string, Part[]>()
  for (const part of parts) byWard.set(part.oldCode, [...(byWard.get(part.oldCode) ?? []), part])
  const wards = new Map<string, OldWard>(
    [...byWard].map(([code, its]) => [code, { parts: its, neighbourhoods: neighbourhoodsOf(its) }]),
  )
  const communesOf = ({ lat, lon }: Whereabouts) =>
    lat === undefined || lon === undefined ? [] : boundaries.communesAt({ lat, lon })
  return {
    communesAt: boundaries.communesAt,
    find(known, kind) {
      const { area, oldWard, newWard } = known
      if (area !== undefined) return { area, evidence: 'declared' }
      const at = communesOf(known)
      if (oldWard === undefined) return inNewWard(newWard, at)
      if (newWard !== undefined) return { oldWard, newWard, evidence: 'declared' }
      const ward = wards.get(oldWard)
      return ward === undefined ? { oldWard, evidence: 'undecided' } : partOf(ward, oldWard, known, at, kind)
    },
    suggest(oldWard, known) {
      const ward = wards.get(oldWard)
      return ward === undefined ? null : suggestionIn(ward, known, communesOf(known))
    },
  }
}

function inNewWard(newWard: string | undefined, at: readonly string[]): Found | null {
  if (newWard !== undefined) return { newWard, evidence: 'declared' }
  // On a common border, or where boundaries overlap, coordinates do not decide.
  return at.length === 1 ? { newWard: at[0], evidence: 'coordinates' } : null
}

function partOf(
  { parts, neighbourhoods }: OldWard,
  oldWard: string,
  { neighbourhood }: Whereabouts,
  at: readonly string[],
  kind: PlaceKind,
): Found {
  const [only] = parts
  if (parts.length === 1 && only !== undefined)
    return { oldWard, newWard: only.newCode, evidence: 'wholeWard' }
  const there = parts.filter(({ newCode }) => at.includes(newCode))
  if (there.length === 1) return { oldWard, newWard: there[0]?.newCode, evidence: 'coordinates' }
  const listed = neighbourhood === undefined ? null : neighbourhoods.partOf(neighbourhood)
  if (listed !== null) return { oldWard, newWard: listed, evidence: 'neighbourhood' }
  const lived = kind === 'residence' || kind === 'previousResidence'
  const all = parts.find(({ residents }) => residents === 'all')
  // A point elsewhere contradicts the rule: then a person looks at it.
  if (lived && all !== undefined && at.length === 0) {
    return { oldWard, newWard: all.newCode, evidence: 'residents' }
  }
  return { oldWard, evidence: 'undecided' }
}

function suggestionIn(
  { parts, neighbourhoods }: OldWard,
  { neighbourhood }: Pick<Whereabouts, 'neighbourhood'>,
  at: readonly string[],
): Suggestion | null {
  const there = parts.find(({ newCode }) => at.includes(newCode))
  if (there !== undefined) return { newWard: there.newCode, why: 'coordinates' }
  const [listed] = neighbourhood === undefined ? [] : neighbourhoods.mentions(neighbourhood)
  if (listed !== undefined) return { newWard: listed, why: 'neighbourhood' }
  const preselected = parts.find(({ isDefault }) => isDefault)
  return preselected === undefined ? null : { newWard: preselected.newCode, why: 'default' }
}
