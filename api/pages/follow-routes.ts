/** A citizen follows a dossier with its code and the secret of the receipt; unknownDossier is named in the answer. */
import { timingSafeEqual } from 'node:crypto'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { type Awaited, readAwaited } from '../../db/dossier/awaited-of-applicant.ts'
import { findDossier } from '../../db/dossier/dossier-head.ts'
import { type DossierView, readDossier } from '../../db/dossier/dossier-view.ts'
import { countFailure, isBarred } from '../../db/identity/follow-failure.ts'
import { readPapers } from '../../db/papers/paper-counts.ts'
import { returnPlace } from '../../db/territory/units/return-unit.ts'
import { parseDossierCode } from '../../domain/dossier/dossier-code.ts'
import { DomainError } from '../../domain/errors.ts'
import { editionOf } from '../filing/resolve-content.ts'
import { checklistOf } from '../papers/paper-checklist.ts'
import type { RouteDeps } from '../server/deps.ts'
import { problems } from '../server/schemas.ts'
import { followAnswer, presentFollow } from './present-follow.ts'

const query = z.strictObject({
  code: z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^[0-9A-Z.-]{1,60}$/)
    .describe('On the receipt'),
  secret: z.string().trim().toUpperCase().min(1).max(40).describe('On the receipt; case does not matter'),
})

/** Used for an unknown code, so that its answer takes as long as one for a wrong secret. */
const unknownDossier = '00000000-0000-0000-0000-000000000000'

export const followRoutes =
  (deps: RouteDeps): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/follow',
      {
        schema: {
          tags: ['dossiers'],
          summary: 'Follow a dossier with code and secret, without a token',
          querystring: query,
          response: { 200: followAnswer, ...problems('notFound', 'tooManyAttempts') },
        },
      },
      (request, reply) => {
        reply.header('cache-control', 'no-store')
        return followDossier(deps, request.query)
      },
    )
  }

/**
 * An unknown code and a wrong secret get the same answer.
 * @throws {DomainError} `notFound`; `tooManyAttempts` of this code
 */
export async function followDossier(
  deps: RouteDeps,
  { code, secret }: z.infer<typeof query>,
): Promise<z.infer<typeof followAnswer>> {
  const { sql } = deps.database
  const at = deps.now()
  if (await isBarred(sql, code, at)) throw new DomainError('tooManyAttempts')
  const head = await findDossier(sql, code)
  // Nobody was given a secret of an internal dossier.
  const matches = sameSecret(secret, deps.vault.followSecret(head?.id ?? unknownDossier))
  const view = head !== null && matches ? await readDossier(sql, head.id, at) : null
  if (view === null || view.channel === 'internal') {
    // Text that is no code is no guess, and may be the person's own number: it is not counted.
    if (head !== null || parseDossierCode(code) !== null) await countFailure(sql, code, at)
    throw new DomainError('notFound', { hint: 'Check code and secret as they are on the receipt.' })
  }
  const [returns, missing, awaited] = await Promise.all([
    returnPlace(sql, view, at),
    missingOf(deps, view),
    awaitedOf(deps, view, at),
  ])
  return presentFollow(view, returns, { missing, ...awaited }, at)
}

/** Looked up only where something is awaited: most dossiers wait for nothing. */
async function awaitedOf(deps: RouteDeps, view: DossierView, asOfMs: number): Promise<Awaited> {
  if (!view.awaitsSupplement && !view.awaitsPayment) return { supplement: null, fee: null }
  return await readAwaited(deps.database.sql, view.id, asOfMs)
}

/** Names of papers to bring, while the applicant has to supply something. */
async function missingOf(deps: RouteDeps, view: DossierView): Promise<readonly string[]> {
  if (!view.tasks.some(({ holder }) => holder === 'applicant')) return []
  const { procedureCode: procedure, edition } = view
  const held = await readPapers(deps.database.sql, view.id)
  return checklistOf(editionOf(deps, { procedure, edition }), held, view.filedAt)
    .filter(({ status }) => status === 'missing')
    .map(({ name }) => name)
}

/** In constant time; the length of a secret is no secret. */
function sameSecret(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)]
  return a.length === b.length && timingSafeEqual(a, b)
}
