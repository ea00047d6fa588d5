import { endings } from '../../domain/dossier/dossier.ts'
import { type Plan, stepsInOrder } from '../grammar/plan/plan.ts'
import { aboutOf, onwardOf, otherWays, type Way } from '../grammar/plan/plan-ways.ts'

/** The steps of a plan drawn for a terminal: one below the other, and at each what ends (■) or leads back (↩). */
export function planLines(plan: Plan): string {
  const ids = stepsInOrder(plan)
  const lines = ids.flatMap((id, index) => {
    const step = plan.steps[id]
    if (step === undefined) return []
    const name = `${index + 1}. ${step.name}${step.when === null ? '' : ' (nếu có)'}`
    return [
      `┌ ${[name, ...aboutOf(step)].join(' · ')}`,
      ...otherWays(plan, id).map((way) => `│  ${signOf(way)} ${way.words}`),
      `└▼ ${onwardOf(step)}`,
    ]
  })
  return [...lines, `  ${endings.issued}`].join('\n')
}

const signOf = ({ ends, leads }: Way): string => (ends ? '■' : leads === null ? '·' : '↩')
