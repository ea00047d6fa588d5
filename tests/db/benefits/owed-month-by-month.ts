/** What is owed, reckoned month by month as a clerk would: the model that statements are compared with. */
import { addMonths } from '../../../domain/benefits/month.ts'

export interface ModelFact {
  id: string
  kind: 'granted' | 'suspended' | 'resumed' | 'ended'
  month: string
  times?: number
  of?: string
}

/** The amount that was recorded last for the latest month up to this one; 0 where there is none yet. */
export function rateOf(raises: readonly { month: string; dong: number }[], month: string): number {
  const byMonth = new Map(raises.map(({ month: from, dong }) => [from, dong]))
  for (let at = month; at >= firstOfAll; at = addMonths(at, -1)) {
    const dong = byMonth.get(at)
    if (dong !== undefined) return dong
  }
  return 0
}

export const firstOfAll = '2023-11'

/** How many times the amount is owed for a month: the facts, in order of recording, are gone through from the first month on. */
export function timesOf(facts: readonly ModelFact[], month: string): number {
  let times = 0
  let ended = false
  const open = new Set<string>()
  const lifted = new Set<string>()
  for (let at = firstOfAll; at <= month; at = addMonths(at, 1)) {
    for (const fact of facts.filter((one) => one.month === at)) {
      if (fact.kind === 'granted') times = fact.times ?? 1
      else if (fact.kind === 'ended') ended = true
      else if (fact.kind === 'suspended') open.add(fact.id)
      else lifted.add(fact.of ?? '')
    }
  }
  const stopped = [...open].some((id) => !lifted.has(id))
  return ended || stopped ? 0 : times
}

/** What is owed for a month, or for a year of a yearly benefit: judged at its first month with a grant, by the amount of its last. */
export function owedFor(
  facts: readonly ModelFact[],
  raises: readonly { month: string; dong: number }[],
  period: string,
): number {
  if (period.length === 7) return timesOf(facts, period) * rateOf(raises, period)
  const grants = facts.filter(({ kind }) => kind === 'granted').map(({ month }) => month)
  const first = grants.sort()[0] ?? '9999-12'
  if (first > `${period}-12`) return 0
  const judged = first > `${period}-01` ? first : `${period}-01`
  return timesOf(facts, judged) * rateOf(raises, `${period}-12`)
}
