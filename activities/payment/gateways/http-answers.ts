/** What a bank answers over HTTP, in JSON. */
import { z } from 'zod'
import { parseDong } from '../../../domain/money.ts'

const confirmed = z.object({ kind: z.literal('confirmed'), ref: z.string().min(1).max(200) })
const rejected = z.object({ kind: z.literal('rejected'), reason: z.string().max(200) })
const accepted = z.object({ kind: z.literal('accepted') })
const notFound = z.object({ kind: z.literal('notFound') })

export const transferAnswer = z.discriminatedUnion('kind', [confirmed, rejected, accepted])

const known = z
  .object({
    amountDong: z.string().transform(parseDong).optional(),
    /** The last digits of the account. */
    accountEnding: z.string().min(1).max(50).optional(),
  })
  .optional()

export const inquiryAnswer = z.union([transferAnswer.and(z.object({ known })), notFound])

const ofOrder = z.object({ orderKey: z.string().min(1).max(200) })
const conflict = z.object({ kind: z.literal('conflict') })

export const batchAnswer = z.object({
  orders: z.array(
    z
      .discriminatedUnion('kind', [confirmed, rejected, accepted, conflict])
      .and(ofOrder)
      .transform(({ orderKey, ...answer }) => ({ orderKey, answer })),
  ),
})

export const batchInquiry = z.union([
  z.object({
    inProgress: z.boolean(),
    orders: z.array(
      transferAnswer
        .and(z.object({ known }))
        .and(ofOrder)
        .transform(({ orderKey, ...answer }) => ({ orderKey, answer })),
    ),
  }),
  notFound,
])
