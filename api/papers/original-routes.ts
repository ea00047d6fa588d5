/** Where originals of papers are: of one paper, and what a unit holds. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { noteOriginals, originalsHeldBy, placesOfOriginals } from '../../db/papers/original-place.ts'
import {
  readOffice,
  supervisesOrAfter,
  unitStands,
  worksInOrAfter,
} from '../../db/territory/units/unit-lookup.ts'
import { DomainError, wrongField } from '../../domain/errors.ts'
import { allow, type Caller, callerOf } from '../access/auth.ts'
import { dossierFor } from '../access/dossier-access.ts'
import { refuseEndedUnit } from '../access/ended-unit.ts'
import { editionOf, requirePaper } from '../filing/resolve-content.ts'
import { cursors } from '../server/cursor.ts'
import type { RouteDeps } from '../server/deps.ts'
import { bearer, officeId, paperParams, problems, unitId } from '../server/schemas.ts'
import { originalsAnswer, presentOriginals } from './present-papers.ts'

const moved = z.union([
  z.strictObject({ unit: unitId, office: officeId.optional() }),
  z.strictObject({ returned: z.literal(true).describe('Given back to the applicant') }),
])

const query = z.strictObject({
  unit: unitId.describe('Also a former unit: what it held is to be handed over'),
  office: officeId.optional(),
  after: z.string().max(300).optional().describe('`next` of the page before'),
  limit: z.coerce.number().int().min(1).max(100).default(50),
})

const held = originalsAnswer
  .extend({
    dossier: z.uuid(),
    code: z.string(),
    closed: z.boolean().describe('The dossier has ended: they may be given back'),
    procedure: z.string(),
    paper: z.string(),
    name: z.string().describe('Name of the paper in its procedure'),
  })
  .meta({ id: 'HeldOriginals' })

const heldPage = z.object({
  items: z.array(held),
  next: z.string().nullable().describe('Null on the last page'),
})

const byArrival = cursors(z.object({ id: z.number() }))

export const originalRoutes =
  (deps: RouteDeps): FastifyPluginAsyncZod =>
  async (app) => {
    app.post(
      '/dossiers/:id/papers/:kind/originals',
      {
        onRequest: allow(deps.verify, 'officer'),
        schema: {
          tags: ['papers'],
          summary: 'Record where the originals of a paper are from now on; repeating it changes nothing',
          security: bearer,
          params: paperParams,
          body: moved,
          response: { 200: originalsAnswer, ...problems('notFound', 'forbidden', 'notCompetent') },
        },
      },
      (request) => recordOriginals(deps, callerOf(request), { ...request.params, body: request.body }),
    )

    app.get(
      '/originals',
      {
        onRequest: allow(deps.verify, 'officer', 'supervisor'),
        schema: {
          tags: ['papers'],
          summary: 'Originals that a unit holds, the oldest first',
          security: bearer,
          querystring: query,
          response: {
            200: heldPage,
            ...problems('forbidden'),
          },
        },
      },
      (request) => listOriginals(deps, callerOf(request), request.query),
    )
  }

/**
 * By officers of the dossier, and by those who work in the unit that holds them or in one that it became: of an old unit that went to
 * several, not each is responsible for the dossier.
 * @throws {DomainError} `notFound`, `notCompetent`; `invalidInput` where the unit or office does not exist today
 */
export async function recordOriginals(
  deps: RouteDeps,
  caller: Caller,
  { id, kind, body }: { id: string; kind: string; body: z.infer<typeof moved> },
): Promise<z.infer<typeof originalsAnswer>> {
  const { database } = deps
  const { head, access } = await dossierFor(deps, caller, id)
  const at = deps.now()
  if (access === null && !(await holdsOriginals(deps, caller, { dossierId: head.id, kind, at }))) {
    throw new DomainError('notCompetent')
  }
  // What another system held is moved and given back too, though the procedure does not require it.
  const noted = (await placesOfOriginals(database.sql, head.id)).some((place) => place.kind === kind)
  if (!noted) requirePaper(deps, head.plan, kind)
  const to = await placeNamed(deps, body, at)
  const { id: actorId, unitId: of } = access?.actor ?? caller
  await noteOriginals(database, { dossierId: head.id, kind, ...to }, { actorId, unitId: of, at })
  const now = (await placesOfOriginals(database.sql, head.id)).find((place) => place.kind === kind)
  if (now === undefined) throw new Error(`the place of ${kind} was noted and is not there`)
  return presentOriginals(now)
}

async function holdsOriginals(
  { database: { sql } }: RouteDeps,
  { id: officerId, unitId: within }: Caller,
  { dossierId, kind, at }: { dossierId: string; kind: string; at: number },
): Promise<boolean> {
  const place = (await placesOfOriginals(sql, dossierId)).find((one) => one.kind === kind)
  const unitId = place?.unitId ?? null
  return unitId !== null && (await worksInOrAfter(sql, { officerId, within, unitId, asOfMs: at }))
}

/** @throws {DomainError} `forbidden` of a unit that the caller may not see */
export async function listOriginals(
  deps: RouteDeps,
  caller: Caller,
  { unit, office, after, limit }: z.infer<typeof query>,
): Promise<z.infer<typeof heldPage>> {
  await requireHolder(deps, caller, unit)
  const page = { unitId: unit, officeId: office ?? null, limit }
  const from = after === undefined ? 0 : byArrival.read(after).id
  const { items, next } = await originalsHeldBy(deps.database.sql, { ...page, after: from })
  return {
    items: items.map(
      ({ dossierId: dossier, code, closed, procedureCode: procedure, edition, otherName, ...place }) => ({
        ...presentOriginals(place),
        ...{ dossier, code, closed, procedure, paper: place.kind },
        name: editionOf(deps, { procedure, edition })?.papers[place.kind]?.name ?? otherName ?? place.kind,
      }),
    ),
    next: next === null ? null : byArrival.write({ id: next }),
  }
}

/** An officer of the unit, or of one that it became; a supervisor over one of these. @throws {DomainError} `unitEnded`, `forbidden` */
export async function requireHolder(
  deps: RouteDeps,
  { id, role, unitId: own }: Caller,
  unit: string,
): Promise<void> {
  const { sql } = deps.database
  const asOfMs = deps.now()
  const may =
    role === 'supervisor'
      ? await supervisesOrAfter(sql, { unitId: unit, root: own, asOfMs })
      : await worksInOrAfter(sql, { officerId: id, within: own, unitId: unit, asOfMs })
  if (may) return
  await refuseEndedUnit(deps, own ?? unit, asOfMs)
  throw new DomainError('forbidden', { hint: 'Ask for a unit in which you work, or over which you are.' })
}

/** @throws {DomainError} `unitEnded`; `invalidInput` where the unit or office does not exist at the instant */
async function placeNamed(
  deps: RouteDeps,
  body: z.infer<typeof moved>,
  at: number,
): Promise<{ unitId: string | null; officeId: string | null }> {
  if (!('unit' in body)) return { unitId: null, officeId: null }
  const { sql } = deps.database
  const { unit, office = null } = body
  if (!(await unitStands(sql, unit, at))) {
    await refuseEndedUnit(deps, unit, at, '/unit')
    throw wrongField('/unit', 'is no unit that exists today')
  }
  if (office !== null && (await readOffice(sql, office, at))?.unitId !== unit) {
    throw wrongField('/office', 'is no office of this unit today')
  }
  return { unitId: unit, officeId: office }
}
