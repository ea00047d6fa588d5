import { z } from 'zod'
import { wrongField } from '../../domain/errors.ts'

/** Where a page ended, as a text that callers give back and need not understand. */
export interface Cursors<T> {
  write(next: T): string
  /** @throws {DomainError} `invalidInput` on anything but `next` of a page */
  read(after: string): T
}

export function cursors<T>(schema: z.ZodType<T>): Cursors<T> {
  return {
    write: (next) => Buffer.from(JSON.stringify(next)).toString('base64url'),
    read(after) {
      try {
        return schema.parse(JSON.parse(Buffer.from(after, 'base64url').toString('utf8')))
      } catch {
        throw wrongField('/querystring/after', 'is no `next` of a page')
      }
    },
  }
}

/** Of pages of tasks by due time. */
export const byDue = cursors(z.object({ dueAt: z.number(), taskId: z.string().max(200) }))
