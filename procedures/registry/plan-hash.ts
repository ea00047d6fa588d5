import { createHash } from 'node:crypto'
import type { Plan } from '../grammar/plan/plan.ts'

/**
 * SHA-256 (hex) of a plan, over its JSON with keys sorted, so that a plan read back from a `jsonb` column has the
 * hash it was stored under.
 */
export function planHash(plan: Plan): string {
  return createHash('sha256')
    .update(JSON.stringify(sorted(plan)))
    .digest('hex')
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(entries.map(([key, part]) => [key, sorted(part)]))
}
