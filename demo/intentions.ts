/** What is filed in the demo, and what must become of it: the examples of the definitions, with invented people. */
import type { Filing } from '../client/client.ts'
import { type Duration, localDate } from '../domain/calendar.ts'
import type { Channel, Ending } from '../domain/dossier.ts'
import type { Dong } from '../domain/money.ts'
import { givenOf, runPath } from '../procedures/grammar/examples.ts'
import type { FiledForm } from '../procedures/grammar/field.ts'
import type { Item } from '../procedures/grammar/item.ts'
import { type Plan, timeOf } from '../procedures/grammar/plan.ts'
import type { Procedure } from '../procedures/grammar/procedure.ts'
import type { Registry } from '../procedures/index.ts'
import { amountRules, isAmountRule } from '../procedures/rules.ts'
import { sampleForm, sampleIdentity, sampleName, seeded } from '../procedures/sample-form.ts'
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
  items: readonly Item[]
  ends: Ending
  /** It ends after its statutory time. */
  late: boolean
  /** What the bank must have paid for it in the end. */
  paidDong: Dong
  /** The form as a supplement puts it right; null where only papers were missing. */
  corrected: FiledForm | null
}

type Course = Procedure['examples'][number]

const dayMs = 86_400_000
/** Almost as long as a paper may lie before it is entered: whatever is owed within twelve working days is late by then. */
const longLyingMs = 29 * dayMs
/** Over any days off: reception itself is late with it, and the dossier is not. */
const inThePostMs = 12 * dayMs

/**
 * Every procedure with steps of its own in turn, in communes taken in turn. Of a procedure every second dossier goes straight, the others
 * take its other examples; of those that go straight every fourth is late where it can be: a paper that lay for weeks
 * before somebody entered it. Of all, every fourth comes over the counter, every eighth by post, and every tenth from an
 * old commune whose name does not tell where it lies.
 */
export function intentionsOf(
  registry: Registry,
  { communes, count, seed, now }: { communes: readonly Commune[]; count: number; seed: number; now: number },
): readonly Intention[] {
  const procedures = inForceOn(registry, localDate(now))
  const random = seeded(seed)
  return Array.from({ length: count }, (_, number) => {
    const index = number % procedures.length
    const procedure = procedures[index]
    const nth = Math.floor(number / procedures.length)
    const commune = communes[(number + nth) % communes.length]
    if (procedure === undefined || commune === undefined) {
      throw new RangeError('the demo needs a procedure in force and a commune to file in')
    }
    const { plan } = registry.compiled(procedure, localDate(now))
    const late = nth % 2 === 0 && (nth / 2 + index) % 4 === 1 && canBeLate(procedure, now)
    const course = courseOf({ number, procedure, plan, late }, nth)
    // Where the procedure asks where it is received, nobody need find out.
    const split = number % 10 === 4 && !late && procedure.connecting !== 'reception' ? commune.split : null
    const lies = split === null ? commune : { ...commune, areaId: split.areaId }
    return intentionOf({ number, procedure, plan, commune: lies, split, late }, { course, random, now })
  })
}

const isLong = (total: Duration): boolean => 'workingDays' in total && total.workingDays > 12

/** By a paper that lay: its time must be over, and its edition in force, on the day it was received. */
const canBeLate = ({ total, edition }: Procedure, now: number): boolean =>
  !isLong(total) && edition <= localDate(now - longLyingMs)

/** Whether it came by post and was not entered at once. Of a short time these days would take too much. */
const lay = (number: number, { total }: Procedure): boolean => channelOf(number) === 'post' && isLong(total)

/** One edition of each code; not those on a standard route, whose steps these have and more. */
function inForceOn(registry: Registry, today: string): readonly Procedure[] {
  const own = registry.procedures.filter(({ route }) => route === undefined)
  const codes = new Set(own.map(({ code }) => code))
  return [...codes].flatMap((code) => registry.inForce(code, today) ?? [])
}

function courseOf(
  { number, procedure, plan, late }: Pick<Intention, 'number' | 'procedure' | 'plan' | 'late'>,
  nth: number,
): Course {
  if (late) return lateCourse(procedure, plan)
  const course = exampleOf(procedure, nth)
  // The time of reception is over when it is entered.
  return lay(number, procedure) ? { ...course, path: `${plan.first}:late ${course.path}` } : course
}

function exampleOf(procedure: Procedure, nth: number): Course {
  const others = procedure.examples.slice(1)
  return nth % 2 === 0
    ? straight(procedure)
    : (others[Math.floor(nth / 2) % others.length] ?? straight(procedure))
}

function straight({ code, examples }: Procedure): Course {
  const [first] = examples
  if (first === undefined) throw new RangeError(`${code} has no example to go by`)
  return first
}

/**
 * A course in which the officers at reception and after it find that the time is over; where the result is owed the same
 * day, every officer does. The clock never stands still in it: when it goes on, the due date is reckoned from what happened.
 */
function lateCourse(procedure: Procedure, plan: Plan): Course {
  const course = procedure.examples.find(({ path, ends }) => ends === 'issued' && !pauses(plan, path))
  if (course === undefined)
    throw new RangeError(`${procedure.code} has no example in which its clock runs on`)
  const all = timeOf(plan).cutOff.sameDay !== null
  const path = course.path.split(' ').flatMap((token, i) => {
    const atDesk = (plan.steps[token]?.desks.length ?? 0) > 0
    return atDesk && (all || i < 2) ? [`${token}:late`, token] : [token]
  })
  return { ...course, path: path.join(' ') }
}

function intentionOf(
  about: Pick<Intention, 'number' | 'procedure' | 'plan' | 'commune' | 'split' | 'late'>,
  { course, random, now }: { course: Course; random: () => number; now: number },
): Intention {
  const { number, procedure, plan, commune, split, late } = about
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
      channel: late ? 'counter' : channelOf(number),
      receptionUnit: commune.unitId,
      parties: [{ role: 'applicant', kind: 'person', name, identityNumber }],
      places: [
        split === null
          ? { kind: procedure.connecting, area: commune.areaId }
          : { kind: procedure.connecting, oldWard: split.oldWard },
      ],
      form: closed === null ? form : { ...form, [closed]: closedAccount(String(form[closed])) },
      // Nobody asks for a paper that a database replaces.
      papers: Object.entries(procedure.papers)
        .filter(([, { replacedBy }]) => replacedBy === undefined)
        .map(([kind, { originals = 0, copies = 0 }]) => ({ kind, originals, copies })),
      ...receivedBefore(about, now),
    },
  }
}

/** What came on paper was received when it came, not when it was entered. */
function receivedBefore(
  { number, procedure, late }: Pick<Intention, 'number' | 'procedure' | 'late'>,
  now: number,
): Pick<Filing, 'received'> {
  const at = (ms: number) => new Date(ms).toISOString()
  if (late) return { received: { at: at(now - longLyingMs), reason: 'paper' } }
  return lay(number, procedure) ? { received: { at: at(now - inThePostMs), reason: 'post' } } : {}
}

function channelOf(number: number): Channel {
  if (number % 4 === 1) return 'counter'
  return number % 8 === 7 ? 'post' : 'online'
}

/** The bank answers that an account with this ending is closed (activities/payment/simulator.ts). */
const closedAccount = (account: string): string => `${account.slice(0, -4)}0000`

/** The form's account field, where the course wants the bank to reject what is filed first. */
function accountRejected(plan: Plan, items: readonly Item[]): string | null {
  for (const item of items) {
    const work = item.kind === 'done' && item.outcome === 'rejected' ? workOf(plan, item.task) : null
    if (work?.work === 'payout') return work.account
  }
  return null
}

function owed(plan: Plan, items: readonly Item[], form: FiledForm): Dong {
  return items.reduce((sum, item) => {
    const work = item.kind === 'done' && item.outcome === 'paid' ? workOf(plan, item.task) : null
    return work?.work === 'payout' && isAmountRule(work.amount) ? sum + amountRules[work.amount](form) : sum
  }, 0n)
}

const pauses = (plan: Plan, path: string): boolean =>
  path.split(' ').some((token) => token === 'supplement' || plan.steps[token]?.pausesClock === true)

const workOf = (plan: Plan, task: string) => plan.steps[task.split('.')[0] ?? '']?.does ?? null
