/** What follows for benefits at a death: an officer of the department reads the proposals and decides each. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { type BenefitOfficer, benefitUnit } from '../../db/benefits/benefit-desk.ts'
import { decideProposal, openProposals, type Proposed, proposalsOf } from '../../db/benefits/proposals.ts'
import { transaction } from '../../db/connection/transaction.ts'
import { proposalKinds, proposalOutcomes } from '../../domain/benefits/death.ts'
import { dongToJson } from '../../domain/money.ts'
import { allow, type Caller, callerOf } from '../access/auth.ts'
import type { RouteDeps } from '../server/deps.ts'
import { accountNumber, bearer, identityNumber, line, problems } from '../server/schemas.ts'

const proposal = z
  .object({
    id: z.uuid(),
    dossier: z.uuid().describe('Whose result records the death'),
    beneficiary: z.uuid(),
    kind: z.enum(proposalKinds),
    diedOn: z.iso.date(),
    entitlement: z.uuid().nullable().describe('Of an end alone'),
    benefit: z.string().nullable(),
    fromMonth: z.string().nullable().describe('The first month without, or the first of survivors'),
    amountDong: z
      .string()
      .nullable()
      .describe(
        'The sum; of an end what was paid for months after and will be recovered. Null: of survivors, or no reference level is known',
      ),
    basis: z.string(),
    assumed: z.boolean().describe('No source that was read states it so'),
    decision: z
      .object({
        outcome: z.enum(proposalOutcomes),
        reason: z.string(),
        decidedBy: z.string(),
        unit: z.string(),
      })
      .nullable(),
  })
  .meta({ id: 'EntitlementProposal' })

const query = z.strictObject({
  dossier: z.uuid().optional().describe('All of one dossier; where left out those that wait for a decision'),
  after: z.uuid().optional().describe('The last `id` of the page before'),
})

const decision = z.strictObject({
  outcome: z.enum(proposalOutcomes),
  reason: line(500).describe('The number of the decision, or why it is refused'),
  survivors: z
    .array(z.strictObject({ name: line(200), identityNumber }))
    .max(20)
    .default([])
    .describe('Who gets the allowance of survivors; of such a proposal alone'),
  payee: z
    .strictObject({
      name: line(200),
      identityNumber,
      account: accountNumber.nullable().default(null).describe('Null: in cash'),
    })
    .nullable()
    .default(null)
    .describe('Who gets the lump sum or the funeral grant; of such a proposal alone'),
})

export const proposalRoutes =
  (deps: RouteDeps): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/entitlement-proposals',
      {
        onRequest: allow(deps.verify, 'officer'),
        schema: {
          tags: ['benefits'],
          summary: 'What is proposed for entitlements at deaths, for who decides about them; at most 100',
          security: bearer,
          querystring: query,
          response: { 200: z.object({ items: z.array(proposal) }), ...problems('forbidden') },
        },
      },
      (request) => listProposals(deps, callerOf(request), request.query),
    )
    app.post(
      '/entitlement-proposals/:id/decision',
      {
        onRequest: allow(deps.verify, 'officer'),
        schema: {
          tags: ['benefits'],
          summary: 'Confirm or refuse a proposal; the same answer again changes nothing',
          security: bearer,
          params: z.object({ id: z.uuid() }),
          body: decision,
          response: {
            200: proposal,
            ...problems('forbidden', 'notFound', 'notCompetent', 'alreadyDecided'),
          },
        },
      },
      (request) => answerProposal(deps, callerOf(request), { id: request.params.id, body: request.body }),
    )
  }

export const benefitOfficer = (deps: RouteDeps, { id, unitId }: Caller): BenefitOfficer => ({
  officerId: id,
  unitId,
  atMs: deps.now(),
})

const present = ({ dossierId, beneficiaryId, entitlementId, amountDong, areaId: _, ...row }: Proposed) => ({
  ...row,
  ...{ dossier: dossierId, beneficiary: beneficiaryId, entitlement: entitlementId },
  amountDong: amountDong === null ? null : dongToJson(amountDong),
  decision:
    row.decision === null
      ? null
      : {
          ...{ outcome: row.decision.outcome, reason: row.decision.reason },
          ...{ decidedBy: row.decision.decidedBy, unit: row.decision.unitId },
        },
})

/** Those about which the officer may ask or decide; none to anybody else. */
export async function listProposals(
  deps: RouteDeps,
  caller: Caller,
  { dossier, after }: z.infer<typeof query>,
): Promise<{ items: z.infer<typeof proposal>[] }> {
  const { sql } = deps.database
  const by = benefitOfficer(deps, caller)
  const found =
    dossier === undefined
      ? await openProposals(sql, { after: after ?? null, limit: 100 })
      : await proposalsOf(sql, dossier)
  const may = new Set<string>()
  for (const areaId of new Set(found.map((one) => one.areaId))) {
    const units = [
      await benefitUnit(sql, by, { act: 'asks', areaId }),
      await benefitUnit(sql, by, { act: 'decides', areaId }),
    ]
    if (units.some((unit) => unit !== null)) may.add(areaId)
  }
  return { items: found.filter(({ areaId }) => may.has(areaId)).map(present) }
}

/** @throws {DomainError} `notFound`, `notCompetent`, `alreadyDecided`; `invalidInput` of survivors */
export async function answerProposal(
  deps: RouteDeps,
  caller: Caller,
  { id, body }: { id: string; body: z.infer<typeof decision> },
): Promise<z.infer<typeof proposal>> {
  const answer = { id, ...body, by: benefitOfficer(deps, caller) }
  return present(await transaction(deps.database.sql, (tx) => decideProposal(tx, deps.vault, answer)))
}
