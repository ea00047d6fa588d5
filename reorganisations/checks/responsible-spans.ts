/** When which units are responsible for a desk that a procedure names: at every instant, by spans and not by samples. Pure. */
import { isOnSubstance } from '../../domain/dossier/dossier.ts'
import { common, joined, type Span, without } from '../../domain/territory/span.ts'
import type { CompetenceRow, CustodyRow, JurisdictionRow, ReferenceRows } from '../grammar/reference-rows.ts'
import type { NeededDesk } from './row-finding.ts'

export type MatterOfDesk = Omit<NeededDesk, 'role'>

/** A competence row as long as none that is narrower counts. */
export interface CountingRow {
  row: CompetenceRow
  spans: readonly Span[]
}

/** Where a unit holds what is needed: in these areas of a layer; null: wherever. */
export interface Responsible {
  unitId: string
  layer: string | null
  spans: readonly Span[]
}

type Rules = Pick<ReferenceRows, 'competence' | 'jurisdiction' | 'custody'>

export class ResponsibleSpans {
  readonly #competence = new Map<string, CompetenceRow[]>()
  /** By layer, the spans in which each unit holds some area in it. */
  readonly #held = new Map<string, Map<string, Span[]>>()
  readonly #custody: readonly CustodyRow[]
  readonly #since: Span

  constructor({ competence, jurisdiction, custody }: Rules, since: Span) {
    this.#since = since
    this.#custody = custody
    for (const row of competence) push(this.#competence, keyOf(row), row)
    for (const { tier, unitId, valid } of jurisdiction) {
      const units = this.#held.get(tier) ?? new Map<string, Span[]>()
      this.#held.set(tier, units)
      for (const span of valid) push(units, unitId, span)
    }
    for (const units of this.#held.values())
      for (const [id, spans] of units) units.set(id, [...joined(spans)])
  }

  /** Equal for matters of one field and power that have the same holders: those of procedures without rows of their own. */
  likeness({ procedureCode, field, tier, power }: MatterOfDesk): string {
    const own =
      this.#competence.has(keyOf({ scope: 'procedure', subject: procedureCode, power, tier })) ||
      this.#custody.some(({ scope, subject }) => scope === 'procedure' && subject === procedureCode)
    return [tier, power, field, own ? procedureCode : ''].join('\u0000')
  }

  /** The rows that count, and when none does. */
  counting({ procedureCode, field, tier, power }: MatterOfDesk): {
    rows: readonly CountingRow[]
    gaps: readonly Span[]
  } {
    let left: readonly Span[] = [this.#since]
    const rows: CountingRow[] = []
    for (const [scope, subject] of [
      ['procedure', procedureCode],
      ['field', field],
      ['all', '*'],
    ] as const) {
      const these = this.#competence.get(keyOf({ scope, subject, power, tier })) ?? []
      for (const row of these) {
        const spans = left.flatMap((span) => row.valid.flatMap((valid) => common(span, valid)))
        if (spans.length > 0) rows.push({ row, spans })
      }
      left = without(
        left,
        these.flatMap(({ valid }) => valid),
      )
    }
    return { rows, gaps: left }
  }

  responsible(matter: MatterOfDesk): readonly Responsible[] {
    return this.counting(matter).rows.flatMap(({ row, spans }): readonly Responsible[] => {
      const within = (held: readonly Span[]) =>
        joined(spans.flatMap((span) => held.flatMap((one) => common(span, one))))
      if (row.unitId !== null) return [{ unitId: row.unitId, layer: null, spans }]
      const byArea = [...(this.#held.get(row.heldBy) ?? [])].map(([unitId, held]) => ({
        ...{ unitId, layer: row.heldBy, spans: within(held) },
      }))
      const keepers = isOnSubstance(matter.power)
        ? []
        : this.#custody.filter(isAbout(matter)).map(({ unitId, valid }) => ({
            ...{ unitId, layer: null, spans: within(valid) },
          }))
      return [...byArea, ...keepers].filter((one) => one.spans.length > 0)
    })
  }
}

const isAbout =
  ({ procedureCode, field }: MatterOfDesk) =>
  ({ scope, subject }: CustodyRow): boolean =>
    subject === (scope === 'procedure' ? procedureCode : field)

const keyOf = ({
  scope,
  subject,
  power,
  tier,
}: Pick<CompetenceRow, 'scope' | 'subject' | 'power' | 'tier'>): string =>
  [scope, subject, power, tier].join('\u0000')

function push<Value>(map: Map<string, Value[]>, key: string, value: Value): void {
  const values = map.get(key)
  if (values === undefined) map.set(key, [value])
  else values.push(value)
}

/** Areas of a unit in a layer. */
export const areasIn = (
  jurisdiction: readonly JurisdictionRow[],
  { unitId, layer }: Pick<Responsible, 'unitId' | 'layer'>,
): readonly JurisdictionRow[] => jurisdiction.filter((row) => row.unitId === unitId && row.tier === layer)
