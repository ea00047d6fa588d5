import { z } from 'zod'
import { DomainError } from '../../domain/errors.ts'
import { localDate } from '../../domain/time/local-day.ts'
import type { Procedure } from '../../procedures/grammar/definition/procedure.ts'
import type { RouteDeps } from '../server/deps.ts'

export const editionParams = z.object({ code: z.string().max(20) })
export const editionQuery = z.strictObject({
  edition: z.iso.date().optional().describe('The edition in force today where left out'),
})

/** An edition by its first day; without one that of today, or the last there was. @throws {DomainError} `notFound` */
export function editionParam(
  { registry, now }: Pick<RouteDeps, 'registry' | 'now'>,
  code: string,
  edition: string | undefined,
): Procedure {
  const editions = registry.byCode(code)
  const found =
    edition === undefined
      ? (registry.inForce(code, localDate(now())) ?? editions.at(-1))
      : editions.find((of) => of.edition === edition)
  if (found === undefined) throw new DomainError('notFound', { hint: 'Take a code from GET /procedures.' })
  return found
}
