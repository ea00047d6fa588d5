/** What is asked of a dossier as a whole: to take a supplement, to withdraw it, to set a new date. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import type { SupplementContent } from '../../db/decision.ts'
import type { DossierHead } from '../../db/read/dossier-head.ts'
import { readContent } from '../../db/read/dossier-view.ts'
import { DomainError } from '../../domain/errors.ts'
import { skippedSteps, timeOf } from '../../procedures/grammar/plan.ts'
import type { RouteDeps } from '../api-deps.ts'
import { allow, type Caller, callerOf } from '../auth.ts'
import { type Concern, dossierFor } from '../concern.ts'
import { contentOf, definitionOf, paperContentOf } from '../content-of.ts'
import { applied, bearer, dossierParams, idempotencyHeaders, line, note, paper, problems } from '../fields.ts'
import { submit } from '../submit.ts'

const supplement = z.strictObject({
  form: z
    .record(z.string(), z.unknown())
    .optional()
    .describe('The whole form as it shall stand; left out where it stays as it is'),
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
    const common = { security: bearer, headers: idempotencyHeaders, params: dossierParams }

    app.post(
      '/dossiers/:id/supplements',
      {
        onRequest: allow(deps.verify, 'service', 'officer'),
        schema: {
          ...common,
          tags: ['dossiers'],
          summary: 'Complete a dossier; form and papers become its own when the supplement is applied',
          body: supplement,
          response: { 200: applied, ...problems(...codes, 'notAwaitingSupplement') },
        },
      },
      async (request) => {
        const caller = callerOf(request)
        const { body, params } = request
        return await submit(deps, {
          caller,
          key: request.headers['idempotency-key'],
          kind: 'supplement',
          target: params.id,
          body,
          find: () => concernedDossier(deps, caller, params.id),
          judge: async ({ head, concern }, at) => {
            const actor = actorOf(concern)
            requireOpen(head)
            if (!head.awaitsSupplement) throw new DomainError('notAwaitingSupplement')
            const content = supplementOf(deps, head, body)
            const form = content.form?.open ?? (await readContent(deps.database.sql, head.id)).form.body
            const skips = skippedSteps(head.plan, form)
            return {
              note: body.note,
              actor,
              item: (key) => ({ kind: 'supplement', key, at, skips }),
              supplement: content,
            }
          },
        })
      },
    )

    app.post(
      '/dossiers/:id/withdrawal',
      {
        onRequest: allow(deps.verify, 'service', 'officer'),
        schema: {
          ...common,
          tags: ['dossiers'],
          summary: 'Withdraw a dossier, as long as nothing has been signed',
          body: withdrawal,
          response: { 200: applied, ...problems(...codes, 'alreadyDecided') },
        },
      },
      async (request) => {
        const caller = callerOf(request)
        const { body, params } = request
        return await submit(deps, {
          caller,
          key: request.headers['idempotency-key'],
          kind: 'withdraw',
          target: params.id,
          body,
          find: () => concernedDossier(deps, caller, params.id),
          judge: async ({ head, concern }, at) => {
            const actor = actorOf(concern)
            requireOpen(head)
            return {
              note: body.note,
              actor,
              item: (key) => ({ kind: 'withdraw', key, at }),
            }
          },
        })
      },
    )

    app.post(
      '/dossiers/:id/extension',
      {
        onRequest: allow(deps.verify, 'supervisor'),
        schema: {
          ...common,
          tags: ['dossiers'],
          summary: 'Set a new date, once, with an apology (118/2025/NĐ-CP, Điều 19 khoản 6)',
          body: extension,
          response: { 200: applied, ...problems(...codes, 'alreadyExtended', 'tooLateToExtend') },
        },
      },
      async (request) => {
        const caller = callerOf(request)
        const { body, params } = request
        return await submit(deps, {
          caller,
          key: request.headers['idempotency-key'],
          kind: 'extend',
          target: params.id,
          body,
          find: () => concernedDossier(deps, caller, params.id),
          judge: async ({ head, concern }, at) => {
            const actor = actorOf(concern)
            requireOpen(head)
            if (head.extensions >= timeOf(head.plan).extension.times) throw new DomainError('alreadyExtended')
            if (head.clock === 'notStarted') {
              throw new DomainError('notStarted', {
                hint: 'There is a date to move once it has been accepted.',
              })
            }
            return {
              note: body.note,
              actor,
              item: (key) => ({ kind: 'extend', key, at, by: body.by }),
            }
          },
        })
      },
    )
  }

interface Concerned {
  dossierId: string
  head: DossierHead
  concern: Concern | null
}

async function concernedDossier(deps: RouteDeps, caller: Caller, idOrCode: string): Promise<Concerned> {
  const found = await dossierFor(deps, caller, idOrCode)
  return { dossierId: found.head.id, ...found }
}

function actorOf(concern: Concern | null): Concern['actor'] {
  if (concern === null) throw new DomainError('notCompetent')
  return concern.actor
}

function requireOpen({ status }: DossierHead): void {
  if (status === 'closed') throw new DomainError('dossierClosed')
}

function supplementOf(
  deps: RouteDeps,
  { plan }: DossierHead,
  { form, papers }: z.infer<typeof supplement>,
): SupplementContent {
  const procedure = definitionOf(deps, plan)
  if (form === undefined) return { form: null, papers: paperContentOf(procedure, papers) }
  return contentOf(deps.vault, procedure, { form, papers })
}
