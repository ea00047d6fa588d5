import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { inboxPage } from '../../db/inbox.ts'
import { supervises, unitsOf } from '../../db/read/unit.ts'
import { roles } from '../../domain/dossier.ts'
import { DomainError } from '../../domain/errors.ts'
import type { RouteDeps } from '../api-deps.ts'
import { allow, type Caller, callerOf } from '../auth.ts'
import { byDue } from '../cursor.ts'
import { bearer, instant, isoOf, problems, unitId } from '../fields.ts'

const roleNames = Object.keys(roles)

const query = z.strictObject({
  unit: unitId.optional().describe('Needed where the caller works in several units'),
  role: z.enum(roleNames).optional().describe('Only the tasks of this desk'),
  after: z.string().max(300).optional().describe('`next` of the page before'),
  limit: z.coerce.number().int().min(1).max(50).default(50),
})

const page = z.object({
  unit: z.string(),
  items: z.array(
    z
      .object({
        task: z.string(),
        dossier: z.uuid(),
        code: z.string(),
        procedure: z.string(),
        step: z.string(),
        kind: z.string(),
        role: z.string(),
        openedAt: instant,
        dueAt: instant,
        late: z.boolean(),
        claimedBy: z.string().nullable(),
      })
      .meta({ id: 'InboxItem' }),
  ),
  next: z.string().nullable().describe('Null on the last page'),
})

export const inboxRoutes =
  (deps: RouteDeps): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/inbox',
      {
        onRequest: allow(deps.verify, 'officer', 'supervisor'),
        schema: {
          tags: ['inbox'],
          summary: 'Tasks open at the desks of a unit, by due time; as of now',
          security: bearer,
          querystring: query,
          response: { 200: page, ...problems('forbidden') },
        },
      },
      async (request) => {
        const { unit, role, after, limit } = request.query
        const caller = callerOf(request)
        const asOfMs = deps.now()
        const desk = await deskFor(deps, caller, unit, role, asOfMs)
        const { items, next } = await inboxPage(deps.database.sql, {
          unitId: desk.unitId,
          ...(desk.roles === undefined ? {} : { roles: desk.roles }),
          ...(caller.role === 'officer' ? { officerId: caller.id } : {}),
          ...(after === undefined ? {} : { after: byDue.read(after) }),
          limit,
          asOfMs,
        })
        return {
          unit: desk.unitId,
          items: items.map((item) => ({
            task: item.taskId,
            dossier: item.dossierId,
            code: item.code,
            procedure: item.procedureCode,
            step: item.step,
            kind: item.kind,
            role: item.role,
            openedAt: isoOf(item.openedAt),
            dueAt: isoOf(item.dueAt),
            late: item.late,
            claimedBy: item.claimedBy,
          })),
          next: next === null ? null : byDue.write(next),
        }
      },
    )
  }

/** An officer sees the desks of the own mandates, a supervisor those of a unit supervised. */
async function deskFor(
  deps: RouteDeps,
  caller: Caller,
  asked: string | undefined,
  role: string | undefined,
  asOfMs: number,
): Promise<{ unitId: string; roles?: readonly string[] }> {
  const wanted = asked ?? caller.unitId ?? undefined
  if (caller.role === 'supervisor') {
    if (wanted === undefined) throw needsUnit()
    const over = await supervises(deps.database.sql, { unitId: wanted, root: caller.unitId, asOfMs })
    if (!over)
      throw new DomainError('forbidden', { hint: 'Ask for the unit you supervise, or one below it.' })
    return { unitId: wanted, ...(role === undefined ? {} : { roles: [role] }) }
  }
  const own = await unitsOf(deps.database.sql, caller.id, asOfMs)
  if (wanted === undefined && own.length > 1) throw needsUnit()
  const desk = wanted === undefined ? own[0] : own.find(({ unitId }) => unitId === wanted)
  if (desk === undefined || (caller.unitId !== null && caller.unitId !== desk.unitId)) {
    throw new DomainError('forbidden', { hint: 'Ask for a unit in which you hold a mandate today.' })
  }
  return { unitId: desk.unitId, roles: desk.roles.filter((held) => role === undefined || held === role) }
}

const needsUnit = (): DomainError =>
  new DomainError('invalidInput', { fields: [{ path: '/querystring/unit', problem: 'is missing' }] })
