import { z } from 'zod'
import type { InboxCursor } from '../db/inbox.ts'
import { DomainError } from '../domain/errors.ts'

const cursor = z.object({ dueAt: z.number(), taskId: z.string().max(200) })

export const textOf = (next: InboxCursor): string => Buffer.from(JSON.stringify(next)).toString('base64url')

/** @throws {DomainError} `invalidInput` on anything but `next` of a page */
export function cursorOf(after: string): InboxCursor {
  try {
    return cursor.parse(JSON.parse(Buffer.from(after, 'base64url').toString('utf8')))
  } catch {
    throw new DomainError('invalidInput', {
      fields: [{ path: '/querystring/after', problem: 'is no `next` of a page' }],
    })
  }
}
