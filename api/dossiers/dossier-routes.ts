import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { readContent, readDossier } from '../../db/dossier/dossier-view.ts'
import { readTimeline } from '../../db/dossier/record/timeline.ts'
import { readSignatures } from '../../db/dossier/signature.ts'
import { taskHolders } from '../../domain/dossier/dossier.ts'
import { DomainError } from '../../domain/errors.ts'
import { allow, type Caller, callerOf } from '../access/auth.ts'
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

const shownDossier = dossierAnswer.extend({
  signatures: z.array(signature),
  content: contentAnswer.optional(),
})

export const dossierRoutes =
  (deps: RouteDeps): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/dossiers/:id',
      {
        onRequest: allow(deps.verify, 'service', 'officer', 'supervisor', 'operator'),
        schema: {
          tags: ['dossiers'],
          summary: 'The status of a dossier; its content only for the filer and for officers of the dossier',
          security: bearer,
          params: dossierParams,
          response: {
            200: shownDossier,
            ...problems('notFound'),
          },
        },
      },
      (request) => showDossier(deps, callerOf(request), request.params.id),
    )

    app.get(
      '/dossiers/:id/timeline',
      {
        onRequest: allow(deps.verify, 'service', 'officer', 'supervisor', 'operator'),
        schema: {
          tags: ['dossiers'],
          summary: 'The history of a dossier: its journal and its tasks',
          security: bearer,
          params: dossierParams,
          response: { 200: timeline, ...problems('notFound') },
        },
      },
      (request) => showTimeline(deps, callerOf(request), request.params.id),
    )
  }

/** The form and its papers for callers who may read personal data alone. @throws {DomainError} `notFound` */
export async function showDossier(
  deps: RouteDeps,
  caller: Caller,
  idOrCode: string,
): Promise<z.infer<typeof shownDossier>> {
  const { sql } = deps.database
  const { head, access } = await dossierFor(deps, caller, idOrCode)
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
}

/** @throws {DomainError} `notFound` */
export async function showTimeline(
  deps: RouteDeps,
  caller: Caller,
  idOrCode: string,
): Promise<z.infer<typeof timeline>> {
  const { head } = await dossierFor(deps, caller, idOrCode)
  const { entries, tasks } = await readTimeline(deps.database.sql, head.id)
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
}
