/** What is filed in the demo, and what must become of it: the examples of the definitions, with invented people. */
import type { Filing } from '../client/client.ts'
import { localDate } from '../domain/calendar.ts'
import type { Channel, Ending } from '../domain/dossier.ts'
import type { Dong } from '../domain/money.ts'
import { givenOf, runPath } from '../procedures/grammar/examples.ts'
import type { FiledForm } from '../procedures/grammar/field.ts'
import type { Item } from '../procedures/grammar/item.ts'
import type { Plan } from '../procedures/grammar/plan.ts'
import type { Procedure } from '../procedures/grammar/procedure.ts'
import type { Registry } from '../procedures/index.ts'
import { amountRules, isAmountRule } from '../procedures/rules.ts'
import { sampleForm, sampleIdentity, sampleName, seeded } from '../procedures/sample-form.ts'
import type { Commune } from './communes.ts'

export interface Intention {
  /** From 0; also its Idempotency-Key. */
  number: number
  procedure: Procedure
  plan: Plan
  commune: Commune
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

/**
 * Every procedure in turn, in communes taken in turn. Of a procedure every second dossier goes straight, the others
 * take its other examples; of those that go straight every fourth is late. Of all, every fourth comes over the
 * counter, every eighth by post.
 */
export function intentionsOf(
  registry: Registry,
  { communes, count, seed }: { communes: readonly Commune[]; count: number; seed: number },
): readonly Intention[] {
  const procedures = inForceToday(registry)
  const random = seeded(seed)
  return Array.from({ length: count }, (_, number) => {
    const index = number % procedures.length
    const procedure = procedures[index]
    const nth = Math.floor(number / procedures.length)
    const commune = communes[(number + nth) % communes.length]
    if (procedure === undefined || commune === undefined) {
      throw new RangeError('the demo needs a procedure in force and a commune to file in')
    }
    const { plan } = registry.compiled(procedure)
    const late = nth % 2 === 0 && (nth / 2 + index) % 4 === 1
    const course = late ? lateCourse(procedure, plan) : courseOf(procedure, nth)
    return intentionOf({ number, procedure, plan, commune, late }, course, random)
  })
}

/** One edition of each code: the one in force today. */
function inForceToday(registry: Registry): readonly Procedure[] {
  const today = localDate(Date.now())
  const codes = new Set(registry.procedures.map(({ code }) => code))
  return [...codes].flatMap((code) => registry.inForce(code, today) ?? [])
}

function courseOf(procedure: Procedure, nth: number): Course {
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
 * A course in which the first officer after reception lets the time run out. The clock never stands still in it: when
 * it goes on, the due date is reckoned from what happened, and nothing happened that made the dossier late.
 */
function lateCourse(procedure: Procedure, plan: Plan): Course {
  const course = procedure.examples.find(({ path, ends }) => ends === 'issued' && !pauses(plan, path))
  if (course === undefined)
    throw new RangeError(`${procedure.code} has no example in which its clock runs on`)
  const tokens = course.path.split(' ')
  const at = tokens.findIndex((token) => ['review', 'inspect'].includes(plan.steps[token]?.kind ?? ''))
  return {
    ...course,
    path: tokens.toSpliced(Math.max(at, 0), 0, `${tokens[Math.max(at, 0)]}:late`).join(' '),
  }
}

function intentionOf(
  about: Pick<Intention, 'number' | 'procedure' | 'plan' | 'commune' | 'late'>,
  course: Course,
  random: () => number,
): Intention {
  const { number, procedure, plan, commune } = about
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
      channel: channelOf(number),
      receptionUnit: commune.unitId,
      parties: [{ role: 'applicant', kind: 'person', name, identityNumber }],
      places: [{ kind: procedure.connecting, area: commune.areaId }],
      form: closed === null ? form : { ...form, [closed]: closedAccount(String(form[closed])) },
      // Nobody asks for a paper that a database replaces.
      papers: Object.entries(procedure.papers)
        .filter(([, { replacedBy }]) => replacedBy === undefined)
        .map(([kind, { originals = 0, copies = 0 }]) => ({ kind, originals, copies })),
    },
  }
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
