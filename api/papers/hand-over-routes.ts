/** What a closing unit hands over, with the address where it goes. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { recordConfirmations } from '../../db/papers/confirm-hand-over.ts'
import { confirmed, type HandOverItem, handOverList } from '../../db/papers/hand-over-list.ts'
import { unitName, worksIn } from '../../db/territory/units/unit-lookup.ts'
import { DomainError } from '../../domain/errors.ts'
import { allow, type Caller, callerOf } from '../access/auth.ts'
import { cursors } from '../server/cursor.ts'
import type { RouteDeps } from '../server/deps.ts'
import { bearer, instant, isoOf, problems, unitId } from '../server/schemas.ts'
import { requireHolder } from './original-routes.ts'

const kinds = z.enum(['original', 'result'])

const query = z.strictObject({
  asOf: instant
    .optional()
    .describe('The instant from which others hold it, also to come; now where left out'),
  after: z.string().max(500).optional().describe('`next` of the page before'),
  limit: z.coerce.number().int().min(1).max(500).default(100),
})

const item = z
  .object({
    kind: kinds.describe('An original that it holds, or a result that nobody has collected'),
    what: z.string().describe('The paper, or the result'),
    name: z
      .string()
      .nullable()
      .describe('Of a paper that the procedure does not have, as another system called it'),
    dossier: z.uuid(),
    code: z.string(),
    procedure: z.string(),
    since: instant,
    to: z
      .object({
        unit: z.string(),
        name: z.string(),
        address: z.string().nullable(),
        openingHours: z.string().nullable(),
      })
      .nullable()
      .describe('Who hands it out then; null: nobody, and a person has to say'),
    confirmed: z
      .object({
        received: z.boolean(),
        reason: z.string().nullable().describe('Why it is missing'),
        at: instant,
        unit: z.string(),
        officer: z.string().nullable().describe('Name'),
      })
      .nullable()
      .describe('What the receiving unit said last; null: nothing yet'),
  })
  .meta({ id: 'HandedOver' })

const page = z.object({ items: z.array(item), next: z.string().nullable().describe('Null on the last page') })

const named = { dossier: z.uuid(), kind: kinds, what: z.string().min(1).max(200) }

const said = z
  .strictObject({
    received: z.array(z.strictObject(named)).max(100).default([]),
    missing: z
      .array(
        z.strictObject({ ...named, reason: z.string().trim().min(1).max(500).describe('In Vietnamese') }),
      )
      .max(100)
      .default([]),
  })
  .refine(({ received, missing }) => received.length + missing.length > 0, 'names nothing')

const byCode = cursors(z.object({ code: z.string(), kind: kinds, what: z.string() }))

export const handOverRoutes =
  (deps: RouteDeps): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/units/:id/hand-over',
      {
        onRequest: allow(deps.verify, 'officer', 'supervisor'),
        schema: {
          tags: ['papers'],
          summary:
            'Results not collected and originals of a unit that closes or has closed, with their new address',
          security: bearer,
          params: z.object({ id: unitId }),
          querystring: query,
          response: { 200: page, ...problems('forbidden', 'notFound') },
        },
      },
      (request) => listHandOver(deps, callerOf(request), { unit: request.params.id, ...request.query }),
    )

    app.post(
      '/units/:id/hand-over/received',
      {
        onRequest: allow(deps.verify, 'officer'),
        schema: {
          tags: ['papers'],
          summary:
            'Say what came from a unit that closed, and what is missing; repeating it changes nothing. Originals are then held by the unit that received them',
          security: bearer,
          params: z.object({ id: unitId }),
          body: said,
          response: {
            200: z.object({ items: z.array(item) }),
            ...problems('forbidden', 'notFound', 'notCompetent'),
          },
        },
      },
      (request) => confirmHandOver(deps, callerOf(request), request.params.id, request.body),
    )
  }

/** @throws {DomainError} `forbidden` of a unit that the caller may not see; `notFound` */
export async function listHandOver(
  deps: RouteDeps,
  caller: Caller,
  { unit, asOf, after, limit }: z.infer<typeof query> & { unit: string },
): Promise<z.infer<typeof page>> {
  const { sql } = deps.database
  await requireHolder(deps, caller, unit)
  if ((await unitName(sql, unit)) === null) throw new DomainError('notFound')
  const asOfMs = asOf === undefined ? deps.now() : Date.parse(asOf)
  const from = after === undefined ? null : byCode.read(after)
  const rows = await handOverList(sql, { unitId: unit, asOfMs, after: from, limit: limit + 1 })
  const shown = rows.slice(0, limit)
  const last = rows.length > limit ? shown.at(-1) : undefined
  return {
    items: shown.map(presentItem),
    next: last === undefined ? null : byCode.write({ code: last.code, kind: last.kind, what: last.what }),
  }
}

/**
 * By officers of the unit that hands out each item now. All or nothing.
 * @throws {DomainError} `notFound` of the unit; `notCompetent` where another unit receives an item, or it has not left yet; `invalidInput`
 * of an item that is not in the list, is named twice, or is missing after it was received
 */
export async function confirmHandOver(
  deps: RouteDeps,
  { id: officerId, unitId: within }: Caller,
  unit: string,
  { received, missing }: z.infer<typeof said>,
): Promise<{ items: z.infer<typeof item>[] }> {
  const { sql } = deps.database
  if ((await unitName(sql, unit)) === null) throw new DomainError('notFound')
  const at = deps.now()
  const words = [...received.map((one) => ({ ...one, reason: null })), ...missing].map(
    ({ dossier: dossierId, ...one }) => ({ ...one, dossierId }),
  )
  const rows = await recordConfirmations(deps.database, { unitId: unit, words, at }, async (tx, to) => {
    const may = to !== null && to !== unit && (within === null || within === to)
    if (!may || !(await worksIn(tx, officerId, to, at))) throw new DomainError('notCompetent')
    return { actorId: officerId, unitId: to, at }
  })
  return { items: rows.map(presentItem) }
}

function presentItem(row: HandOverItem): z.infer<typeof item> {
  const { saidAt, saidBy } = row
  return {
    ...{ kind: row.kind, what: row.what, name: row.otherName },
    ...{ dossier: row.dossierId, code: row.code, procedure: row.procedureCode },
    since: isoOf(row.since),
    to:
      row.unitId === null || row.unitName === null
        ? null
        : {
            ...{ unit: row.unitId, name: row.unitName, address: row.address },
            openingHours: row.openingHours,
          },
    confirmed:
      saidAt === null || saidBy === null
        ? null
        : {
            received: row.said === confirmed.received,
            ...{ reason: row.reason, at: isoOf(saidAt), unit: saidBy, officer: row.officer },
          },
  }
}
