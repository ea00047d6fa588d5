/** The day in figures, and what was compared in the evening. */
import type { Finding } from '../harness/checker.ts'
import { describeCutover } from './certify.ts'
import type { Evidence } from './evidence.ts'
import type { Intention } from './intentions.ts'
import { describeFinding, describeMoney, type Summary } from './summary.ts'
import { table } from './table.ts'

export function sayFigures(
  say: (line: string) => void,
  {
    intentions,
    evidence,
    findings,
    summary,
  }: {
    intentions: readonly Intention[]
    evidence: Evidence
    findings: readonly Finding[]
    summary: Summary
  },
): void {
  say(`The day in figures:\n\n${table(intentions, evidence)}\n\n${figures(summary)}\n`)
  const lines = findings.map(describeFinding).join('\n')
  say(`What was observed and intended, against PostgreSQL, API, engine and bank:\n\n${lines}\n`)
}

const figures = (summary: Summary): string => `  ${describeMoney(summary)}
  ${summary.late} ended late; ${summary.paperFilings} came on paper, ${summary.enteredLater} of them entered later; ${summary.placements} placed by a custodian
  ${summary.substitutions} decisions by substitutes; ${summary.bulk} tasks decided several in a call
  ${summary.restarts} processes killed and started again; ${summary.filedMeanwhile} filings acknowledged meanwhile, ${summary.routed} routed on from a unit that had ended
  ${summary.decisions} decisions, ${summary.appliedLater} of them answered 503 and applied later; ${summary.tooLate} refused, too late for a desk that had ended
  ${describeCutover(summary.cutover)}`
