/** Cash of a payout run: a commune opens its list, prints it, hands the cash out, and records who has signed. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { identityContext } from '../../db/identity/sealing-context.ts'
import {
  type CashOrder,
  isReleased,
  openCashList,
  type ReceiptProblem,
  readCashList,
  recordReceipts,
} from '../../db/payouts/cash-list.ts'
import { isPaused } from '../../db/payouts/pages.ts'
import { type RunSheet, readRun } from '../../db/payouts/run-report.ts'
import { unitName, worksInOrAfter } from '../../db/territory/units/unit-lookup.ts'
import { DomainError } from '../../domain/errors.ts'
import type { CashOutcome } from '../../domain/money.ts'
import { allow, type Caller, callerOf } from '../access/auth.ts'
import { type CashRow, cashListHeaders, cashListPage } from '../pages/cash-list-page.ts'
import type { RouteDeps } from '../server/deps.ts'
import { bearer, dossierParams, problems, unitId } from '../server/schemas.ts'
import { payoutRunProcedure } from './run-access.ts'

const params = dossierParams.extend({
  unit: unitId.describe('By which the orders are accounted for, also where it has ended'),
})
const orderIds = z.array(z.uuid()).max(500).default([])

const openedList = z.object({
  listed: z.int().describe('Put on the list now'),
  leftOut: z.int().describe('Less is owed than was approved, as after a death'),
})
const receiptsBody = z.strictObject({
  received: orderIds.describe('Orders whose payees have signed'),
  notCollected: orderIds.describe('Orders whose payees did not come: the next run pays them'),
})

export const cashListRoutes =
  (deps: RouteDeps): FastifyPluginAsyncZod =>
  async (app) => {
    const common = { tags: ['payouts'], security: bearer, params }
    const onRequest = allow(deps.verify, 'officer')

    app.post(
      '/payout-runs/:id/cash-lists/:unit',
      {
        onRequest,
        schema: {
          ...common,
          summary: 'Open the cash list of a unit: what is due still may be handed out from here on',
          response: { 200: openedList, ...problems('forbidden', 'notFound', 'notStarted', 'runPaused') },
        },
      },
      (request) => openList(deps, callerOf(request), request.params),
    )

    app.get(
      '/payout-runs/:id/cash-lists/:unit',
      {
        onRequest,
        schema: {
          ...common,
          summary: 'The cash list of a unit, to print and to be signed on',
          response: { 200: z.string(), ...problems('forbidden', 'notFound') },
        },
      },
      async (request, reply) =>
        await reply.headers(cashListHeaders).send(await printList(deps, callerOf(request), request.params)),
    )

    app.post(
      '/payout-runs/:id/cash-lists/:unit/receipts',
      {
        onRequest,
        schema: {
          ...common,
          summary: 'Record who has signed for cash, and who did not come',
          body: receiptsBody,
          response: { 200: z.object({ recorded: z.int() }), ...problems('forbidden', 'notFound') },
        },
      },
      (request) => recordList(deps, callerOf(request), { ...request.params, ...request.body }),
    )
  }

type OfUnit = z.infer<typeof params>

/**
 * Opening it again adds what is new and changes nothing else.
 * @throws {DomainError} `forbidden`, `notFound`; `notStarted` of a run that is not released, `runPaused`
 */
export async function openList(
  deps: RouteDeps,
  caller: Caller,
  of: OfUnit,
): Promise<z.infer<typeof openedList>> {
  const { database } = deps
  const run = await runForUnit(deps, caller, of)
  if (!(await isReleased(database.sql, run.id))) throw new DomainError('notStarted')
  if (await isPaused(database.sql, run.id)) throw new DomainError('runPaused')
  const { intended, leftOut } = await openCashList(database, { runId: run.id, unitId: of.unit }, deps.now())
  return { listed: intended, leftOut }
}

/** What was recorded stays on it: the sheets of a list keep their numbers. @throws {DomainError} `forbidden`, `notFound` */
async function printList(deps: RouteDeps, caller: Caller, of: OfUnit): Promise<string> {
  const run = await runForUnit(deps, caller, of)
  const orders = await readCashList(deps.database.sql, { runId: run.id, unitId: of.unit })
  const pieces = cashListPage({
    ...{ code: `${run.code}/${of.unit}`, periods: run.prepared?.periods ?? [], printedAt: deps.now() },
    unit: (await unitName(deps.database.sql, of.unit)) ?? of.unit,
    rows: orders.map((order) => rowOf(deps, order)),
  })
  return [...pieces].join('')
}

const shownDigits = 4

function rowOf({ vault }: RouteDeps, order: CashOrder): CashRow {
  const { payeeId, identityCipher, identityKeyId } = order
  const identity =
    identityCipher === null || identityKeyId === null
      ? null
      : vault.open(identityCipher, identityKeyId, identityContext(payeeId))
  return {
    ...{ payee: order.payeeName, beneficiary: order.beneficiaryName, benefit: order.benefitName },
    ...{ identityEnding: identity?.slice(-shownDigits) ?? null, amountDong: order.amountDong },
  }
}

/**
 * All of them or none. What was recorded so before is not counted again.
 * @throws {DomainError} `forbidden`, `notFound`; `invalidInput` of each order that is named twice, is not on the list, or was recorded otherwise
 */
export async function recordList(
  deps: RouteDeps,
  caller: Caller,
  { received, notCollected, ...of }: OfUnit & z.infer<typeof receiptsBody>,
): Promise<{ recorded: number }> {
  const run = await runForUnit(deps, caller, of)
  const named = [...pathsOf('received', received), ...pathsOf('notCollected', notCollected)]
  const outcomes = new Map(named.map(({ id, outcome }) => [id, outcome]))
  if (outcomes.size < named.length) throw wrongOrders(named.filter(twice), () => 'is named twice')
  const answer = await recordReceipts(deps.database, {
    ...{ runId: run.id, unitId: of.unit, outcomes, recordedBy: caller.id, atMs: deps.now() },
  })
  if ('recorded' in answer) return answer
  throw wrongOrders(
    named.filter(({ id }) => answer.problems.has(id)),
    ({ id }) => problemsInWords[answer.problems.get(id) ?? 'onNoList'],
  )
}

interface NamedOrder {
  id: string
  outcome: CashOutcome
  path: string
}

const pathsOf = (outcome: CashOutcome, ids: readonly string[]): readonly NamedOrder[] =>
  ids.map((id, i) => ({ id: id.toLowerCase(), outcome, path: `/${outcome}/${i}` }))

const twice = ({ id }: NamedOrder, at: number, all: readonly NamedOrder[]): boolean =>
  all.findIndex((other) => other.id === id) < at

const wrongOrders = (orders: readonly NamedOrder[], problem: (of: NamedOrder) => string): DomainError =>
  new DomainError('invalidInput', {
    fields: orders.map((order) => ({ path: order.path, problem: problem(order) })),
  })

const problemsInWords: Readonly<Record<ReceiptProblem, string>> = {
  onNoList: 'is no order of this list, or the list was not opened since it was prepared',
  leftOut: 'was left out of the list: less is owed than was approved',
  received: 'was recorded as received',
  notCollected: 'was recorded as not collected',
}

/**
 * Cash is the matter of who hands it out: an officer of the unit, or of one that it became.
 * @throws {DomainError} `notFound` where no run is named so; `forbidden`
 */
async function runForUnit(deps: RouteDeps, caller: Caller, { id, unit }: OfUnit): Promise<RunSheet> {
  const { sql } = deps.database
  const by = { officerId: caller.id, within: caller.unitId, unitId: unit, asOfMs: deps.now() }
  if (!(await worksInOrAfter(sql, by))) throw new DomainError('forbidden')
  const run = await readRun(sql, id, payoutRunProcedure)
  if (run === null) throw new DomainError('notFound')
  return run
}
