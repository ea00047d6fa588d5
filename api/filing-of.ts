/** From what was sent to what is filed: by the edition in force today, with areas found and numbers sealed. */

import type { FiledParty, Filing } from '../db/filing.ts'
import { unitStands, worksIn } from '../db/read/unit.ts'
import { localDate } from '../domain/calendar.ts'
import { DomainError } from '../domain/errors.ts'
import type { Procedure } from '../procedures/grammar/procedure.ts'
import type { ApiDeps } from './api-deps.ts'
import type { Caller } from './auth.ts'
import { contentOf } from './content-of.ts'
import { placesOf } from './places-of.ts'
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
  const at = deps.now()
  const procedure = procedureInForce(deps, body.procedure, at)
  const content = contentOf(deps.vault, procedure, body)
  await requireReception(deps, caller, body.receptionUnit, at)
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
    at,
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

async function requireReception(deps: ApiDeps, caller: Caller, unitId: string, at: number): Promise<void> {
  const { sql } = deps.database
  if (!(await unitStands(sql, unitId, at))) {
    throw new DomainError('invalidInput', {
      fields: [{ path: '/receptionUnit', problem: 'is no unit that exists today' }],
    })
  }
  if (caller.role === 'officer' && !(await worksIn(sql, caller.id, unitId, at))) {
    throw new DomainError('forbidden', {
      hint: 'File at the unit you work in, or leave it to an officer there.',
    })
  }
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
