import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { inventedAmongOfficers } from '../../db/territory/authority/accounts.ts'
import { DomainError } from '../../domain/errors.ts'
import { inventedOfficers } from '../../domain/territory/staff.ts'
import type { RouteDeps } from '../server/deps.ts'
import { problems } from '../server/schemas.ts'

const patienceMs = 2_000

/** A machine that is off by more is to be set right: its log and its tokens go by its own clock. */
const offFromMs = 1_000

const ready = z.object({
  ready: z.literal(true),
  engine: z.enum(['up', 'away']),
  inventedOfficers: z
    .enum(inventedOfficers)
    .nullable()
    .describe(
      'Officers made for trying out who hold a mandate now, alone or beside real ones; null: not known',
    ),
  clockOffMs: z
    .int()
    .nullable()
    .describe(
      'How far this machine’s clock is ahead of the database’s, by which instants are judged; null up to a second, and where not known',
    ),
  rehearsal: z
    .string()
    .nullable()
    .describe('The rehearsal that this process serves, on a copy: nothing here is live; null: it is live'),
})

export const healthRoutes =
  (deps: RouteDeps): FastifyPluginAsyncZod =>
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
            'Whether this process takes requests; it does without the engine: filings and requests are recorded',
          response: {
            200: ready,
            ...problems('databaseUnavailable', 'shuttingDown'),
          },
        },
      },
      () => checkReadiness(deps),
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
      async (_request, reply) => reply.type(deps.metrics.contentType).send(await deps.metrics.text()),
    )
  }

/** Asks PostgreSQL and the engine. @throws {DomainError} `databaseUnavailable`, `shuttingDown` */
export async function checkReadiness({
  database,
  engine,
  draining,
  now,
  machineAheadMs,
  rehearsal,
}: RouteDeps): Promise<z.infer<typeof ready>> {
  if (draining?.() === true) throw new DomainError('shuttingDown')
  const [schema, engineUp] = await Promise.all([
    inTime(database.schemaState()),
    inTime(
      engine.connection.withDeadline(Date.now() + patienceMs, () =>
        engine.connection.workflowService.describeNamespace({
          namespace: engine.client.options.namespace,
        }),
      ),
    ),
  ])
  if (schema === 'current') {
    const invented = await inTime(inventedAmongOfficers(database.probe, now()))
    return {
      ready: true,
      engine: engineUp === null ? 'away' : 'up',
      inventedOfficers: invented,
      clockOffMs: clockOff(machineAheadMs?.() ?? 0),
      rehearsal: rehearsal ?? null,
    }
  }
  throw new DomainError('databaseUnavailable', notReady[schema ?? 'away'])
}

const clockOff = (aheadMs: number): number | null =>
  Math.abs(aheadMs) > offFromMs ? Math.round(aheadMs) : null

const notReady = {
  away: {
    hint: 'Send no requests here until PostgreSQL answers again.',
    fields: [{ path: '/database', problem: 'does not answer' }],
  },
  absent: {
    hint: 'Run `npm run migrate` with the DATABASE_URL of this process.',
    fields: [{ path: '/database', problem: 'has no schema' }],
  },
  behind: {
    hint: 'Run `npm run migrate` of this build with the DATABASE_URL of this process.',
    fields: [{ path: '/database', problem: 'has the schema of an older build' }],
  },
} as const

/** Null where it did not answer: a connection that is cut off is waited for, and what has not answered in time is not there. */
async function inTime<T>(asked: Promise<T>): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<null>((resolve) => {
    timer = setTimeout(() => resolve(null), patienceMs)
  })
  return await Promise.race([asked.catch(() => null), late]).finally(() => clearTimeout(timer))
}
