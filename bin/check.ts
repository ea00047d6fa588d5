/**
 * `npm run check [-- --json] [folder]`: everything that keeps a definition from being published. With `--territory`:
 * every gap and overlap of jurisdiction, competence and custody in the database instead, of every time. With `--rows`: all that is wrong
 * with its rows from now on. Exits 1 on findings, 2 where it cannot be read.
 */
import { readBenefitFiles } from '../db/load/benefit-rates.ts'
import { readReferenceFiles } from '../db/load/reference-files.ts'
import { check } from '../procedures/grammar/checks/check.ts'
import { type Evidence, evidenceOf } from '../procedures/grammar/checks/evidence.ts'
import type { Finding } from '../procedures/grammar/checks/finding.ts'
import type { Procedure } from '../procedures/grammar/definition/procedure.ts'
import { planOf } from '../procedures/grammar/plan/compile-plan.ts'
import { asReceived, RECEIVED_FROM, RECEIVED_UNTIL } from '../procedures/registry/as-received.ts'
import { withoutTransitionPolicy } from '../procedures/registry/check-transition-policies.ts'
import {
  type DefinitionFile,
  loadDefinitionFiles,
  misplaced,
  overlapping,
} from '../procedures/registry/registry.ts'
import { benefitCheck } from './checks/check-benefits.ts'
import { deskCheck } from './checks/check-desks.ts'
import { checkRowsHere } from './checks/check-rows.ts'
import { checkTerritoryHere } from './checks/check-territory.ts'
import { explain } from './process/run.ts'
import { readOptions } from './process/terminal/options.ts'

const { values, positionals } = readOptions({
  allowPositionals: true,
  options: {
    json: { type: 'boolean', default: false },
    territory: { type: 'boolean', default: false },
    rows: { type: 'boolean', default: false },
  },
})
const { json } = values
if (values.territory || values.rows) {
  try {
    const found = values.rows ? await checkRowsHere({ json }) : await checkTerritoryHere({ json })
    process.exit(found === 0 ? 0 : 1)
  } catch (error) {
    explain(error)
    process.exit(2)
  }
}
const [files, reference, catalogue] = await Promise.all([
  loadDefinitionFiles(positionals[0]),
  readReferenceFiles(),
  readBenefitFiles(),
])
const benefits = benefitCheck(catalogue)
const desks = deskCheck(reference)
const findings = [
  ...files.flatMap(findingsIn),
  ...misplaced(files).map(asFinding),
  ...overlapping(files).map((of) => ({ ...asFinding(of), rule: 'editions' })),
  ...withoutTransitionPolicy(files).map((of) => ({ ...asFinding(of), rule: 'transitionPolicy' })),
]
const evidence = evidenceCounts(files)
const receivedBefore = files.flatMap(({ loaded }) =>
  'procedure' in loaded ? (asReceived(loaded.procedure) ?? []) : [],
)
const summary = {
  ...{ procedures: files.length, findings: findings.length, evidence },
  asReceived: new Set(receivedBefore.map(({ code }) => code)).size,
}

process.stdout.write(
  json
    ? `${JSON.stringify({ ...summary, list: findings }, null, 2)}\n`
    : `${findings.map(paragraph).join('')}${lastLine()}\n`,
)
process.exitCode = findings.length === 0 ? 0 : 1

function findingsIn({ file, loaded }: DefinitionFile): readonly Finding[] {
  if ('procedure' in loaded) {
    const { procedure } = loaded
    return [
      ...check(procedure, file),
      ...desks(procedure, file),
      ...benefits(procedure, file),
      ...asReceivedFindings(procedure, file),
    ]
  }
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

/** Under the rules of time of its first and last day: what is imported must compile whenever it was received. */
function asReceivedFindings(procedure: Procedure, file: string): readonly Finding[] {
  const received = asReceived(procedure)
  if (received === null) return []
  try {
    for (const day of [RECEIVED_FROM, RECEIVED_UNTIL]) planOf(received, day)
    return []
  } catch (error) {
    return [
      {
        ...{ rule: 'asReceived', file, step: null },
        what: `has no plan for dossiers received before 1 July 2025: ${error instanceof Error ? error.message : String(error)}`,
        why: 'open dossiers of the old districts could not be imported',
        remedy: 'Add the rule of time that the message names, or mend the steps',
      },
    ]
  }
}

/** How many are known by time, basis and papers, by some of them, by their name alone. */
function evidenceCounts(all: readonly DefinitionFile[]): Record<Evidence, number> {
  const counts = { full: 0, partial: 0, nameOnly: 0 }
  for (const { loaded } of all) if ('procedure' in loaded) counts[evidenceOf(loaded.procedure)]++
  return counts
}

function lastLine(): string {
  const { full, partial, nameOnly } = evidence
  return `${summary.procedures} procedures (${full} fully known, ${partial} in part, ${nameOnly} by name only), ${summary.findings} findings`
}

function asFinding(place: { file: string; what: string; remedy: string }): Finding {
  return { rule: 'place', step: null, why: 'files are found by field and name', ...place }
}

function paragraph({ rule, file, step, what, why, remedy }: Finding): string {
  const where = step === null ? (file ?? '') : `${file} step ${step}`
  return `${where} [${rule}]\n  ${what}\n  why:    ${why}\n  remedy: ${remedy}\n\n`
}
