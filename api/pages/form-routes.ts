/** Official forms of a dossier as pages to print: the slip, and what became of it. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { readContent, readDossier } from '../../db/dossier/dossier-view.ts'
import { type FormEvent, formEvents } from '../../db/dossier/record/form-events.ts'
import { readHandOvers } from '../../db/dossier/record/hand-overs.ts'
import { returnPlace, returnUnit } from '../../db/territory/units/return-unit.ts'
import { unitName } from '../../db/territory/units/unit-lookup.ts'
import { officialForm } from '../../domain/dossier/official-form.ts'
import { DomainError } from '../../domain/errors.ts'
import { localDate } from '../../domain/time/local-day.ts'
import { allow, type Caller, callerOf } from '../access/auth.ts'
import { dossierFor } from '../access/dossier-access.ts'
import { editionOf } from '../filing/resolve-content.ts'
import type { RouteDeps } from '../server/deps.ts'
import { bearer, dossierParams, instant, isoOf, problems } from '../server/schemas.ts'
import { controlFormAt, controlFormOf } from './control-form.ts'
import { type FormSource, formOf, slipOf } from './official-form-contents.ts'
import { officialPage, pageHeaders } from './official-page.ts'
import { lookupOf } from './qr-code.ts'

const forms = z.array(
  z.object({
    number: z.string().describe('By the numbering of its date'),
    name: z.string(),
    basis: z.string(),
    at: instant,
  }),
)

const formParams = dossierParams.extend({ number: z.string().regex(/^\d{2}$/) })
const codes = ['notFound', 'forbidden', 'notCompetent'] as const

export const formRoutes =
  (deps: RouteDeps): FastifyPluginAsyncZod =>
  async (app) => {
    const common = {
      onRequest: allow(deps.verify, 'service', 'officer'),
      schema: { tags: ['dossiers'], security: bearer },
    }
    const page = { ...common, serializerCompiler: () => String }
    const asPage = { 200: z.string().describe('text/html'), ...problems(...codes) }

    app.get(
      '/dossiers/:id/slip',
      {
        ...page,
        schema: {
          ...common.schema,
          summary: 'Giấy tiếp nhận hồ sơ và hẹn trả kết quả, to print; with the secret to follow it',
          params: dossierParams,
          response: asPage,
        },
      },
      async (request, reply) => {
        const page = await printSlip(deps, callerOf(request), request.params.id)
        return reply.headers(pageHeaders).send(page)
      },
    )

    app.get(
      '/dossiers/:id/forms',
      {
        ...common,
        schema: {
          ...common.schema,
          summary: 'Official forms that a dossier has so far',
          params: dossierParams,
          response: { 200: forms, ...problems(...codes) },
        },
      },
      (request) => listForms(deps, callerOf(request), request.params.id),
    )

    app.get(
      '/dossiers/:id/forms/:number',
      {
        ...page,
        schema: {
          ...common.schema,
          summary:
            'An official form to print: supplement request, refusal, apology, stop notice; 01 is the slip; for officers also the control sheet of hand-overs',
          params: formParams,
          response: asPage,
        },
      },
      async (request, reply) => {
        const page = await printForm(deps, callerOf(request), request.params)
        return reply.headers(pageHeaders).send(page)
      },
    )
  }

/** HTML. @throws {DomainError} `notFound`, `notCompetent` */
export async function printSlip(deps: RouteDeps, caller: Caller, idOrCode: string): Promise<string> {
  const source = await sourceOf(deps, caller, idOrCode)
  if (isInternal(source)) throw new DomainError('notFound', { hint: nobodyAppliedHint })
  return officialPage(slipOf(source))
}

/** @throws {DomainError} `notFound`, `notCompetent` */
export async function listForms(
  deps: RouteDeps,
  caller: Caller,
  idOrCode: string,
): Promise<z.infer<typeof forms>> {
  const { id, internal } = await readable(deps, caller, idOrCode)
  const { sql } = deps.database
  const events = (internal ? [] : await formEvents(sql, id)).map((event) => ({
    form: numbered(event),
    at: event.at,
  }))
  const control = seesControl(caller) ? [controlFormAt(await readHandOvers(sql, id))] : []
  return [...events, ...control].flatMap(({ form, at }) => {
    if (form === undefined) return []
    return [{ number: form.number, name: form.name, basis: form.basis, at: isoOf(at) }]
  })
}

/** HTML. @throws {DomainError} `notFound`, also of a form that nothing calls for; `notCompetent` */
export async function printForm(
  deps: RouteDeps,
  caller: Caller,
  { id, number }: z.infer<typeof formParams>,
): Promise<string> {
  const source = await sourceOf(deps, caller, id)
  const events = isInternal(source) ? [] : await formEvents(deps.database.sql, source.view.id)
  if (number === SLIP_NUMBER && !isInternal(source)) return officialPage(slipOf(source))
  const event = events.find((candidate) => numbered(candidate)?.number === number)
  if (event === undefined) {
    const handOvers = seesControl(caller) ? await readHandOvers(deps.database.sql, source.view.id) : []
    if (controlFormAt(handOvers).form?.number === number) {
      return officialPage(controlFormOf(source, handOvers))
    }
    throw new DomainError('notFound', { hint: 'Read GET /dossiers/:id/forms for those it has.' })
  }
  return officialPage(formOf(source, event))
}

/** Of every date so far. */
const SLIP_NUMBER = '01'

const numbered = ({ kind, at }: FormEvent) => officialForm(kind, localDate(at))

/** The forms of the law go to an applicant; an internal dossier has its control sheet alone. */
const isInternal = ({ view }: Pick<FormSource, 'view'>): boolean => view.channel === 'internal'

const nobodyAppliedHint = 'Nobody applied for an internal dossier, so it has no slip.'

/** It holds what officers wrote to one another. */
const seesControl = ({ role }: Caller): boolean => role === 'officer'

/** A dossier whose content the caller may read. */
async function readable(
  deps: RouteDeps,
  caller: Caller,
  idOrCode: string,
): Promise<{ id: string; internal: boolean }> {
  const { head, access } = await dossierFor(deps, caller, idOrCode)
  if (access === null || !access.personal) throw new DomainError('notCompetent')
  return { id: head.id, internal: editionOf(deps, head.plan)?.internal === true }
}

async function sourceOf(deps: RouteDeps, caller: Caller, idOrCode: string): Promise<FormSource> {
  const { sql } = deps.database
  const at = deps.now()
  const { id } = await readable(deps, caller, idOrCode)
  const [view, content] = await Promise.all([readDossier(sql, id, at), readContent(sql, id)])
  if (view === null) throw new DomainError('notFound')
  const { procedureCode, edition, receptionUnitId } = view
  return {
    view,
    content,
    procedure: editionOf(deps, { procedure: procedureCode, edition }),
    receivedBy: (await unitName(sql, receptionUnitId)) ?? receptionUnitId,
    acceptedAt: view.clockFrom === null ? null : ((await returnUnit(sql, id, view.clockFrom))?.name ?? null),
    returns: await returnPlace(sql, view, at),
    secret: deps.vault.followSecret(id),
    lookup: lookupOf(view.code, deps.followUrl),
  }
}
