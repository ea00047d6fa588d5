/** Papers of a dossier: which are asked for and there, and their files with every version. */
import multipart from '@fastify/multipart'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { readPapers } from '../../db/papers/paper-counts.ts'
import { isPaperKeyUsed, readPaperFile, requireRoom } from '../../db/papers/paper-file.ts'
import { mostParts } from '../../domain/dossier/paper-file.ts'
import { DomainError } from '../../domain/errors.ts'
import { allow, callerOf } from '../access/auth.ts'
import { dossierAccessOf, dossierFor } from '../access/dossier-access.ts'
import { editionOf, requirePaper } from '../filing/resolve-content.ts'
import { attachment } from '../server/attachment.ts'
import type { RouteDeps } from '../server/deps.ts'
import { UploadsUnderWay } from '../server/rates.ts'
import { bearer, dossierParams, idempotencyHeaders, paperParams, problems } from '../server/schemas.ts'
import { uploadArrivalMs } from '../server/slow-senders.ts'
import { keepPaper, requireTakesPapers } from './keep-paper.ts'
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
const content = {
  description: 'The file, to be saved: never shown in place',
  content: { 'application/octet-stream': { schema: z.any().meta({ type: 'string', format: 'binary' }) } },
}

export const paperRoutes =
  (deps: RouteDeps): FastifyPluginAsyncZod =>
  async (app) => {
    const { database, papers, vault, verify } = deps
    const { sql } = database
    await app.register(multipart)
    const underWay = new UploadsUnderWay()

    app.get(
      '/dossiers/:id/papers',
      {
        onRequest: allow(verify, 'service', 'officer', 'supervisor'),
        schema: {
          tags: ['papers'],
          summary:
            'Papers: asked for, there, missing, replaced by a database; their files, and where originals are',
          security: bearer,
          params: dossierParams,
          response: { 200: list, ...problems('notFound', 'notCompetent') },
        },
      },
      async (request) => {
        const { head, access } = await dossierFor(deps, callerOf(request), request.params.id)
        if (access === null) throw new DomainError('notCompetent')
        const held = await readPapers(sql, head.id)
        const standings = checklistOf(editionOf(deps, head.plan), held, head.filedAt)
        return {
          dossier: head.id,
          papers: standings.map((standing) => presentPaper(vault, standing, access.personal)),
        }
      },
    )

    app.post(
      '/dossiers/:id/papers/:kind',
      {
        onRequest: allow(verify, 'service', 'officer'),
        config: { arrivesWithinMs: uploadArrivalMs },
        // The parser of forms writes the headers of a request to the log at its lowest level, the token among them.
        logLevel: 'info',
        schema: {
          tags: ['papers'],
          summary: 'Add a file of a paper, or a new version of it; those before stay',
          security: bearer,
          headers: idempotencyHeaders,
          params: paperParams,
          querystring: query,
          consumes: ['multipart/form-data'],
          body: form,
          response: {
            201: paperFileAnswer,
            200: paperFileAnswer.describe('Kept before under this key'),
            ...problems(
              ...([
                'notFound',
                'forbidden',
                'notCompetent',
                'keyReused',
                'dossierClosed',
                'notAwaitingSupplement',
              ] as const),
              ...([
                'fileTooLarge',
                'fileTypeRefused',
                'tooManyFiles',
                'malformedBody',
                'unsupportedMediaType',
              ] as const),
              'storeUnavailable',
            ),
          },
        },
      },
      async (request, reply) => {
        const caller = callerOf(request)
        const key = request.headers['idempotency-key']
        const { id, kind } = request.params
        const { head, access } = await dossierFor(deps, caller, id)
        if (access === null) throw new DomainError('notCompetent')
        // What was valid when it was first sent keeps its answer.
        if (!(await isPaperKeyUsed(sql, caller.id, key))) {
          requirePaper(deps, head.plan, kind)
          requireTakesPapers(head, caller)
          await requireRoom(sql, head.id, 1)
        }
        const upload = {
          caller,
          key,
          dossierId: head.id,
          actor: access.actor,
          kind,
          part: request.query.part,
        }
        const { row, repeated } = await underWay.one(caller, () =>
          receiveFile(request, papers.incoming, (incoming, name) => keepPaper(deps, upload, incoming, name)),
        )
        return reply.code(repeated ? 200 : 201).send(presentPaperFile(vault, row, true))
      },
    )

    app.get(
      '/papers/:id',
      {
        onRequest: allow(verify, 'service', 'officer'),
        schema: {
          tags: ['papers'],
          summary: 'A version of a file of a paper, to save',
          security: bearer,
          params: z.object({ id: z.uuid() }),
          response: {
            200: content,
            ...problems('notFound', 'forbidden', 'notCompetent', 'storeUnavailable'),
          },
        },
      },
      async (request, reply) => {
        const caller = callerOf(request)
        const file = await readPaperFile(sql, request.params.id)
        const access = file === null ? null : await dossierAccessOf(deps, caller, file.dossierId)
        if (file === null || (access === null && caller.role === 'service')) throw new DomainError('notFound')
        if (access === null || !access.personal) throw new DomainError('notCompetent')
        if (file.erasedAt !== null) throw new DomainError('notFound', { hint: 'The file was erased.' })
        const bytes = await readVerified(deps, file)
        return reply
          .headers({
            'content-type': file.type,
            'content-length': file.sizeBytes,
            'content-disposition': attachment(nameOf(vault, file) ?? file.id),
            'content-security-policy': "sandbox; default-src 'none'",
            'x-content-type-options': 'nosniff',
            'cache-control': 'no-store',
            'repr-digest': `sha-256=:${Buffer.from(file.sha256).toString('base64')}:`,
          })
          .send(bytes)
      },
    )
  }
