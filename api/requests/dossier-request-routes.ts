/** Requests of a dossier as a whole, each find → authorise → record → deliver → await: supplement, withdrawal, extension. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { DossierHead } from '../../db/dossier/dossier-head.ts'
import { type DossierContent, readContent } from '../../db/dossier/dossier-view.ts'
import { type Actor, recordRequest, type SupplementContent } from '../../db/dossier/requests/requests.ts'
import { payoutThatAsked } from '../../db/money/payout-request.ts'
import { DomainError } from '../../domain/errors.ts'
import { skippedSteps, timeOf } from '../../procedures/grammar/plan/plan.ts'
import { allow, type Caller, callerOf } from '../access/auth.ts'
import { type DossierAccess, dossierFor } from '../access/dossier-access.ts'
import { definitionOf, resolveContent, resolvePaperContent } from '../filing/resolve-content.ts'
import type { RouteDeps } from '../server/deps.ts'
import {
  applied,
  bearer,
  dossierParams,
  idempotencyHeaders,
  line,
  note,
  paper,
  problems,
} from '../server/schemas.ts'
import { type Applied, awaitOutcome } from './await-outcome.ts'
import { findRecorded, requestName, throwRefusal } from './request-name.ts'
import { requireSigned } from './signed-form.ts'

const supplement = z.strictObject({
  form: z
    .record(z.string(), z.unknown())
    .optional()
    .describe('The whole form as it is to be; left out where it stays as it is'),
  papers: z.array(paper).max(100).default([]),
  note,
})

const withdrawal = z.strictObject({ note })

const extension = z.strictObject({
  by: z.union([
    z.strictObject({ workingDays: z.number().positive().max(60) }),
    z.strictObject({ workingHours: z.number().positive().max(480) }),
    z.strictObject({ days: z.int().positive().max(90) }),
  ]),
  note: line(2_000).describe('The apology, with the reason'),
})

const codes = [
  'notFound',
  'forbidden',
  'keyReused',
  'dossierClosed',
  'notStarted',
  'notCompetent',
  'requestLapsed',
  'notYetApplied',
  'tooManyPending',
  'engineUnavailable',
] as const

export const dossierRequestRoutes =
  (deps: RouteDeps): FastifyPluginAsyncZod =>
  async (app) => {
    const common = {
      security: bearer,
      headers: idempotencyHeaders,
      params: dossierParams,
      tags: ['dossiers'],
    }

    app.post(
      '/dossiers/:id/supplements',
      {
        onRequest: allow(deps.verify, 'service', 'officer'),
        schema: {
          ...common,
          summary: 'Supplement a dossier; its form and papers change when the supplement is applied',
          body: supplement,
          response: { 200: applied, ...problems(...codes, 'notAwaitingSupplement') },
        },
      },
      (request) => supplementDossier(deps, callerOf(request), { ...named(request), body: request.body }),
    )

    app.post(
      '/dossiers/:id/withdrawal',
      {
        onRequest: allow(deps.verify, 'service', 'officer'),
        schema: {
          ...common,
          summary: 'Withdraw a dossier, as long as nothing has been signed',
          body: withdrawal,
          response: { 200: applied, ...problems(...codes, 'alreadyDecided') },
        },
      },
      (request) => withdrawDossier(deps, callerOf(request), { ...named(request), body: request.body }),
    )

    app.post(
      '/dossiers/:id/extension',
      {
        onRequest: allow(deps.verify, 'supervisor'),
        schema: {
          ...common,
          summary: 'Set a new date, once, with an apology (118/2025/NĐ-CP, Điều 19 khoản 6)',
          body: extension,
          response: { 200: applied, ...problems(...codes, 'alreadyExtended', 'tooLateToExtend') },
        },
      },
      (request) => extendDossier(deps, callerOf(request), { ...named(request), body: request.body }),
    )
  }

/** What is requested of one dossier, by its id or code, under the caller's key. */
interface DossierRequest<Body> {
  id: string
  key: string
  body: Body
}

const named = (request: { params: { id: string }; headers: { 'idempotency-key': string } }) => ({
  id: request.params.id,
  key: request.headers['idempotency-key'],
})

/**
 * The applicant's supplement: form and papers become the dossier's in the write that applies it.
 * @throws {DomainError} why it is refused, or why its outcome is not known yet
 */
export async function supplementDossier(
  deps: RouteDeps,
  caller: Caller,
  { id, key, body }: DossierRequest<z.infer<typeof supplement>>,
): Promise<Applied> {
  const name = requestName(caller, key, { kind: 'supplement', target: id, body })
  const earlier = await findRecorded(deps, name)
  if (earlier !== null) return await awaitOutcome(deps, earlier)
  const at = deps.now()
  const { head, access } = await dossierFor(deps, caller, id)
  const { actor, content, skips } = await authoriseSupplement(deps, head, access, body).catch(
    (error: unknown) => throwRefusal(deps, caller, { dossierId: head.id, kind: 'supplement', at }, error),
  )
  const request = await recordRequest(deps.database, {
    ...{ ...name, ...ofDossier(head), actor, note: body.note ?? null, at },
    item: (key) => ({ kind: 'supplement', key, at, skips }),
    supplement: content,
  })
  return await awaitOutcome(deps, request)
}

/** @throws {DomainError} as `supplementDossier` */
export async function withdrawDossier(
  deps: RouteDeps,
  caller: Caller,
  { id, key, body }: DossierRequest<z.infer<typeof withdrawal>>,
): Promise<Applied> {
  const name = requestName(caller, key, { kind: 'withdraw', target: id, body })
  const earlier = await findRecorded(deps, name)
  if (earlier !== null) return await awaitOutcome(deps, earlier)
  const at = deps.now()
  const { head, access } = await dossierFor(deps, caller, id)
  const actor = await authoriseOpen(head, access).catch((error: unknown) =>
    throwRefusal(deps, caller, { dossierId: head.id, kind: 'withdraw', at }, error),
  )
  const request = await recordRequest(deps.database, {
    ...{ ...name, ...ofDossier(head), actor, note: body.note ?? null, at },
    item: (key) => ({ kind: 'withdraw', key, at }),
  })
  return await awaitOutcome(deps, request)
}

/** @throws {DomainError} as `supplementDossier` */
export async function extendDossier(
  deps: RouteDeps,
  caller: Caller,
  { id, key, body }: DossierRequest<z.infer<typeof extension>>,
): Promise<Applied> {
  const name = requestName(caller, key, { kind: 'extend', target: id, body })
  const earlier = await findRecorded(deps, name)
  if (earlier !== null) return await awaitOutcome(deps, earlier)
  const at = deps.now()
  const { head, access } = await dossierFor(deps, caller, id)
  const actor = await authoriseExtension(head, access).catch((error: unknown) =>
    throwRefusal(deps, caller, { dossierId: head.id, kind: 'extend', at }, error),
  )
  const request = await recordRequest(deps.database, {
    ...{ ...name, ...ofDossier(head), actor, note: body.note, at },
    item: (key) => ({ kind: 'extend', key, at, by: body.by }),
  })
  return await awaitOutcome(deps, request)
}

const ofDossier = ({ id }: DossierHead) => ({ dossierId: id, taskId: null, revision: null })

async function authoriseSupplement(
  deps: RouteDeps,
  head: DossierHead,
  access: DossierAccess | null,
  body: z.infer<typeof supplement>,
): Promise<{ actor: Actor; content: SupplementContent; skips: readonly string[] }> {
  const actor = await authoriseOpen(head, access)
  if (!head.awaitsSupplement) throw new DomainError('notAwaitingSupplement')
  const content = supplementOf(deps, head, body)
  const kept = (await readContent(deps.database.sql, head.id)).form
  await requireAccountAlone(deps, head, kept, content)
  return { actor, content, skips: skippedSteps(head.plan, content.form?.open ?? kept.body) }
}

async function authoriseExtension(head: DossierHead, access: DossierAccess | null): Promise<Actor> {
  const actor = await authoriseOpen(head, access)
  if (head.extensions >= timeOf(head.plan).extension.times) throw new DomainError('alreadyExtended')
  if (head.clock === 'notStarted') {
    throw new DomainError('notStarted', { hint: 'There is a date to move once it has been accepted.' })
  }
  return actor
}

/** Who acts on an open dossier. */
async function authoriseOpen({ status }: DossierHead, access: DossierAccess | null): Promise<Actor> {
  if (access === null) throw new DomainError('notCompetent')
  if (status === 'closed') throw new DomainError('dossierClosed')
  return access.actor
}

/** After the signature a payout asks for another account, and nothing else of the form may change with it. */
async function requireAccountAlone(
  { database, vault }: RouteDeps,
  { id, plan }: DossierHead,
  kept: DossierContent['form'],
  { form }: SupplementContent,
): Promise<void> {
  const step = form === null ? null : await payoutThatAsked(database.sql, id)
  const does = step === null ? null : plan.steps[step]?.does
  if (form === null || does?.work !== 'payout') return
  const sent = { body: form.open, secrets: form.secrets }
  requireSigned(vault, { dossierId: id, kept, sent }, does.account)
}

function supplementOf(
  deps: RouteDeps,
  { id, plan }: DossierHead,
  { form, papers }: z.infer<typeof supplement>,
): SupplementContent {
  const procedure = definitionOf(deps, plan)
  if (form === undefined) return { form: null, papers: resolvePaperContent(procedure, papers) }
  return resolveContent(deps.vault, procedure, id, { form, papers })
}
