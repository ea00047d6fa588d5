import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { importStatuses, quarantineReasons } from '../../domain/dossier/imports.ts'
import { importEncodings } from '../../imports/read-file.ts'
import { allow } from '../access/auth.ts'
import type { RouteDeps } from '../server/deps.ts'
import { bearer, idempotencyHeaders, instant, problems } from '../server/schemas.ts'
import { importTypes } from './import-types.ts'
import { entitlementsSent, importSent, showImport, staffSent } from './imports.ts'
import { statementImportRoutes } from './statement-import-routes.ts'

const batch = z
  .object({
    id: z.uuid(),
    source: z.string(),
    asOf: instant.describe('When the other system was read'),
    status: z.enum(importStatuses).describe('abandoned: another file of the source came before its end'),
    rowsIn: z.int().describe('created + alreadyThere + updated + quarantined'),
    created: z.int(),
    alreadyThere: z.int(),
    updated: z.int(),
    quarantined: z.int(),
    dueDisagrees: z
      .int()
      .describe('Dossiers whose slip promises another date than their own days give; the promise is kept'),
    reasons: z.array(z.object({ reason: z.enum(quarantineReasons), rows: z.int() })),
    beganAt: instant,
    endedAt: instant.nullable(),
  })
  .meta({ id: 'Import' })

const quarantined = z.object({
  line: z.int().describe('Number of the row, from 1, without the header'),
  oldCode: z.string().nullable(),
  reason: z.enum(quarantineReasons),
  words: z.string().describe('Vietnamese, for who corrects the file'),
  columns: z.array(z.string()).describe('Names of the columns that are wrong'),
})

export const sentQuery = z.object({
  source: z
    .string()
    .regex(/^[a-z0-9][a-z0-9.-]{0,39}$/)
    .describe('The other system; data/imports maps its columns and steps'),
  asOf: instant.describe('When the other system was read'),
  encoding: z.enum(importEncodings).default('utf-8'),
})

const entitlementsQuery = sentQuery.extend({
  asOf: instant.optional().describe('When the other system was read; now where left out'),
})

const staffQuery = sentQuery.omit({ asOf: true }).extend({
  preview: z
    .enum(['true', 'false'])
    .default('false')
    .transform((given) => given === 'true'),
})

const staffReport = z
  .object({
    id: z.uuid().nullable().describe('For GET /imports/:id; null of a preview'),
    rowsIn: z.int(),
    created: z.int(),
    alreadyThere: z.int(),
    updated: z.int(),
    quarantined: z.int(),
    ended: z.int().describe('Mandates that end by it, among the updated rows'),
    reasons: z.array(
      z.object({ reason: z.enum(quarantineReasons), words: z.string(), lines: z.array(z.int()) }),
    ),
  })
  .meta({ id: 'StaffImport' })

export const importRoutes =
  (deps: RouteDeps): FastifyPluginAsyncZod =>
  async (app) => {
    // The rows are read as they come, by the handler: nothing holds the whole file.
    app.addContentTypeParser(Object.keys(importTypes), (_request, _payload, done) => done(null))

    await app.register(takeOverRoutes(deps))
    await app.register(entitlementListRoutes(deps))
    await app.register(progressRoutes(deps))
    await app.register(statementImportRoutes(deps))
  }

const takeOverRoutes =
  (deps: RouteDeps): FastifyPluginAsyncZod =>
  async (app) => {
    app.post(
      '/imports',
      {
        onRequest: allow(deps.verify, 'operator'),
        config: { arrives: 'list' },
        schema: {
          tags: ['imports'],
          summary:
            'Take over open dossiers of another system; sent again under its key, it goes on where it was broken off',
          description: `The body is the file: ${Object.keys(importTypes).join(', ')}.`,
          security: bearer,
          headers: idempotencyHeaders,
          querystring: sentQuery,
          response: {
            200: batch,
            ...problems(
              'forbidden',
              'invalidInput',
              'unknownSource',
              'importRunning',
              'keyReused',
              'unsupportedMediaType',
              'malformedBody',
              'bodyTooLarge',
            ),
          },
        },
      },
      (request) => importSent(deps, request, request.query),
    )

    app.post(
      '/imports/staff',
      {
        onRequest: allow(deps.verify, 'operator'),
        config: { arrives: 'list' },
        schema: {
          tags: ['imports'],
          summary: 'Take over officers, accounts and mandates; `preview` says what would be done',
          description: `The body is the file: ${Object.keys(importTypes).join(', ')}.`,
          security: bearer,
          headers: idempotencyHeaders,
          querystring: staffQuery,
          response: {
            200: staffReport,
            ...problems(
              'forbidden',
              'importRunning',
              'reorganisationArmed',
              'keyReused',
              'unsupportedMediaType',
              'malformedBody',
              'bodyTooLarge',
            ),
          },
        },
      },
      (request) => staffSent(deps, request, request.query),
    )
  }

const entitlementListRoutes =
  (deps: RouteDeps): FastifyPluginAsyncZod =>
  async (app) => {
    app.post(
      '/imports/entitlements',
      {
        onRequest: allow(deps.verify, 'operator'),
        config: { arrives: 'list' },
        schema: {
          tags: ['imports'],
          summary:
            'Take over entitlements to benefits; sent again under its key, it goes on where it was broken off',
          description: `The body is the file: ${Object.keys(importTypes).join(', ')}.`,
          security: bearer,
          headers: idempotencyHeaders,
          querystring: entitlementsQuery,
          response: {
            200: batch,
            ...problems(
              'forbidden',
              'invalidInput',
              'importRunning',
              'keyReused',
              'unsupportedMediaType',
              'malformedBody',
              'bodyTooLarge',
            ),
          },
        },
      },
      (request) => entitlementsSent(deps, request, request.query),
    )
  }

const progressRoutes =
  (deps: RouteDeps): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/imports/:id',
      {
        onRequest: allow(deps.verify, 'operator'),
        schema: {
          tags: ['imports'],
          summary: 'How far an import is, and the rows that became no dossier',
          security: bearer,
          params: z.object({ id: z.uuid() }),
          querystring: z.object({
            afterLine: z.coerce.number().int().min(0).default(0),
            limit: z.coerce.number().int().min(1).max(1_000).default(100),
          }),
          response: {
            200: batch.extend({ quarantine: z.array(quarantined) }).meta({ id: 'ImportWithQuarantine' }),
            ...problems('forbidden', 'notFound'),
          },
        },
      },
      (request) => showImport(deps, request.params.id, request.query),
    )
  }
