/** A filing addressed to a unit that has ended: routed on to the unit that receives it now. */
import type { FilingName } from '../../db/dossier/filing/filing-receipt.ts'
import { responsibleUnit } from '../../db/territory/responsibility/responsibility.ts'
import { unitName } from '../../db/territory/units/unit-lookup.ts'
import { endedUnitAcceptedForMs } from '../../domain/territory/unit.ts'
import { firstDesk } from '../../procedures/grammar/plan/plan.ts'
import type { Caller } from '../access/auth.ts'
import { unitEnded } from '../access/ended-unit.ts'
import type { ApiDeps } from '../server/deps.ts'
import { isoOf } from '../server/schemas.ts'
import type { FilingBody } from './filing-body.ts'
import { type ResolvedFiling, resolveFiling } from './resolve-filing.ts'
import { receivedAt } from './resolve-reception.ts'

type Judged = Extract<ResolvedFiling, { earlier: null }>

/**
 * What is filed. Where a portal names a unit that has ended, the connecting place decides which unit receives it, and not the successors:
 * an old ward has up to five, and nobody may have said who stands in the place of a unit. What was received while the old unit stood stays
 * received there and then.
 * @throws {DomainError} `unitEnded` of an officer's filing, and 90 days after the end; else as `resolveFiling`
 */
export async function resolveOrRouteOn(
  deps: ApiDeps,
  caller: Caller,
  body: FilingBody,
  name: FilingName,
): Promise<ResolvedFiling> {
  const named = await resolveFiling(deps, caller, body, name)
  if (!('ended' in named)) return named
  const { ended } = named
  const now = deps.now()
  const acceptedUntil = ended.endedAt + endedUnitAcceptedForMs
  const [first = null] = ended.successors
  const isRefused = caller.role !== 'service' || now >= acceptedUntil
  if (isRefused && first !== null) throw unitEnded(ended, '/receptionUnit')
  const stood = receivedAt(body, now).at < ended.endedAt
  const resolve = async (receptionUnit: string, located: boolean): Promise<ResolvedFiling> => {
    const addressed = { addressedToEnded: true, located }
    const resolved = await resolveFiling(deps, caller, { ...body, receptionUnit }, name, addressed)
    if ('ended' in resolved) throw resolved.refusal
    return resolved
  }
  const located = first === null && (isRefused || !stood)
  const found = await resolve(stood || first === null ? ended.id : first.id, located)
  if (found.earlier !== null) return found
  const to = await receiverOf(deps, found.filing, now)
  if (isRefused || to === null) {
    throw unitEnded({ ...ended, successors: to === null ? ended.successors : [to] }, '/receptionUnit')
  }
  const filed = stood || to.id === first?.id ? found : await resolve(to.id, false)
  if (filed.earlier !== null) return filed
  const routed = { from: { id: ended.id, name: ended.name }, to, acceptedUntil: isoOf(acceptedUntil) }
  return { ...filed, filing: { ...filed.filing, routed } }
}

/** The unit that holds the power of the first desk in the area of the filing: a custodian where the area is not placed. */
async function receiverOf(
  { database: { sql } }: ApiDeps,
  { plan, field, areaId }: Judged['filing'],
  asOfMs: number,
): Promise<{ id: string; name: string } | null> {
  const desk = firstDesk(plan)
  if (desk === null) return null
  const { power, tier } = desk
  const matter = { areaId, field, procedureCode: plan.procedure, power, tier }
  const responsible = await responsibleUnit(sql, matter, asOfMs)
  if (responsible === null) return null
  const { unitId: id } = responsible
  return { id, name: (await unitName(sql, id)) ?? id }
}
