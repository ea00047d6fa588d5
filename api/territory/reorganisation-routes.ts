import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import {
  approveReorganisation,
  armReorganisation,
  proposeReorganisation,
} from '../../db/reorganisations/enactment/enact.ts'
import { readEnactment } from '../../db/reorganisations/enactment/steps.ts'
import {
  callOffReorganisation,
  postponeReorganisation,
  undoReorganisation,
} from '../../db/reorganisations/enactment/take-back.ts'
import { reorganisationOf } from '../../db/reorganisations/known-reorganisations.ts'
import { overviewOf } from '../../db/reorganisations/overview.ts'
import { unitsOf } from '../../db/territory/units/unit-lookup.ts'
import { DomainError, type ErrorCode } from '../../domain/errors.ts'
import type { Enactable } from '../../reorganisations/enactable.ts'
import { personsOf } from '../../reorganisations/enactment.ts'
import { allow, type Caller, callerOf } from '../access/auth.ts'
import type { RouteDeps } from '../server/deps.ts'
import { bearer, instant, line, problems } from '../server/schemas.ts'
import { present, presentSummary, rowsHash, type Shown, shown, summary } from './present-reorganisation.ts'
import { reorganisationsOf } from './reorganisation-of-form.ts'

const params = z.object({ id: z.string().regex(/^[a-z0-9-]{1,60}$/) })
const basis = line(500).describe('The decision that it rests on')

const proposal = z.strictObject({
  effectiveAt: instant.optional().describe('The declared one where left out'),
})
const approval = z.strictObject({ rowsHash: rowsHash.describe('Of the proposal as it was shown') })
const postponement = z.strictObject({ effectiveAt: instant, basis })
const callOff = z.strictObject({ basis })
const undoing = z.strictObject({ effectiveAt: instant.describe('To come; never back'), basis })

const answers = (...codes: readonly ErrorCode[]) => ({
  200: shown,
  ...problems('notFound', 'reorganisationStatus', ...codes),
})
const common = { tags: ['reorganisations'], security: bearer }

export const reorganisationRoutes =
  (deps: RouteDeps): FastifyPluginAsyncZod =>
  async (app) => {
    await app.register(readRoutes(deps))
    await app.register(armingRoutes(deps))
    await app.register(takeBackRoutes(deps))
  }

const readRoutes =
  (deps: RouteDeps): FastifyPluginAsyncZod =>
  async (app) => {
    const onRequest = allow(deps.verify, 'operator')
    app.get(
      '/reorganisations',
      {
        onRequest,
        schema: {
          ...common,
          summary: 'Reorganisations of the city, and where each is',
          response: { 200: z.object({ items: z.array(summary) }), ...problems() },
        },
      },
      () => listReorganisations(deps),
    )
    app.get(
      '/reorganisations/:id',
      {
        onRequest,
        schema: {
          ...common,
          summary: 'A reorganisation, with what was done and by whom',
          params,
          response: { 200: shown, ...problems('notFound') },
        },
      },
      (request) => showReorganisation(deps, request.params.id),
    )
  }

const armingRoutes =
  (deps: RouteDeps): FastifyPluginAsyncZod =>
  async (app) => {
    const onRequest = allow(deps.verify, 'operator')
    app.post(
      '/reorganisations/:id/proposal',
      {
        onRequest,
        schema: {
          ...common,
          summary: 'Count and hash its rows, from those that stand',
          ...{ params, body: proposal },
          response: answers('reorganisationArmed', 'instantPassed', 'reorganisationImpossible'),
        },
      },
      (request) => propose(deps, callerOf(request), request.params.id, request.body),
    )
    app.post(
      '/reorganisations/:id/approval',
      {
        onRequest,
        schema: {
          ...common,
          summary: 'Approve the rows that are proposed: a second person',
          ...{ params, body: approval },
          response: answers('secondPersonNeeded', 'instantPassed'),
        },
      },
      (request) => approve(deps, callerOf(request), request.params.id, request.body),
    )
    app.post(
      '/reorganisations/:id/arming',
      {
        onRequest,
        schema: {
          ...common,
          summary:
            'Write the rows that were approved, marked as without a dossier: the way in an emergency, else POST /internal-dossiers',
          params,
          response: answers(
            'approvalTakenBack',
            'reorganisationArmed',
            'instantPassed',
            'reorganisationImpossible',
          ),
        },
      },
      (request) => arm(deps, callerOf(request), request.params.id),
    )
  }

const takeBackRoutes =
  (deps: RouteDeps): FastifyPluginAsyncZod =>
  async (app) => {
    const onRequest = allow(deps.verify, 'operator', 'officer')
    app.post(
      '/reorganisations/:id/postponement',
      {
        onRequest,
        schema: {
          ...common,
          summary:
            'Move the rows of an armed one to another instant: the same two persons, one after the other, officers where they decided it in its dossier',
          ...{ params, body: postponement },
          response: answers(
            'secondPersonNeeded',
            'instantPassed',
            'builtOnSince',
            'reorganisationImpossible',
          ),
        },
      },
      (request) => postpone(deps, callerOf(request), request.params.id, request.body),
    )
    app.post(
      '/reorganisations/:id/call-off',
      {
        onRequest,
        schema: {
          ...common,
          summary:
            'Empty the rows of an armed one: the same two persons, one after the other, officers where they decided it in its dossier',
          ...{ params, body: callOff },
          response: answers('secondPersonNeeded', 'builtOnSince'),
        },
      },
      (request) => callItOff(deps, callerOf(request), request.params.id, request.body),
    )
    app.post(
      '/reorganisations/:id/undo',
      {
        onRequest: allow(deps.verify, 'operator'),
        schema: {
          ...common,
          summary: 'End the rows of one that has taken effect, from an instant to come: two persons',
          ...{ params, body: undoing },
          response: answers('secondPersonNeeded', 'instantPassed', 'builtOnSince', 'approvalTakenBack'),
        },
      },
      (request) => undoIt(deps, callerOf(request), request.params.id, request.body),
    )
  }

export async function listReorganisations(deps: RouteDeps): Promise<{ items: z.infer<typeof summary>[] }> {
  const known = await reorganisationsOf(deps)
  const found = await Promise.all(known.map((of) => overviewOf(deps.database.sql, of, deps.now())))
  return { items: found.map(presentSummary) }
}

/** @throws {DomainError} `notFound` */
export async function showReorganisation(deps: RouteDeps, id: string): Promise<Shown> {
  return present(await overviewOf(deps.database.sql, await find(deps, id), deps.now()))
}

/** @throws {DomainError} as `proposeReorganisation` */
export async function propose(
  deps: RouteDeps,
  caller: Caller,
  id: string,
  { effectiveAt }: z.infer<typeof proposal>,
): Promise<Shown> {
  const at = effectiveAt === undefined ? {} : { effectiveAt: Date.parse(effectiveAt) }
  await proposeReorganisation(deps.database, await find(deps, id), { ...by(deps, caller), ...at })
  return await showReorganisation(deps, id)
}

/** @throws {DomainError} as `approveReorganisation` */
export async function approve(
  deps: RouteDeps,
  caller: Caller,
  id: string,
  body: z.infer<typeof approval>,
): Promise<Shown> {
  const rowsHash = Buffer.from(body.rowsHash, 'hex')
  await approveReorganisation(deps.database, await find(deps, id), { ...by(deps, caller), rowsHash })
  return await showReorganisation(deps, id)
}

/** @throws {DomainError} as `armReorganisation` */
export async function arm(deps: RouteDeps, caller: Caller, id: string): Promise<Shown> {
  await armReorganisation(deps.database, await find(deps, id), by(deps, caller))
  return await showReorganisation(deps, id)
}

/** @throws {DomainError} as `postponeReorganisation`; `forbidden` for an officer who did not decide it */
export async function postpone(
  deps: RouteDeps,
  caller: Caller,
  id: string,
  { effectiveAt, basis }: z.infer<typeof postponement>,
): Promise<Shown> {
  await requireDecider(deps, caller, id)
  const wanted = { ...by(deps, caller), basis, effectiveAt: Date.parse(effectiveAt) }
  await postponeReorganisation(deps.database, await find(deps, id), wanted)
  return await showReorganisation(deps, id)
}

/** @throws {DomainError} as `callOffReorganisation`; `forbidden` for an officer who did not decide it */
export async function callItOff(
  deps: RouteDeps,
  caller: Caller,
  id: string,
  { basis }: z.infer<typeof callOff>,
): Promise<Shown> {
  await requireDecider(deps, caller, id)
  await callOffReorganisation(deps.database, await find(deps, id), { ...by(deps, caller), basis })
  return await showReorganisation(deps, id)
}

/** @throws {DomainError} as `undoReorganisation` */
export async function undoIt(
  deps: RouteDeps,
  caller: Caller,
  id: string,
  { effectiveAt, basis }: z.infer<typeof undoing>,
): Promise<Shown> {
  const wanted = { ...by(deps, caller), basis, effectiveAt: Date.parse(effectiveAt) }
  await undoReorganisation(deps.database, await find(deps, id), wanted)
  return await showReorganisation(deps, id)
}

/**
 * What was decided in a dossier was decided by officers: they postpone it and call it off for as long as they hold an office. An undo, which
 * any two persons may ask for, is not opened to them: who is an officer and an operator would be two.
 * @throws {DomainError} `forbidden`
 */
async function requireDecider(
  { database: { sql }, now }: RouteDeps,
  { role, id: officerId }: Caller,
  id: string,
): Promise<void> {
  if (role !== 'officer') return
  const [enactment, units] = await Promise.all([readEnactment(sql, id), unitsOf(sql, officerId, now())])
  if (personsOf(enactment).includes(officerId) && units.length > 0) return
  throw new DomainError('forbidden', {
    hint: 'It is for the two officers who proposed and approved it, while they hold a mandate; else for operators.',
  })
}

const by = ({ now }: RouteDeps, { id }: Caller) => ({ actorId: id, at: now() })

const find = async (deps: RouteDeps, id: string): Promise<Enactable> =>
  reorganisationOf(await reorganisationsOf(deps), id)
