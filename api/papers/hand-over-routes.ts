/** What a closing unit hands over, with the address where it goes. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { handOverList } from '../../db/papers/hand-over-list.ts'
import { unitName } from '../../db/territory/units/unit-lookup.ts'
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
  })
  .meta({ id: 'HandedOver' })

const page = z.object({ items: z.array(item), next: z.string().nullable().describe('Null on the last page') })

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
    items: shown.map((row) => ({
      ...{
        kind: row.kind,
        what: row.what,
        name: row.otherName,
        dossier: row.dossierId,
        code: row.code,
        procedure: row.procedureCode,
      },
      since: isoOf(row.since),
      to:
        row.unitId === null || row.unitName === null
          ? null
          : {
              ...{ unit: row.unitId, name: row.unitName, address: row.address },
              openingHours: row.openingHours,
            },
    })),
    next: last === undefined ? null : byCode.write({ code: last.code, kind: last.kind, what: last.what }),
  }
}
