import type { DossierChannel } from '../../../domain/dossier/dossier.ts'
import { type Duration, workingHoursOf } from '../../../domain/time/duration.ts'
import { feeOf, type PaperRequirement, type Procedure } from '../definition/procedure.ts'
import { type Plan, stepsInOrder, timeOf, totalOf } from '../plan/plan.ts'

/** In what a newer edition is worse for an applicant, or better. */
export const drawbacks = ['longerTime', 'morePapers', 'higherFee', 'moreSteps', 'lessTimeToComplete'] as const
export const benefits = ['shorterTime', 'fewerPapers', 'lowerFee', 'fewerSteps'] as const
export type Drawback = (typeof drawbacks)[number]
export type Benefit = (typeof benefits)[number]

/** An edition as one dossier meets it. */
export interface EditionForDossier {
  plan: Plan
  procedure: Procedure
  skips: readonly string[]
  /** The step from which it goes on. */
  from: string
}

export interface BurdenChange {
  worse: readonly Drawback[]
  better: readonly Benefit[]
}

/**
 * Compares two editions for one dossier, mechanically: statutory time, papers, fee of its channel, steps ahead of it, time to
 * complete it. What cannot be compared (calendar days with working days, a fee that no source tells) counts as worse.
 */
export function compareBurden(
  older: EditionForDossier,
  newer: EditionForDossier,
  channel: DossierChannel,
): BurdenChange {
  const time = timeBy(newer) === 'sameDay' ? compareSameDay(older) : compareTime(older, newer)
  const papers = comparePapers(older.procedure.papers, newer.procedure.papers)
  const fee = compareFees(feeOf(older.procedure, channel), feeOf(newer.procedure, channel))
  const steps = stepsAhead(newer) - stepsAhead(older)
  const worse: readonly (readonly [boolean, Drawback])[] = [
    [time > 0, 'longerTime'],
    [papers.more, 'morePapers'],
    [fee > 0, 'higherFee'],
    [steps > 0, 'moreSteps'],
    [lessTimeToComplete(older.plan, newer.plan), 'lessTimeToComplete'],
  ]
  const better: readonly (readonly [boolean, Benefit])[] = [
    [time < 0, 'shorterTime'],
    [papers.fewer, 'fewerPapers'],
    [fee < 0, 'lowerFee'],
    [steps < 0, 'fewerSteps'],
  ]
  return { worse: holding(worse), better: holding(better) }
}

const holding = <T>(facts: readonly (readonly [boolean, T])[]): readonly T[] =>
  facts.flatMap(([holds, fact]) => (holds ? [fact] : []))

const timeBy = ({ plan }: EditionForDossier): 'sameDay' | 'total' =>
  timeOf(plan).cutOff.sameDay === null ? 'total' : 'sameDay'

/** A result owed on its day is owed sooner than any other. */
const compareSameDay = (older: EditionForDossier): number => (timeBy(older) === 'sameDay' ? 0 : -1)

function compareTime(older: EditionForDossier, newer: EditionForDossier): number {
  if (timeBy(older) === 'sameDay') return 1
  return compareDurations(totalOf(older.plan, older.skips), totalOf(newer.plan, newer.skips))
}

/** Above 0 where the second is longer, or nobody can say. */
function compareDurations(was: Duration, is: Duration): number {
  if ('days' in was && 'days' in is) return is.days - was.days
  if ('days' in was || 'days' in is) return 1
  return workingHoursOf(is) - workingHoursOf(was)
}

type Papers = Readonly<Record<string, PaperRequirement>>

function comparePapers(older: Papers, newer: Papers): { more: boolean; fewer: boolean } {
  const exceeds = (these: Papers, those: Papers) =>
    Object.entries(these).some(([id, paper]) => asksMore(paper, those[id]))
  return { more: exceeds(newer, older), fewer: exceeds(older, newer) }
}

/** Whether a paper is newly required, or more of it; a database that has what it says takes the burden away. */
function asksMore(paper: PaperRequirement, other: PaperRequirement | undefined): boolean {
  if (paper.replacedBy !== undefined) return false
  if (other === undefined || other.replacedBy !== undefined) return true
  const { originals = 0, copies = 0, sometimes = false } = paper
  return (
    originals > (other.originals ?? 0) ||
    copies > (other.copies ?? 0) ||
    (!sometimes && other.sometimes === true)
  )
}

function compareFees(was: number | null, is: number | null): number {
  if (was === null && is === null) return 0
  return was === null || is === null ? 1 : is - was
}

function stepsAhead({ plan, skips, from }: EditionForDossier): number {
  const order = stepsInOrder(plan)
  return order.slice(order.indexOf(from)).filter((id) => !skips.includes(id)).length
}

function lessTimeToComplete(older: Plan, newer: Plan): boolean {
  const [was, is] = [timeOf(older).supplements, timeOf(newer).supplements]
  return is.times < was.times || compareDurations(is.within, was.within) > 0
}
