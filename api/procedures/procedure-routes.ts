import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { type Channel, channels } from '../../domain/dossier/dossier.ts'
import { localDate } from '../../domain/time/local-day.ts'
import { searchable } from '../../domain/vietnamese.ts'
import { evidenceOf, evidences } from '../../procedures/grammar/checks/evidence.ts'
import { cite } from '../../procedures/grammar/definition/basis.ts'
import type { Procedure } from '../../procedures/grammar/definition/procedure.ts'
import { sourceText } from '../../procedures/grammar/definition/source.ts'
import { routeNames } from '../../procedures/grammar/definition/standard-route.ts'
import { diagram } from '../../procedures/grammar/plan/diagram.ts'
import { deskOutcomes, type Plan, stepsInOrder } from '../../procedures/grammar/plan/plan.ts'
import { durationText } from '../../procedures/grammar/plan/plan-words.ts'
import { formJsonSchema } from '../../procedures/registry/form-schema.ts'
import { replacementOf } from '../papers/paper-checklist.ts'
import { cursors } from '../server/cursor.ts'
import type { RouteDeps } from '../server/deps.ts'
import { line, problems } from '../server/schemas.ts'
import { editionParam, editionParams, editionQuery } from './edition-param.ts'

const listed = z.object({
  code: z.string(),
  name: z.string(),
  field: z.string(),
  edition: z.iso.date().describe('First day of the edition'),
  until: z.iso.date().nullable(),
  inForce: z.boolean(),
  evidence: z.enum(evidences).describe('Time, basis and papers are known; some of them; the name alone'),
  handbook: z.string().describe('Path of its page for people; with `.md` before the `?` in Markdown'),
})

const listQuery = z.strictObject({
  name: line(200).optional().describe('Words of the name in any order, with or without diacritics'),
  field: line(200).optional().describe('As it is published, e.g. `Hộ tịch`'),
  after: z.string().max(200).optional().describe('`next` of the page before'),
  limit: z.coerce.number().int().min(1).max(100).default(50),
})
const byCode = cursors(z.object({ code: z.string().max(20), edition: z.iso.date() }))

const procedurePage = z.object({
  items: z.array(listed),
  next: z.string().nullable().describe('Null on the last page'),
})

const step = z.object({
  id: z.string(),
  name: z.string(),
  kind: z.string(),
  desks: z.array(z.object({ role: z.string(), tier: z.string(), power: z.string() })),
  within: z.string().nullable(),
  outcomes: z.array(z.string()),
  conditional: z.boolean(),
})

const procedure = listed
  .extend({
    basis: z.array(z.string()),
    source: z.string(),
    assumed: z.array(z.string()),
    connecting: z.string().describe('The place that decides who is responsible'),
    total: z.string(),
    fee: z
      .record(z.enum(channels), z.string().nullable())
      .describe('In đồng, by channel; null where no source states it'),
    route: z
      .string()
      .nullable()
      .describe('The standard route it runs on, in words; null where its steps are its own'),
    papers: z.record(
      z.string(),
      z.object({
        name: z.string(),
        originals: z.int().optional(),
        copies: z.int().optional(),
        replacedBy: z
          .string()
          .optional()
          .describe('Database that holds its content; then the paper is not required'),
        replacementBasis: z.string().optional().describe('Legal basis on which it is not required today'),
        insteadOf: z.string().optional().describe('The provision that would require it'),
        sometimes: z.literal(true).optional().describe('Required only in the case that its name states'),
      }),
    ),
    form: z.record(z.string(), z.unknown()).describe('JSON Schema of the form'),
    steps: z.array(step),
    diagram: z.string().describe('Mermaid'),
  })
  .meta({ id: 'Procedure' })

export const procedureRoutes =
  (deps: RouteDeps): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/procedures',
      {
        schema: {
          tags: ['procedures'],
          summary: 'Procedures in every edition, by code; filtered by field or by words of the name',
          querystring: listQuery,
          response: {
            200: procedurePage,
            ...problems(),
          },
        },
      },
      async (request) => listProcedures(deps, request.query),
    )

    app.get(
      '/procedures/:code',
      {
        schema: {
          tags: ['procedures'],
          summary: 'A procedure: law, form, papers, fee, steps and diagram',
          params: editionParams,
          querystring: editionQuery,
          response: { 200: procedure, ...problems('notFound') },
        },
      },
      async (request) => showProcedure(deps, request.params.code, request.query.edition),
    )
  }

/** Every edition, in the order of the registry. @throws {DomainError} `invalidInput` of `after` */
export function listProcedures(
  { registry, now }: RouteDeps,
  { after, limit, name, field }: z.infer<typeof listQuery>,
): z.infer<typeof procedurePage> {
  const past = after === undefined ? null : byCode.read(after)
  const words = name === undefined ? [] : searchable(name).split(' ')
  const found = registry.procedures.filter(
    (of) =>
      (past === null || isPast(of, past)) &&
      (field === undefined || of.field === field) &&
      (words.length === 0 || holdsAll(of.name, words)),
  )
  const last = found.length > limit ? found[limit - 1] : undefined
  return {
    items: found.slice(0, limit).map((of) => listedOf(of, isInForce(registry, of, now()))),
    next: last === undefined ? null : byCode.write({ code: last.code, edition: last.edition }),
  }
}

/** An edition of a procedure, that in force today where none is named. @throws {DomainError} `notFound` */
export function showProcedure(
  { registry, now }: RouteDeps,
  code: string,
  edition: string | undefined,
): z.infer<typeof procedure> {
  const found = editionParam({ registry, now }, code, edition)
  const { plan } = registry.compiled(found)
  return {
    ...listedOf(found, isInForce(registry, found, now())),
    basis: found.basis.map(cite),
    source: sourceText(found.source),
    assumed: [...(found.assumed ?? [])],
    connecting: found.connecting,
    total: durationText(found.total),
    fee: {
      online: feeOf(found, 'online'),
      counter: feeOf(found, 'counter'),
      post: feeOf(found, 'post'),
    },
    route: found.route === undefined ? null : routeNames[found.route],
    papers: papersOf(found, now()),
    form: formJsonSchema(found.form),
    steps: stepsOf(plan),
    diagram: diagram(plan),
  }
}

const isInForce = (registry: RouteDeps['registry'], of: Procedure, atMs: number): boolean =>
  registry.inForce(of.code, localDate(atMs)) === of

function holdsAll(name: string, words: readonly string[]): boolean {
  const said = searchable(name)
  return words.every((word) => said.includes(word))
}

/** In the order of the registry: by code, then edition. */
const isPast = (of: Procedure, { code, edition }: { code: string; edition: string }): boolean =>
  of.code > code || (of.code === code && of.edition > edition)

const listedOf = (procedure: Procedure, inForce: boolean) => ({
  code: procedure.code,
  name: procedure.name,
  field: procedure.field,
  edition: procedure.edition,
  until: procedure.until ?? null,
  inForce,
  evidence: evidenceOf(procedure),
  handbook: `/procedures/${procedure.code}/handbook?edition=${procedure.edition}`,
})

const papersOf = ({ papers }: Procedure, at: number): z.infer<typeof procedure>['papers'] =>
  Object.fromEntries(
    Object.entries(papers).map(([kind, paper]) => {
      const { askedBy, ...rest } = paper
      const replacementBasis = replacementOf(paper, at)?.basis
      return [
        kind,
        {
          ...rest,
          ...(replacementBasis === undefined ? {} : { replacementBasis }),
          ...(askedBy === undefined ? {} : { insteadOf: cite(askedBy) }),
        },
      ]
    }),
  )

function feeOf({ feeDong }: Procedure, channel: Channel): string | null {
  const fee = feeDong[channel]
  return fee === null ? null : String(fee)
}

function stepsOf(plan: Plan): z.infer<typeof step>[] {
  return stepsInOrder(plan).flatMap((id) => {
    const of = plan.steps[id]
    if (of === undefined) return []
    return [
      {
        id,
        name: of.name,
        kind: of.kind,
        desks: of.desks.map(({ role, tier, power }) => ({ role, tier, power })),
        within: of.within === null ? null : durationText(of.within),
        outcomes: deskOutcomes(of).toSorted(),
        conditional: of.when !== null,
      },
    ]
  })
}
