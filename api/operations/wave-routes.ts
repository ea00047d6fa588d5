/** Notices of a reorganisation to people whose dossiers change desk: started, paused, resumed, and those that failed sent again. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { addWaveStep, startWave, waveOf } from '../../db/notices/notice-wave.ts'
import { readEnactment } from '../../db/reorganisations/enactment/steps.ts'
import { reorganisationOf } from '../../db/reorganisations/known-reorganisations.ts'
import { noticePolicies, type WaveStep } from '../../domain/dossier/notices.ts'
import { DomainError } from '../../domain/errors.ts'
import { allow, type Caller, callerOf } from '../access/auth.ts'
import type { RouteDeps } from '../server/deps.ts'
import { bearer, instant, isoOrNull, problems } from '../server/schemas.ts'
import { reorganisationsOf } from '../territory/reorganisation-of-form.ts'

const params = z.object({ id: z.string().regex(/^[a-z0-9-]{1,60}$/) })

const wave = z
  .object({
    reorganisation: z.string(),
    status: z
      .enum(['notStarted', 'running', 'paused', 'over'])
      .describe('`over`: it was called off, undone or put off, and no more of them are sent'),
    effectiveAt: instant.nullable().describe('Null where none was started'),
    policy: z.enum(noticePolicies).nullable(),
    perMinute: z.int().nullable().describe('Notices a minute; of a digest, people'),
    counts: z.object({
      waiting: z.int(),
      failed: z.int().describe('Tried and not taken by the gateway; they are tried again later and later'),
      sent: z.int(),
      none: z.int().describe('Sent to nobody, by the policy'),
    }),
  })
  .meta({ id: 'NoticeWave' })

const startBody = z.strictObject({
  policy: z
    .enum(noticePolicies)
    .default('digest')
    .describe('`digest`: one notice to a person over all dossiers'),
  perMinute: z.int().min(1).max(100_000).default(600),
})

const changes = {
  pause: { kind: 'paused', summary: 'Send no more of them until they are resumed' },
  resume: { kind: 'resumed', summary: 'Let them go on' },
  retry: { kind: 'retried', summary: 'Send those that failed again at once' },
} as const satisfies Record<string, { kind: WaveStep; summary: string }>

export const waveRoutes =
  (deps: RouteDeps): FastifyPluginAsyncZod =>
  async (app) => {
    const onRequest = allow(deps.verify, 'operator')
    const common = { tags: ['reorganisations'], security: bearer, params }
    app.get(
      '/reorganisations/:id/notices',
      {
        onRequest,
        schema: {
          ...common,
          summary: 'How many of the notices of a reorganisation wait, failed and were sent',
          response: { 200: wave, ...problems('notFound') },
        },
      },
      (request) => showWave(deps, request.params.id),
    )
    app.post(
      '/reorganisations/:id/notices',
      {
        onRequest,
        schema: {
          ...common,
          summary:
            'Send a notice to people whose dossiers change desk; sent again it adds what is new and nobody twice',
          body: startBody,
          response: { 200: wave, ...problems('notFound', 'reorganisationStatus') },
        },
      },
      (request) => sendWave(deps, callerOf(request), request.params.id, request.body),
    )
    for (const [name, { kind, summary }] of Object.entries(changes)) {
      app.post(
        `/reorganisations/:id/notices/${name}`,
        {
          onRequest,
          schema: {
            ...common,
            summary,
            response: { 200: wave, ...problems('notFound', 'reorganisationStatus') },
          },
        },
        (request) => changeWave(deps, callerOf(request), request.params.id, kind),
      )
    }
  }

/** @throws {DomainError} `notFound` */
export async function showWave(deps: RouteDeps, id: string): Promise<z.infer<typeof wave>> {
  const of = reorganisationOf(await reorganisationsOf(deps), id)
  const found = await waveOf(deps.database.sql, of.id)
  return {
    reorganisation: of.id,
    status: statusOf(found),
    effectiveAt: isoOrNull(found?.effectiveAt ?? null),
    policy: found?.policy ?? null,
    perMinute: found?.perMinute ?? null,
    counts: {
      ...{ waiting: found?.waiting ?? 0, failed: found?.failed ?? 0 },
      ...{ sent: found?.sent ?? 0, none: found?.none ?? 0 },
    },
  }
}

/** @throws {DomainError} `notFound`; `reorganisationStatus` before it is armed */
export async function sendWave(
  deps: RouteDeps,
  caller: Caller,
  id: string,
  { policy, perMinute }: z.infer<typeof startBody>,
): Promise<z.infer<typeof wave>> {
  const { database } = deps
  const of = reorganisationOf(await reorganisationsOf(deps), id)
  const { status, run, effectiveAt } = await readEnactment(database.sql, of.id)
  if ((status !== 'armed' && status !== 'certified') || effectiveAt === null) {
    throw new DomainError('reorganisationStatus', {
      hint: `Its status is ${status}; nobody is notified of what is not armed.`,
    })
  }
  await startWave(database, {
    ...{ reorganisation: of.id, run, effectiveAt, policy, perMinute },
    ...{ actorId: caller.id, at: deps.now() },
  })
  return await showWave(deps, id)
}

/** @throws {DomainError} `notFound`; `reorganisationStatus` where none was started */
export async function changeWave(
  deps: RouteDeps,
  caller: Caller,
  id: string,
  kind: WaveStep,
): Promise<z.infer<typeof wave>> {
  const { sql } = deps.database
  const of = reorganisationOf(await reorganisationsOf(deps), id)
  const found = await waveOf(sql, of.id)
  if (found === null)
    throw new DomainError('reorganisationStatus', { hint: 'No notices of it were started.' })
  await addWaveStep(sql, { id: found.id, kind, actorId: caller.id, at: deps.now() })
  return await showWave(deps, id)
}

function statusOf(found: Awaited<ReturnType<typeof waveOf>>): z.infer<typeof wave>['status'] {
  if (found === null) return 'notStarted'
  if (found.over === true) return 'over'
  return found.paused === true ? 'paused' : 'running'
}
