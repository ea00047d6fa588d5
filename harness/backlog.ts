/** An invented backlog of the old districts: realistic in where, what and how far, the same for the same seed. */
import { parseCalendar } from '../db/load/calendar-file.ts'
import { type ReferenceFiles, readDataFile, readReferenceFiles } from '../db/load/reference-files.ts'
import { handOverKinds } from '../domain/territory/connecting-rule.ts'
import type { PlaceKind } from '../domain/territory/place.ts'
import { addDuration, type Calendar, calendarOf, workingMsBetween } from '../domain/time/calendar.ts'
import { localDate } from '../domain/time/local-day.ts'
import type { Procedure } from '../procedures/grammar/definition/procedure.ts'
import { needsForm, type Plan, stepsInOrder } from '../procedures/grammar/plan/plan.ts'
import { positionProblem } from '../procedures/grammar/run/imported-position.ts'
import type { Registry } from '../procedures/registry/registry.ts'
import { Random } from './random.ts'

export interface BacklogOptions {
  rows: number
  seed: number
  /** Share from wards that were split. @defaultValue 0.4 */
  split?: number
  /** Share of rows that contradict themselves and end in quarantine. @defaultValue 0.01 */
  wrong?: number
  /** National codes to take; all without a payout where left out. */
  procedures?: readonly string[]
}

/** A row by the columns of `imports/import-row.ts`. */
export type BacklogRow = Readonly<Record<string, string>>

/** When the invented software was read for the last time. */
export const backlogAsOf = Date.parse('2025-06-30T17:00:00+07:00')
export const backlogSource = 'mot-cua-quan'

const DAY_MS = 86_400_000
const family = ['Nguyễn', 'Trần', 'Lê', 'Phạm', 'Hoàng', 'Phan', 'Vũ', 'Đặng', 'Bùi', 'Đỗ'] as const
const middle = ['Thị', 'Văn', 'Đức', 'Minh', 'Thu', 'Ngọc', 'Quang', 'Hồng'] as const
const given = ['Lan', 'Hương', 'Dũng', 'Hạnh', 'Sơn', 'Thảo', 'Bình', 'Huệ', 'Tuấn', 'Yến'] as const

/** What the invented software calls a step of a kind; `data/imports/mot-cua-quan.json` maps them back. */
const stepNamesThere: Readonly<Record<string, string>> = {
  ...{ receive: 'Mới tiếp nhận', review: 'Chuyên viên thụ lý', inspect: 'Kiểm tra thực địa' },
  ...{ consult: 'Lấy ý kiến', publish: 'Niêm yết công khai', collectFee: 'Chờ nộp phí', sign: 'Trình ký' },
}

export async function* backlogRows(registry: Registry, options: BacklogOptions): AsyncGenerator<BacklogRow> {
  const [files, calendarText] = await Promise.all([readReferenceFiles(), readDataFile('calendar.json')])
  const { version, days, knownUntil } = parseCalendar(calendarText)
  const invent = new Inventor(registry, files, calendarOf(version, days, knownUntil), options)
  for (let n = 1; n <= options.rows; n += 1) yield invent.row(n)
}

interface Ward {
  code: string
  districtCode: string
  weight: number
  /** Middles of the communes that it went to, and neighbourhoods that a list names. */
  points: readonly { lat: number; lon: number }[]
  neighbourhoods: readonly string[]
}

interface Matter {
  code: string
  plan: Plan
  /** Kinds of steps at which a dossier of another system can stand. */
  kinds: readonly string[]
  /** Names of its papers. */
  papers: readonly string[]
  /** Of what kind its place is, where the law hands it over by another than the procedure's own (`connecting.csv`). */
  placeKind: PlaceKind | null
}

class Inventor {
  readonly #random: Random
  readonly #whole: Weighted
  readonly #split: Weighted
  readonly #matters: readonly [Matter, ...Matter[]]

  constructor(
    registry: Registry,
    files: ReferenceFiles,
    private readonly calendar: Calendar,
    private readonly options: BacklogOptions,
  ) {
    this.#random = new Random(options.seed)
    const wards = wardsOf(files)
    this.#whole = new Weighted(wards.filter(({ points }) => points.length === 1))
    this.#split = new Weighted(wards.filter(({ points }) => points.length > 1))
    this.#matters = mattersOf(registry, files, options.procedures)
  }

  row(n: number): BacklogRow {
    const random = this.#random
    const { split = 0.4, wrong = 0.01 } = this.options
    const ward = (random.chance(split) ? this.#split : this.#whole).pick(random)
    const { code, plan, kinds, papers, placeKind } = random.pick(this.#matters)
    const receivedAt = this.#workedInstant()
    const waits = random.chance(0.05)
    const kind = waits ? 'receive' : (kinds[random.whole(0, kinds.length - 1)] ?? 'receive')
    const accepted = waits || kind !== 'receive'
    const date = localDate(receivedAt)
    const row: Record<string, string> = {
      ...{ oldCode: this.#code(n, ward.districtCode, date), procedure: code },
      applicantName: `${random.pick(family)} ${random.pick(middle)} ${random.pick(given)}`,
      identityNumber: `0010${String(random.whole(0, 99_999_999)).padStart(8, '0')}`,
      ...{ oldWard: ward.code, receptionUnit: ward.districtCode, receivedAt: shown(receivedAt) },
      step: waits ? 'Chờ bổ sung' : (stepNamesThere[kind] ?? ''),
      ...(placeKind === null ? {} : { placeKind }),
      ...this.#whereabouts(ward),
      ...(accepted ? this.#times(plan, receivedAt, waits) : {}),
    }
    if (random.chance(0.2)) row.phone = `09${String(random.whole(0, 99_999_999)).padStart(8, '0')}`
    Object.assign(row, papersHeldOf(n, papers, ward.districtCode))
    return random.chance(wrong) ? spoiled(row, random) : row
  }

  /** Most districts gave lawful codes, some a number of their own book. */
  #code(n: number, districtCode: string, date: string): string {
    const number = String(n).padStart(6, '0')
    const agency = String(30 + (Number(districtCode) % 30)).padStart(2, '0')
    return n % 5 === 0
      ? `${districtCode}/${date.slice(0, 4)}/${number}`
      : `000.00.${agency}.H26-${date.slice(2).replaceAll('-', '')}-${number}`
  }

  #workedInstant(): number {
    const hours = this.#random.whole(0, 7)
    const back = this.#random.whole(1, 60)
    return addDuration(this.calendar, backlogAsOf - back * DAY_MS - 9 * 3_600_000, {
      workingHours: hours / 2,
    })
  }

  /** A third gives a point, a third the neighbourhood where one is listed, a third the ward alone. */
  #whereabouts({ points, neighbourhoods }: Ward): Record<string, string> {
    const random = this.#random
    const how = random.whole(0, 2)
    const point = points[random.whole(0, points.length - 1)]
    if (how === 0 && point !== undefined) return { lat: String(point.lat), lon: String(point.lon) }
    const neighbourhood = neighbourhoods[random.whole(0, Math.max(0, neighbourhoods.length - 1))]
    return how === 1 && neighbourhood !== undefined ? { neighbourhood } : {}
  }

  #times(plan: Plan, receivedAt: number, waits: boolean): Record<string, string> {
    const random = this.#random
    const used = workingMsBetween(this.calendar, receivedAt, backlogAsOf) / (8 * 3_600_000)
    const due = addDuration(this.calendar, receivedAt, plan.total)
    // A clerk's own calendar, a holiday forgotten: some slips promise another day.
    const promised = random.chance(0.92) ? due : due + random.whole(1, 4) * DAY_MS
    return {
      ...{ acceptedAt: shown(receivedAt), promisedAt: shown(promised).slice(0, 10) },
      usedDays: (Math.round(used * 2) / 2).toFixed(1).replace('.', ','),
      ...(waits
        ? {
            supplementsAsked: '1',
            pausedFrom: shown(Math.max(receivedAt, backlogAsOf - DAY_MS)),
            pauseReason: 'Chờ bổ sung',
          }
        : {}),
    }
  }
}

/** Of several things one, as often as its weight says. */
class Weighted {
  readonly #wards: readonly Ward[]
  readonly #upTo: readonly number[]

  constructor(wards: readonly Ward[]) {
    let sum = 0
    this.#wards = wards
    this.#upTo = wards.map(({ weight }) => {
      sum += weight
      return sum
    })
  }

  pick(random: Random): Ward {
    const at = random.next() * (this.#upTo.at(-1) ?? 0)
    const found = this.#wards[this.#upTo.findIndex((upTo) => at < upTo)] ?? this.#wards[0]
    if (found === undefined) throw new Error('there is no ward to pick from')
    return found
  }
}

/** The people of a new commune stand in its parts alike: no source counts them by the old ones. */
function wardsOf({ oldCommunes, newCommunes, mapping }: ReferenceFiles): readonly Ward[] {
  const byCode = new Map(newCommunes.map((commune) => [commune.code, commune]))
  const partsOf = new Map<string, number>()
  const lived = mapping.filter(({ residents }) => residents !== 'none')
  for (const { newCode } of lived) partsOf.set(newCode, (partsOf.get(newCode) ?? 0) + 1)
  return oldCommunes.map(({ code, districtCode }) => {
    const parts = mapping.filter(({ oldCode }) => oldCode === code)
    const weight = parts
      .filter(({ residents }) => residents !== 'none')
      .reduce(
        (sum, { newCode }) => sum + (byCode.get(newCode)?.population ?? 0) / (partsOf.get(newCode) ?? 1),
        0,
      )
    return {
      ...{ code, districtCode, weight },
      points: parts.flatMap(({ newCode }) => {
        const commune = byCode.get(newCode)
        return commune === undefined ? [] : [{ lat: commune.lat, lon: commune.lon }]
      }),
      neighbourhoods: parts.flatMap(
        ({ neighbourhoods }) => /TDP (?:số )?\d+/.exec(neighbourhoods)?.[0] ?? [],
      ),
    }
  })
}

function mattersOf(
  registry: Registry,
  files: ReferenceFiles,
  codes?: readonly string[],
): readonly [Matter, ...Matter[]] {
  const wanted = codes ?? [...new Set(registry.procedures.map(({ code }) => code))]
  const matters = wanted.flatMap((code): Matter[] => {
    const procedure = registry.asReceived(code)
    if (procedure === undefined) return []
    const { plan } = registry.compiled(procedure, localDate(backlogAsOf))
    // Who is paid needs the form, which old software kept on paper.
    if (needsForm(plan)) return []
    const kinds = stepsInOrder(plan).flatMap((id) =>
      canStandAt(plan, id) ? [plan.steps[id]?.kind ?? ''] : [],
    )
    const placeKind = otherPlaceKind(procedure, files)
    const papers = Object.values(procedure.papers).map(({ name }) => name)
    return kinds.length === 0 ? [] : [{ code, plan, kinds: [...new Set(kinds)], papers, placeKind }]
  })
  const [first, ...others] = matters
  if (first === undefined) throw new Error('no procedure can have a backlog')
  return [first, ...others]
}

/** All are filed by persons. */
function otherPlaceKind({ field, connecting }: Procedure, files: ReferenceFiles): PlaceKind | null {
  const rule = files.connecting.find(({ occasion, subject }) => occasion === 'handover' && subject === field)
  const kinds = handOverKinds(connecting, rule ?? null, 'person')
  return kinds.includes(connecting) ? null : (kinds[0] ?? null)
}

/** Of some what the procedure requires, of some a paper of their own besides. Drawn from the number of the row, so that all else stays the same for a seed. */
function papersHeldOf(n: number, papers: readonly string[], heldAt: string): Record<string, string> {
  if (n % 4 !== 0) return {}
  const own = n % 16 === 0 ? ['Ảnh 3x4', ...papers.slice(0, 1)] : papers.slice(0, 1 + ((n / 4) % 3))
  return own.length === 0 ? {} : { papersHeld: own.join('; '), papersAt: heldAt }
}

function canStandAt(plan: Plan, step: string): boolean {
  const definition = plan.steps[step]
  const named = definition !== undefined && definition.when === null && definition.kind in stepNamesThere
  const position = { step, round: 1, supplementsAsked: 0, extensions: 0, decided: false, running: true }
  return named && positionProblem(plan, [], { ...position, afterSupplement: null }) === null
}

function spoiled(row: Record<string, string>, random: Random): BacklogRow {
  const ways: readonly [Record<string, string>, ...Record<string, string>[]] = [
    { step: 'Đang suy nghĩ' },
    { receivedAt: '31/02/2025' },
    { procedure: '9.999999' },
    { oldWard: '99999' },
    { step: 'Đã trả kết quả' },
  ]
  return { ...row, ...random.pick(ways) }
}

/** `16/06/2025 09:00`, as such software exports it. */
function shown(ms: number): string {
  const [date = '', time = ''] = new Date(ms + 7 * 3_600_000).toISOString().split('T')
  const [year, month, day] = date.split('-')
  return `${day}/${month}/${year} ${time.slice(0, 5)}`
}
