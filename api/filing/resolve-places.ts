/** From the places that were sent to those that are filed: each with its area, and how it was found. */

import type { GiverRow } from '../../db/dossier/filing/dossier-code.ts'
import type { FiledPlace } from '../../db/dossier/filing/file-dossier.ts'
import type { FoundForFiling } from '../../db/dossier/filing/read-for-filing.ts'
import type { PlaceKnown } from '../../db/territory/responsibility/area-of-place.ts'
import { DomainError, wrongField } from '../../domain/errors.ts'
import { connectingKinds } from '../../domain/territory/connecting-rule.ts'
import type { PlaceEvidence, PlaceKind } from '../../domain/territory/place.ts'
import type { Found, Placer } from '../../placement/placer.ts'
import type { Caller } from '../access/auth.ts'
import type { FilingBody } from './filing-body.ts'

type SentPlace = FilingBody['places'][number]

/** A place that was sent, with what is known of where it lies. */
export interface PlaceLocated {
  sent: SentPlace
  known: PlaceKnown
  evidence: PlaceEvidence
}

/**
 * As far as codes and coordinates tell.
 * @throws {DomainError} `unknownArea`, or `invalidInput` with the place that is given twice or tells nothing
 */
export function locatePlaces(placer: Placer, places: readonly SentPlace[]): readonly PlaceLocated[] {
  refuseRepeated(places)
  return places.map((sent, i) => {
    const { evidence, area, ...known } = whereIs(placer, sent, `/places/${i}`)
    return { sent, known: { ...known, areaId: area }, evidence }
  })
}

/**
 * The places of a filing, one of them marked as the one that decides the dossier's area: the first that the dossier has
 * of those that count for its procedure and field at the instant.
 * @param found by `readForFiling`, in the order of `located`
 * @throws {DomainError} `unknownArea`, or `invalidInput` where the place that decides is missing
 */
export function resolvePlaces(
  caller: Caller,
  own: PlaceKind,
  located: readonly PlaceLocated[],
  found: Pick<FoundForFiling, 'rule' | 'places'>,
): { places: readonly FiledPlace[]; areaId: string; giver: GiverRow | null } {
  const kinds = connectingKinds(own, found.rule)
  const decides = kinds.find((kind) => located.some(({ sent }) => sent.kind === kind))
  const places = located.map(({ sent, evidence }, i): FiledPlace => {
    const { kind, address = null, lat = null, lon = null, neighbourhood = null } = sent
    const areaId = found.places[i]?.areaId ?? null
    if (areaId === null) throw noArea(`/places/${i}`, 'names no area that exists today')
    // An officer who names the area has looked where it is.
    const looked = sent.area !== undefined && caller.role === 'officer'
    return {
      ...{ kind, areaId, address, lat, lon, neighbourhood },
      ...{ connecting: kind === decides, evidence: looked ? 'officer' : evidence },
    }
  })
  const connecting = found.places[places.findIndex((place) => place.connecting)]
  if (connecting?.areaId == null) {
    throw wrongField('/places', `must name the place that decides who is responsible: ${kinds.join(' or ')}`)
  }
  return { places, areaId: connecting.areaId, giver: connecting.giver }
}

function refuseRepeated(sent: readonly SentPlace[]): void {
  const repeated = sent.findIndex(({ kind }, i) => sent.some((place, j) => j < i && place.kind === kind))
  if (repeated >= 0) throw wrongField(`/places/${repeated}/kind`, 'is given twice')
}

/** @throws {DomainError} `invalidInput` where nothing names a commune, `unknownArea` where coordinates alone name none */
function whereIs(placer: Placer, place: SentPlace, path: string): Found {
  const { area, oldWard, newWard, lat, lon } = place
  if (area === undefined && oldWard === undefined && newWard === undefined && lat === undefined) {
    throw wrongField(path, 'must have an area, an oldWard, a newWard, or lat and lon')
  }
  const found = placer.find({ ...place, lat, lon }, place.kind)
  if (found !== null) return found
  throw noArea(path, 'lies in no commune of the city, or on the border of two: name the commune')
}

const noArea = (path: string, problem: string): DomainError =>
  new DomainError('unknownArea', { fields: [{ path, problem }] })
