/** What is filed in the demo, and what must become of it: the examples of the definitions, with invented people. */
import type { Filing } from '../client/client.ts'
import type { Channel, Ending } from '../domain/dossier/dossier.ts'
import type { Dong } from '../domain/money.ts'
import type { Duration } from '../domain/time/duration.ts'
import { localDate } from '../domain/time/local-day.ts'
import { givenOf, runPath } from '../procedures/grammar/checks/examples.ts'
import type { FiledForm } from '../procedures/grammar/definition/field.ts'
import type { Procedure } from '../procedures/grammar/definition/procedure.ts'
import { amountRules, isAmountRule } from '../procedures/grammar/plan/amount-rules.ts'
import { type Plan, timeOf } from '../procedures/grammar/plan/plan.ts'
import type { DossierEvent } from '../procedures/grammar/run/event.ts'
import type { Registry } from '../procedures/registry/registry.ts'
import {
  sampleForm,
  sampleIdentity,
  sampleName,
  samplePapers,
  seeded,
} from '../procedures/registry/sample-form.ts'
import type { Commune, Split } from './communes.ts'

export interface Intention {
  /** From 0; also its Idempotency-Key. */
  number: number
  procedure: Procedure
  plan: Plan
  /** Where it lies, and is judged. */
  commune: Commune
  /** Filed from an old commune that went several ways: a custodian keeps it until it is placed in its part. */
  split: Split | null
  body: Filing
  /** What must happen to it, in this order and nothing else. */
  items: readonly DossierEvent[]
  ends: Ending
  /** It ends after its statutory time. */
  late: boolean
  /** What the bank must have paid for it in the end. */
  paidDong: Dong
  /** The form as a supplement puts it right; null where only papers were missing. */
  corrected: FiledForm | null
}

type ExamplePath = Procedure['examples'][number]

const dayMs = 86_400_000
/** Almost as long as a paper may lie before it is entered: whatever is owed within twelve working days is late by then. */
const longLyingMs = 29 * dayMs
/** Over any days off: reception itself is late with it, and the dossier is not. */
const inThePostMs = 12 * dayMs

/**
 * Twelve procedures in turn, four times; then each of the others once, with the ways of its route in turn; then the twelve
 * again, for as long as the day is; all in communes taken in turn. Of the twelve, every second dossier goes straight, the
 * others take the other examples; of those that go straight every fourth is late
 * where it can be: a paper that lay for weeks before somebody entered it; of the others every second. Of all, every fourth
 * comes over the counter, every eighth by post, and every tenth from an old commune whose name does not tell where it lies.
 */
export function intentionsOf(
  registry: Registry,
  { communes, count, seed, now }: { communes: readonly Commune[]; count: number; seed: number; now: number },
): readonly Intention[] {
  const turns = turnsOf(registry, { count, seed, today: localDate(now) })
  const random = seeded(seed)
  return turns.map(({ procedure, index, nth }, number) => {
    const commune = communes[(number + nth) % communes.length]
    if (commune === undefined) throw new RangeError('the demo needs a commune to file in')
    const { plan } = registry.compiled(procedure, localDate(now))
    const late = isLateTurn({ procedure, index, nth }) && canBeLate(procedure, plan, now)
    // By turn too: the number of procedures may be a multiple of the channels.
    const channel = late ? 'counter' : channelOf(number + nth)
    const course = courseOf({ channel, procedure, plan, late }, { index, nth })
    // Where the procedure asks where it is received, nobody need find out.
    const split = number % 10 === 4 && !late && procedure.connecting !== 'reception' ? commune.split : null
    const lies = split === null ? commune : { ...commune, areaId: split.areaId }
    return intentionOf(
      { number, procedure, plan, commune: lies, split, late },
      { channel, course, random, now },
    )
  })
}

/** Of those that go straight. */
const isLateTurn = ({ procedure: { code, examples }, index, nth }: Turn): boolean =>
  isOften(code)
    ? nth % 2 === 0 && (nth / 2 + index) % 4 === 1
    : nth % examples.length === 0 && index % 2 === 1

/** What a commune has every day, and together everything that can happen to a dossier. */
const often = [
  ...['1.001193', '1.000894', '1.000656', '1.004873', '1.001612', '2.000815'],
  ...['1.010824', '1.010092', '1.011607', '1.013133', '1.013225', '1.013978'],
]
const isOften = (code: string): boolean => often.includes(code)

const isLong = (total: Duration): boolean =>
  'days' in total ? total.days > 20 : 'workingDays' in total && total.workingDays > 12

/** By a paper that lay: its time must be over, and its edition in force, on the day it was received. */
const canBeLate = (procedure: Procedure, plan: Plan, now: number): boolean =>
  !isLong(procedure.total) &&
  procedure.edition <= localDate(now - longLyingMs) &&
  runsOn(procedure, plan) !== undefined

/** An example to the result in which the clock never pauses, and each step whose time runs out has one desk. */
const runsOn = ({ examples }: Procedure, plan: Plan): ExamplePath | undefined =>
  examples.find(
    ({ path, ends }) =>
      ends === 'issued' && !pauses(plan, path) && tokensFoundLate(plan, path).every((of) => waits(plan, of)),
  )

/** Of a path, the first two steps; where the result is owed the same day, all at a desk. */
function tokensFoundLate(plan: Plan, path: string): readonly string[] {
  const tokens = path.split(' ')
  if (timeOf(plan).cutOff.sameDay === null) return tokens.slice(0, 2)
  return tokens.filter((token) => (plan.steps[token]?.does ?? null) === null)
}

/** Whether the end of its time leaves a step open, and at one desk. */
const waits = ({ steps }: Plan, token: string): boolean =>
  steps[token]?.onDue === 'late' && steps[token].desks.length === 1

/** Whether it came by post and was entered some days later. A short statutory time would lose too many days. */
const lay = (channel: Channel, { total }: Procedure): boolean => channel === 'post' && isLong(total)

interface Turn {
  procedure: Procedure
  /** Its place among the twelve, or among the others. */
  index: number
  /** Which of its ways it takes. */
  nth: number
}

const roundsBeforeTheOthers = 4

function turnsOf(
  registry: Registry,
  { count, seed, today }: { count: number; seed: number; today: string },
): readonly Turn[] {
  const inForce = inForceOn(registry, today)
  const daily = often.flatMap((code) => inForce.find((of) => of.code === code) ?? [])
  if (daily.length === 0) throw new RangeError(`the demo needs one of these in force: ${often.join(', ')}`)
  const others = shuffled(
    inForce.filter(({ code }) => !isOften(code)),
    seeded(seed),
  ).map((procedure, index, all): Turn => {
    const nth = all.slice(0, index).filter(({ route }) => route === procedure.route).length
    return { procedure, index, nth }
  })
  const rounds = Array.from({ length: Math.ceil(count / daily.length) }, (_, nth) =>
    daily.map((procedure, index): Turn => ({ procedure, index, nth })),
  )
  const first = rounds.slice(0, roundsBeforeTheOthers).flat()
  return [...first, ...others, ...rounds.slice(roundsBeforeTheOthers).flat()].slice(0, count)
}

/** One edition of each code. */
function inForceOn(registry: Registry, today: string): readonly Procedure[] {
  const codes = new Set(registry.procedures.map(({ code }) => code))
  return [...codes].flatMap((code) => registry.inForce(code, today) ?? [])
}

/** So that also a short day sees every route. */
function shuffled<T>(all: readonly T[], random: () => number): readonly T[] {
  return all
    .map((one) => [random(), one] as const)
    .sort(([a], [b]) => a - b)
    .map(([, one]) => one)
}

function courseOf(
  { channel, procedure, plan, late }: Pick<Intention, 'procedure' | 'plan' | 'late'> & { channel: Channel },
  turn: Pick<Turn, 'index' | 'nth'>,
): ExamplePath {
  if (late) return lateCourse(procedure, plan)
  const course = exampleOf(procedure, turn)
  // The time of reception is over when it is entered.
  return lay(channel, procedure) ? { ...course, path: `${plan.first}:late ${course.path}` } : course
}

/** Of each round every way is shown by some procedure. */
function exampleOf(procedure: Procedure, { index, nth }: Pick<Turn, 'index' | 'nth'>): ExamplePath {
  const { code, examples } = procedure
  if (!isOften(code)) return examples[nth % examples.length] ?? straight(procedure)
  const others = examples.slice(1)
  return nth % 2 === 0
    ? straight(procedure)
    : (others[(Math.floor(nth / 2) + index) % others.length] ?? straight(procedure))
}

function straight({ code, examples }: Procedure): ExamplePath {
  const [first] = examples
  if (first === undefined) throw new RangeError(`${code} has no example to go by`)
  return first
}

/**
 * A course in which the officers at reception and after it find that the time is over; where the result is owed the same
 * day, every officer does. The clock never stands still in it: when it goes on, the due date is reckoned from what happened.
 */
function lateCourse(procedure: Procedure, plan: Plan): ExamplePath {
  const course = runsOn(procedure, plan)
  if (course === undefined)
    throw new RangeError(`${procedure.code} has no example in which its clock runs on`)
  const found = tokensFoundLate(plan, course.path)
  const path = course.path
    .split(' ')
    .flatMap((token, i) => (token === found[i] ? [`${token}:late`, token] : [token]))
  return { ...course, path: path.join(' ') }
}

function intentionOf(
  about: Pick<Intention, 'number' | 'procedure' | 'plan' | 'commune' | 'split' | 'late'>,
  {
    channel,
    course,
    random,
    now,
  }: { channel: Channel; course: ExamplePath; random: () => number; now: number },
): Intention {
  const { procedure, plan, commune, split, late } = about
  const form = sampleForm(procedure.form, random, givenOf(course))
  const { items } = runPath(plan, course.path, form)
  const closed = accountRejected(plan, items)
  const name = sampleName(random)
  const identityNumber = sampleIdentity(random)
  return {
    ...about,
    items,
    ends: course.ends,
    paidDong: owed(plan, items, form),
    corrected: closed === null ? null : form,
    body: {
      procedure: procedure.code,
      channel,
      receptionUnit: commune.unitId,
      parties: [{ role: 'applicant', kind: 'person', name, identityNumber }],
      places: [
        split === null
          ? { kind: procedure.connecting, area: commune.areaId }
          : { kind: procedure.connecting, oldWard: split.oldWard },
      ],
      form: closed === null ? form : { ...form, [closed]: closedAccount(String(form[closed])) },
      papers: samplePapers(procedure),
      ...receivedBefore({ channel, procedure, late }, now),
    },
  }
}

/** What came on paper was received when it came, not when it was entered. */
function receivedBefore(
  { channel, procedure, late }: Pick<Intention, 'procedure' | 'late'> & { channel: Channel },
  now: number,
): Pick<Filing, 'received'> {
  const at = (ms: number) => new Date(ms).toISOString()
  if (late) return { received: { at: at(now - longLyingMs), reason: 'paper' } }
  return lay(channel, procedure) ? { received: { at: at(now - inThePostMs), reason: 'post' } } : {}
}

function channelOf(turn: number): Channel {
  if (turn % 4 === 1) return 'counter'
  return turn % 8 === 7 ? 'post' : 'online'
}

/** The bank answers that an account with this ending is closed (activities/payment/bank-simulator/bank.ts). */
const closedAccount = (account: string): string => `${account.slice(0, -4)}0000`

/** The form's account field, where the course wants the bank to reject what is filed first. */
function accountRejected(plan: Plan, items: readonly DossierEvent[]): string | null {
  for (const item of items) {
    const work = item.kind === 'done' && item.outcome === 'rejected' ? workOf(plan, item.task) : null
    if (work?.work === 'payout') return work.account
  }
  return null
}

function owed(plan: Plan, items: readonly DossierEvent[], form: FiledForm): Dong {
  return items.reduce((sum, item) => {
    const work = item.kind === 'done' && item.outcome === 'paid' ? workOf(plan, item.task) : null
    return work?.work === 'payout' && isAmountRule(work.amount) ? sum + amountRules[work.amount](form) : sum
  }, 0n)
}

const pauses = (plan: Plan, path: string): boolean =>
  path.split(' ').some((token) => token === 'supplement' || plan.steps[token]?.pausesClock === true)

const workOf = (plan: Plan, task: string) => plan.steps[task.split('.')[0] ?? '']?.does ?? null
