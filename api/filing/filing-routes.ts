import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { fileDossier, findReceipt, type Receipt } from '../../db/dossier/file-dossier.ts'
import { channels, lateEntries, partyRoles } from '../../domain/dossier/dossier.ts'
import { placeKinds } from '../../domain/territory/place.ts'
import { allow, callerOf } from '../access/auth.ts'
import { bodyHash } from '../server/body-hash.ts'
import type { RouteDeps } from '../server/deps.ts'
import {
  areaId,
  bearer,
  externalCode,
  idempotencyHeaders,
  instant,
  line,
  paper,
  point,
  problems,
  unitId,
  wholePoint,
} from '../server/schemas.ts'
import { resolveFiling } from './resolve-filing.ts'
import { unwrapSettled } from './settled.ts'

const party = z.strictObject({
  role: z.enum(partyRoles),
  kind: z.enum(['person', 'organisation']),
  name: line(200),
  identityNumber: z
    .string()
    .regex(/^[0-9A-Za-z]{6,20}$/)
    .optional(),
  phone: z
    .string()
    .regex(/^\+?[0-9]{8,15}$/)
    .optional(),
})

const place = z
  .strictObject({
    kind: z.enum(placeKinds),
    area: areaId.optional(),
    oldWard: z
      .string()
      .regex(/^[0-9]{5}$/)
      .optional()
      .describe('Code of the commune until 30 June 2025'),
    newWard: z
      .string()
      .regex(/^[0-9]{5}$/)
      .optional()
      .describe('Code of the commune since 1 July 2025'),
    ...point,
    neighbourhood: line(100)
      .optional()
      .describe('Tổ dân phố or thôn, by the numbers that the old commune used until 30 June 2025'),
    address: line(500).optional(),
  })
  .refine(wholePoint, { path: ['lat'], error: 'must come with lon, and lon with it' })
  .refine(({ neighbourhood, oldWard }) => neighbourhood === undefined || oldWard !== undefined, {
    path: ['neighbourhood'],
    error: 'needs the oldWard whose numbers it has',
  })

const filing = z.strictObject({
  procedure: z.string().min(1).max(20).describe('National code, e.g. 1.000894'),
  channel: z.enum(channels),
  receptionUnit: unitId,
  groupId: z.uuid().optional(),
  parties: z.array(party).min(1).max(20),
  places: z.array(place).min(1).max(5),
  form: z.record(z.string(), z.unknown()).describe('By the form schema of the procedure'),
  papers: z.array(paper).max(100).default([]),
  externalCodes: z.array(externalCode).max(10).optional().describe('What other systems call it'),
  received: z
    .strictObject({ at: instant, reason: z.enum(lateEntries) })
    .optional()
    .describe(
      'Legal receipt where it is entered later, by an officer of the one-stop desk; the clock counts from it',
    ),
})
export type FilingBody = z.infer<typeof filing>

const receipt = z
  .object({
    dossierId: z.uuid(),
    code: z.string(),
    procedureCode: z.string(),
    filedAt: instant,
    possibleDuplicateOf: z.uuid().nullable(),
    secret: z.string().describe('For GET /follow, with the code; given to the applicant and to nobody else'),
  })
  .meta({ id: 'Receipt' })

export const filingRoutes =
  (deps: RouteDeps): FastifyPluginAsyncZod =>
  async (app) => {
    app.post(
      '/dossiers',
      {
        onRequest: allow(deps.verify, 'service', 'officer'),
        schema: {
          tags: ['dossiers'],
          summary: 'File a dossier; the receipt stands for what is on disk',
          security: bearer,
          headers: idempotencyHeaders,
          body: filing,
          response: {
            201: receipt,
            200: receipt.describe('Filed before under this key'),
            ...problems(
              'unknownProcedure',
              'notInForce',
              'unknownArea',
              'keyReused',
              'forbidden',
              'externalCodeTaken',
            ),
          },
        },
      },
      async (request, reply) => {
        const { body } = request
        const caller = callerOf(request)
        const named = {
          caller: caller.id,
          key: request.headers['idempotency-key'],
          bodyHash: bodyHash({ kind: 'file', body }),
        }
        const [before, judged] = await Promise.allSettled([
          findReceipt(deps.database.sql, named),
          resolveFiling(deps, caller, body),
        ])
        // Before anything that was judged is told: what was valid when it was first filed keeps its receipt.
        const earlier = unwrapSettled(before)
        if (earlier !== null) return withSecret(deps, earlier)
        const { receipt, repeated } = await fileDossier(deps.database, { ...named, ...unwrapSettled(judged) })
        return reply.code(repeated ? 200 : 201).send(withSecret(deps, receipt))
      },
    )
  }

/** The secret is no part of the receipt on disk. */
const withSecret = ({ vault }: RouteDeps, receipt: Receipt): Receipt & { secret: string } => ({
  ...receipt,
  secret: vault.followSecret(receipt.dossierId),
})
