/** The government's own business: a dossier that an officer of the city or of a department begins, and nobody applied for. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { type Filing, fileDossier } from '../../db/dossier/filing/file-dossier.ts'
import { readForFiling } from '../../db/dossier/filing/read-for-filing.ts'
import { newId } from '../../db/new-id.ts'
import { judgeProposal } from '../../db/reorganisations/enactment/judge-proposal.ts'
import { DomainError } from '../../domain/errors.ts'
import { CITY_AREA_ID } from '../../domain/territory/territory-ids.ts'
import { localDate } from '../../domain/time/local-day.ts'
import type { Procedure } from '../../procedures/grammar/definition/procedure.ts'
import { decidingDesk, type Plan } from '../../procedures/grammar/plan/plan.ts'
import { allow, type Caller, callerOf } from '../access/auth.ts'
import { unitEnded } from '../access/ended-unit.ts'
import { bodyHash } from '../server/body-hash.ts'
import type { ApiDeps, RouteDeps } from '../server/deps.ts'
import { bearer, idempotencyHeaders, instant, paper, problems, unitId } from '../server/schemas.ts'
import { reorganisationOfForm } from '../territory/reorganisation-of-form.ts'
import { isOfTheCity } from './of-the-city.ts'
import { resolveContent } from './resolve-content.ts'

const body = z.strictObject({
  procedure: z.string().min(1).max(20).describe('Code of an internal procedure, e.g. 0.000001'),
  unit: unitId.describe('The city or a department, where the officer holds a mandate today'),
  form: z.record(z.string(), z.unknown()).describe('By the form of the procedure'),
  papers: z.array(paper).max(100).default([]),
})
type InternalBody = z.infer<typeof body>

const receipt = z
  .object({ dossierId: z.uuid(), code: z.string(), procedureCode: z.string(), filedAt: instant })
  .meta({ id: 'InternalReceipt' })

export const internalDossierRoutes =
  (deps: RouteDeps): FastifyPluginAsyncZod =>
  async (app) => {
    app.post(
      '/internal-dossiers',
      {
        onRequest: allow(deps.verify, 'officer'),
        schema: {
          tags: ['dossiers'],
          summary: 'Begin a dossier of an internal procedure, as a reorganisation',
          security: bearer,
          headers: idempotencyHeaders,
          body,
          response: {
            201: receipt,
            200: receipt.describe('Begun before under this key'),
            ...problems('unknownProcedure', 'keyReused', 'forbidden', 'unitEnded'),
          },
        },
      },
      async (request, reply) => {
        const key = request.headers['idempotency-key']
        const filed = await fileInternal(deps, callerOf(request), { key, body: request.body })
        return reply.code(filed.repeated ? 200 : 201).send(filed.receipt)
      },
    )
  }

type FilingDeps = Pick<ApiDeps, 'database' | 'registry' | 'vault' | 'now' | 'reorganisations'>

/**
 * Files once for a caller's key. The area is the whole city; there is no applicant, no place and no secret to follow it with.
 * @throws {DomainError} `keyReused`; `unknownProcedure` of one that is not internal or not in force; `forbidden` without a mandate
 *   there, or in a unit of another tier; `invalidInput` with the fields that form or papers get wrong
 */
export async function fileInternal(
  deps: FilingDeps,
  caller: Caller,
  { key, body }: { key: string; body: InternalBody },
): Promise<{ receipt: z.infer<typeof receipt>; repeated: boolean }> {
  const { sql } = deps.database
  const at = deps.now()
  const name = { caller: caller.id, key, bodyHash: bodyHash({ kind: 'fileInternal', body }) }
  const procedure = deps.registry.internalInForce(body.procedure, localDate(at))
  const compiled = procedure === undefined ? null : deps.registry.compiled(procedure, localDate(at))
  const found = await readForFiling(sql, {
    ...{ name, receptionUnitId: body.unit, at, now: at, officer: { id: caller.id, desk: 'any' } },
    content:
      procedure === undefined || compiled === null
        ? null
        : {
            ...{ procedureCode: procedure.code, field: procedure.field, desk: decidingDesk(compiled.plan) },
            places: [{ areaId: CITY_AREA_ID }],
          },
  })
  if (found.earlier !== null) return { receipt: found.earlier, repeated: true }
  if (found.ended !== null) throw unitEnded(found.ended, '/unit')
  if (!found.may || !(await isOfTheCity(deps, body.unit, at))) {
    throw new DomainError('forbidden', {
      hint: 'It is begun in the city or a department, by an officer with a mandate there today.',
    })
  }
  if (procedure === undefined || compiled === null) {
    throw new DomainError('unknownProcedure', {
      fields: [{ path: '/procedure', problem: 'is no code of an internal procedure in force' }],
    })
  }
  await judgeReorganisation(deps, body.form, compiled.plan, at)
  const filing = filingOf(deps, { name, body, procedure, ...compiled, at })
  const [place] = found.places
  return await fileDossier(deps.database, filing, {
    giver: place?.giver ?? null,
    published: found.published,
  })
}

/** @throws {DomainError} `invalidInput`, where the engine would enact something else than the form says */
async function judgeReorganisation(
  deps: FilingDeps,
  form: InternalBody['form'],
  plan: Plan,
  at: number,
): Promise<void> {
  const enacts = Object.values(plan.steps).some(
    ({ does }) => does?.work === 'byHand' && does.workflow === 'enactment',
  )
  if (!enacts) return
  const of = await reorganisationOfForm(deps, form)
  const fields = await judgeProposal(deps.database.sql, form, { of, at })
  if (fields.length > 0) throw new DomainError('invalidInput', { fields })
}

function filingOf(
  { vault }: FilingDeps,
  of: {
    name: Pick<Filing, 'caller' | 'key' | 'bodyHash'>
    body: InternalBody
    procedure: Procedure
    at: number
  } & Pick<Filing, 'plan' | 'planHash'>,
): Filing {
  const { name, body, procedure, plan, planHash, at } = of
  const id = newId()
  return {
    ...name,
    ...{ id, plan, planHash, field: procedure.field, ...resolveContent(vault, procedure, id, body) },
    ...{ channel: 'internal', receptionUnitId: body.unit, areaId: CITY_AREA_ID, groupId: null },
    ...{ parties: [], places: [], at },
  }
}
