/** Units and areas as they were when the old units received: all that a row names, looked up without a query. */

import type { TerritoryRows } from '../db/imports/territory-rows.ts'
import type { PartyKind } from '../domain/dossier/dossier.ts'
import { type ConnectingRule, handOverKinds } from '../domain/territory/connecting-rule.ts'
import type { Evidence, PlaceKind } from '../domain/territory/place.ts'
import { cellId, unplacedInOldId } from '../domain/territory/territory-ids.ts'
import { searchable } from '../domain/vietnamese.ts'
import type { Placer } from '../placement/placer.ts'
import type { Procedure } from '../procedures/grammar/definition/procedure.ts'
import type { ImportRow } from './import-row.ts'

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
  /** Null where the row names no commune, or one that is not known. */
  placeOf(row: ImportRow, kind: PlaceKind): { areaId: string; evidence: Evidence } | null
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
      const oldWard = row.oldWard ?? wards.get(nameOf(row.oldWardName, row.oldDistrictName)) ?? undefined
      const { lat, lon, neighbourhood } = row
      const found = placer.find({ oldWard, lat, lon, neighbourhood }, kind)
      if (found?.oldWard === undefined) return null
      const { newWard, evidence } = found
      const areaId = newWard === undefined ? unplacedInOldId(found.oldWard) : cellId(found.oldWard, newWard)
      return areaIds.has(areaId) ? { areaId, evidence } : null
    },
  }
}

const nameOf = (ward = '', district = ''): string => `${searchable(ward)}/${searchable(district)}`

/** Old communes by name and district, with their kind of unit and without; a name that two have is left out. */
function wardsByName(units: TerritoryRows['units']): ReadonlyMap<string, string> {
  const names = new Map(units.map(({ id, name }) => [id, name]))
  const found = new Map<string, string | null>()
  const plain = (name: string) => name.replace(/^(phường|xã|thị trấn|quận|huyện|thị xã)\s+/iu, '')
  for (const { id, name, tier, parentId } of units) {
    if (tier !== 'commune' || !id.startsWith('old:')) continue
    const district = names.get(parentId ?? '') ?? ''
    const keys = new Set(
      [name, plain(name)].flatMap((ward) => [district, plain(district)].map((of) => nameOf(ward, of))),
    )
    for (const key of keys) found.set(key, found.has(key) ? null : id.slice('old:'.length))
  }
  return new Map([...found].flatMap(([key, code]) => (code === null ? [] : [[key, code] as const])))
}
