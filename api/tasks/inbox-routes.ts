import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { claimsPage, type InboxPage, inboxPage } from '../../db/tasks/inbox.ts'
import { authorities } from '../../db/territory/authority/authority.ts'
import { roleNames } from '../../domain/dossier/dossier.ts'
import { DomainError } from '../../domain/errors.ts'
import { allow, type Caller, callerOf } from '../access/auth.ts'
import { deskFilter } from '../access/desk-filter.ts'
import { byDue } from '../server/cursor.ts'
import type { RouteDeps } from '../server/deps.ts'
import { bearer, officeId, problems, unitId } from '../server/schemas.ts'
import { inboxItem, presentInbox } from './present-inbox.ts'

const page = {
  after: z.string().max(300).optional().describe('`next` of the page before'),
  limit: z.coerce.number().int().min(1).max(50).default(50),
}

const unit = unitId.optional().describe('Needed where the caller works in several units, or supervises all')

const query = z.strictObject({
  unit,
  office: officeId
    .optional()
    .describe('Only the desks of this office, such as the City Centre, `hanoi:01/mot-cua`'),
  role: z.enum(roleNames).optional().describe('Only the tasks of this desk'),
  claimedBy: z
    .string()
    .min(1)
    .max(200)
    .optional()
    .describe(
      'Instead of desks: what this officer holds, `me` for oneself; officers ask for themselves alone',
    ),
  ...page,
})

const escalationsQuery = z.strictObject({ unit, ...page })

const inboxAnswer = z.object({
  unit: z.string().nullable().describe('Null with `claimedBy`'),
  items: z.array(inboxItem),
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
          summary:
            'Tasks open at the desks of a unit or an office, or held by an officer, by due time; as of now',
          security: bearer,
          querystring: query,
          response: { 200: inboxAnswer, ...problems('forbidden', 'notFound', 'unitEnded') },
        },
      },
      (request) => listInbox(deps, callerOf(request), request.query),
    )

    app.get(
      '/escalations',
      {
        onRequest: allow(deps.verify, 'officer', 'supervisor'),
        schema: {
          tags: ['inbox'],
          summary:
            'Late tasks of a unit and to whom they have been escalated; an officer sees those escalated to the own roles',
          security: bearer,
          querystring: escalationsQuery,
          response: { 200: inboxAnswer, ...problems('forbidden', 'unitEnded') },
        },
      },
      (request) => listEscalations(deps, callerOf(request), request.query),
    )
  }

/**
 * A page of the desks' open tasks, or with `claimedBy` of what an officer has claimed.
 * @throws {DomainError} `forbidden` of desks and officers that the caller may not see; `notFound` of an office
 */
export async function listInbox(
  deps: RouteDeps,
  caller: Caller,
  { claimedBy, after, limit, ...desks }: z.infer<typeof query>,
): Promise<z.infer<typeof inboxAnswer>> {
  const { sql } = deps.database
  const asOfMs = deps.now()
  const paging = { limit, asOfMs, ...(after === undefined ? {} : { after: byDue.read(after) }) }
  if (claimedBy !== undefined) {
    const officerId = holderOf(caller, claimedBy)
    const root = caller.role === 'supervisor' ? caller.unitId : null
    return {
      unit: null,
      ...(await presented(deps, caller, await claimsPage(sql, { officerId, root, ...paging }), asOfMs)),
    }
  }
  const desk = await deskFilter(deps, caller, desks, asOfMs)
  const officer = caller.role === 'officer' ? { officerId: caller.id } : {}
  const found = await inboxPage(sql, { ...desk, ...officer, ...paging })
  return { unit: desk.unitId, ...(await presented(deps, caller, found, asOfMs)) }
}

/** @throws {DomainError} `forbidden` of a unit that the caller may not see */
export async function listEscalations(
  deps: RouteDeps,
  caller: Caller,
  { unit, after, limit }: z.infer<typeof escalationsQuery>,
): Promise<z.infer<typeof inboxAnswer>> {
  const asOfMs = deps.now()
  const { unitId, escalated } = await deskFilter(deps, caller, { unit }, asOfMs)
  const found = await inboxPage(deps.database.sql, {
    ...{ unitId, limit, asOfMs, escalatedOnly: true },
    ...(escalated === undefined ? {} : { escalated }),
    ...(after === undefined ? {} : { after: byDue.read(after) }),
  })
  return { unit: unitId, ...(await presented(deps, caller, found, asOfMs)) }
}

/** For an officer: with what the officer may do about each task, by the rule that judges a decision. */
async function presented(
  { database: { sql } }: RouteDeps,
  { id, role, unitId }: Caller,
  found: InboxPage,
  asOfMs: number,
): Promise<ReturnType<typeof presentInbox>> {
  if (role !== 'officer' || found.items.length === 0) return presentInbox(found)
  const taskIds = found.items.map(({ taskId }) => taskId)
  return presentInbox(found, await authorities(sql, { officerId: id, unitId, taskIds, asOfMs }))
}

function holderOf({ id, role }: Caller, claimedBy: string): string {
  const holder = claimedBy === 'me' ? id : claimedBy
  if (role === 'officer' && holder !== id) throw new DomainError('forbidden')
  return holder
}
