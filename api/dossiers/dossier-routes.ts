import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { readContent, readDossier } from '../../db/dossier/dossier-view.ts'
import { readSignatures } from '../../db/dossier/signature.ts'
import { readTimeline } from '../../db/dossier/timeline.ts'
import { taskHolders } from '../../domain/dossier/dossier.ts'
import { DomainError } from '../../domain/errors.ts'
import { allow, callerOf } from '../access/auth.ts'
import { dossierFor } from '../access/dossier-access.ts'
import { editionOf } from '../filing/resolve-content.ts'
import { presentSignature, signatureAnswer } from '../pages/present-signature.ts'
import { checklistOf } from '../papers/paper-checklist.ts'
import type { RouteDeps } from '../server/deps.ts'
import { bearer, dossierParams, instant, isoOf, isoOrNull, problems } from '../server/schemas.ts'
import { contentAnswer, dossierAnswer, presentContent, presentDossier } from './present-dossier.ts'

const timeline = z.object({
  dossier: z.uuid(),
  entries: z.array(
    z.object({
      seq: z.int(),
      kind: z.string(),
      at: instant.describe('The legal instant'),
      recordedAt: instant,
      revision: z.int().nullable(),
      actor: z.string(),
      unit: z.string().nullable(),
      decision: z.uuid().nullable(),
      signed: signatureAnswer.nullable().describe('Null where no officer signed'),
      details: z.record(z.string(), z.unknown()),
    }),
  ),
  tasks: z.array(
    z.object({
      id: z.string(),
      step: z.string(),
      kind: z.string(),
      holder: z.enum(taskHolders),
      role: z.string().nullable(),
      openedAt: instant,
      dueAt: instant.nullable(),
      lateAt: instant.nullable(),
      closedAt: instant.nullable(),
      outcome: z.string().nullable(),
    }),
  ),
})

const signature = z.object({
  step: z.string(),
  at: instant,
  decision: z.uuid(),
  signed: signatureAnswer.nullable(),
})

export const dossierRoutes =
  (deps: RouteDeps): FastifyPluginAsyncZod =>
  async (app) => {
    const { sql } = deps.database

    app.get(
      '/dossiers/:id',
      {
        onRequest: allow(deps.verify, 'service', 'officer', 'supervisor', 'operator'),
        schema: {
          tags: ['dossiers'],
          summary:
            'Where a dossier stands; what it is about for who filed it and for the officers it lies with',
          security: bearer,
          params: dossierParams,
          response: {
            200: dossierAnswer.extend({ signatures: z.array(signature), content: contentAnswer.optional() }),
            ...problems('notFound'),
          },
        },
      },
      async (request) => {
        const { head, access } = await dossierFor(deps, callerOf(request), request.params.id)
        const [view, signatures, content] = await Promise.all([
          readDossier(sql, head.id, deps.now()),
          readSignatures(sql, head.id),
          access?.personal ? readContent(sql, head.id) : null,
        ])
        if (view === null) throw new DomainError('notFound')
        return {
          ...presentDossier(view, { personal: access?.personal ?? false }),
          signatures: signatures.map(({ signed, at, ...rest }) => ({
            ...rest,
            at: isoOf(at),
            signed: presentSignature(signed),
          })),
          ...(content === null
            ? {}
            : {
                content: presentContent(
                  deps.vault,
                  content,
                  checklistOf(editionOf(deps, head.plan), content, view.filedAt),
                ),
              }),
        }
      },
    )

    app.get(
      '/dossiers/:id/timeline',
      {
        onRequest: allow(deps.verify, 'service', 'officer', 'supervisor', 'operator'),
        schema: {
          tags: ['dossiers'],
          summary: 'What happened to a dossier: its journal and its tasks',
          security: bearer,
          params: dossierParams,
          response: { 200: timeline, ...problems('notFound') },
        },
      },
      async (request) => {
        const { head } = await dossierFor(deps, callerOf(request), request.params.id)
        const { entries, tasks } = await readTimeline(sql, head.id)
        return {
          dossier: head.id,
          entries: entries.map(({ unitId, at, recordedAt, signed, ...entry }) => ({
            ...entry,
            signed: presentSignature(signed),
            unit: unitId,
            at: isoOf(at),
            recordedAt: isoOf(recordedAt),
          })),
          tasks: tasks.map((task) => ({
            ...task,
            openedAt: isoOf(task.openedAt),
            dueAt: isoOrNull(task.dueAt),
            lateAt: isoOrNull(task.lateAt),
            closedAt: isoOrNull(task.closedAt),
          })),
        }
      },
    )
  }
