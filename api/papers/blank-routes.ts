/** Numbered blanks for an outage: issued and printed before it, entered after it by `received.blank` of a filing. */
import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { blanksOf, issueBlanks } from '../../db/papers/blanks.ts'
import { unitName, unitStandsOrBegins } from '../../db/territory/units/unit-lookup.ts'
import { lastBlank } from '../../domain/dossier/dossier.ts'
import { DomainError } from '../../domain/errors.ts'
import { allow, type Caller, callerOf } from '../access/auth.ts'
import { refuseEndedUnit } from '../access/ended-unit.ts'
import { type OfficialPage, officialPages, pageHeaders } from '../pages/official-page.ts'
import type { RouteDeps } from '../server/deps.ts'
import { bearer, instant, isoOf, problems, unitId } from '../server/schemas.ts'
import { requireHolder } from './original-routes.ts'

/** What a counter can hand out in some days, and a printer can print. */
const mostAtOnce = 500

const count = z.number().int().min(1).max(mostAtOnce)
const number = z.number().int().min(1).max(lastBlank)

const series = z.strictObject({
  count,
  from: number.optional().describe('The first number; after the last one of the unit where left out'),
})

const issued = z.object({ unit: z.string(), from: number, until: number })

const query = z.strictObject({
  from: z.coerce.number().int().min(1).default(1).describe('`next` of the page before'),
  limit: z.coerce.number().int().min(1).max(mostAtOnce).default(100),
})

const open = z.object({
  items: z
    .array(z.object({ number, issuedAt: instant }))
    .describe('Handed out or not: nothing was entered of them'),
  next: z.number().int().nullable().describe('Null on the last page'),
})

const printed = z.strictObject({
  from: z.coerce.number().int().min(1),
  count: z.coerce.number().int().min(1).max(mostAtOnce).default(1),
})

const params = z.object({ id: unitId })

export const blankRoutes =
  (deps: RouteDeps): FastifyPluginAsyncZod =>
  async (app) => {
    const common = { tags: ['papers'], security: bearer, params }
    app.post(
      '/units/:id/blanks',
      {
        onRequest: allow(deps.verify, 'supervisor'),
        schema: {
          ...common,
          summary: 'Issue numbered receipts on paper for an outage; each number is entered once',
          body: series,
          response: { 201: issued, ...problems('forbidden', 'notFound') },
        },
      },
      async (request, reply) => {
        const of = { unit: request.params.id, ...request.body }
        return await reply.status(201).send(await issueSeries(deps, callerOf(request), of))
      },
    )

    app.get(
      '/units/:id/blanks',
      {
        onRequest: allow(deps.verify, 'officer', 'supervisor'),
        schema: {
          ...common,
          summary: 'Blanks of a unit that nothing was entered of',
          querystring: query,
          response: { 200: open, ...problems('forbidden') },
        },
      },
      (request) => listOpen(deps, callerOf(request), { unit: request.params.id, ...request.query }),
    )

    app.get(
      '/units/:id/blanks/print',
      {
        onRequest: allow(deps.verify, 'officer', 'supervisor'),
        serializerCompiler: () => String,
        schema: {
          ...common,
          summary: 'Issued blanks that nothing was entered of, to print',
          querystring: printed,
          response: {
            200: z.string().describe('HTML, a sheet for each'),
            ...problems('forbidden', 'notFound'),
          },
        },
      },
      async (request, reply) => {
        const of = { unit: request.params.id, ...request.query }
        return reply.headers(pageHeaders).send(await printBlanks(deps, callerOf(request), of))
      },
    )
  }

/** @throws {DomainError} `forbidden`; `unitEnded` or `notFound` where the unit neither stands nor is to begin; `invalidInput` of numbers that were issued before or do not exist */
export async function issueSeries(
  deps: RouteDeps,
  caller: Caller,
  { unit, from, count }: z.infer<typeof series> & { unit: string },
): Promise<z.infer<typeof issued>> {
  const { database } = deps
  const at = deps.now()
  await requireHolder(deps, caller, unit)
  await requireStanding(deps, unit, at)
  const first = await issueBlanks(
    database,
    { unitId: unit, from: from ?? null, count },
    { actorId: caller.id, at },
  )
  return { unit, from: first, until: first + count - 1 }
}

/** @throws {DomainError} `forbidden` */
export async function listOpen(
  deps: RouteDeps,
  caller: Caller,
  { unit, from, limit }: z.infer<typeof query> & { unit: string },
): Promise<z.infer<typeof open>> {
  await requireHolder(deps, caller, unit)
  const rows = await blanksOf(deps.database.sql, { unitId: unit, from, open: true, limit: limit + 1 })
  return {
    items: rows.slice(0, limit).map(({ number, issuedAt }) => ({ number, issuedAt: isoOf(issuedAt) })),
    next: rows[limit]?.number ?? null,
  }
}

/** HTML. @throws {DomainError} `forbidden`; `unitEnded` or `notFound` where the unit neither stands nor is to begin, or where none of the numbers is an open blank of it */
export async function printBlanks(
  deps: RouteDeps,
  caller: Caller,
  { unit, from, count }: z.infer<typeof printed> & { unit: string },
): Promise<string> {
  const { sql } = deps.database
  await requireHolder(deps, caller, unit)
  await requireStanding(deps, unit, deps.now())
  const rows = await blanksOf(sql, { unitId: unit, from, open: true, limit: count })
  const wanted = rows.filter(({ number }) => number < from + count)
  if (wanted.length === 0)
    throw new DomainError('notFound', { hint: 'Issue blanks first: POST /units/:id/blanks.' })
  const name = (await unitName(sql, unit)) ?? unit
  const pages = wanted.map(({ number, issuedAt }) => blankPage(name, number, issuedAt))
  return officialPages(`Giấy biên nhận ${name}`, pages)
}

/** Also a unit that is to begin: its counter opens with blanks at hand. A filing judges the receipt time. */
async function requireStanding(deps: RouteDeps, unit: string, at: number): Promise<void> {
  if (await unitStandsOrBegins(deps.database.sql, unit, at)) return
  await refuseEndedUnit(deps, unit, at)
  throw new DomainError('notFound', { hint: 'Name a unit that exists today, or that is to begin.' })
}

const dots = '.'.repeat(60)

/** Filled in by hand, in two copies: no text gives a form for an outage, so its lines are those of the slip. */
const blankPage = (unit: string, number: number, at: number): OfficialPage => ({
  ...{ form: undefined, title: 'Giấy biên nhận hồ sơ khi hệ thống gián đoạn', unit, at },
  rows: [
    ['Số', String(number).padStart(6, '0')],
    ...['Người nộp', 'Điện thoại', 'Thủ tục', 'Giấy tờ nhận (bản chính, bản sao)'].map(
      (label) => [label, dots] as const,
    ),
    ['Nhận hồ sơ lúc', '...... giờ ...... phút, ngày ...... tháng ...... năm ..........'],
    ['Người nhận', dots],
  ],
  list: null,
  remarks: [
    'Thời điểm nhận ghi trên giấy này là thời điểm nhận hồ sơ. Hồ sơ được nhập vào hệ thống khi hoạt động trở lại; mã hồ sơ và ngày hẹn trả được báo sau.',
    'Mỗi số dùng cho một hồ sơ. Lập hai bản: một bản giao người nộp, một bản lưu để nhập.',
    'Giả định: chưa có văn bản quy định mẫu giấy này; các mục theo Giấy tiếp nhận hồ sơ và hẹn trả kết quả.',
  ],
  signer: null,
  qr: null,
})
