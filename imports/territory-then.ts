/** Units and areas as they were when the old units received: all that a row names, looked up without a query. */

import type { TerritoryRows } from '../db/imports/territory-rows.ts'
import type { PartyKind } from '../domain/dossier/dossier.ts'
import { type ConnectingRule, handOverKinds } from '../domain/territory/connecting-rule.ts'
import type { PlaceEvidence, PlaceKind } from '../domain/territory/place.ts'
import { cellId, unplacedInNewId, unplacedInOldId } from '../domain/territory/territory-ids.ts'
import { searchable } from '../domain/vietnamese.ts'
import type { Found, Placer } from '../placement/placer.ts'
import type { Procedure } from '../procedures/grammar/definition/procedure.ts'
import type { ImportRow } from './import-row.ts'

/** What a row says of where somebody lives, or something is. */
export type PlaceNamed = Pick<
  ImportRow,
  'oldWard' | 'oldWardName' | 'oldDistrictName' | 'neighbourhood' | 'lat' | 'lon'
>

export interface Territory {
  /** A unit by its id, or by the code of an old district or commune, that stood at an instant (ms). */
  unitOf(name: string, atMs: number): string | null
  /**
   * The kind of place that decides who takes a dossier over, by the rule for what an ended unit leaves open. A row has one place: null
   * where it is said, or by the definition has to be, another than the rule asks for, so that a person must give the right one.
   * @param row.placeKind of what kind its place is, where the export says
   */
  connecting(
    procedure: Pick<Procedure, 'code' | 'field' | 'connecting'>,
    row: { applicantKind: PartyKind; placeKind?: PlaceKind | undefined },
  ): PlaceKind | null
  /** Null where the row names a commune that is not known, or none and its point lies in none. */
  placeOf(row: PlaceNamed, kind: PlaceKind): { areaId: string; evidence: PlaceEvidence } | null
}

export function territoryOf({ units, areas, handOvers }: TerritoryRows, placer: Placer): Territory {
  const byId = new Map(units.map((unit) => [unit.id, unit]))
  const areaIds = new Set(areas)
  const wards = wardsByName(units)
  const rules = new Map<string, ConnectingRule>(
    handOvers.map((rule) => [`${rule.scope} ${rule.subject}`, rule]),
  )
  const stood = (id: string, atMs: number) => {
    const unit = byId.get(id)
    return unit !== undefined && unit.from <= atMs && atMs < unit.until
  }
  return {
    unitOf(name, atMs) {
      const given = name.toLowerCase()
      return [given, `old:${given}`, `old:${given.padStart(3, '0')}`].find((id) => stood(id, atMs)) ?? null
    },
    connecting({ code, field, connecting }, { applicantKind, placeKind = connecting }) {
      const rule = rules.get(`procedure ${code}`) ?? rules.get(`field ${field}`) ?? null
      // No law was read: what the export says counts.
      if (rule === null) return placeKind
      return handOverKinds(connecting, rule, applicantKind).includes(placeKind) ? placeKind : null
    },
    placeOf(row, kind) {
      const { lat, lon, neighbourhood } = row
      const oldWard = row.oldWard ?? wardNamed(row)
      if (oldWard === null) return null
      const found = placer.find({ oldWard, lat, lon, neighbourhood }, kind)
      if (found === null) return null
      const areaId = areaFound(found)
      return areaId !== null && areaIds.has(areaId) ? { areaId, evidence: found.evidence } : null
    },
  }

  /** Undefined where no ward is named; null where none is known by the name, or several of which not just one has a part at the point. */
  function wardNamed({ oldWardName, oldDistrictName, lat, lon }: PlaceNamed): string | null | undefined {
    if (oldWardName === undefined) return undefined
    const named = wards.get(nameOf(oldWardName, oldDistrictName)) ?? []
    const at = lat === undefined || lon === undefined ? [] : placer.communesAt({ lat, lon })
    const there = named.filter((code) => at.some((newWard) => areaIds.has(cellId(code, newWard))))
    const [only = null, another] = named.length === 1 ? named : there
    return another === undefined ? only : null
  }
}

/** Of a point alone only the ward of today is known: what lies somewhere in it is that ward's own. */
function areaFound({ oldWard, newWard }: Found): string | null {
  if (oldWard === undefined) return newWard === undefined ? null : unplacedInNewId(newWard)
  return newWard === undefined ? unplacedInOldId(oldWard) : cellId(oldWard, newWard)
}

const nameOf = (ward = '', district = ''): string => `${searchable(ward)}/${searchable(district)}`

/** Codes of old communes by name and district, with their kind of unit and without; also by the name alone. */
function wardsByName(units: TerritoryRows['units']): ReadonlyMap<string, readonly string[]> {
  const names = new Map(units.map(({ id, name }) => [id, name]))
  const found = new Map<string, readonly string[]>()
  const plain = (name: string) => name.replace(/^(phường|xã|thị trấn|quận|huyện|thị xã)\s+/iu, '')
  for (const { id, name, tier, parentId } of units) {
    if (tier !== 'commune' || !id.startsWith('old:')) continue
    const district = names.get(parentId ?? '') ?? ''
    const keys = new Set(
      [name, plain(name)].flatMap((ward) => [district, plain(district), ''].map((of) => nameOf(ward, of))),
    )
    for (const key of keys) found.set(key, [...(found.get(key) ?? []), id.slice('old:'.length)])
  }
  return found
}
