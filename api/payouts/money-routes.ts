/** What is owed and paid to one person: entitlements, lines, orders and what was booked; account numbers stay sealed. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { type EntitlementHistory, readEntitlements } from '../../db/benefits/history.ts'
import { readOrder } from '../../db/money/order-sheet.ts'
import { factKinds, payeeRoles } from '../../domain/benefits/fact.ts'
import { DomainError } from '../../domain/errors.ts'
import {
  dongToJson,
  entitlementGrounds,
  ledgerAccounts,
  orderStates,
  payoutChannels,
} from '../../domain/money.ts'
import { allow, type Caller, callerOf } from '../access/auth.ts'
import type { RouteDeps } from '../server/deps.ts'
import { bearer, instant, isoOf, isoOrNull, problems } from '../server/schemas.ts'
import { requireMoneyAccess } from './money-access.ts'
import { dongText } from './money-schemas.ts'

const params = z.object({ id: z.uuid() })
const name = z.string().nullable().describe('Null for who is no officer')

const order = z
  .object({
    ...{ id: z.uuid(), state: z.enum(orderStates), channel: z.enum(payoutChannels), amountDong: dongText },
    payee: name,
    ...{ unit: z.string(), area: z.string() },
    run: z.uuid().nullable().describe('Dossier of the payout run'),
    page: z.int().nullable(),
    replaces: z.uuid().nullable().describe('The order that it was issued again for'),
    reference: z.string().nullable().describe('Of the bank'),
    reason: z.string().nullable().describe('Why it was refused, left out or returned'),
    attempts: z.int(),
    ...{ createdAt: instant, intentAt: instant.nullable(), settledAt: instant.nullable() },
    lines: z.array(
      z.object({
        ...{ id: z.uuid(), period: z.string(), cause: z.string(), amountDong: dongText },
        ...{ entitlement: z.uuid(), beneficiary: z.uuid() },
      }),
    ),
    postings: z.array(
      z.object({
        ...{ debit: z.enum(ledgerAccounts), credit: z.enum(ledgerAccounts) },
        ...{ amountDong: dongText, at: instant },
      }),
    ),
  })
  .meta({ id: 'PaymentOrder' })

const fact = z.object({
  ...{ id: z.uuid(), kind: z.enum(factKinds), fromMonth: z.string(), reason: z.string().nullable() },
  ...{ times: z.int().nullable(), area: z.string().nullable(), ofFact: z.uuid().nullable() },
  ...{ basis: z.string(), recordedBy: z.string(), dossier: z.uuid().nullable(), recordedAt: instant },
  payees: z.array(z.object({ payee: name, role: z.enum(payeeRoles), share: z.int() })),
})

const line = z.object({
  ...{ id: z.uuid(), period: z.string(), cause: z.string(), causeRef: z.string() },
  ...{ amountDong: dongText, unit: z.string() },
  parts: z.array(
    z.object({
      amountDong: dongText,
      orders: z.array(z.object({ id: z.uuid(), state: z.enum(orderStates), run: z.uuid().nullable() })),
    }),
  ),
})

const entitlement = z
  .object({
    ...{ id: z.uuid(), beneficiary: z.uuid(), benefit: z.string(), benefitName: z.string() },
    ...{ ground: z.enum(entitlementGrounds), groundRef: z.string() },
    unit: z.string().nullable().describe('That pays now; null: the place is not decided yet'),
    facts: z.array(fact).describe('In the order in which they were recorded'),
    lines: z.array(line).describe('By period'),
  })
  .meta({ id: 'Entitlement' })

const history = z
  .object({ beneficiary: z.uuid(), entitlements: z.array(entitlement) })
  .meta({ id: 'BeneficiaryHistory' })

export const moneyRoutes =
  (deps: RouteDeps): FastifyPluginAsyncZod =>
  async (app) => {
    const common = { tags: ['payouts'], security: bearer, params }
    const onRequest = allow(deps.verify, 'officer', 'supervisor', 'operator')
    const refused = problems('forbidden', 'notFound')

    app.get(
      '/payment-orders/:id',
      {
        onRequest,
        schema: {
          ...common,
          summary: 'A payment order: what it pays, how far it is, and what was booked for it',
          response: { 200: order, ...refused },
        },
      },
      (request) => showOrder(deps, callerOf(request), request.params.id),
    )

    app.get(
      '/entitlements/:id',
      {
        onRequest,
        schema: {
          ...common,
          summary: 'An entitlement: what was recorded of it, what was owed for it and what was paid',
          response: { 200: entitlement, ...refused },
        },
      },
      (request) => showEntitlement(deps, callerOf(request), request.params.id),
    )

    app.get(
      '/beneficiaries/:id/history',
      {
        onRequest,
        schema: {
          ...common,
          summary: 'All entitlements of one person, with what was owed and paid, month by month',
          response: { 200: history, ...refused },
        },
      },
      (request) => showHistory(deps, callerOf(request), request.params.id),
    )
  }

/** @throws {DomainError} `notFound`; `forbidden` of an order that concerns another unit */
export async function showOrder(deps: RouteDeps, caller: Caller, id: string): Promise<z.infer<typeof order>> {
  const found = await readOrder(deps.database.sql, id)
  if (found === null) throw new DomainError('notFound')
  const { payeeName, unitId, areaId, runId, replacesId, gatewayRef, lines, postings, ...of } = found
  const personal = await requireMoneyAccess(deps, caller, {
    unitIds: [unitId],
    runIds: runId === null ? [] : [runId],
  })
  const { createdAt, intentAt, settledAt, amountDong } = of
  return {
    ...{ ...of, amountDong: dongToJson(amountDong), payee: personal ? payeeName : null },
    ...{ unit: unitId, area: areaId, run: runId, replaces: replacesId, reference: gatewayRef },
    ...{ createdAt: isoOf(createdAt), intentAt: isoOrNull(intentAt), settledAt: isoOrNull(settledAt) },
    lines: lines.map(({ lineId, entitlementId, beneficiaryId, amountDong, ...line }) => ({
      ...{ ...line, id: lineId, amountDong: dongToJson(amountDong) },
      ...{ entitlement: entitlementId, beneficiary: beneficiaryId },
    })),
    postings: postings.map(({ validAt, amountDong, ...posting }) => ({
      ...{ ...posting, amountDong: dongToJson(amountDong), at: isoOf(validAt) },
    })),
  }
}

/** @throws {DomainError} `notFound`; `forbidden` where another unit pays */
export async function showEntitlement(
  deps: RouteDeps,
  caller: Caller,
  id: string,
): Promise<z.infer<typeof entitlement>> {
  const [found] = await readEntitlements(deps.database.sql, { entitlementId: id }, deps.now())
  if (found === undefined) throw new DomainError('notFound')
  return presentEntitlement(found, await requireMoneyAccess(deps, caller, placeOf([found])))
}

/** @throws {DomainError} `notFound` of who has no entitlement; `forbidden` where none of them is paid by a unit of the caller */
export async function showHistory(
  deps: RouteDeps,
  caller: Caller,
  id: string,
): Promise<z.infer<typeof history>> {
  const found = await readEntitlements(deps.database.sql, { beneficiaryId: id }, deps.now())
  if (found.length === 0) throw new DomainError('notFound')
  const personal = await requireMoneyAccess(deps, caller, placeOf(found))
  return { beneficiary: id, entitlements: found.map((of) => presentEntitlement(of, personal)) }
}

/** The unit that pays now, and who works in a run that paid it; what an earlier unit paid is no access to what comes after. */
const placeOf = (entitlements: readonly EntitlementHistory[]) => ({
  unitIds: entitlements.flatMap(({ unitId }) => (unitId === null ? [] : [unitId])),
  runIds: entitlements.flatMap(({ lines }) =>
    lines.flatMap(({ parts }) =>
      parts.flatMap(({ orders }) => orders.flatMap(({ runId }) => (runId === null ? [] : [runId]))),
    ),
  ),
})

function presentEntitlement(of: EntitlementHistory, personal: boolean): z.infer<typeof entitlement> {
  const { beneficiaryId, unitId, facts, lines, ...rest } = of
  return {
    ...{ ...rest, beneficiary: beneficiaryId, unit: unitId },
    facts: facts.map(({ areaId, dossierId, recordedAt, payees, ...one }) => ({
      ...{ ...one, area: areaId, dossier: dossierId, recordedAt: isoOf(recordedAt) },
      payees: payees.map(({ name, role, share }) => ({ payee: personal ? name : null, role, share })),
    })),
    lines: lines.map(({ unitId: unit, amountDong, parts, ...one }) => ({
      ...{ ...one, unit, amountDong: dongToJson(amountDong) },
      parts: parts.map(({ amountDong: part, orders }) => ({
        amountDong: dongToJson(part),
        orders: orders.map(({ id, state, runId }) => ({ id, state, run: runId })),
      })),
    })),
  }
}
