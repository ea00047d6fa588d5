/** The commands that change the land: loans of a role, and reorganisations forth and back. */
import fc from 'fast-check'
import { agree } from './agree.ts'
import type { CaseModel } from './case-model.ts'
import { areas, communes, fields, fresh, powers, roles } from './city.ts'
import { Command, pick } from './commands.ts'
import type { Enacted } from './land-model.ts'
import { nameOf, type Plan } from './plans.ts'
import type { System } from './system.ts'
import { isEver, type Timeline, valueAt } from './timeline.ts'

const hour = 3_600_000
const small = fc.nat(11)
const unit = fc.constantFrom(...communes, ...fresh)
const delay = fc.constantFrom(1, 1_000, hour / 2, 2 * hour, 5 * hour)
/** The rows of a reorganisation take time to write and to take back, and its instant may not pass meanwhile. */
const writtenWithinMs = 60_000
const ahead = fc.constantFrom(writtenWithinMs, hour / 2, 2 * hour, 5 * hour)
const inHours = (ms: number): string => (ms < hour / 2 ? `${ms} ms` : `${ms / hour} h`)

const plans: fc.Arbitrary<Plan> = fc.oneof(
  fc.record({ kind: fc.constant('move'), area: fc.constantFrom(...Object.keys(areas)), to: unit }),
  fc.record({
    ...{ kind: fc.constant('split'), area: fc.constantFrom('a:1', 'b:1', 'a:1:1') },
    ...{ into: fc.tuple(unit, unit), keeper: unit },
  }),
  fc
    .record({
      ...{ kind: fc.constant('end'), unit, into: unit },
    })
    .map(({ kind, unit, into }) => ({ kind, unit, into, begins: !communes.some((c) => c === into) })),
  fc.record({
    kind: fc.constant('power'),
    field: fc.constantFrom(...fields),
    power: fc.constantFrom(...powers),
    to: unit,
  }),
)

/** All about one unit that begins: what ends into it, and what goes to it since. */
const plansOfOne: fc.Arbitrary<Plan> = fc.oneof(
  fc.record({
    ...{ kind: fc.constant('end'), unit: fc.constantFrom('new:A', 'new:B'), into: fc.constant(fresh[0]) },
    begins: fc.constant(true),
  }),
  fc.record({ kind: fc.constant('move'), area: fc.constantFrom('b:1', 'c:1'), to: fc.constant(fresh[0]) }),
)

/** Proposed, approved and armed: one that there was none of yet, or one that was taken back, again. */
const enactingOf = (declaredPlans: fc.Arbitrary<Plan>): fc.Arbitrary<Command> =>
  fc.tuple(declaredPlans, ahead, fc.option(small, { freq: 1 })).map(
    ([declared, ms, again]) =>
      new Command(`enact ${nameOf(declared)} in ${inHours(ms)}`, (model, system) => {
        const taken = model.takenBack.filter((plan) => !model.enacted.has(nameOf(plan)))
        const plan = (again === null ? null : pick(taken, again)) ?? declared
        const at = model.now + ms
        const isSelf = plan.kind === 'end' && plan.unit === plan.into
        if (isSelf || model.enacted.has(nameOf(plan)) || model.effect(plan, at) === null) return null
        return enact(model, system, { plan, at })
      }),
  )

export const enacting = enactingOf(plans)
export const enactingOfOne = enactingOf(plansOfOne)

async function enact(
  model: CaseModel,
  system: System,
  { plan, at }: { plan: Plan; at: number },
): Promise<string> {
  const words = `enact ${nameOf(plan)} in ${inHours(at - model.now)}`
  const approved = await system.approve(plan, at, model.now)
  if (model.armed !== null || model.undoneAt.some((undoneAt) => undoneAt > at)) {
    agree(approved, 'reorganisationArmed', words)
    return `${words}, refused: another is armed, or undone later`
  }
  agree(approved, 'done', words)
  agree(await system.arm(plan, at, model.now), 'done', words)
  model.enact(plan, at, model.effect(plan, at) ?? new Map())
  return words
}

const ofArmed = (model: CaseModel): Enacted | null => model.enacted.get(model.armed ?? '') ?? null

export const postponing: fc.Arbitrary<Command> = delay.map(
  (ms) =>
    new Command(`postpone by ${inHours(ms)}`, (model, system) => {
      const armed = ofArmed(model)
      if (armed === null || armed.at - model.now < writtenWithinMs) return null
      return postpone(model, system, armed, armed.at + ms)
    }),
)

async function postpone(model: CaseModel, system: System, armed: Enacted, at: number): Promise<string> {
  const words = `postpone ${nameOf(armed.plan)} by ${inHours(at - armed.at)}`
  const builtOn = model.isBuiltOn(armed, armed.at)
  const did = await system.postpone(armed.plan, at, model.now)
  if (model.undoneAt.some((undoneAt) => undoneAt > at)) {
    agree(did, 'reorganisationArmed', words)
    return `${words}, refused: ${did}`
  }
  if (builtOn) {
    agree(did, 'builtOnSince', words)
    return `${words}, refused: ${did}`
  }
  const saved = new Map(model.lines)
  model.callOff(armed)
  const effect = model.effect(armed.plan, at)
  if (effect === null) {
    for (const [key, line] of saved) model.lines.set(key, line)
    model.enacted.set(nameOf(armed.plan), armed)
    model.armed = nameOf(armed.plan)
    agree(did, 'reorganisationImpossible', words)
    return `${words}, refused: ${did}`
  }
  agree(did, 'done', words)
  model.enact(armed.plan, at, effect)
  return words
}

export const callingOff: fc.Arbitrary<Command> = fc.constant(
  new Command('call off', (model, system) => {
    const armed = ofArmed(model)
    if (armed === null || armed.at - model.now < writtenWithinMs) return null
    const words = `call ${nameOf(armed.plan)} off`
    const builtOn = model.isBuiltOn(armed, armed.at)
    return system.callOff(armed.plan, model.now).then((did) => {
      agree(did, builtOn ? 'builtOnSince' : 'done', words)
      if (!builtOn) model.callOff(armed)
      return builtOn ? `${words}, refused: ${did}` : words
    })
  }),
)

export const closing: fc.Arbitrary<Command> = fc.constant(
  new Command('close', (model, system) => {
    const armed = ofArmed(model)
    if (armed === null || armed.at > model.now) return null
    return system.close(armed.plan, model.now).then((did) => {
      agree(did, 'done', nameOf(armed.plan))
      armed.closed = true
      model.armed = null
      return `close ${nameOf(armed.plan)}`
    })
  }),
)

export const undoing: fc.Arbitrary<Command> = fc.tuple(small, ahead).map(
  ([n, ms]) =>
    new Command(`undo ${n} in ${inHours(ms)}`, (model, system) => {
      const effective = pick(
        [...model.enacted.values()].filter(({ at }) => at <= model.now),
        n,
      )
      if (effective === null) return null
      const words = `undo ${nameOf(effective.plan)} in ${inHours(ms)}`
      const at = model.now + ms
      const undone = model.isBuiltOn(effective, at) ? null : model.undoEffect(effective, at)
      const other = model.armed !== null && model.armed !== nameOf(effective.plan)
      return system.undo(effective.plan, at, model.now).then((did) => {
        if (other) {
          agree(did, 'reorganisationArmed', words)
          return `${words}, refused: another is armed`
        }
        agree(did, undone === null ? 'builtOnSince' : 'done', words)
        if (undone !== null) model.undo(effective, at, undone)
        return undone === null ? `${words}, refused: ${did}` : words
      })
    }),
)

/** Who holds a role by an own mandate now lends it to another officer. */
export const lending: fc.Arbitrary<Command> = fc.tuple(small, small, delay).map(
  ([l, o, ms]) =>
    new Command(`lend ${l} ${o} for ${inHours(ms)}`, (model, system) => {
      const lender = pick(model.officers(), l)
      const [seat] =
        lender === null ? [] : model.seatsOf(lender, model.now).filter((s) => isOwn(model, lender, s.row))
      const officer = pick(
        model.officers().filter((other) => other !== lender),
        o,
      )
      if (lender === null || seat === undefined || officer === null) return null
      return lend(model, system, { lender, officer, unit: seat.unit, role: seat.role, until: model.now + ms })
    }),
)

const isOwn = (model: CaseModel, officer: string, row: number): boolean =>
  model.line(`seat ${officer}`).some((segment) => segment.row === row)

async function lend(
  model: CaseModel,
  system: System,
  {
    lender,
    officer,
    unit,
    role,
    until,
  }: { lender: string; officer: string; unit: string; role: string; until: number },
): Promise<string> {
  const words = `${lender} lends ${role} of ${unit} to ${officer} for ${inHours(until - model.now)}`
  const key = `${model.seats.size}`
  const asRole = roles.find((r) => r === role) ?? 'oneStop'
  const held = valueAt(model.line(`seat ${lender}`), model.now)
  const endsBefore = model.line(`seat ${lender}`).some(({ from }) => from > model.now && from < until)
  const twice = [...model.seats].some(
    ([id, seat]) =>
      seat.officer === officer &&
      seat.role === role &&
      sits(model.line(`seat ${id}`), unit, model.now, until),
  )
  const expected = held !== unit || endsBefore ? 'roleNotHeld' : twice ? 'mandateOverlaps' : 'done'
  const lent = await system.lend({ key, unit, role: asRole, officer, by: lender, at: model.now, until })
  agree('refused' in lent ? lent.refused : 'done', expected, words)
  if ('refused' in lent) return `${words}, refused: ${lent.refused}`
  model.lend(lent.id, { officer, role, lent: true, unit, from: model.now, until })
  return words
}

const sits = (line: Timeline, unit: string, from: number, until: number): boolean =>
  isEver(
    line.filter((segment) => segment.from < until),
    from,
    unit,
  )

export const endingLoan: fc.Arbitrary<Command> = small.map(
  (n) =>
    new Command(`end loan ${n}`, (model, system) => {
      const lent = [...model.seats].filter(
        ([id, seat]) => seat.lent && valueAt(model.line(`seat ${id}`), model.now) !== null,
      )
      const loan = pick(lent, n)
      if (loan === null) return null
      const [id, { officer, role }] = loan
      return system.endLoan(id, model.now).then(() => {
        model.endLoan(id, model.now)
        return `end the loan of ${role} to ${officer}`
      })
    }),
)
