/** `npm run -s procedure:show -- 1.010038`, or words of its name: its page. `--diagram` prints its steps for Mermaid, `--json` all of it. */

import { StartUpError } from '../domain/start-up-error.ts'
import { foldDiacritics } from '../domain/vietnamese.ts'
import type { Procedure } from '../procedures/grammar/definition/procedure.ts'
import { diagram } from '../procedures/grammar/plan/diagram.ts'
import { handbookOf } from '../procedures/handbook/handbook.ts'
import { handbookMarkdown } from '../procedures/handbook/handbook-markdown.ts'
import { planLines } from '../procedures/handbook/plan-lines.ts'
import { loadProcedures, type Registry } from '../procedures/registry/registry.ts'
import { explain } from './process/run.ts'
import { readOptions } from './process/terminal/options.ts'

const { values, positionals } = readOptions({
  allowPositionals: true,
  options: {
    edition: { type: 'string' },
    diagram: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
  },
})

try {
  const registry = await loadProcedures()
  const found = findIn(registry, positionals.join(' '))
  process.stdout.write(pageOf(registry, found))
} catch (error) {
  explain(error)
  process.exitCode = 1
}

function pageOf(registry: Registry, found: Procedure): string {
  if (values.json) return `${JSON.stringify(found, null, 2)}\n`
  const { plan } = registry.compiled(found)
  if (values.diagram) return diagram(plan)
  // Who reads it in a terminal sees the steps; a file gets what a renderer draws.
  const drawing = process.stdout.isTTY ? planLines(plan) : undefined
  return handbookMarkdown(handbookOf(found, plan), plan, drawing)
}

/** The newest edition, or the requested one. */
function findIn({ procedures }: Registry, asked: string): Procedure {
  const words = foldDiacritics(asked).split(/\s+/)
  const fits = ({ code, name, edition }: Procedure): boolean =>
    (values.edition === undefined || edition === values.edition) &&
    (code === asked || words.every((word) => foldDiacritics(name).includes(word)))
  const matching = asked === '' ? [] : procedures.filter(fits)
  const exact = matching.filter(
    ({ code, name }) => code === asked || foldDiacritics(name) === words.join(' '),
  )
  const found = exact.at(-1) ?? (matching.length === 1 ? matching[0] : undefined)
  if (found !== undefined) return found
  throw new StartUpError({
    what: matching.length === 0 ? `No procedure is called “${asked}”.` : `“${asked}” may be one of several.`,
    why: 'One page is printed at a time.',
    remedy:
      matching.length === 0
        ? 'Give a code or words of a name; docs/catalogue.md lists them.'
        : `Give a code: ${matching
            .slice(0, 12)
            .map(({ code, name }) => `\n    ${code}  ${name}`)
            .join('')}`,
  })
}
