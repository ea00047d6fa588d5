/** From the places that were sent to those that are filed: each with its area, and how it was found. */

import type { FiledPlace } from '../../db/dossier/file-dossier.ts'
import { readConnecting } from '../../db/territory/connecting-rule.ts'
import { DomainError, wrongField } from '../../domain/errors.ts'
import { connectingKinds } from '../../domain/territory/connecting-rule.ts'
import { loadPlacer } from '../../placement/load-placer.ts'
import type { Found, Placer } from '../../placement/placer.ts'
import type { Procedure } from '../../procedures/grammar/definition/procedure.ts'
import type { Caller } from '../access/auth.ts'
import type { ApiDeps } from '../server/deps.ts'
import type { FilingBody } from './filing-body.ts'

type SentPlace = FilingBody['places'][number]

/**
 * The places of a filing, one of them marked as the one that decides the dossier's area: the first that the dossier has
 * of those that count for its procedure and field at the instant.
 * @throws {DomainError} `unknownArea`, or `invalidInput` with the place that is given twice, tells nothing or is missing
 */
export async function resolvePlaces(
  { database: { sql } }: ApiDeps,
  caller: Caller,
  procedure: Procedure,
  sent: readonly SentPlace[],
  at: number,
): Promise<{ places: readonly FiledPlace[]; areaId: string }> {
  refuseRepeated(sent)
  const placer = await loadPlacer()
  const found = sent.map((place, i) => ({ place, where: whereIs(placer, place, `/places/${i}`) }))
  const { code: procedureCode, field, connecting: own } = procedure
  const known = found.map(({ where }) => ({ ...where, areaId: where.area }))
  const { rule, areas } = await readConnecting(sql, { procedureCode, field }, known, at)
  const kinds = connectingKinds(own, rule)
  const decides = kinds.find((kind) => sent.some((place) => place.kind === kind))
  const places = found.map(({ place, where }, i): FiledPlace => {
    const { kind, address = null, lat = null, lon = null, neighbourhood = null } = place
    const areaId = areas[i] ?? null
    if (areaId === null) throw noArea(`/places/${i}`, 'names no area that exists today')
    // An officer who names the area has looked where it is.
    const looked = place.area !== undefined && caller.role === 'officer'
    return {
      ...{ kind, areaId, address, lat, lon, neighbourhood },
      ...{ connecting: kind === decides, evidence: looked ? 'officer' : where.evidence },
    }
  })
  const areaId = places.find(({ connecting }) => connecting)?.areaId
  if (areaId === undefined) {
    throw wrongField('/places', `must name the place that decides who is responsible: ${kinds.join(' or ')}`)
  }
  return { places, areaId }
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
