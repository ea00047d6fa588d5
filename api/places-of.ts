/** From the places that were sent to those that are filed: each with its area, and how it was found. */
import { connectingRule } from '../db/connecting.ts'
import type { FiledPlace } from '../db/filing.ts'
import { areaOf } from '../db/responsibility.ts'
import { connectingKinds } from '../domain/connecting.ts'
import { DomainError, wrongField } from '../domain/errors.ts'
import { loadPlacer } from '../placement/load-placer.ts'
import type { Placer } from '../placement/placer.ts'
import type { Procedure } from '../procedures/grammar/procedure.ts'
import type { ApiDeps } from './api-deps.ts'
import type { Caller } from './auth.ts'
import type { FilingBody } from './routes/filings.ts'

type SentPlace = FilingBody['places'][number]

/**
 * The places of a filing, one of them marked as the one that decides the dossier's area: the first that the dossier has
 * of those that count for its procedure and field at the instant.
 * @throws {DomainError} `unknownArea`, or `invalidInput` with the place that is given twice, tells nothing or is missing
 */
export async function placesOf(
  { database: { sql } }: ApiDeps,
  caller: Caller,
  procedure: Procedure,
  sent: readonly SentPlace[],
  at: number,
): Promise<{ places: readonly FiledPlace[]; areaId: string }> {
  refuseRepeated(sent)
  const placer = await loadPlacer()
  const { code: procedureCode, field, connecting: own } = procedure
  const [rule, ...found] = await Promise.all([
    connectingRule(sql, { procedureCode, field, occasion: 'filing' }, at),
    ...sent.map(async (place, i): Promise<FiledPlace> => {
      const { kind, address = null, lat = null, lon = null, neighbourhood = null } = place
      const where = whereIs(placer, place, `/places/${i}`)
      const areaId = await areaOf(sql, { areaId: where.area, ...where }, at).catch((error) => {
        throw aboutPlace(error, `/places/${i}`)
      })
      // An officer who names the area has looked where it is.
      const looked = place.area !== undefined && caller.role === 'officer'
      return {
        ...{ kind, areaId, address, lat, lon, neighbourhood },
        evidence: looked ? 'officer' : where.evidence,
      }
    }),
  ])
  const kinds = connectingKinds(own, rule)
  const decides = kinds.find((kind) => found.some((place) => place.kind === kind))
  const places = found.map((place) => ({ ...place, connecting: place.kind === decides }))
  const areaId = places.find(({ connecting }) => connecting)?.areaId
  if (areaId === undefined) {
    throw wrongField('/places', `must name the place that decides who is responsible: ${kinds.join(' or ')}`)
  }
  return { places, areaId }
}

function refuseRepeated(sent: readonly SentPlace[]): void {
  const repeated = sent.findIndex(({ kind }, i) => sent.some((place, j) => j < i && place.kind === kind))
  if (repeated < 0) return
  throw new DomainError('invalidInput', {
    fields: [{ path: `/places/${repeated}/kind`, problem: 'is given twice' }],
  })
}

/** @throws {DomainError} `invalidInput` where nothing names a commune, `unknownArea` where coordinates alone name none */
function whereIs(placer: Placer, place: SentPlace, path: string): ReturnType<Placer['find']> & object {
  const { area, oldWard, newWard, lat, lon } = place
  if (area === undefined && oldWard === undefined && newWard === undefined && lat === undefined) {
    throw new DomainError('invalidInput', {
      fields: [{ path, problem: 'must have an area, an oldWard, a newWard, or lat and lon' }],
    })
  }
  const found = placer.find({ ...place, lat, lon }, place.kind)
  if (found !== null) return found
  throw new DomainError('unknownArea', {
    fields: [{ path, problem: 'lies in no commune of the city, or on the border of two: name the commune' }],
  })
}

function aboutPlace(error: unknown, path: string): unknown {
  return error instanceof DomainError
    ? new DomainError(error.code, { fields: [{ path, problem: 'names no area that exists today' }] })
    : error
}
