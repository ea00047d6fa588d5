import { endings } from '../../../domain/dossier/dossier.ts'
import { outcomeNames } from '../definition/step.ts'
import { type Plan, type PlanStep, type Route, stepsInOrder } from './plan.ts'

/** A plan as a Mermaid flowchart, in Vietnamese; the same plan gives the same text. */
export function diagram(plan: Plan): string {
  const order = stepsInOrder(plan)
  const lines = order.flatMap((id) => {
    const step = plan.steps[id]
    return step === undefined ? [] : [nodeOf(id, step), ...edgesOf(id, step)]
  })
  const ends = Object.entries(endings)
    .filter(([ending]) => lines.some((line) => line.endsWith(` ${endNode(ending)}`)))
    .map(([ending, name]) => `${endNode(ending)}(["${escaped(name)}"])`)
  const supplement = lines.some((line) => line.endsWith(` ${supplementNode}`))
    ? [`${supplementNode}[/"Người nộp bổ sung hồ sơ"/]`, ...resumptions(plan, order)]
    : []
  const body = [...lines, ...supplement, ...ends].map((line) => `  ${line}`)
  return ['flowchart TD', ...body, ''].join('\n')
}

const supplementNode = 'ask_supplement'

function nodeOf(id: string, step: PlanStep): string {
  const label = escaped(step.when === null ? step.name : `${step.name} (nếu có)`)
  if (step.does !== null && step.desks.length === 0) return `step_${id}[["${label}"]]`
  return step.desks.length > 1 ? `step_${id}{{"${label}"}}` : `step_${id}["${label}"]`
}

function edgesOf(id: string, step: PlanStep): readonly string[] {
  const edges = Object.entries(step.routes).map(([outcome, route]) => {
    const to = 'asks' in route && route.asks === 'desk' ? `step_${id}` : targetOf(route)
    return `step_${id} -->|"${escaped(outcomeName(step, outcome))}"| ${to}`
  })
  const { agreed } = step.routes
  if (step.onDue === 'silent' && agreed !== undefined) {
    edges.push(`step_${id} -->|"${escaped(outcomeNames.silent)}"| ${targetOf(agreed)}`)
  }
  const skipped = step.when === null ? [] : [`step_${id} -.->|"Không áp dụng"| ${targetOf(step.next)}`]
  return [...edges, ...skipped]
}

function resumptions(plan: Plan, order: readonly string[]): readonly string[] {
  const targets = order.flatMap((id) =>
    Object.values(plan.steps[id]?.routes ?? {}).flatMap((route) =>
      'resumeAt' in route ? [route.resumeAt] : [],
    ),
  )
  return [...new Set(targets)].map(
    (id) => `${supplementNode} -->|"${escaped(outcomeNames.completed)}"| step_${id}`,
  )
}

function targetOf(route: Route): string {
  if ('to' in route) return `step_${route.to}`
  return 'ends' in route ? endNode(route.ends) : supplementNode
}

/** `end` alone is a keyword of Mermaid. */
const endNode = (ending: string): string => `end_${ending}`

/** A payout comes back from the bank with the word that refuses a dossier at reception. */
export function outcomeName(step: PlanStep, outcome: string): string {
  if (step.kind === 'payout' && outcome === 'rejected') return 'Ngân hàng trả lại'
  const known: Readonly<Record<string, string>> = outcomeNames
  return Object.hasOwn(known, outcome) ? (known[outcome] ?? outcome) : outcome
}

/** Inside quotes Mermaid reads only the quote itself and `#` as its own, and some hosts read HTML. */
const escaped = (label: string): string =>
  label.replaceAll('#', '#35;').replaceAll('"', '#quot;').replaceAll('<', '#lt;').replaceAll('>', '#gt;')
