/** Who holds what, by time: a list of segments for each fact, changed by plans and taken back. The oracle; nothing of SQL. */
import { areas, communes, officers } from './city.ts'
import { nameOf, type Plan, partsOf } from './plans.ts'
import {
  changedAt,
  isEver,
  isOnUnits,
  isSameLine,
  isSameSince,
  nothing,
  segmentAt,
  since,
  type Timeline,
  valueAt,
} from './timeline.ts'

/** Facts: `unit U`, `area A`, `held A`, `power F P`, `seat M`; what each is by time. */
type Lines = ReadonlyMap<string, Timeline>

export interface Enacted {
  plan: Plan
  /** ms */
  at: number
  closed: boolean
  before: Lines
  after: Lines
}

export interface Seat {
  officer: string
  role: string
  lent: boolean
}

export const keeps = (unit: string): string => `${unit} keeps`

export interface Holder {
  unit: string
  custodian: boolean
}

export class LandModel {
  readonly lines = new Map<string, Timeline>()
  readonly seats = new Map<string, Seat>()
  /** When persons ended loans, ms: for good, whatever a reorganisation makes of them before or after. */
  readonly #ended = new Map<string, number>()
  readonly enacted = new Map<string, Enacted>()
  /** Called off or undone, and may be done again. */
  readonly takenBack: Plan[] = []
  /** Instants from which something is undone, ms. */
  readonly undoneAt: number[] = []
  /** The plan whose rows are written and that is not closed. */
  armed: string | null = null
  #rows = 0

  constructor() {
    for (const unit of communes) this.#ever(`unit ${unit}`, 'stands')
    for (const [area, unit] of Object.entries(areas)) {
      this.#ever(`area ${area}`, 'stands')
      this.#ever(`held ${area}`, unit)
    }
    for (const { id, unit, role } of officers) {
      this.seats.set(id, { officer: id, role, lent: false })
      this.#ever(`seat ${id}`, unit)
    }
  }

  readonly nextRow = (): number => {
    this.#rows += 1
    return this.#rows
  }

  #ever(key: string, value: string): void {
    this.lines.set(key, [{ from: Number.NEGATIVE_INFINITY, value, row: this.nextRow() }])
  }

  line(key: string): Timeline {
    const line = this.lines.get(key) ?? nothing
    const ended = this.#ended.get(key)
    return ended === undefined ? line : changedAt(line, ended, null, 0)
  }

  value(key: string, at: number): string | null {
    return valueAt(this.line(key), at)
  }

  stands(unit: string, at: number): boolean {
    return this.value(`unit ${unit}`, at) !== null
  }

  /** Areas that there are at an instant. */
  areasAt(at: number): readonly string[] {
    return [...this.lines.keys()]
      .filter((key) => key.startsWith('area ') && this.value(key, at) !== null)
      .map((key) => key.slice('area '.length))
  }

  holder({ area, field, power }: { area: string; field: string; power: string }, at: number): Holder | null {
    const named = this.value(`power ${field} ${power}`, at)
    if (named !== null) return { unit: named, custodian: false }
    const held = this.value(`held ${area}`, at)
    if (held === null) return null
    const unit = held.replace(' keeps', '')
    return { unit, custodian: held !== unit }
  }

  /** Where an officer sits at an instant, with which role, by which row. */
  seatsOf(officer: string, at: number): readonly { unit: string; role: string; row: number }[] {
    return [...this.seats].flatMap(([id, seat]) => {
      const segment = segmentAt(this.line(`seat ${id}`), at)
      return seat.officer !== officer || segment === undefined || segment.value === null
        ? []
        : [{ unit: segment.value, role: seat.role, row: segment.row }]
    })
  }

  officers(): readonly string[] {
    return officers.map(({ id }) => id)
  }

  /** Every instant from which something is another. */
  dates(): readonly number[] {
    const all = [...this.lines.values()].flatMap((line) => line.map(({ from }) => from))
    return [...new Set(all)].filter(Number.isFinite).sort((a, b) => a - b)
  }

  /** What a plan makes of the facts it touches; null where it cannot be done. */
  effect(plan: Plan, at: number): Lines | null {
    const after = new Map<string, Timeline>()
    const set = (key: string, value: string | null) => {
      after.set(key, changedAt(this.line(key), at, value, this.nextRow()))
    }
    switch (plan.kind) {
      case 'move':
        if (this.value(`area ${plan.area}`, at) === null || !this.stands(plan.to, at)) return null
        set(`held ${plan.area}`, plan.to)
        return after
      case 'split':
        return this.#split(plan, at, set) ? after : null
      case 'end':
        return this.#ends(plan, at, set, after) ? after : null
      case 'power':
        if (!this.stands(plan.to, at)) return null
        set(`power ${plan.field} ${plan.power}`, plan.to)
        return after
    }
  }

  #split(
    { area, into, keeper }: Extract<Plan, { kind: 'split' }>,
    at: number,
    set: (key: string, value: string) => void,
  ): boolean {
    if (this.value(`area ${area}`, at) === null) return false
    if (![...into, keeper].every((unit) => this.stands(unit, at))) return false
    for (const [n, unit] of into.entries()) {
      const part = partsOf(area, n)
      if (this.value(`area ${part}`, at) === null) set(`area ${part}`, 'stands')
      set(`held ${part}`, unit)
    }
    set(`held ${area}`, keeps(keeper))
    return true
  }

  #ends(
    { unit, into, begins }: Extract<Plan, { kind: 'end' }>,
    at: number,
    set: (key: string, value: string | null) => void,
    after: Map<string, Timeline>,
  ): boolean {
    const there = isEver(this.line(`unit ${into}`), at, 'stands')
    if (!this.stands(unit, at) || (begins ? there : !this.stands(into, at))) return false
    if (begins) set(`unit ${into}`, 'stands')
    set(`unit ${unit}`, null)
    for (const key of this.lines.keys()) {
      const line = this.line(key)
      const now = valueAt(line, at)
      if (key.startsWith('held ') && (now === unit || now === keeps(unit))) set(key, now.replace(unit, into))
      if (key.startsWith('power ') && isEver(line, at, unit)) set(key, null)
      if (key.startsWith('seat ') && isEver(line, at, unit)) this.#seatMoves(key, { unit, into, at }, after)
    }
    return true
  }

  /** To the other unit with the end that it has; one that would sit there twice, or not before then, ends. */
  #seatMoves(
    key: string,
    { unit, into, at }: { unit: string; into: string; at: number },
    after: Map<string, Timeline>,
  ): void {
    const line = this.line(key)
    const seat = this.seats.get(key.slice('seat '.length))
    const twice = this.seatsOf(seat?.officer ?? '', at).some((s) => s.unit === into && s.role === seat?.role)
    const moves = valueAt(line, at) === unit && !twice
    const ends = line.filter(({ from, value }) => moves && from > at && value === null)
    after.set(key, [...changedAt(line, at, moves ? into : null, this.nextRow()), ...ends])
  }

  enact(plan: Plan, at: number, after: Lines): void {
    const before = new Map([...after.keys()].map((key) => [key, this.line(key)]))
    this.#write(after)
    this.enacted.set(nameOf(plan), { plan, at, before, after, closed: false })
    this.armed = nameOf(plan)
  }

  /**
   * Whether another one has changed since what it changed; a loan that a person ended is nothing of the kind. Once it has taken effect, what
   * was undone by `from` is not either.
   */
  isBuiltOn({ plan, at, after }: Enacted, from: number): boolean {
    const isSame = (now: Timeline, line: Timeline) =>
      isSameLine(now, line) || (from > at && isSameSince(now, line, from))
    if ([...after].some(([key, line]) => !isSame(this.lines.get(key) ?? nothing, line))) return true
    if (plan.kind !== 'end' || !plan.begins) return false
    const rests = (key: string) => key.startsWith('held ') || key.startsWith('power ')
    return [...this.lines].some(
      ([key, line]) =>
        rests(key) &&
        !after.has(key) &&
        (isEver(line, from, plan.into) || isEver(line, from, keeps(plan.into))),
    )
  }

  callOff({ plan, at, before, after }: Enacted): void {
    this.#write(before)
    this.#write(this.#loansEnd(plan, at, after))
    this.enacted.delete(nameOf(plan))
    this.takenBack.push(plan)
    this.armed = null
  }

  /** What taking it back from an instant on makes of the facts; null where it would rest on a unit that has ended since. */
  undoEffect({ plan, before, after }: Enacted, at: number): Lines | null {
    const undone = new Map<string, Timeline>()
    for (const key of after.keys()) {
      if (key.startsWith('area ')) continue
      const until = this.line(key).filter(({ from }) => from < at)
      undone.set(key, [...until, ...since(before.get(key) ?? nothing, at, this.nextRow)])
    }
    // What began with it goes on, and is held by who holds the whole.
    if (plan.kind === 'split') {
      for (const n of plan.into.keys()) {
        const part = partsOf(plan.area, n)
        if (!before.has(`area ${part}`)) continue
        const whole = valueAt(undone.get(`held ${plan.area}`) ?? nothing, at)?.replace(' keeps', '') ?? null
        undone.set(`held ${part}`, changedAt(this.line(`held ${part}`), at, whole, this.nextRow()))
      }
    }
    for (const [key, line] of this.#loansEnd(plan, at, after)) undone.set(key, line)
    const unitLine = (unit: string) => undone.get(`unit ${unit}`) ?? this.line(`unit ${unit}`)
    const rests = [...undone].filter(([key]) => /^(held|power|seat) /.test(key))
    return rests.every(([, line]) => isOnUnits(line, at, unitLine)) ? undone : null
  }

  undo({ plan, at: effectiveAt }: Enacted, at: number, undone: Lines): void {
    this.#write(undone)
    this.undoneAt.push(Math.max(at, effectiveAt))
    this.enacted.delete(nameOf(plan))
    this.takenBack.push(plan)
    if (this.armed === nameOf(plan)) this.armed = null
  }

  /** What was lent in a unit that began with a plan ends with it. */
  #loansEnd(plan: Plan, at: number, after: Lines): Lines {
    if (plan.kind !== 'end' || !plan.begins) return new Map()
    const rests = [...this.lines.keys()].filter(
      (key) => key.startsWith('seat ') && !after.has(key) && isEver(this.line(key), at, plan.into),
    )
    return new Map(rests.map((key) => [key, changedAt(this.line(key), at, null, 0)]))
  }

  #write(lines: Lines): void {
    for (const [key, line] of lines) this.lines.set(key, line)
  }

  /** A role lent for a time. */
  lend(
    id: string,
    { officer, role, unit, from, until }: Seat & { unit: string; from: number; until: number },
  ): void {
    this.seats.set(id, { officer, role, lent: true })
    this.lines.set(`seat ${id}`, [
      ...nothing,
      { from, value: unit, row: this.nextRow() },
      { from: until, value: null, row: 0 },
    ])
  }

  /** From now on for good, wherever it was to be moved. */
  endLoan(id: string, at: number): void {
    this.#ended.set(`seat ${id}`, at)
  }
}
