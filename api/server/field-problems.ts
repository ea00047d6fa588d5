import type { FieldProblem } from '../../domain/errors.ts'

/** What zod found, as far as it is read here. */
export interface Issue {
  code?: string
  message?: string
  path: readonly PropertyKey[]
  [detail: string]: unknown
}

/**
 * What is wrong with which field, in our own words: those of zod may quote the value sent. `under` is where the value
 * stands that the paths start from.
 */
export function fieldProblems(
  issues: readonly Issue[],
  under: readonly PropertyKey[] = [],
): readonly FieldProblem[] {
  return issues.flatMap((issue) => {
    const path = [...under, ...issue.path]
    if (issue.code === 'unrecognized_keys' && Array.isArray(issue.keys)) {
      return issue.keys.map((key: unknown) => ({
        path: jsonPointer([...path, String(key)]),
        problem: 'is not a field of this request',
      }))
    }
    return [{ path: jsonPointer(path), problem: wordsFor(issue) }]
  })
}

/** RFC 6901. */
export const jsonPointer = (path: readonly PropertyKey[]): string =>
  path.map((part) => `/${String(part).slice(0, 100).replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')

function wordsFor(issue: Issue): string {
  switch (issue.code) {
    case 'invalid_type':
      return issue.message?.endsWith('received undefined')
        ? 'is missing'
        : `must be of the type ${issue.expected}`
    case 'too_small':
      return issue.origin === 'string' && issue.minimum === 1
        ? 'must not be empty'
        : `must be ${measure(issue.origin)}at least ${issue.minimum}`
    case 'too_big':
      return `must be ${measure(issue.origin)}at most ${issue.maximum}`
    case 'invalid_value':
      return Array.isArray(issue.values)
        ? `must be one of: ${issue.values.join(', ')}`
        : 'is not an allowed value'
    case 'invalid_format':
      return typeof issue.pattern === 'string' && issue.format === 'regex'
        ? `must have the form ${issue.pattern}`
        : `must have the form of: ${issue.format}`
    case 'custom':
      return issue.message ?? 'is not valid'
    default:
      return 'is not valid'
  }
}

function measure(origin: unknown): string {
  if (origin === 'string') return 'in characters '
  return origin === 'array' ? 'in entries ' : ''
}
