import { type Channel, type DossierChannel, INTERNAL_FIELD } from '../../../domain/dossier/dossier.ts'
import { OperatorError } from '../../../domain/operator-error.ts'
import type { PlaceKind } from '../../../domain/territory/place.ts'
import { addDurations, type Duration } from '../../../domain/time/duration.ts'
import type { TimeGroup } from '../../../domain/time/time-rules.ts'
import { type AmountRuleName, amountRuleReads } from './amount-rule.ts'
import type { Basis } from './basis.ts'
import { type Condition, type Fields, fieldsAsked, fieldsOf } from './condition.ts'
import type { Example } from './example.ts'
import type { Form } from './field.ts'
import type { Source } from './source.ts'
import { type RouteName, routeAssumed } from './standard-route.ts'
import type { Negative, Step } from './step.ts'
import type { TransitionPolicy } from './transition-policy.ts'

/** A paper that the dossier needs, and what makes it unnecessary. */
export type PaperRequirement = {
  name: string
  originals?: number
  copies?: number
  /** Required in some cases only, which the name states; its absence is never reported as missing. */
  sometimes?: true
} & (Replaced | { replacedBy?: never; askedBy?: never })

interface Replaced {
  /** Database whose data replaces the paper; then nobody asks for it. */
  replacedBy: string
  /** The provision that asks for it, where Phụ lục I of 66.7/2025/NQ-CP has the data in its place. */
  askedBy?: Basis
}

/** The connecting rule: which place of the dossier decides who is responsible. */
export type Connecting = PlaceKind

export interface Definition<F extends Form, K extends string> {
  /** National code, `^\d\.\d{6}$`. */
  code: string
  name: string
  /** Published name of the field (lĩnh vực), e.g. `Hộ tịch`; its slug is the folder of the file. */
  field: string
  /** The government's own business: an officer files it, nobody applied, and what is public leaves it out. Of the field `Nội bộ` alone. */
  internal?: true
  /** First day of the edition, local date; and the last, where it has ended. */
  edition: string
  until?: string
  /** By which law dossiers of an older edition are decided; an edition that follows another says it. */
  transitionPolicy?: TransitionPolicy
  basis: readonly Basis[]
  /** Where the definition was taken from, and what in it is assumed. */
  source: Source
  assumed?: readonly string[]
  connecting: Connecting
  form: F
  papers: Readonly<Record<string, PaperRequirement>>
  /** Fee by channel, in đồng; null where no source tells it. */
  feeDong: Readonly<Record<Channel, number | null>>
  /** Name of the standard route it runs on; left out where its steps are its own. */
  route?: RouteName
  /** Statutory time: the longest way through the steps stays within it. */
  total: Duration
  /** No source tells the time: `total` is the route's own. */
  totalAssumed?: true
  /** The times of the steps are those of an approved internal process. */
  timesApproved?: true
  /** How long the applicant has to complete the dossier, where the sector has a rule that domain/time/time-rules.ts has not. */
  supplementWithin?: Duration
  /** The article by which the result is owed on the day of reception, before the cut-off; `total` then only bounds the steps. */
  sameDay?: Basis
  /** The chain of procedures whose rules of time override the general ones. */
  timeGroup?: TimeGroup
  steps: Readonly<Record<K, Step<NoInfer<K>, NoInfer<F>>>>
  examples: readonly Example<NoInfer<F>>[]
}

/** A definition after load: conditions are data, everything is frozen. */
export interface Procedure extends Omit<Definition<Form, string>, 'steps'> {
  steps: Readonly<Record<string, LoadedStep>>
}
type Loaded<S> = S extends unknown ? Omit<S, 'when'> & { when?: Condition } : never
export type LoadedStep = Loaded<Step<string, Form>>

/** In đồng; null where no source tells it. For its own business the government pays nothing. */
export const feeOf = (
  { internal, feeDong }: Pick<Procedure, 'internal' | 'feeDong'>,
  channel: DossierChannel,
): number | null => (internal === true || channel === 'internal' ? 0 : feeDong[channel])

/** Thrown at load, in words an author can act on. */
export class DefinitionError extends OperatorError {
  override readonly name = 'DefinitionError'
  constructor(code: string, where: string, what: string, remedy: string) {
    super(`${code} ${where}: ${what}. ${remedy}`)
  }
}

/**
 * Declares a procedure. The compiler refuses unknown steps, roles, fields and options and a missing time;
 * what it cannot see is checked here.
 * @throws {DefinitionError} naming the step and the remedy.
 */
export function procedure<const F extends Form, const K extends string>(
  definition: Definition<F, K>,
): Procedure {
  const { code, form } = definition
  if (!/^\d\.\d{6}$/.test(code)) {
    throw new DefinitionError(
      code,
      'code',
      'is not a national code',
      'Write one digit, a point and six digits',
    )
  }
  if (definition.name !== definition.name.normalize('NFC')) {
    throw new DefinitionError(code, 'name', 'is not NFC', 'Normalise the file to NFC')
  }
  if ((definition.internal === true) !== (definition.field === INTERNAL_FIELD)) {
    throw new DefinitionError(
      code,
      'internal',
      'and the field say different things: rows are distinguished by their field',
      `Write \`internal: true\` and the field ${INTERNAL_FIELD} together, or neither`,
    )
  }
  for (const name of Object.keys(form)) {
    if (isUsableKey(name)) continue
    throw new DefinitionError(code, `field ${name}`, 'has no usable name', 'Use letters and digits')
  }
  const recorder = fieldsOf(form)
  const steps = Object.fromEntries(
    Object.entries<Step<K, F>>(definition.steps).map(([id, step]) => [
      id,
      loadStep(code, form, recorder, id, step),
    ]),
  )
  for (const [id, step] of Object.entries(steps)) checkReferences(code, form, steps, id, step)
  for (const [id, step] of Object.entries(steps)) checkLonger(code, definition.total, id, step)
  const assumed = [
    ...(definition.assumed ?? []),
    ...(definition.route === undefined
      ? []
      : [routeAssumed(definition.route, definition.timesApproved === true)]),
  ]
  return deepFreeze({ ...definition, assumed, steps })
}

function loadStep<F extends Form, K extends string>(
  code: string,
  form: F,
  recorder: Fields<F>,
  id: string,
  step: Step<K, F>,
): LoadedStep
function loadStep(
  code: string,
  form: Form,
  recorder: Fields<Form>,
  id: string,
  step: Step<string, Form>,
): unknown {
  const bodies = step.do === 'consult' ? Object.keys(step.bodies) : []
  const taken = id === 'supplement' || id === 'withdraw'
  if (taken || ![id, ...bodies].every(isUsableKey) || (step.do === 'consult' && bodies.length === 0)) {
    throw new DefinitionError(
      code,
      `step ${id}`,
      'has no usable id, or consults no body with one',
      'Use letters and digits; supplement, withdraw and the names every object has are taken',
    )
  }
  if (step.when === undefined) return step
  const when = step.when(recorder)
  for (const name of fieldsAsked(when)) {
    if (form[name] === undefined) {
      throw new DefinitionError(
        code,
        `step ${id}`,
        `asks about the field ${name}, which the form lacks`,
        'Add the field or mend the name',
      )
    }
  }
  return { ...step, when }
}

/** Ids become keys of plain objects and parts of task keys, where a point separates them. */
const isUsableKey = (key: string): boolean => /^[a-z][a-zA-Z0-9]*$/.test(key) && !(key in {})

function checkReferences(
  code: string,
  form: Form,
  steps: Readonly<Record<string, LoadedStep>>,
  id: string,
  step: LoadedStep,
): void {
  for (const other of stepsNamedBy(step)) {
    if (steps[other] === undefined) {
      throw new DefinitionError(
        code,
        `step ${id}`,
        `refers to the step ${other}, which does not exist`,
        'Name a step of this procedure',
      )
    }
  }
  if (step.do === 'byHand' && step.pays !== undefined) checkAmountRule(code, id, form, step.pays)
  if (step.do !== 'payout') return
  if (form[step.account]?.kind !== 'accountNumber') {
    throw new DefinitionError(
      code,
      `step ${id}`,
      'pays to a field that is no account number',
      'Point `account` at an accountNumber field',
    )
  }
  checkAmountRule(code, id, form, step.amount)
}

function checkAmountRule(code: string, id: string, form: Form, rule: AmountRuleName): void {
  for (const read of amountRuleReads[rule]) {
    if (form[read]?.kind === 'dong') continue
    throw new DefinitionError(
      code,
      `step ${id}`,
      `pays by ${rule}, which reads ${read}, no amount of the form`,
      'Add the field as dong, or choose another rule',
    )
  }
}

/** Refused at load: a dossier could not start its clock with times that do not add up. */
function checkLonger(code: string, total: Duration, id: string, step: LoadedStep): void {
  if (!('longer' in step) || step.longer === undefined) return
  try {
    addDurations(total, step.longer.by)
  } catch {
    throw new DefinitionError(
      code,
      `step ${id}`,
      'adds calendar days to working time, or a time out of range',
      'State `longer` in the unit of `total`',
    )
  }
}

/** Every step that a step refers to. */
export function stepsNamedBy(step: LoadedStep): readonly string[] {
  const alsoBy = step.do === 'sign' ? (step.alsoBy?.steps ?? []) : []
  return [...stepsReturnedTo(step), ...('notBy' in step ? (step.notBy ?? []) : []), ...alsoBy]
}

/** Steps that an answer leads back to. */
export function stepsReturnedTo(step: LoadedStep): readonly string[] {
  const backTo = (negative: Negative<string> | 'next' | undefined) =>
    typeof negative === 'object' ? [negative.backTo] : []
  switch (step.do) {
    case 'review':
    case 'sign':
      return step.backTo === undefined ? [] : [step.backTo]
    case 'consult':
      return backTo(step.onDisagreed)
    case 'inspect':
      return backTo(step.onFailed)
    case 'publish':
      return backTo(step.onObjection)
    case 'byHand':
      return Object.values(step.outcomes).flatMap(backTo)
    default:
      return []
  }
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value)
    for (const part of Object.values(value)) deepFreeze(part)
  }
  return value
}
