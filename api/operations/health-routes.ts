import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { DomainError } from '../../domain/errors.ts'
import type { RouteDeps } from '../server/deps.ts'
import { problems } from '../server/schemas.ts'

const patienceMs = 2_000

export const healthRoutes =
  ({ database, engine, metrics }: RouteDeps): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/health',
      {
        schema: {
          tags: ['operation'],
          summary: 'Whether the process runs',
          response: { 200: z.object({ status: z.literal('up') }) },
        },
      },
      async () => ({ status: 'up' as const }),
    )

    app.get(
      '/ready',
      {
        schema: {
          tags: ['operation'],
          summary:
            'Whether requests may be sent here; without the engine they may: filings are taken and decisions kept',
          response: {
            200: z.object({ ready: z.literal(true), engine: z.enum(['up', 'away']) }),
            ...problems('databaseUnavailable'),
          },
        },
      },
      async () => {
        const [databaseUp, engineUp] = await Promise.all([
          answers(database.sql`select 1`),
          answers(
            engine.connection.withDeadline(Date.now() + patienceMs, () =>
              engine.connection.workflowService.describeNamespace({
                namespace: engine.client.options.namespace,
              }),
            ),
          ),
        ])
        if (databaseUp)
          return { ready: true as const, engine: engineUp ? ('up' as const) : ('away' as const) }
        throw new DomainError('databaseUnavailable', {
          hint: 'Send no requests here until PostgreSQL answers again.',
          fields: [{ path: '/database', problem: 'does not answer' }],
        })
      },
    )

    app.get(
      '/metrics',
      {
        schema: {
          tags: ['operation'],
          summary: 'Figures for Prometheus, without personal data',
          response: { 200: z.string() },
        },
        serializerCompiler: () => String,
      },
      async (_request, reply) => reply.type(metrics.contentType).send(await metrics.text()),
    )
  }

/** A pool that is cut off waits for its connection: what has not answered in time is not there. */
async function answers(asked: PromiseLike<unknown>): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), patienceMs)
  })
  const answered = Promise.resolve(asked).then(
    () => true,
    () => false,
  )
  return await Promise.race([answered, late]).finally(() => clearTimeout(timer))
}
