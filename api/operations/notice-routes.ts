import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { findDossier } from '../../db/dossier/dossier-head.ts'
import { type NoticeRecord, noticesOf } from '../../db/notices/notice-log.ts'
import { noticePolicies, noticeStatuses, recipientKinds } from '../../domain/dossier/notices.ts'
import { DomainError, wrongField } from '../../domain/errors.ts'
import { allow, type Caller, callerOf } from '../access/auth.ts'
import { dossierAccessOf } from '../access/dossier-access.ts'
import { cursors } from '../server/cursor.ts'
import type { RouteDeps } from '../server/deps.ts'
import { bearer, dossierParams, instant, isoOf, isoOrNull, problems } from '../server/schemas.ts'

const query = z.strictObject({
  dossier: dossierParams.shape.id.optional().describe('Where left out, an officer reads the own notices'),
  after: z.string().max(300).optional().describe('`next` of the page before'),
  limit: z.coerce.number().int().min(1).max(50).default(50),
})

const notice = z
  .object({
    id: z.int(),
    event: z.string(),
    dossier: z.uuid(),
    task: z.string().nullable(),
    recipient: z.object({ kind: z.enum(recipientKinds), id: z.string() }),
    policy: z.enum(noticePolicies),
    status: z.enum(noticeStatuses).describe('`none`: the policy was to notify nobody'),
    askedAt: instant,
    sentAt: instant.nullable(),
    attempts: z.int(),
    lastError: z.string().nullable().describe('Class and place of the error of the last attempt'),
    words: z
      .object({ subject: z.string(), body: z.string() })
      .nullable()
      .describe('For the officers of the dossier and for the recipient; of a digest for the recipient alone'),
  })
  .meta({ id: 'Notice' })

const noticePage = z.object({
  items: z.array(notice),
  next: z.string().nullable().describe('Null on the last page'),
})

const cursor = cursors(z.int())

export const noticeRoutes =
  (deps: RouteDeps): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/notices',
      {
        onRequest: allow(deps.verify, 'officer', 'supervisor', 'operator'),
        schema: {
          tags: ['notices'],
          summary: 'Notices of a dossier, or to an officer about the own tasks; the newest first',
          security: bearer,
          querystring: query,
          response: {
            200: noticePage,
            ...problems('notFound'),
          },
        },
      },
      (request) => listNotices(deps, callerOf(request), request.query),
    )
  }

/** @throws {DomainError} `notFound` of a dossier that the caller may not see; `invalidInput` where none is named */
export async function listNotices(
  deps: RouteDeps,
  caller: Caller,
  { dossier, after, limit }: z.infer<typeof query>,
): Promise<z.infer<typeof noticePage>> {
  const { of, personal } = await noticeScopeOf(deps, caller, dossier)
  const { items, next } = await noticesOf(deps.database.sql, {
    ...{ of, limit },
    ...(after === undefined ? {} : { before: cursor.read(after) }),
  })
  return {
    items: items.map((item) => present(item, personal, caller)),
    next: next === null ? null : cursor.write(next),
  }
}

/** Whose notices the caller reads: of a dossier, or the officer's own. */
async function noticeScopeOf(
  deps: RouteDeps,
  caller: Caller,
  idOrCode: string | undefined,
): Promise<{ of: { officerId: string } | { dossierId: string }; personal: boolean }> {
  if (idOrCode === undefined) {
    if (caller.role === 'officer') return { of: { officerId: caller.id }, personal: false }
    throw wrongField('/querystring/dossier', 'is missing')
  }
  const head = await findDossier(deps.database.sql, idOrCode)
  const access = head === null ? null : await dossierAccessOf(deps, caller, head.id)
  if (head === null || access === null) throw new DomainError('notFound')
  return { of: { dossierId: head.id }, personal: access.personal }
}

function present(found: NoticeRecord, personal: boolean, caller: Caller): z.infer<typeof notice> {
  const { dossierId, taskId, recipientKind, recipientId, askedAt, sentAt, subject, body, ...rest } = found
  const own = recipientKind === 'officer' && caller.role === 'officer' && recipientId === caller.id
  // A digest speaks of other dossiers too.
  const shown = own || (personal && rest.policy !== 'digest')
  return {
    ...rest,
    dossier: dossierId,
    task: taskId,
    recipient: { kind: recipientKind, id: recipientId },
    askedAt: isoOf(askedAt),
    sentAt: isoOrNull(sentAt),
    words: shown && subject !== null && body !== null ? { subject, body } : null,
  }
}
