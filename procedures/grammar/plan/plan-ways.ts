/** What a drawing of a plan says of each step, whatever it is drawn with. */

import { endings } from '../../../domain/dossier/dossier.ts'
import { shareInWords } from '../../../domain/time/date-words.ts'
import { sameValue } from '../same-value.ts'
import { outcomeName } from './diagram.ts'
import type { Plan, PlanStep, Route } from './plan.ts'
import { deskInWords } from './plan-words.ts'

/** Another way than forward; `leads` where it goes to another step. */
export interface Way {
  words: string
  leads: Lane | null
  ends: boolean
}

export interface Lane {
  to: string
  /** By way of the applicant, who completes the dossier. */
  asks: boolean
}

/** Every way but the one forward, in the order of the step's outcomes. */
export function otherWays(plan: Plan, id: string): readonly Way[] {
  const step = plan.steps[id]
  if (step === undefined) return []
  const ways = Object.entries(step.routes)
    .filter(([, route]) => !sameValue(route, step.next))
    .map(([outcome, route]) => wayOf(plan, id, outcomeName(step, outcome), route))
  if (step.onDue !== 'silent') return ways
  return [...ways, { words: 'Không có ý kiến trong thời hạn: coi là đồng ý', leads: null, ends: false }]
}

function wayOf({ steps }: Plan, id: string, outcome: string, route: Route): Way {
  const nameOf = (step: string) => steps[step]?.name ?? step
  if ('ends' in route) {
    const ending = endings[route.ends]
    return { words: ending === outcome ? outcome : `${outcome}: ${ending}`, leads: null, ends: true }
  }
  if ('resumeAt' in route) {
    const words = `${outcome}: người nộp bổ sung, rồi lại từ “${nameOf(route.resumeAt)}”`
    return { words, leads: { to: route.resumeAt, asks: true }, ends: false }
  }
  if ('to' in route && route.to !== id) {
    return { words: `${outcome}: “${nameOf(route.to)}”`, leads: { to: route.to, asks: false }, ends: false }
  }
  return { words: `${outcome}: làm lại ở bước này`, leads: null, ends: false }
}

/** What leads forward, in words. */
export const onwardOf = (step: PlanStep): string =>
  Object.keys(step.routes)
    .filter((outcome) => sameValue(step.routes[outcome], step.next))
    .map((outcome) => outcomeName(step, outcome))
    .join(' / ')

/** Who does a step, or what it issues, and in what time. */
export function aboutOf({ desks, within, does, pausesClock }: PlanStep): readonly string[] {
  const time = pausesClock ? ['Thời hạn tạm dừng'] : within === null ? [] : [shareInWords(within)]
  return [...(does?.work === 'issue' ? [does.result] : desks.map(deskInWords)), ...time]
}
