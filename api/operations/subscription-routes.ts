import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { endSubscription, eventKinds, resumeSubscription } from '../../db/notices/events.ts'
import { readSubscriptions, type SubscriptionView, subscribe } from '../../db/notices/subscription.ts'
import { DomainError } from '../../domain/errors.ts'
import { secretContext } from '../../relay/relay-events.ts'
import { allow, callerOf } from '../access/auth.ts'
import type { RouteDeps } from '../server/deps.ts'
import { bearer, idempotencyHeaders, instant, isoOf, isoOrNull, problems } from '../server/schemas.ts'

const wanted = z.strictObject({
  url: z
    .url({ protocol: /^https?$/ })
    .max(1_000)
    .refine((url) => !/^https?:\/\/[^/]*@/.test(url), 'names a password; the signature is what is trusted'),
  secret: z
    .string()
    .regex(/^whsec_[A-Za-z0-9+/]{32,88}={0,2}$/)
    .describe('`whsec_` and the base64 of 24 to 64 bytes; both sides keep it, it is never told again'),
  kinds: z.array(z.enum(eventKinds)).min(1).max(eventKinds.length),
  procedure: z
    .string()
    .regex(/^\d\.\d{6}$/)
    .optional(),
  field: z.string().max(200).optional(),
  filedBy: z.string().min(1).max(200).optional().describe('Only what this service filed'),
})

const subscription = z
  .object({
    id: z.uuid(),
    url: z.string(),
    kinds: z.array(z.enum(eventKinds)),
    procedure: z.string().nullable(),
    field: z.string().nullable(),
    filedBy: z.string().nullable(),
    createdAt: instant,
    stoppedAt: instant.nullable().describe('Deliveries were given up then; they wait for `resume`'),
    waiting: z.int().describe('Events not acknowledged yet'),
    lastError: z.string().nullable().describe('HTTP status or the class of an error'),
  })
  .meta({ id: 'Subscription' })

const params = z.object({ id: z.uuid() })
const pageLength = 50

export const subscriptionRoutes =
  (deps: RouteDeps): FastifyPluginAsyncZod =>
  async (app) => {
    const { database, vault, now, verify } = deps
    const one = async (id: string) => {
      const [found] = await readSubscriptions(database.sql, { id, limit: 1 })
      if (found === undefined) throw new DomainError('notFound')
      return present(found)
    }

    app.post(
      '/subscriptions',
      {
        onRequest: allow(verify, 'operator'),
        schema: {
          tags: ['events'],
          summary: 'Have events sent to another system',
          security: bearer,
          headers: idempotencyHeaders,
          body: wanted,
          response: { 201: subscription, ...problems('keyReused') },
        },
      },
      async (request, reply) => {
        const { url, secret, kinds, procedure, field, filedBy } = request.body
        const id = await subscribe(database, {
          ...{ caller: callerOf(request).id, key: request.headers['idempotency-key'], url },
          ...{ secret: vault.seal(secret, secretContext), kinds: [...new Set(kinds)].toSorted() },
          ...{ procedureCode: procedure ?? null, field: field ?? null, filedBy: filedBy ?? null, at: now() },
        })
        return await reply.code(201).send(await one(id))
      },
    )

    app.get(
      '/subscriptions',
      {
        onRequest: allow(verify, 'operator'),
        schema: {
          tags: ['events'],
          summary: 'Who is sent events, and how much waits',
          security: bearer,
          querystring: z.strictObject({ after: z.uuid().optional().describe('`next` of the page before') }),
          response: {
            200: z.object({ items: z.array(subscription), next: z.uuid().nullable() }),
            ...problems(),
          },
        },
      },
      async (request) => {
        const found = await readSubscriptions(database.sql, {
          after: request.query.after,
          limit: pageLength + 1,
        })
        const items = found.slice(0, pageLength)
        return {
          items: items.map(present),
          next: found.length > pageLength ? (items.at(-1)?.id ?? null) : null,
        }
      },
    )

    app.post(
      '/subscriptions/:id/resume',
      {
        onRequest: allow(verify, 'operator'),
        schema: {
          tags: ['events'],
          summary: 'Deliver again what was given up, from where it stopped',
          security: bearer,
          params,
          response: { 200: subscription, ...problems('notFound') },
        },
      },
      async (request) => {
        if (!(await resumeSubscription(database, request.params.id, now()))) throw new DomainError('notFound')
        return await one(request.params.id)
      },
    )

    app.delete(
      '/subscriptions/:id',
      {
        onRequest: allow(verify, 'operator'),
        schema: {
          tags: ['events'],
          summary: 'End a subscription; what waits is not delivered any more',
          security: bearer,
          params,
          response: { 204: z.null(), ...problems('notFound') },
        },
      },
      async (request, reply) => {
        if (!(await endSubscription(database, request.params.id, now()))) throw new DomainError('notFound')
        return await reply.code(204).send(null)
      },
    )
  }

function present(view: SubscriptionView): z.infer<typeof subscription> {
  const { procedureCode, createdAt, stoppedAt, kinds, ...rest } = view
  return {
    ...rest,
    kinds: [...kinds],
    procedure: procedureCode,
    createdAt: isoOf(createdAt),
    stoppedAt: isoOrNull(stoppedAt),
  }
}
