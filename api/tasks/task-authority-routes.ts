import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { authority, type MandateHeld } from '../../db/territory/authority/authority.ts'
import { DomainError, wrongField } from '../../domain/errors.ts'
import { dongToJson } from '../../domain/money.ts'
import { mandateKinds } from '../../domain/territory/mandate.ts'
import { allow, type Caller, callerOf } from '../access/auth.ts'
import { findTask } from '../requests/task-requests.ts'
import type { RouteDeps } from '../server/deps.ts'
import { bearer, knownAt, problems, taskParams } from '../server/schemas.ts'
import { changeAt } from '../territory/known-at.ts'

const query = z.strictObject({
  officer: z.string().min(1).max(200).optional().describe('For supervisors; officers ask for themselves'),
  knownAt,
})

const taskAuthority = z.object({
  task: z.string(),
  officer: z.string(),
  allowed: z.boolean(),
  code: z.string().nullable().describe('What a decision would be refused with'),
  because: z.string().describe('Vietnamese: unit, mandate, for whom, on what basis; or what is against it'),
  unit: z.string().nullable().describe('Responsible now'),
  custodian: z.boolean().nullable(),
  mandate: z
    .object({
      id: z.string(),
      kind: z.enum(mandateKinds),
      actingForId: z.string().nullable(),
      basis: z.string(),
      upToDong: z
        .string()
        .nullable()
        .describe('A signature that has more paid is refused, đồng in digits; null: any amount'),
    })
    .nullable(),
})

export const taskAuthorityRoutes =
  (deps: RouteDeps): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/tasks/:id/authority',
      {
        onRequest: allow(deps.verify, 'officer', 'supervisor'),
        schema: {
          tags: ['tasks'],
          summary: 'Whether an officer may decide a task now, and why',
          security: bearer,
          params: taskParams,
          querystring: query,
          response: { 200: taskAuthority, ...problems('notFound', 'forbidden') },
        },
      },
      (request) => showTaskAuthority(deps, callerOf(request), request.params.id, request.query),
    )
  }

/** @throws {DomainError} `invalidInput` where a supervisor names nobody, and of `knownAt`; `forbidden` of another officer; `notFound` */
export async function showTaskAuthority(
  deps: RouteDeps,
  caller: Caller,
  taskId: string,
  query: { officer?: string | undefined; knownAt?: string | undefined },
): Promise<z.infer<typeof taskAuthority>> {
  const at = deps.now()
  const officer = officerOf(caller, query.officer)
  const task = await findTask(deps, taskId, at)
  const by = await authority(deps.database.sql, {
    officerId: officer,
    unitId: caller.role === 'officer' ? caller.unitId : null,
    taskId: task.open ? task.id : '',
    asOfMs: at,
    known: await changeAt(deps.database, query.knownAt),
  })
  return {
    task: task.id,
    officer,
    allowed: by.allowed,
    code: by.allowed ? null : by.code,
    because: by.because,
    unit: by.responsible?.unitId ?? null,
    custodian: by.responsible?.custodian ?? null,
    mandate: by.allowed ? presentMandate(by.mandate) : null,
  }
}

const presentMandate = ({ upToDong, ...mandate }: MandateHeld) => ({
  ...mandate,
  upToDong: upToDong === null ? null : dongToJson(upToDong),
})

function officerOf({ id, role }: Caller, named: string | undefined): string {
  if (role !== 'officer') {
    if (named === undefined) throw wrongField('/querystring/officer', 'is missing')
    return named
  }
  if (named !== undefined && named !== id) throw new DomainError('forbidden')
  return id
}
