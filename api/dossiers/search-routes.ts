import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { type SearchBy, type SearchFilter, searchDossiers } from '../../db/search/dossier-search.ts'
import { type DossierStatus, dossierStatuses } from '../../domain/dossier/dossier.ts'
import { wrongField } from '../../domain/errors.ts'
import { searchable } from '../../domain/vietnamese.ts'
import { allow, type Caller, callerOf } from '../access/auth.ts'
import { scopeOf } from '../access/search-access.ts'
import type { RouteDeps } from '../server/deps.ts'
import { bearer, identityNumber, phone, problems, unitId } from '../server/schemas.ts'
import { foundAnswer, presentFound } from './present-found.ts'
import { searchCursors } from './search-cursor.ts'

const filters = {
  unit: unitId.optional().describe('Received there, or the unit or one below it is responsible for a task'),
  status: z.enum(dossierStatuses).optional(),
  procedure: z
    .string()
    .regex(/^\d\.\d{6}$/)
    .optional(),
  field: z.string().max(200).optional(),
  after: z.string().max(2_000).optional().describe('`next` of the page before'),
}
const query = z
  .strictObject({
    code: z
      .string()
      .regex(/^[A-Za-z0-9.-]{3,40}$/)
      .optional()
      .describe('A code, or how it begins'),
    system: z.string().min(1).max(60).optional().describe('With `externalCode`: the system that gave it'),
    externalCode: z.string().min(1).max(100).optional(),
    ...filters,
    late: z.enum(['true', 'false']).optional().describe('Past the statutory time'),
    limit: z.coerce.number().int().min(1).max(50).default(20),
  })
  .refine(({ system, externalCode }) => (system === undefined) === (externalCode === undefined), {
    path: ['externalCode'],
    message: 'goes with `system`, and `system` with it',
  })
const body = z
  .strictObject({
    identityNumber: identityNumber.optional(),
    phone: phone.optional(),
    name: z
      .string()
      .min(2)
      .max(200)
      .optional()
      .describe(
        'Words of a name one after the other, with or without diacritics; the last may be begun only',
      ),
    ...filters,
    late: z.boolean().optional(),
    limit: z.int().min(1).max(50).default(20),
  })
  .refine(({ identityNumber, phone, name }) => [identityNumber, phone, name].filter(Boolean).length === 1, {
    path: ['name'],
    message: 'give one of name, phone and identityNumber',
  })

const page = z.object({
  items: z.array(foundAnswer),
  next: z.string().nullable().describe('Null on the last page'),
})

export const dossierSearchRoutes =
  (deps: RouteDeps): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/dossiers',
      {
        onRequest: allow(deps.verify, 'service', 'officer', 'supervisor', 'operator'),
        schema: {
          tags: ['dossiers'],
          summary: 'Dossiers that the caller may see, by code or the latest first',
          security: bearer,
          querystring: query,
          response: { 200: page, ...problems('forbidden', 'unitEnded') },
        },
      },
      (request) => searchByCode(deps, callerOf(request), request.query),
    )

    app.post(
      '/dossiers/search',
      {
        // An operator runs the system and may not search for persons.
        onRequest: allow(deps.verify, 'service', 'officer', 'supervisor'),
        schema: {
          tags: ['dossiers'],
          summary:
            'Dossiers of a person: by name, phone or identity number; sent in the body, so that no URL holds them',
          security: bearer,
          body,
          response: { 200: page, ...problems('forbidden', 'unitEnded') },
        },
      },
      (request) => searchByPerson(deps, callerOf(request), request.body),
    )
  }

/** By a code, by another system's code, or the latest first. @throws {DomainError} `forbidden` of a unit */
export async function searchByCode(
  deps: RouteDeps,
  caller: Caller,
  { code, system, externalCode, late, ...filters }: z.infer<typeof query>,
): Promise<z.infer<typeof page>> {
  const by: SearchBy =
    system !== undefined && externalCode !== undefined
      ? { kind: 'external', system, code: externalCode }
      : code === undefined
        ? { kind: 'all' }
        : { kind: 'code', prefix: code.toUpperCase() }
  return await search(deps, caller, by, {
    ...filters,
    late: late === undefined ? undefined : late === 'true',
  })
}

/** @throws {DomainError} `invalidInput` for a name without two letters; `forbidden` of a unit */
export async function searchByPerson(
  deps: RouteDeps,
  caller: Caller,
  { identityNumber, phone, name, ...filters }: z.infer<typeof body>,
): Promise<z.infer<typeof page>> {
  return await search(deps, caller, byOf(deps, { identityNumber, phone, name }), filters)
}

/** What narrows a search. */
interface Filters {
  unit?: string | undefined
  status?: DossierStatus | undefined
  procedure?: string | undefined
  field?: string | undefined
  late?: boolean | undefined
  after?: string | undefined
  limit: number
}

async function search(
  deps: RouteDeps,
  caller: Caller,
  by: SearchBy,
  filters: Filters,
): Promise<z.infer<typeof page>> {
  const { sql } = deps.database
  const asOfMs = deps.now()
  const { unit, after, limit, status, procedure, field, late } = filters
  const filter: SearchFilter = {
    ...(status === undefined ? {} : { status }),
    ...(procedure === undefined ? {} : { procedure }),
    ...(field === undefined ? {} : { field }),
    ...(late === undefined ? {} : { late }),
  }
  const cursor = searchCursors(deps.vault)
  const scope = await scopeOf(deps, caller, { unit, asOfMs })
  const { items, next } = await searchDossiers(sql, {
    ...{ by, scope, filter, limit, asOfMs },
    ...(after === undefined ? {} : { after: cursor.read(after) }),
  })
  const personal = caller.role === 'service' || caller.role === 'officer'
  return {
    items: items.map((item) => presentFound(item, personal)),
    next: next === null ? null : cursor.write(next),
  }
}

function byOf(
  { vault }: RouteDeps,
  {
    identityNumber,
    phone,
    name,
  }: { identityNumber?: string | undefined; phone?: string | undefined; name?: string | undefined },
): SearchBy {
  if (identityNumber !== undefined) return { kind: 'identity', lookup: vault.lookup(identityNumber) }
  if (phone !== undefined) return { kind: 'phone', phone }
  const text = searchable(name ?? '')
  if (text.length >= 2) return { kind: 'text', text }
  throw wrongField('/name', 'holds no two letters')
}
