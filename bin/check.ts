/**
 * `npm run check [-- --json] [folder]`: everything that keeps a definition from being published. With `--territory`:
 * every gap and overlap of jurisdiction and competence in the database instead. Exits 1 on findings.
 */
import { check } from '../procedures/grammar/check.ts'
import type { Finding } from '../procedures/grammar/finding.ts'
import { type DefinitionFile, loadDefinitionFiles, misplaced } from '../procedures/index.ts'
import { checkTerritoryHere } from './check-territory.ts'
import { explain } from './run.ts'

const args = process.argv.slice(2)
if (args.includes('--territory')) {
  try {
    process.exit((await checkTerritoryHere({ json: args.includes('--json') })) === 0 ? 0 : 1)
  } catch (error) {
    explain(error)
    process.exit(2)
  }
}
const files = await loadDefinitionFiles(args.find((arg) => !arg.startsWith('-')))
const findings = [...files.flatMap(findingsIn), ...misplaced(files).map(asFinding)]
const summary = { definitions: files.length, findings: findings.length }

process.stdout.write(
  args.includes('--json')
    ? `${JSON.stringify({ ...summary, list: findings }, null, 2)}\n`
    : `${findings.map(paragraph).join('')}${summary.definitions} definitions, ${summary.findings} findings\n`,
)
process.exitCode = findings.length === 0 ? 0 : 1

function findingsIn({ file, loaded }: DefinitionFile): readonly Finding[] {
  if ('procedure' in loaded) return check(loaded.procedure, file)
  const { error } = loaded
  return [
    {
      rule: 'loads',
      file,
      step: null,
      what: `does not load: ${error instanceof Error ? error.message : String(error)}`,
      why: 'no registry starts with a definition missing',
      remedy: 'Mend what the message names',
    },
  ]
}

function asFinding(place: { file: string; what: string; remedy: string }): Finding {
  return { rule: 'place', step: null, why: 'files are found by field and name', ...place }
}

function paragraph({ rule, file, step, what, why, remedy }: Finding): string {
  const where = step === null ? (file ?? '') : `${file} step ${step}`
  return `${where} [${rule}]\n  ${what}\n  why:    ${why}\n  remedy: ${remedy}\n\n`
}
