/** An instant given on the command line: ISO 8601 with its zone. Without the zone it would mean another instant on each machine. */
export function instantOption(name: string, given: string | undefined): number {
  const zoned =
    given !== undefined && /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d{1,3})?)?(Z|[+-]\d\d:\d\d)$/.test(given)
  const at = zoned ? Date.parse(given) : Number.NaN
  if (Number.isFinite(at)) return at
  process.stderr.write(
    `--${name} is ${given === undefined ? 'missing' : `"${given}"`}: give an instant with its zone, such as 2025-07-01T00:00:00+07:00.\n`,
  )
  process.exit(2)
}
