/** From what was sent to what is filed: by the edition in force today, with areas found and numbers sealed. */

import type { FiledParty, Filing } from '../db/filing.ts'
import { localDate } from '../domain/calendar.ts'
import { DomainError } from '../domain/errors.ts'
import type { Procedure } from '../procedures/grammar/procedure.ts'
import type { ApiDeps } from './api-deps.ts'
import type { Caller } from './auth.ts'
import { contentOf } from './content-of.ts'
import { placesOf } from './places-of.ts'
import { receptionOf } from './reception-of.ts'
import type { FilingBody } from './routes/filings.ts'

/**
 * @throws {DomainError} `unknownProcedure`, `notInForce`, `unknownArea`, `forbidden`, or `invalidInput` with the
 * fields that form, papers or places get wrong
 */
export async function filingOf(
  deps: ApiDeps,
  caller: Caller,
  body: FilingBody,
): Promise<Omit<Filing, 'caller' | 'key' | 'bodyHash'>> {
  const { at, enteredLater } = await receptionOf(deps, caller, body)
  const procedure = procedureInForce(deps, body.procedure, at)
  const content = contentOf(deps.vault, procedure, body)
  const { places, areaId } = await placesOf(deps, caller, procedure, body.places, at)
  return {
    ...deps.registry.compiled(procedure, localDate(at)),
    field: procedure.field,
    channel: body.channel,
    receptionUnitId: body.receptionUnit,
    areaId,
    groupId: body.groupId ?? null,
    parties: body.parties.map((party) => partyOf(deps, party)),
    places,
    form: content.form,
    papers: content.papers,
    externalCodes: body.externalCodes,
    at,
    enteredLater,
  }
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
      fields: [{ path: '/procedure', problem: 'has no edition in force today' }],
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
