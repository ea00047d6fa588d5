import type { Go } from '../../../domain/territory/reorganisation/go.ts'

/** The page of go or no-go as a table for a terminal. */
export function goAsTable(id: string, effectiveAt: number, { verdict, red, checks }: Go): string {
  const width = Math.max(...checks.map(({ what }) => what.length))
  const lines = checks.flatMap(({ colour, count, what, why, named }) => {
    const first =
      `  ${colour.padEnd(5)}  ${what.padEnd(width)}  ${count === 0 ? '' : String(count)}`.trimEnd()
    return why === null ? [first] : [first, `         ${why}`, ...named.map((name) => `         - ${name}`)]
  })
  const figure = verdict === 'go' ? 'GO' : `NO-GO because of ${red} red`
  return [`${id} at ${new Date(effectiveAt).toISOString()}: ${figure}`, ...lines, ''].join('\n')
}
