import { zonedInstant } from '../../../domain/time/zoned-instant.ts'

/** An instant given on the command line, ms. */
export function instantOption(name: string, given: string | undefined): number {
  const at = given === undefined ? null : zonedInstant(given)
  if (at !== null) return at
  process.stderr.write(
    `--${name} is ${given === undefined ? 'missing' : `"${given}"`}: give an instant with its zone, such as 2025-07-01T00:00:00+07:00.\n`,
  )
  process.exit(2)
}
