import type { Ending } from '../../../domain/dossier/dossier.ts'
import { addDurations, type Duration, workingHoursOf } from '../../../domain/time/duration.ts'
import type { Example } from './example.ts'
import type { Field, Form } from './field.ts'
import type { Step } from './step.ts'

/** Standard routes, as slips call them: how a kind of procedure is usually gone through. */
export const routeNames = {
  certification: 'chứng thực tại chỗ',
  commune: 'xã thẩm định và ký',
  communeConsulting: 'xã thẩm định, lấy ý kiến rồi ký',
  communeInspecting: 'xã kiểm tra thực tế rồi ký',
  posting: 'xã niêm yết công khai rồi ký',
  land: 'đất đai, có nghĩa vụ tài chính',
  benefit: 'xã quyết định trợ cấp và chi trả',
  department: 'xã tiếp nhận, Sở giải quyết',
  communeThenDepartment: 'xã thẩm định, Sở quyết định',
  citySignOff: 'xã thẩm định, UBND Thành phố quyết định',
  police: 'Công an xã giải quyết',
  military: 'Ban Chỉ huy Quân sự xã giải quyết',
} as const satisfies Record<string, string>
export type RouteName = keyof typeof routeNames

/** What a definition on a standard route has to say about it. */
export function routeAssumed(route: RouteName, timesApproved: boolean): string {
  const steps = `Các bước theo quy trình chuẩn “${routeNames[route]}”`
  return timesApproved
    ? `${steps}, thời hạn từng bước theo quy trình nội bộ của nơi khác; quy trình nội bộ của Hà Nội chưa tìm thấy.`
    : `${steps}, thời hạn từng bước là phân chia nội bộ; quy trình nội bộ của Hà Nội chưa tìm thấy.`
}

/** A form of which nothing is asked: steps over it fit every form. */
export type NoForm = Readonly<Record<never, Field>>

/** What a standard route fills in. A definition spreads it, and overrides what goes otherwise. */
export interface StandardRoute<K extends string, F extends Form = NoForm> {
  route: RouteName
  total: Duration
  totalAssumed?: true
  timesApproved?: true
  steps: Readonly<Record<K, Step<K, F>>>
  examples: readonly Example<F>[]
}

/** What a definition may tell a route of its time: the statutory time, or that of each step in an approved process. */
export interface RouteTime<K extends string> {
  total?: Duration
  within?: Readonly<Record<K, Duration>>
}

/**
 * The time of a route and of its steps. Where no source tells it, the one that the route assumes: the median of the
 * procedures on it whose time was published in working days.
 * @param weights of the steps, in their order, by which a total is divided
 */
export function timesOf<K extends string>(
  { total, within }: RouteTime<K>,
  assumed: Duration,
  weights: Readonly<Record<K, number>>,
): {
  time: Pick<StandardRoute<K>, 'total' | 'totalAssumed' | 'timesApproved'>
  within: Readonly<Record<K, Duration>>
} {
  if (within !== undefined) {
    const [first = assumed, ...rest] = Object.values<Duration>(within)
    return { time: { total: total ?? addDurations(first, ...rest), timesApproved: true }, within }
  }
  return total === undefined
    ? { time: { total: assumed, totalAssumed: true }, within: shares(assumed, weights) }
    : { time: { total }, within: shares(total, weights) }
}

const HALF_DAY_HOURS = 4

/**
 * Divides a statutory time among steps by weight, whole calendar days, quarters of a working day or half hours, so that
 * the shares sum to it and each has some. The first step, reception, gets half a working day at most: the dossier goes to
 * the officer who handles it on the same day (118/2025/NĐ-CP, Điều 18).
 * @throws RangeError if there is too little time to divide
 */
export function shares<K extends string>(
  total: Duration,
  weights: Readonly<Record<K, number>>,
): Readonly<Record<K, Duration>>
export function shares(total: Duration, weights: Readonly<Record<string, number>>): Record<string, Duration> {
  if ('days' in total) return mapped(divided(total.days, weights, 1), (days) => ({ days }))
  const hours = workingHoursOf(total)
  const unit = hours >= 16 ? 2 : hours >= 4 ? 0.5 : 0.25
  const parts = mapped(divided(hours / unit, weights, HALF_DAY_HOURS / unit), (units) => units * unit)
  return mapped(
    parts,
    (part): Duration => ('workingDays' in total ? { workingDays: part / 8 } : { workingHours: part }),
  )
}

/** Whole units by weight, one at least; what is left over goes to the heaviest. */
function divided(
  units: number,
  weights: Readonly<Record<string, number>>,
  mostOfFirst: number,
): Record<string, number> {
  const sum = Object.values(weights).reduce((all, weight) => all + weight, 0)
  const parts = Object.entries(weights).map(([id, weight], index) => {
    const part = Math.max(1, Math.floor((units * weight) / sum))
    return [id, index === 0 ? Math.min(part, mostOfFirst) : part] as const
  })
  const [heaviest] = parts.reduce((most, part) =>
    (weights[part[0]] ?? 0) > (weights[most[0]] ?? 0) ? part : most,
  )
  const others = parts.filter(([id]) => id !== heaviest).reduce((all, [, part]) => all + part, 0)
  if (units - others < 1) {
    throw new RangeError(
      `${units} units of time cannot be divided among ${parts.length} steps; give them more`,
    )
  }
  return { ...Object.fromEntries(parts), [heaviest]: units - others }
}

const mapped = <A, B>(record: Readonly<Record<string, A>>, of: (value: A) => B): Record<string, B> =>
  Object.fromEntries(Object.entries(record).map(([id, value]) => [id, of(value)]))

/**
 * Examples of a route, with the time that their paths spend when each step uses its share: a reception after a
 * supplement starts from zero, what is not in `times` takes none.
 */
export function examplesOf(
  times: Readonly<Record<string, Duration>>,
  paths: readonly (readonly [path: string, ends: Ending])[],
): readonly Example<NoForm>[] {
  return paths.map(([path, ends]) => ({ path, ends, spent: spentOn(times, path) }))
}

function spentOn(times: Readonly<Record<string, Duration>>, path: string): Duration {
  const steps = path.split(' ').map((token) => token.split(':')[0] ?? '')
  const counted = steps.slice(steps.lastIndexOf('supplement') + 1)
  const [first, ...rest] = counted.flatMap((step) => times[step] ?? [])
  return first === undefined ? { workingDays: 0 } : addDurations(first, ...rest)
}
