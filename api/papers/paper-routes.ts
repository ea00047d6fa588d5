/** Papers of a dossier: which are required and present, and every version of their files. */
import type { Readable } from 'node:stream'
import multipart from '@fastify/multipart'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { readPapers } from '../../db/papers/paper-counts.ts'
import { isPaperKeyUsed, type PaperFileRow, readPaperFile, requireRoom } from '../../db/papers/paper-file.ts'
import { mostParts } from '../../domain/dossier/paper-file.ts'
import { DomainError } from '../../domain/errors.ts'
import { allow, type Caller, callerOf } from '../access/auth.ts'
import { dossierAccessOf, dossierFor } from '../access/dossier-access.ts'
import { editionOf, requirePaper } from '../filing/resolve-content.ts'
import { attachment } from '../server/attachment.ts'
import type { RouteDeps } from '../server/deps.ts'
import { UploadsInProgress } from '../server/rates.ts'
import { bearer, dossierParams, idempotencyHeaders, paperParams, problems } from '../server/schemas.ts'
import { keepPaper, requireTakesPapers, type Upload } from './keep-paper.ts'
import { checklistOf } from './paper-checklist.ts'
import { nameOf, paperAnswer, paperFileAnswer, presentPaper, presentPaperFile } from './present-papers.ts'
import { readVerified } from './read-verified.ts'
import { receiveFile } from './receive-file.ts'

const query = z.strictObject({
  part: z.coerce
    .number()
    .int()
    .min(1)
    .max(mostParts)
    .default(1)
    .describe('Which file of the paper, where it has several: front and back, page by page'),
})
const list = z.object({ dossier: z.uuid(), papers: z.array(paperAnswer) })
/** Read by the handler, from the stream. */
const form = z.any().meta({
  type: 'object',
  required: ['file'],
  properties: { file: { type: 'string', format: 'binary', description: 'The one part of the form' } },
})
const uploadProblems = [
  ...['notFound', 'forbidden', 'notCompetent', 'keyReused', 'dossierClosed', 'notAwaitingSupplement'],
  ...['fileTooLarge', 'fileTypeRefused', 'tooManyFiles', 'malformedBody', 'unsupportedMediaType'],
  'storeUnavailable',
]
const content = {
  description: 'The file as a download, never displayed inline',
  content: { 'application/octet-stream': { schema: z.any().meta({ type: 'string', format: 'binary' }) } },
}

export const paperRoutes =
  (deps: RouteDeps): FastifyPluginAsyncZod =>
  async (app) => {
    await app.register(readRoutes(deps))
    await app.register(uploadRoute(deps))
  }

const readRoutes =
  (deps: RouteDeps): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/dossiers/:id/papers',
      {
        onRequest: allow(deps.verify, 'service', 'officer', 'supervisor'),
        schema: {
          tags: ['papers'],
          summary:
            'Papers that are required, present, missing or replaced by a database; their files, and where originals are',
          security: bearer,
          params: dossierParams,
          response: { 200: list, ...problems('notFound', 'notCompetent') },
        },
      },
      (request) => listPapers(deps, callerOf(request), request.params.id),
    )

    app.get(
      '/papers/:id',
      {
        onRequest: allow(deps.verify, 'service', 'officer'),
        schema: {
          tags: ['papers'],
          summary: 'Download a version of a file of a paper',
          security: bearer,
          params: z.object({ id: z.uuid() }),
          response: {
            200: content,
            ...problems('notFound', 'forbidden', 'notCompetent', 'storeUnavailable'),
          },
        },
      },
      async (request, reply) => {
        const { file, bytes } = await readPaper(deps, callerOf(request), request.params.id)
        return reply.headers(fileHeaders(deps, file)).send(bytes)
      },
    )
  }

const uploadRoute =
  (deps: RouteDeps): FastifyPluginAsyncZod =>
  async (app) => {
    await app.register(multipart)
    const uploads = new UploadsInProgress()

    app.post(
      '/dossiers/:id/papers/:kind',
      {
        onRequest: allow(deps.verify, 'service', 'officer'),
        config: { arrives: 'file' },
        // The parser of forms writes the headers of a request to the log at its lowest level, the token among them.
        logLevel: 'info',
        schema: {
          tags: ['papers'],
          summary: 'Add a file of a paper, or a new version of it; earlier versions stay',
          security: bearer,
          headers: idempotencyHeaders,
          params: paperParams,
          querystring: query,
          consumes: ['multipart/form-data'],
          body: form,
          response: {
            201: paperFileAnswer,
            200: paperFileAnswer.describe('Kept before under this key'),
            ...problems(...uploadProblems),
          },
        },
      },
      async (request, reply) => {
        const caller = callerOf(request)
        const upload = await authoriseUpload(deps, caller, {
          ...request.params,
          key: request.headers['idempotency-key'],
          part: request.query.part,
        })
        const { row, repeated } = await uploads.one(caller, () =>
          receiveFile(request, deps.papers.incoming, (incoming, name) =>
            keepPaper(deps, upload, incoming, name),
          ),
        )
        return reply.code(repeated ? 200 : 201).send(presentPaperFile(deps.vault, row, true))
      },
    )
  }

/** The checklist of a dossier. @throws {DomainError} `notFound`, `notCompetent` */
export async function listPapers(
  deps: RouteDeps,
  caller: Caller,
  idOrCode: string,
): Promise<z.infer<typeof list>> {
  const { head, access } = await dossierFor(deps, caller, idOrCode)
  if (access === null) throw new DomainError('notCompetent')
  const held = await readPapers(deps.database.sql, head.id)
  const checklist = checklistOf(editionOf(deps, head.plan), held, head.filedAt)
  return {
    dossier: head.id,
    papers: checklist.map((entry) => presentPaper(deps.vault, entry, access.personal)),
  }
}

/**
 * Judges an upload before its bytes are read. A key that has been used is let through: `keepPaper` gives its first answer.
 * @throws {DomainError} `notFound`, `notCompetent`, `invalidInput` of the kind, `dossierClosed`, `notAwaitingSupplement`,
 * `tooManyFiles`
 */
export async function authoriseUpload(
  deps: RouteDeps,
  caller: Caller,
  { id, kind, key, part }: { id: string; kind: string; key: string; part: number },
): Promise<Upload> {
  const { sql } = deps.database
  const { head, access } = await dossierFor(deps, caller, id)
  if (access === null) throw new DomainError('notCompetent')
  if (!(await isPaperKeyUsed(sql, caller.id, key))) {
    requirePaper(deps, head.plan, kind)
    requireTakesPapers(head, caller)
    await requireRoom(sql, head.id, 1)
  }
  return { caller, key, dossierId: head.id, actor: access.actor, kind, part }
}

/**
 * A version of a file, verified against its hash.
 * @throws {DomainError} `notFound`, also where it was erased; `notCompetent`; `storeUnavailable`
 */
export async function readPaper(
  deps: RouteDeps,
  caller: Caller,
  id: string,
): Promise<{ file: PaperFileRow; bytes: Readable }> {
  const file = await readPaperFile(deps.database.sql, id)
  const access = file === null ? null : await dossierAccessOf(deps, caller, file.dossierId)
  if (file === null || (access === null && caller.role === 'service')) throw new DomainError('notFound')
  if (access === null || !access.personal) throw new DomainError('notCompetent')
  if (file.erasedAt !== null) throw new DomainError('notFound', { hint: 'The file was erased.' })
  return { file, bytes: await readVerified(deps, file) }
}

/** The file is untrusted: a browser saves it, and neither shows nor runs it. */
const fileHeaders = ({ vault }: RouteDeps, file: PaperFileRow) => ({
  'content-type': file.type,
  'content-length': file.sizeBytes,
  'content-disposition': attachment(nameOf(vault, file) ?? file.id),
  'content-security-policy': "sandbox; default-src 'none'",
  'x-content-type-options': 'nosniff',
  'cache-control': 'no-store',
  'repr-digest': `sha-256=:${Buffer.from(file.sha256).toString('base64')}:`,
})
