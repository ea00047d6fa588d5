/** The guide to a procedure, as a page and as text. Public, and the same for everybody. */
import { createHash } from 'node:crypto'
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { readUnit } from '../../db/territory/units/unit-search.ts'
import { wrongField } from '../../domain/errors.ts'
import { localDate } from '../../domain/time/local-day.ts'
import { type Counter, handbookOf } from '../../procedures/handbook/handbook.ts'
import { handbookMarkdown } from '../../procedures/handbook/handbook-markdown.ts'
import { editionParam, editionParams, editionQuery } from '../procedures/edition-param.ts'
import type { RouteDeps } from '../server/deps.ts'
import { problems, unitId } from '../server/schemas.ts'
import { handbookPage, pageHeaders, textHeaders } from './handbook-page.ts'

const renderings = {
  '/procedures/:code/handbook': {
    ...{ render: handbookPage, headers: pageHeaders, type: 'text/html' },
    summary: 'The guide to a procedure: papers, place, time, fee and steps, as a page to read or print',
  },
  '/procedures/:code/handbook.md': {
    ...{ render: handbookMarkdown, headers: textHeaders, type: 'text/markdown' },
    summary: 'The guide in Markdown, with its diagram in Mermaid',
  },
} as const

const query = editionQuery.extend({
  unit: unitId.optional().describe('A commune of today, whose one-stop desk the page names with its address'),
})

export const handbookRoutes =
  (deps: RouteDeps): FastifyPluginAsyncZod =>
  async (app) => {
    for (const [path, { render, headers, type, summary }] of Object.entries(renderings)) {
      app.get(
        path,
        {
          serializerCompiler: () => String,
          schema: {
            tags: ['procedures'],
            summary,
            params: editionParams,
            querystring: query,
            response: {
              200: z.string().describe(type),
              304: z.null().describe('As it was at the tag in `if-none-match`'),
              ...problems('notFound'),
            },
          },
        },
        async (request, reply) => {
          const body = await renderHandbook(deps, render, { ...request.params, ...request.query })
          const tag = `"${createHash('sha256').update(body).digest('base64url')}"`
          reply.headers({ ...headers, etag: tag })
          if (request.headers['if-none-match'] === tag) return reply.code(304).send(null)
          return reply.send(body)
        },
      )
    }
  }

/** @throws {DomainError} `notFound` of the procedure; `invalidInput` where the unit is no commune of today */
export async function renderHandbook(
  deps: RouteDeps,
  render: (typeof renderings)[keyof typeof renderings]['render'],
  { code, edition, unit }: z.infer<typeof editionParams> & z.infer<typeof query>,
): Promise<string> {
  const found = editionParam(deps, code, edition)
  const today = localDate(deps.now())
  // An edition that is not in force today is shown with the time rules of its own first day.
  const inForce = deps.registry.inForce(found.code, today) === found
  const { plan } = deps.registry.compiled(found, inForce ? today : found.edition)
  const counter = unit === undefined ? null : await counterOf(deps, unit)
  return render(handbookOf(found, plan, counter), plan)
}

async function counterOf({ database, now }: RouteDeps, id: string): Promise<Counter> {
  const at = now()
  const unit = await readUnit(database.sql, id, at)
  const exists = unit !== null && (unit.from ?? at) <= at && (unit.until === null || at < unit.until)
  if (!exists || unit.tier !== 'commune') throw wrongField('/querystring/unit', 'is no commune of today')
  const { name, seat, seatDoubt } = unit
  return {
    unit: name,
    address: seat === null || seatDoubt === null ? seat : `${seat} (chưa chắc chắn: ${seatDoubt})`,
  }
}
