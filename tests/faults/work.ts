import { setTimeout as pause } from 'node:timers/promises'
import { untilKnown } from './counter.ts'
import type { Site } from './site.ts'
import { fileOne } from './walk.ts'

type ProcedureName = Parameters<typeof fileOne>[1]

export interface WorkOptions {
  procedure: ProcedureName
  dossiers: number
  /** Requests in progress at once. @defaultValue 6 */
  atOnce?: number
}

const forward: Readonly<Record<string, string>> = {
  receive: 'accepted',
  review: 'approved',
  consult: 'agreed',
  sign: 'signed',
  payout: 'retried',
}
const pollMs = 100
const givenUpAfterMs = 120_000

interface OpenTask {
  id: string
  step: string
  kind: string
}

/**
 * An office day: citizens file, officers decide whatever is open, until every dossier is closed. Requests whose
 * outcome is unknown are sent again under their key.
 */
export class Work {
  readonly dossiers: string[] = []
  readonly #site: Site
  readonly #options: Required<WorkOptions>
  readonly #taken = new Set<string>()
  #filed = 0
  #open = true

  constructor(site: Site, options: WorkOptions) {
    this.#site = site
    this.#options = { atOnce: 6, ...options }
  }

  /** Resolves when all dossiers are closed. @throws when they are not in two minutes */
  async run(): Promise<void> {
    const { atOnce } = this.#options
    const hands = Promise.all(Array.from({ length: atOnce }, (_, n) => this.#hand(n)))
    try {
      await Promise.race([hands, this.#untilFinished()])
    } finally {
      this.#open = false
      await hands.catch(() => undefined)
    }
  }

  async #untilFinished(): Promise<void> {
    const end = Date.now() + givenUpAfterMs
    while (!(await this.#finished())) {
      if (Date.now() > end) throw new Error(`not all dossiers were closed in ${givenUpAfterMs} ms`)
      await pause(pollMs)
    }
  }

  // Half of the hands file first, so that filings and decisions mix from the start.
  async #hand(n: number): Promise<void> {
    while (this.#open) {
      const busy =
        n % 2 === 0
          ? (await this.#fileNext()) || (await this.#decideNext())
          : (await this.#decideNext()) || (await this.#fileNext())
      if (!busy) await pause(pollMs)
    }
  }

  async #fileNext(): Promise<boolean> {
    const { procedure, dossiers } = this.#options
    if (this.#filed >= dossiers) return false
    this.#filed += 1
    this.dossiers.push(await fileOne(this.#site, procedure))
    return true
  }

  async #decideNext(): Promise<boolean> {
    const task = await this.#openTask().catch(() => undefined)
    if (task === undefined || this.#taken.has(task.id)) return false
    this.#taken.add(task.id)
    const officer = await untilFound(() => this.#site.officerFor(task.id))
    const decision = { task: task.id, outcome: this.#outcomeOf(task) }
    await untilKnown(() => this.#site.counter.decide(officer, decision))
    return true
  }

  /** Now and then a signature is withheld once, so that steps are passed twice. */
  #outcomeOf({ id, kind }: OpenTask): string {
    const returned = kind === 'sign' && id.endsWith('.1') && this.#site.random.chance(0.15)
    return returned ? 'returned' : (forward[kind] ?? 'approved')
  }

  async #openTask(): Promise<OpenTask | undefined> {
    const [task] = await this.#site.database.sql<OpenTask[]>`
      select id, step, kind from task
      where closed_at is null and holder = 'desk' and dossier_id = any (${this.dossiers}::uuid[])
        and not id = any (${[...this.#taken]}::text[]) order by opened_at limit 1`
    return task
  }

  async #finished(): Promise<boolean> {
    if (this.dossiers.length < this.#options.dossiers) return false
    const [open] = await this.#site.database.sql<{ count: number }[]>`
      select count(*)::int as count from dossier where id = any (${this.dossiers}::uuid[]) and status <> 'closed'`.catch(
      () => [],
    )
    return open?.count === 0
  }
}

// The look-up goes to the same PostgreSQL that the scenario may just have killed.
async function untilFound<T>(find: () => Promise<T>): Promise<T> {
  const end = Date.now() + 60_000
  for (;;) {
    try {
      return await find()
    } catch (error) {
      if (Date.now() > end) throw error
      await pause(pollMs)
    }
  }
}
