import { randomUUID } from 'node:crypto'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { secretContext } from '../../db/identity/sealing-context.ts'
import { endSubscription, eventKinds, resumeSubscription } from '../../db/notices/events.ts'
import { readSubscriptions, type SubscriptionView, subscribe } from '../../db/notices/subscription.ts'
import { DomainError } from '../../domain/errors.ts'
import { allow, type Caller, callerOf } from '../access/auth.ts'
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
    .describe('`whsec_` and the base64 of 24 to 64 bytes; both sides keep it, it is never shown again'),
  kinds: z
    .array(z.enum(eventKinds))
    .min(1)
    .max(eventKinds.length)
    .describe('`unit.changed` is sent when a reorganisation is armed, taken back or takes effect'),
  procedure: z
    .string()
    .regex(/^\d\.\d{6}$/)
    .optional()
    .describe('Only dossiers of this procedure; events of units are not narrowed'),
  field: z.string().max(200).optional().describe('Only dossiers of this field'),
  filedBy: z.string().min(1).max(200).optional().describe('Only dossiers that this service filed'),
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

const subscriptionPage = z.object({ items: z.array(subscription), next: z.uuid().nullable() })

const params = z.object({ id: z.uuid() })
const pageLength = 50

export const subscriptionRoutes =
  (deps: RouteDeps): FastifyPluginAsyncZod =>
  async (app) => {
    await app.register(subscribeRoutes(deps))
    await app.register(subscriptionStateRoutes(deps))
  }

const subscribeRoutes =
  (deps: RouteDeps): FastifyPluginAsyncZod =>
  async (app) => {
    app.post(
      '/subscriptions',
      {
        onRequest: allow(deps.verify, 'operator'),
        schema: {
          tags: ['events'],
          summary: 'Subscribe another system to events',
          security: bearer,
          headers: idempotencyHeaders,
          body: wanted,
          response: { 201: subscription, ...problems('keyReused') },
        },
      },
      async (request, reply) => {
        const created = await createSubscription(deps, callerOf(request), {
          key: request.headers['idempotency-key'],
          body: request.body,
        })
        return reply.code(201).send(created)
      },
    )

    app.get(
      '/subscriptions',
      {
        onRequest: allow(deps.verify, 'operator'),
        schema: {
          tags: ['events'],
          summary: 'Who receives events, and how many wait',
          security: bearer,
          querystring: z.strictObject({ after: z.uuid().optional().describe('`next` of the page before') }),
          response: {
            200: subscriptionPage,
            ...problems(),
          },
        },
      },
      (request) => listSubscriptions(deps, request.query.after),
    )
  }

const subscriptionStateRoutes =
  (deps: RouteDeps): FastifyPluginAsyncZod =>
  async (app) => {
    app.post(
      '/subscriptions/:id/resume',
      {
        onRequest: allow(deps.verify, 'operator'),
        schema: {
          tags: ['events'],
          summary: 'Resume deliveries that were given up, from where they stopped',
          security: bearer,
          params,
          response: { 200: subscription, ...problems('notFound') },
        },
      },
      (request) => resumeDelivery(deps, request.params.id),
    )

    app.delete(
      '/subscriptions/:id',
      {
        onRequest: allow(deps.verify, 'operator'),
        schema: {
          tags: ['events'],
          summary: 'End a subscription; waiting events are not delivered',
          security: bearer,
          params,
          response: { 204: z.null(), ...problems('notFound') },
        },
      },
      async (request, reply) => {
        await removeSubscription(deps, request.params.id)
        return await reply.code(204).send(null)
      },
    )
  }

/** @throws {DomainError} `keyReused` where the key named another subscription */
export async function createSubscription(
  deps: RouteDeps,
  caller: Caller,
  { key, body }: { key: string; body: z.infer<typeof wanted> },
): Promise<z.infer<typeof subscription>> {
  const { url, secret, kinds, procedure, field, filedBy } = body
  const subscriptionId = randomUUID()
  const id = await subscribe(deps.database, {
    ...{ id: subscriptionId, caller: caller.id, key, url },
    ...{
      secret: deps.vault.seal(secret, secretContext(subscriptionId)),
      kinds: [...new Set(kinds)].toSorted(),
    },
    ...{ procedureCode: procedure ?? null, field: field ?? null, filedBy: filedBy ?? null, at: deps.now() },
  })
  return await showSubscription(deps, id)
}

export async function listSubscriptions(
  { database }: RouteDeps,
  after: string | undefined,
): Promise<z.infer<typeof subscriptionPage>> {
  const found = await readSubscriptions(database.sql, {
    after,
    limit: pageLength + 1,
  })
  const items = found.slice(0, pageLength)
  return {
    items: items.map(present),
    next: found.length > pageLength ? (items.at(-1)?.id ?? null) : null,
  }
}

/** @throws {DomainError} `notFound` */
export async function resumeDelivery(deps: RouteDeps, id: string): Promise<z.infer<typeof subscription>> {
  if (!(await resumeSubscription(deps.database, id, deps.now()))) throw new DomainError('notFound')
  return await showSubscription(deps, id)
}

/** @throws {DomainError} `notFound` */
export async function removeSubscription({ database, now }: RouteDeps, id: string): Promise<void> {
  if (!(await endSubscription(database, id, now()))) throw new DomainError('notFound')
}

async function showSubscription({ database }: RouteDeps, id: string): Promise<z.infer<typeof subscription>> {
  const [found] = await readSubscriptions(database.sql, { id, limit: 1 })
  if (found === undefined) throw new DomainError('notFound')
  return present(found)
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
