import { type Report, violationsOf } from './run.ts'

/** A report in words: what was done, what was asked, what does not hold. */
export function describeReport(report: Report): string {
  const { id, title, seed, seconds, schedule, operations, findings, recoveries, times } = report
  const { ok, fail, unknown } = operations
  const faults = schedule.map(
    ({ fault, atMs, lastsMs }) => `    ${seconds1(atMs)} s  ${fault}, for ${seconds1(lastsMs)} s`,
  )
  const held = findings.map(({ invariant, checked, violations }) => {
    const shown = violations.slice(0, 5).map((violation) => `      ✗ ${violation}`)
    return [
      `    ${violations.length === 0 ? '✓' : '✗'} ${invariant}: ${violations.length} of ${checked}`,
      ...shown,
    ].join('\n')
  })
  return [
    `${violationsOf(report).length === 0 ? '✓' : '✗'} ${id}  ${title} (seed ${seed}, ${seconds.toFixed(0)} s)`,
    ...(faults.length === 0 ? [] : ['  faults, since they began', ...faults]),
    `  operations: ${ok} ok, ${fail} refused, ${unknown} unknown`,
    '  violations',
    ...held,
    ...recovery(recoveries),
    ...(times.length === 0 ? [] : ['  how long it took']),
    ...times.map(
      ({ what, p50Ms, p95Ms, requests }) => `    ${what}: p50 ${p50Ms} ms, p95 ${p95Ms} ms, of ${requests}`,
    ),
  ].join('\n')
}

const seconds1 = (ms: number): string => (ms / 1000).toFixed(1)

function recovery(recoveries: Report['recoveries']): readonly string[] {
  const byFault = new Map<string, number[]>()
  for (const { fault, ms } of recoveries) byFault.set(fault, [...(byFault.get(fault) ?? []), ms])
  if (byFault.size === 0) return []
  const lines = [...byFault].map(([fault, all]) => {
    const sorted = all.toSorted((a, b) => a - b)
    const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0
    return `    ${fault}: p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, max ${sorted.at(-1)} ms, of ${sorted.length}`
  })
  return ['  from the end of a fault until somebody is served', ...lines]
}
