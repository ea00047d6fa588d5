import { recordRequest } from '../../../db/dossier/requests/requests.ts'
import { deliverRequest } from '../../../relay/deliver-request.ts'
import type { Run, Scenario } from '../run.ts'
import { commune } from '../site.ts'
import { atReview, eventsOf, type Reviewed } from '../walk.ts'

const eventsAtMost = 20

export const refusedOften: Scenario = {
  id: 'refused-often',
  title: 'a thousand refused attempts on one dossier',
  async run(run) {
    const { site } = run
    const [dossier] = await atReview(site, 1)
    if (dossier === undefined) throw new Error('no dossier was filed')
    const attempts = run.size(200, 1_000)
    const before = await eventsOf(site, dossier.dossierId)
    let next = 1
    const hand = async () => {
      while (next <= attempts) {
        const n = next
        next += 1
        // What the API sees it refuses itself; what slips past it, the validator.
        await (n % 2 === 0 ? atTheCounter(run, dossier, n) : atTheEngine(run, dossier, n))
      }
    }
    await Promise.all(Array.from({ length: 8 }, hand))
    const events = (await eventsOf(site, dossier.dossierId)) - before
    run.check(`refusals leave at most ${eventsAtMost} events`, events <= eventsAtMost, `${events} events`)
    const [row] = await site.database.sql<{ count: number }[]>`
      select count(*)::int as count from journal where dossier_id = ${dossier.dossierId} and kind = 'refused'`
    run.check('each is in the journal', row?.count === attempts, `${row?.count} of ${attempts}`)
  },
}

async function atTheCounter(run: Run, { dossierId, officer }: Reviewed, n: number): Promise<void> {
  const task = `${dossierId}.receive.1`
  const answer = await run.site.counter.decide(officer, { key: `refused-${n}`, task, outcome: 'accepted' })
  run.check('the API refuses', answer?.status === 409, `answered ${answer?.status}`)
}

async function atTheEngine(run: Run, { dossierId, officer }: Reviewed, n: number): Promise<void> {
  const { database, engine } = run.site
  const [mandate] = await database.sql<
    { id: string }[]
  >`select id from mandate where officer_id = ${officer.id} limit 1`
  const at = Date.now()
  const request = await recordRequest(database, {
    caller: officer.id,
    key: `refused-${n}`,
    bodyHash: Buffer.from(String(n)),
    dossierId,
    taskId: `${dossierId}.receive.1`,
    revision: null,
    actor: {
      id: officer.id,
      role: 'officer',
      unitId: commune,
      mandateId: mandate?.id ?? null,
      actingForId: null,
    },
    item: (key) => ({ kind: 'decide', key, at, task: 'receive.1', outcome: 'accepted' }),
    note: null,
    at,
  })
  const outcome = await deliverRequest({ database, engine, now: Date.now }, request, 20_000)
  run.check('the workflow refuses', 'refused' in outcome)
}
