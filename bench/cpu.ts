/** Processor time of processes, from /proc (Linux). */
import { readdirSync, readFileSync } from 'node:fs'
import { round } from './figure.ts'

/** Ticks a second, as Linux tells them to programs on every usual architecture. */
const ticks = 100

interface Stat {
  parent: number
  name: string
  /** Own, and of children that have ended. */
  cpuMs: number
}

/** CPU-ms so far of each named process and its descendants; of this process without them, as the servers are among them. */
export function cpuMs(pids: Readonly<Record<string, number>>): Readonly<Record<string, number>> {
  const all = readStats()
  const within = (pid: number, root: number): boolean => {
    for (let at = pid; at > 1; at = all.get(at)?.parent ?? 0) if (at === root) return true
    return false
  }
  return Object.fromEntries(
    Object.entries(pids).map(([name, root]) => [
      name,
      root === process.pid
        ? (process.cpuUsage().user + process.cpuUsage().system) / 1000
        : [...all].filter(([pid]) => within(pid, root)).reduce((sum, [, stat]) => sum + stat.cpuMs, 0),
    ]),
  )
}

/** Processor time of some processes during the rounds of one side; the servers' share of each is distinguished by time alone. */
export class CpuOfRounds {
  readonly #pids: Readonly<Record<string, number>>
  #spent: Record<string, number> = {}

  constructor(pids: Readonly<Record<string, number>>) {
    this.#pids = pids
  }

  async during<T>(work: () => Promise<T>): Promise<T> {
    const before = cpuMs(this.#pids)
    const result = await work()
    for (const [name, ms] of Object.entries(cpuMs(this.#pids))) {
      this.#spent[name] = (this.#spent[name] ?? 0) + ms - (before[name] ?? 0)
    }
    return result
  }

  reset(): void {
    this.#spent = {}
  }

  get total(): number {
    return Object.values(this.#spent).reduce((sum, ms) => sum + ms, 0)
  }

  each(jobs: number): Readonly<Record<string, number>> {
    return Object.fromEntries(Object.entries(this.#spent).map(([name, ms]) => [name, round(ms / jobs)]))
  }
}

export const prefixed = (side: string, values: Readonly<Record<string, number>>) =>
  Object.fromEntries(Object.entries(values).map(([name, value]) => [`${side} ${name}`, value]))

/** The servers that this process started, by what their programs are called. */
export function serverPids(): { postgres: number; temporal: number } {
  const children = [...readStats()].filter(([, { parent }]) => parent === process.pid)
  const called = (name: RegExp): number => {
    const found = children.find(([, stat]) => name.test(stat.name))
    if (found === undefined) throw new Error(`this process has no child called ${name.source}`)
    return found[0]
  }
  return { postgres: called(/^postgres/), temporal: called(/^temporal/) }
}

function readStats(): ReadonlyMap<number, Stat> {
  const found = new Map<number, Stat>()
  for (const entry of readdirSync('/proc')) {
    if (!/^\d+$/.test(entry)) continue
    try {
      found.set(Number(entry), parse(readFileSync(`/proc/${entry}/stat`, 'utf8')))
    } catch {
      // It ended between the listing and the reading.
    }
  }
  return found
}

function parse(stat: string): Stat {
  const name = stat.slice(stat.indexOf('(') + 1, stat.lastIndexOf(')'))
  const fields = stat
    .slice(stat.lastIndexOf(')') + 2)
    .split(' ')
    .map(Number)
  // Fields 4 and 14 to 17 of proc(5): ppid; utime, stime, cutime, cstime.
  const [parent = 0] = fields.slice(1)
  return { parent, name, cpuMs: (fields.slice(11, 15).reduce((a, b) => a + b, 0) * 1000) / ticks }
}
