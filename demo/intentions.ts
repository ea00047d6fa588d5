/** What is filed in the demo, and what must become of it: the examples of the definitions, with invented people. */
import type { FilingBody } from '../api/routes/filings.ts'
import type { Ending } from '../domain/dossier.ts'
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
  body: FilingBody
  /** What must happen to it, in this order and nothing else. */
  items: readonly Item[]
  ends: Ending
  /** What the bank must have paid for it in the end. */
  paidDong: Dong
  /** The form as a supplement puts it right; null where only papers were missing. */
  corrected: FiledForm | null
}

type Course = Procedure['examples'][number]

/** Two marriages to one lump sum, in communes taken in turn; every course a day can hold comes before one comes again. */
export function intentionsOf(
  registry: Registry,
  procedures: readonly [marriage: Procedure, lumpSum: Procedure],
  { communes, count, seed }: { communes: readonly Commune[]; count: number; seed: number },
): readonly Intention[] {
  const [marriage, lumpSum] = procedures
  const random = seeded(seed)
  const nth = new Map<Procedure, number>()
  return Array.from({ length: count }, (_, number) => {
    const procedure = number % 3 === 2 ? lumpSum : marriage
    const before = nth.get(procedure) ?? 0
    nth.set(procedure, before + 1)
    const commune = communes[Math.floor(number / 3) % communes.length]
    if (commune === undefined) throw new RangeError('the demo needs a commune to file in')
    const { plan } = registry.compiled(procedure)
    return intentionOf({ number, procedure, plan, commune }, courseOf(procedure, plan, before), random)
  })
}

/** Every second dossier goes straight; the others take the procedure's other examples in turn. */
function courseOf(procedure: Procedure, plan: Plan, nth: number): Course {
  const [straight, ...others] = procedure.examples.filter((example) => isOfOneDay(plan, example))
  const course = nth % 2 === 0 ? straight : others[Math.floor(nth / 2) % others.length]
  if (course === undefined) throw new RangeError(`${procedure.code} has no example that a day can hold`)
  return course
}

/** No demo waits the fifteen days after which a dossier lapses. */
const isOfOneDay = (plan: Plan, example: Course): boolean =>
  runPath(plan, example.path, givenOf(example)).items.every(({ kind }) => kind !== 'due')

function intentionOf(
  about: Pick<Intention, 'number' | 'procedure' | 'plan' | 'commune'>,
  course: Course,
  random: () => number,
): Intention {
  const { procedure, plan, commune } = about
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
      channel: 'online',
      receptionUnit: commune.unitId,
      parties: [{ role: 'applicant', kind: 'person', name, identityNumber }],
      places: [{ kind: procedure.connecting, area: commune.areaId }],
      form: closed === null ? form : { ...form, [closed]: closedAccount(String(form[closed])) },
      papers: Object.entries(procedure.papers)
        .slice(0, 1)
        .map(([kind, { originals = 0, copies = 0 }]) => ({ kind, originals, copies })),
    },
  }
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

const workOf = (plan: Plan, task: string) => plan.steps[task.split('.')[0] ?? '']?.does ?? null
