import { createHash } from 'node:crypto'

/** SHA-256 over the JSON of a value with keys sorted: the same request in another order of keys is the same. */
export function bodyHash(value: unknown): Buffer {
  return createHash('sha256').update(canonicalJson(value)).digest()
}

function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map((item) => canonicalJson(item ?? null)).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const entries = Object.entries(value).filter(([, item]) => item !== undefined)
  entries.sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonicalJson(item)}`).join(',')}}`
}
