/** The rows while a reorganisation is being applied to them; nobody else sees it. */
import { begunAt, endedAt, holdsAt, type Span } from '../../domain/territory/span.ts'
import type { ReferenceRow, ReferenceRows, ReferenceTable } from './reference-rows.ts'

/** A row as it was (null: there was none) and as it is afterwards. */
export interface Changed<Row> {
  was: Row | null
  row: Row
}

export interface DatedRow {
  id: string
  valid: readonly Span[]
}

/** The rows of one table, and what one instant changes of them. */
export class TableDraft<Row extends DatedRow> {
  /** As problems name it. */
  readonly name: string
  readonly #at: number
  readonly livesAgain: boolean
  readonly #base: ReadonlyMap<string, Row>
  readonly #rows: Map<string, Row>
  /** Ids by the value of a column: a city has hundreds of units that end, and thousands of rows. */
  readonly #indexes = new Map<keyof Row, Map<unknown, Set<string>>>()
  /** What could not be done, in the order in which it was asked. */
  readonly problems: string[]

  /**
   * @param at the instant of the changes, ms
   * @param livesAgain a row that ended begins again under its id, for all refer to it by that; else in a row of its own
   */
  constructor(
    name: string,
    base: readonly Row[],
    { at, livesAgain, problems }: { at: number; livesAgain: boolean; problems: string[] },
  ) {
    this.name = name
    this.#at = at
    this.livesAgain = livesAgain
    this.#base = new Map(base.map((row) => [row.id, row]))
    this.#rows = new Map(this.#base)
    this.problems = problems
  }

  get(id: string): Row | undefined {
    return this.#rows.get(id)
  }

  /**
   * The row in force at the instant, or what began again of it after an undo, so that what names it can be done again; where there is none
   * that is a problem.
   */
  inForce(id: string): Row | null {
    return this.#named(id, ({ valid }) => holdsAt(valid, this.#at))
  }

  /** The same, or what begins later. */
  lasting(id: string): Row | null {
    return this.#named(id, ({ valid }) => valid.some(({ until }) => until > this.#at))
  }

  #named(id: string, lasts: (row: Row) => boolean): Row | null {
    const row = this.#rows.get(id)
    if (row !== undefined && lasts(row)) return row
    const again = this.rows().find((one) => isAgain(one.id, id) && lasts(one))
    if (again !== undefined) return again
    this.problems.push(`${this.name} ${id} ${row === undefined ? 'does not exist' : 'is not in force then'}`)
    return null
  }

  /** The row, and what began again of it. */
  withAgain(id: string): readonly Row[] {
    return this.rows().filter((row) => row.id === id || isAgain(row.id, id))
  }

  /** The rows with a value in a column that keeps it. */
  having<K extends keyof Row>(column: K, value: Row[K]): readonly Row[] {
    return [...(this.#index(column).get(value) ?? [])].flatMap((id) => this.#rows.get(id) ?? [])
  }

  /** Ends what is in force at the instant or would begin later. */
  endAll(which: (row: Row) => boolean): void {
    for (const row of this.#rows.values()) {
      if (which(row) && row.valid.some(({ until }) => until > this.#at)) this.end(row)
    }
  }

  /** The same, of the rows with a value in a column. */
  endWhere<K extends keyof Row>(column: K, value: Row[K], which: (row: Row) => boolean = () => true): void {
    for (const id of this.#index(column).get(value) ?? []) {
      const row = this.#rows.get(id)
      if (row?.valid.some(({ until }) => until > this.#at) && which(row)) this.end(row)
    }
  }

  #index(column: keyof Row): Map<unknown, Set<string>> {
    const known = this.#indexes.get(column)
    if (known !== undefined) return known
    const index = new Map<unknown, Set<string>>()
    this.#indexes.set(column, index)
    for (const row of this.#rows.values()) indexed(index, column, row)
    return index
  }

  /** Ends the row in force at the instant; where there is none that is a problem. */
  endNamed(id: string): void {
    const row = this.inForce(id)
    if (row !== null) this.end(row)
  }

  end(row: Row): void {
    this.set({ ...row, valid: endedAt(row.valid, this.#at) })
  }

  /**
   * Begins at the instant. `build` gets the id and validity of the row.
   * @param until where it does not hold for good, ms; only of tables whose rows do not live again
   */
  begin(
    id: string,
    build: (dated: { id: string; valid: readonly Span[] }) => Row,
    until: number = Infinity,
  ): void {
    const before = this.#rows.get(id)
    if (before === undefined || before.valid.length === 0) {
      this.set(build({ id, valid: [{ from: this.#at, until }] }))
    } else if (before.valid.some(({ until }) => until > this.#at)) {
      this.problems.push(`${this.name} ${id} begins, but is in force already`)
    } else if (this.livesAgain) {
      this.set(build({ id, valid: begunAt(before.valid, this.#at) }))
    } else {
      this.begin(idOfAgain(id, this.#at), build, until)
    }
  }

  set(row: Row): void {
    this.#rows.set(row.id, row)
    for (const [column, index] of this.#indexes) indexed(index, column, row)
  }

  rows(): readonly Row[] {
    return [...this.#rows.values()]
  }

  /** By id, so that the same changes give the same list. */
  changes(): readonly Changed<Row>[] {
    const changed = this.rows().flatMap((row) => {
      const was = this.#base.get(row.id) ?? null
      return was === row ? [] : [{ was, row }]
    })
    return changed.sort((a, b) => (a.row.id < b.row.id ? -1 : 1))
  }
}

/** What begins again at an instant, of a table whose rows do not live again. @param at ms */
export const idOfAgain = (id: string, at: number): string => `${id}@${new Date(at).toISOString()}`

const instants = /^(@\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)+$/
/** By its form to the last letter: a staff list may give ids with an @ of its own. */
const isAgain = (id: string, of: string): boolean => id.startsWith(of) && instants.test(id.slice(of.length))

/** The id of the row of which it began again. */
export const idOfFirst = (id: string): string => id.replace(/(@\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z)+$/, '')

/** Rows keep the unit and the area that they name, so nothing is taken out. */
function indexed<Row extends DatedRow>(index: Map<unknown, Set<string>>, column: keyof Row, row: Row): void {
  const ids = index.get(row[column])
  if (ids === undefined) index.set(row[column], new Set([row.id]))
  else ids.add(row.id)
}

export type Draft = { readonly [T in ReferenceTable]: TableDraft<ReferenceRow[T]> } & {
  /** The instant of the changes, ms. */
  readonly at: number
  readonly problems: string[]
}

/** @param at the instant of the changes, ms */
export function draftOf(base: ReferenceRows, at: number): Draft {
  const problems: string[] = []
  const once = { at, livesAgain: false, problems }
  const again = { at, livesAgain: true, problems }
  return {
    at,
    problems,
    unit: new TableDraft('unit', base.unit, again),
    unitParent: new TableDraft('unit parent', base.unitParent, once),
    unitSuccessor: new TableDraft('successor', base.unitSuccessor, again),
    area: new TableDraft('area', base.area, again),
    jurisdiction: new TableDraft('jurisdiction', base.jurisdiction, once),
    competence: new TableDraft('competence', base.competence, once),
    custody: new TableDraft('custody', base.custody, once),
    connectingRule: new TableDraft('connecting rule', base.connectingRule, once),
    site: new TableDraft('site', base.site, once),
    seal: new TableDraft('seal', base.seal, once),
    office: new TableDraft('office', base.office, again),
    mandate: new TableDraft('mandate', base.mandate, once),
  }
}

/** The rows that a reorganisation changes, by table; tables in the order in which rows may be inserted. */
export type RowChanges = { readonly [T in ReferenceTable]: readonly Changed<ReferenceRow[T]>[] }

export function changesOf(draft: Draft): RowChanges {
  return {
    unit: draft.unit.changes(),
    unitParent: draft.unitParent.changes(),
    unitSuccessor: draft.unitSuccessor.changes(),
    area: draft.area.changes(),
    jurisdiction: draft.jurisdiction.changes(),
    competence: draft.competence.changes(),
    custody: draft.custody.changes(),
    connectingRule: draft.connectingRule.changes(),
    site: draft.site.changes(),
    seal: draft.seal.changes(),
    office: draft.office.changes(),
    mandate: draft.mandate.changes(),
  }
}

export function rowsOf(draft: Draft): ReferenceRows {
  return {
    unit: draft.unit.rows(),
    unitParent: draft.unitParent.rows(),
    unitSuccessor: draft.unitSuccessor.rows(),
    area: draft.area.rows(),
    jurisdiction: draft.jurisdiction.rows(),
    competence: draft.competence.rows(),
    custody: draft.custody.rows(),
    connectingRule: draft.connectingRule.rows(),
    site: draft.site.rows(),
    seal: draft.seal.rows(),
    office: draft.office.rows(),
    mandate: draft.mandate.rows(),
  }
}
