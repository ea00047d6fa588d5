/**
 * An instant in ISO 8601 with its zone, in ms; null where it is none, or names no zone: then it would mean another instant on each
 * machine.
 */
export function zonedInstant(text: string): number | null {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d)$/.test(text)) return null
  const at = Date.parse(text)
  return Number.isFinite(at) ? at : null
}
