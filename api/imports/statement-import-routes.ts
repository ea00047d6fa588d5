/** The statement of a bank, sent as a file. */
import type { FastifyRequest } from 'fastify'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { importStatuses } from '../../domain/dossier/imports.ts'
import { importEncodings, readFile } from '../../imports/read-file.ts'
import { importStatement, type StatementReport } from '../../imports/statement/import-statement.ts'
import { statementColumns } from '../../imports/statement/statement-row.ts'
import { allow, callerOf } from '../access/auth.ts'
import { bankName } from '../payouts/money-schemas.ts'
import type { RouteDeps } from '../server/deps.ts'
import { bearer, instant, isoOf, isoOrNull, problems } from '../server/schemas.ts'
import { importTypes } from './import-types.ts'
import { formatOf } from './imports.ts'

const query = z.strictObject({ bank: bankName, encoding: z.enum(importEncodings).default('utf-8') })

const report = z
  .object({
    ...{ id: z.uuid(), bank: z.string(), status: z.enum(importStatuses) },
    rowsIn: z.int().describe('matched + reversal + the worklists + alreadyThere + keptOut'),
    ...{ matched: z.int(), reversal: z.int(), alreadyThere: z.int() },
    ...{ duplicateDebit: z.int(), wrongAmount: z.int(), unmatched: z.int() },
    keptOut: z.int().describe('Rows that could not be read, or say something else than before'),
    corrected: z.int().describe('Lines of earlier statements that mean something else since'),
    ...{ beganAt: instant, endedAt: instant.nullable() },
  })
  .meta({ id: 'StatementImport' })

export const statementImportRoutes =
  (deps: RouteDeps): FastifyPluginAsyncZod =>
  async (app) => {
    app.post(
      '/imports/statement',
      {
        onRequest: allow(deps.verify, 'operator'),
        config: { arrives: 'list' },
        schema: {
          tags: ['imports'],
          summary:
            'Read the statement of a bank: each line is matched with its order or put on a worklist; again it changes nothing',
          description: `The body is the file: ${Object.keys(importTypes).join(', ')}.`,
          security: bearer,
          querystring: query,
          response: {
            200: report,
            ...problems(
              'forbidden',
              'importRunning',
              'unsupportedMediaType',
              'malformedBody',
              'bodyTooLarge',
            ),
          },
        },
      },
      (request) => statementSent(deps, request, request.query),
    )
  }

/** @throws {DomainError} `importRunning`, or what `readFile` says of the file */
export async function statementSent(
  { database, now }: RouteDeps,
  request: FastifyRequest,
  { bank, encoding }: z.infer<typeof query>,
): Promise<z.infer<typeof report>> {
  const read = await importStatement(database, {
    ...{ bank, caller: callerOf(request).id, at: now() },
    rows: readFile({ format: formatOf(request), encoding, bytes: request.raw }, statementColumns),
  })
  return presentReport(read)
}

const presentReport = ({ beganAt, endedAt, ...counts }: StatementReport): z.infer<typeof report> => ({
  ...counts,
  ...{ beganAt: isoOf(beganAt), endedAt: isoOrNull(endedAt) },
})
