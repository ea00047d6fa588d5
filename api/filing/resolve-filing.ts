/** From what was sent to what is filed: by the edition in force on the day of receipt, with areas found and numbers sealed. */

import { randomUUID } from 'node:crypto'
import type { FiledParty, Filing, FoundForCode } from '../../db/dossier/filing/file-dossier.ts'
import type { FilingName, Receipt } from '../../db/dossier/filing/filing-receipt.ts'
import { readForFiling } from '../../db/dossier/filing/read-for-filing.ts'
import { identityContext } from '../../db/identity/sealing-context.ts'
import { newId } from '../../db/new-id.ts'
import type { EndedUnit } from '../../db/territory/units/successors.ts'
import { DomainError } from '../../domain/errors.ts'
import { localDate } from '../../domain/time/local-day.ts'
import { loadPlacer } from '../../placement/load-placer.ts'
import type { Procedure } from '../../procedures/grammar/definition/procedure.ts'
import { decidingDesk } from '../../procedures/grammar/plan/plan.ts'
import type { Caller } from '../access/auth.ts'
import type { ApiDeps } from '../server/deps.ts'
import type { FilingBody } from './filing-body.ts'
import { resolveContent } from './resolve-content.ts'
import { locatePlaces, resolvePlaces } from './resolve-places.ts'
import { type Addressed, officerAsked, receivedAt, receptionRefusal } from './resolve-reception.ts'

/** What is written, or the receipt that was given under the key before. */
export type ResolvedFiling = { earlier: Receipt } | { earlier: null; filing: Filing; found: FoundForCode }

/** Not received by the unit that it names, which has ended; `refusal` where no other receives it instead. */
export interface NamesEndedUnit {
  ended: EndedUnit
  refusal: DomainError
}

/**
 * One read tells all that a filing is judged by; what can be judged without it is judged before, and its failure kept until its turn.
 * In turn: the receipt given before, even where the filing would be refused today; the instant; the unit, for who may not file
 * there learns nothing else that is wrong; then procedure, form, papers and places.
 * @throws {DomainError} `keyReused`, `unknownProcedure`, `notInForce`, `unknownArea`, `forbidden`, or `invalidInput` with the
 * fields that form, papers or places get wrong
 */
export async function resolveFiling(
  deps: ApiDeps,
  caller: Caller,
  body: FilingBody,
  name: FilingName,
  addressed: Addressed = {},
): Promise<ResolvedFiling | NamesEndedUnit> {
  const now = deps.now()
  const reception = await settled(async () => receivedAt(body, now))
  const content = await settled(async () => contentOf(deps, body, unwrapSettled(reception).at))
  const found = await readForFiling(deps.database.sql, {
    name,
    receptionUnitId: body.receptionUnit,
    at: reception.status === 'fulfilled' ? reception.value.at : now,
    now,
    officer: officerAsked(caller, body, now),
    content: content.status === 'fulfilled' ? content.value.matter : null,
  })
  if (found.earlier !== null) return { earlier: found.earlier }
  const { at, enteredLater } = unwrapSettled(reception)
  const refusal = receptionRefusal(caller, body, found, addressed)
  if (refusal !== null && found.ended !== null) return { ended: found.ended, refusal }
  if (refusal !== null) throw refusal
  const { id, procedure, plan, planHash, form, papers, located } = unwrapSettled(content)
  const { places, areaId, giver } = resolvePlaces(caller, procedure.connecting, located, found)
  const filing: Filing = {
    ...name,
    ...{ id, plan, planHash, field: procedure.field, form, papers, places, areaId },
    channel: body.channel,
    receptionUnitId: body.receptionUnit,
    groupId: body.groupId ?? null,
    parties: body.parties.map((party) => partyOf(deps, party)),
    externalCodes: body.externalCodes,
    at,
    enteredLater,
    blank: body.received?.blank ?? null,
  }
  return { earlier: null, filing, found: { giver, published: found.published } }
}

/** All that needs no database: the procedure, what was sent for it, and where its places lie as far as codes tell. */
async function contentOf(deps: ApiDeps, body: FilingBody, at: number) {
  const procedure = procedureInForce(deps, body.procedure, at)
  const id = newId()
  const { form, papers } = resolveContent(deps.vault, procedure, id, body)
  const located = locatePlaces(await loadPlacer(), body.places)
  const { plan, planHash } = deps.registry.compiled(procedure, localDate(at))
  const matter = {
    procedureCode: procedure.code,
    field: procedure.field,
    desk: decidingDesk(plan),
    places: located.map(({ known }) => known),
  }
  return { id, procedure, plan, planHash, form, papers, located, matter }
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
  const partyId = randomUUID()
  return {
    role: party.role,
    kind: party.kind,
    name: party.name,
    phone: party.phone ?? null,
    identity:
      identityNumber === undefined
        ? null
        : {
            partyId,
            ...vault.seal(identityNumber, identityContext(partyId)),
            lookup: vault.lookup(identityNumber),
          },
  }
}

async function settled<T>(work: () => Promise<T>): Promise<PromiseSettledResult<T>> {
  const [result] = await Promise.allSettled([work()])
  return result
}

/** Returns the value of a settled promise, or throws its error. */
function unwrapSettled<T>(result: PromiseSettledResult<T>): T {
  if (result.status === 'rejected') throw result.reason
  return result.value
}
