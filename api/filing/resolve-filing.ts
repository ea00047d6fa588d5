/** From what was sent to what is filed: by the edition in force on the day of receipt, with areas found and numbers sealed. */

import type { FiledParty, Filing } from '../../db/dossier/file-dossier.ts'
import { DomainError } from '../../domain/errors.ts'
import { localDate } from '../../domain/time/local-day.ts'
import type { Procedure } from '../../procedures/grammar/definition/procedure.ts'
import type { Caller } from '../access/auth.ts'
import type { ApiDeps } from '../server/deps.ts'
import type { FilingBody } from './filing-body.ts'
import { resolveContent } from './resolve-content.ts'
import { resolvePlaces } from './resolve-places.ts'
import { type Addressed, receivedAt, requireReceives } from './resolve-reception.ts'

/**
 * @throws {DomainError} `unknownProcedure`, `notInForce`, `unknownArea`, `forbidden`, or `invalidInput` with the
 * fields that form, papers or places get wrong
 */
export async function resolveFiling(
  deps: ApiDeps,
  caller: Caller,
  body: FilingBody,
  addressed: Addressed = {},
): Promise<Omit<Filing, 'caller' | 'key' | 'bodyHash'>> {
  const { at, enteredLater } = receivedAt(body, deps.now())
  const [received, asked] = await Promise.allSettled([
    requireReceives(deps, caller, body, at, addressed),
    askedOf(deps, caller, body, at),
  ])
  // First: who may not file there learns nothing else that is wrong.
  unwrapSettled(received)
  return {
    ...unwrapSettled(asked),
    channel: body.channel,
    receptionUnitId: body.receptionUnit,
    groupId: body.groupId ?? null,
    parties: body.parties.map((party) => partyOf(deps, party)),
    externalCodes: body.externalCodes,
    at,
    enteredLater,
  }
}

/** The procedure, what was sent for it, and where it lies. */
async function askedOf(deps: ApiDeps, caller: Caller, body: FilingBody, at: number) {
  const procedure = procedureInForce(deps, body.procedure, at)
  const { form, papers } = resolveContent(deps.vault, procedure, body)
  const { places, areaId } = await resolvePlaces(deps, caller, procedure, body.places, at)
  const { plan, planHash } = deps.registry.compiled(procedure, localDate(at))
  return { plan, planHash, field: procedure.field, form, papers, places, areaId }
}

function procedureInForce({ registry }: ApiDeps, code: string, at: number): Procedure {
  if (registry.byCode(code).length === 0) {
    throw new DomainError('unknownProcedure', {
      fields: [{ path: '/procedure', problem: 'is no code of a procedure' }],
    })
  }
  const procedure = registry.inForce(code, localDate(at))
  if (procedure === undefined) {
    throw new DomainError('notInForce', {
      fields: [{ path: '/procedure', problem: 'has no edition in force on the day of receipt' }],
    })
  }
  return procedure
}

function partyOf({ vault }: ApiDeps, party: FilingBody['parties'][number]): FiledParty {
  const { identityNumber } = party
  return {
    role: party.role,
    kind: party.kind,
    name: party.name,
    phone: party.phone ?? null,
    identity:
      identityNumber === undefined
        ? null
        : { ...vault.seal(identityNumber, 'party.identity'), lookup: vault.lookup(identityNumber) },
  }
}

/** The value of a settled promise, or its error thrown: all are asked at once, and the caller says whose failure is told first. */
export function unwrapSettled<T>(result: PromiseSettledResult<T>): T {
  if (result.status === 'rejected') throw result.reason
  return result.value
}
