import { DomainError, type FieldProblem } from '../../domain/errors.ts'
import { isStorable } from '../../domain/text.ts'
import { jsonPointer } from './field-problems.ts'

/** Far deeper than any request: endless nesting would overflow the stack of the code that reads it. */
const deepest = 20

/**
 * Refuses text that PostgreSQL cannot keep (NUL, half of a surrogate pair), in values and in names of fields.
 * @throws {DomainError} `invalidInput` naming the fields
 */
export function refuseUnstorable(value: unknown, under: readonly string[] = []): void {
  const fields: FieldProblem[] = []
  const waiting: { value: unknown; path: readonly string[] }[] = [{ value, path: under }]
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { value: found, path } = next
    if (path.length > deepest) {
      fields.push({ path: jsonPointer(path.slice(0, 3)), problem: 'is nested too deeply' })
      break
    }
    if (typeof found === 'string' && !isStorable(found)) {
      fields.push({ path: jsonPointer(path), problem: 'must not contain NUL or half of a surrogate pair' })
    }
    if (typeof found !== 'object' || found === null) continue
    for (const [key, item] of Object.entries(found)) {
      if (isStorable(key)) waiting.push({ value: item, path: [...path, key] })
      else fields.push({ path: jsonPointer(path), problem: 'has a field whose name cannot be kept' })
    }
  }
  if (fields.length > 0) throw new DomainError('invalidInput', { fields })
}
