import { setTimeout as pause } from 'node:timers/promises'
import { untilKnown } from '../counter.ts'
import { moveArea, moveBack } from '../move-area.ts'
import type { Run, Scenario } from '../run.ts'
import type { Site } from '../site.ts'
import { atReview, fileOne, type Reviewed } from '../walk.ts'

/** From when the rows are written until they are true. */
const armedMs = 5_000
/** Everything is gone from before the instant until after it. */
const goneMs = { before: 700, after: 1_200 }

export const cutoverHerd: Scenario = {
  id: 'F21',
  title:
    'an area goes to another commune while all decide, file and look, and everything is killed at the instant',
  async run(run) {
    const { site } = run
    const dossiers = await atReview(site, run.size(24, 300))
    const at = Date.now() + armedMs
    await moveArea(site, at)
    const heir = await heirOf(run, at)
    const inboxes = [
      new Watched(site, { officer: dossiers[0]?.officer, from: -Infinity, until: at }),
      new Watched(site, { officer: heir, from: at, until: Infinity }),
    ]
    const watching = inboxes.map((inbox) => inbox.watch())
    try {
      const decided = Promise.all(dossiers.map((one, n) => decides(run, one, { heir, at, n })))
      const filed = Promise.all(
        Array.from({ length: run.size(4, 60) }, async (_, n) => {
          await pause((armedMs * 2 * n) / run.size(4, 60))
          return await fileOne(site, 'registration')
        }),
      )
      await killAt(run, at)
      await Promise.all([decided, filed])
      for (const inbox of inboxes) inbox.judge(run, dossiers)
    } finally {
      for (const inbox of inboxes) inbox.stop()
      await Promise.all(watching)
      await moveBack(site)
    }
  },
}

/** Who holds the review from the instant on. */
async function heirOf({ site }: Run, at: number): Promise<Reviewed['officer']> {
  const [row] = await site.database.sql<{ id: string }[]>`
    select m.officer_id as id from jurisdiction j join mandate m on m.unit_id = j.unit_id and m.role = 'civilStatus'
    where j.area_id = ${site.areaId} and j.tier = 'commune' and j.valid @> instant(${at}) order by m.id limit 1`
  if (row === undefined) throw new Error('nobody takes the area over')
  return await site.callerAs(row.id, 'officer')
}

/** Spread over the time around the instant; what the former officer may no longer decide the new one does. */
async function decides(
  run: Run,
  { task, officer }: Reviewed,
  { heir, at, n }: { heir: Reviewed['officer']; at: number; n: number },
): Promise<void> {
  const { site } = run
  await pause(run.site.random.whole(0, armedMs * 2))
  const asked = Date.now()
  const before = await untilKnown(() => site.counter.decide(officer, { task, outcome: 'approved' }))
  if (before.status === 200) {
    run.check(
      'nobody decides for a unit that holds the area no more',
      asked < at,
      `${task} after ${asked - at} ms`,
    )
    return
  }
  run.check(
    'who is no longer competent is refused as such',
    before.status === 403,
    `#${n} answered ${before.status}`,
  )
  run.check('nobody is refused before the instant', Date.now() >= at, `${task} answered ${before.status}`)
  const key = `${task}-again`
  const after = await untilKnown(() => site.counter.decide(heir, { task, outcome: 'approved', key }))
  run.check('the new desk decides it', after.status === 200, `#${n} answered ${after.status}`)
}

/** API, worker, relay and Temporal, from shortly before the instant until shortly after. */
async function killAt(run: Run, at: number): Promise<void> {
  const { api, worker, relay, servers } = run.site
  await pause(Math.max(0, at - goneMs.before - Date.now()))
  await Promise.all([api.kill(), worker.kill(), relay.kill(), servers.temporal.kill()])
  await pause(Math.max(0, at + goneMs.after - Date.now()))
  await servers.temporal.restart()
  await Promise.all([api.start(), worker.start(), relay.start()])
  run.healed('everything killed at the instant')
}

interface Reading {
  from: number
  until: number
  tasks: string
}

/** An inbox that is looked at again and again; the tasks are its own from an instant until another. */
class Watched {
  readonly #readings: Reading[] = []
  #open = true

  constructor(
    private readonly site: Site,
    private readonly holds: { officer: Reviewed['officer'] | undefined; from: number; until: number },
  ) {}

  stop(): void {
    this.#open = false
  }

  async watch(): Promise<void> {
    while (this.#open) {
      const from = Date.now()
      const answer = await this.site.counter.read('/inbox', this.holds.officer).catch(() => null)
      if (answer?.status === 200)
        this.#readings.push({ from, until: Date.now(), tasks: JSON.stringify(answer.body) })
      await pause(20)
    }
  }

  /** G5, at every instant at which somebody looked: no task is in an inbox before or after it is its unit's. */
  judge(run: Run, dossiers: readonly Reviewed[]): void {
    const { from, until } = this.holds
    const outside = this.#readings.filter((reading) => reading.until < from || reading.from >= until)
    const inside = this.#readings.filter((reading) => reading.from >= from && reading.until < until)
    run.check(
      'inboxes are read before and after the instant',
      outside.length > 0 && inside.length > 0,
      `${inside.length} and ${outside.length} readings`,
    )
    for (const { task } of dossiers) {
      run.check(
        'G5 no task is in two inboxes at an instant',
        !outside.some(({ tasks }) => tasks.includes(task)),
        `${task} is in an inbox that is not its own`,
      )
    }
    run.check(
      'an inbox has tasks while they are its unit’s',
      inside.some(({ tasks }) => dossiers.some(({ task }) => tasks.includes(task))),
    )
  }
}
