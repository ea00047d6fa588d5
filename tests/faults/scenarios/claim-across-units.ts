import { beginChange } from '../../../db/territory/reference-change.ts'
import { until } from '../../../harness/until.ts'
import type { Run, Scenario } from '../run.ts'
import { commune } from '../site.ts'
import { atReview, type Reviewed } from '../walk.ts'

/** The commune to which the area goes. */
const successor = 'new:00008'
/** From when the rows are written until they are true. */
const armedMs = 3_000

export const claimAcrossUnits: Scenario = {
  id: 'claim-across-units',
  title: 'a task that is claimed goes to another commune by the dates of its area',
  async run(run) {
    const { site } = run
    const [claimed, other] = await atReview(site, 2)
    if (claimed === undefined || other === undefined) throw new Error('two dossiers were wanted')
    for (const { task, officer } of [claimed, other]) {
      const answer = await site.counter.claim(officer, task)
      run.check('the commune claims it', answer?.status === 200, `answered ${answer?.status}`)
    }
    await stillThere(run, claimed)
    const at = Date.now() + armedMs
    await moveArea(run, at)
    try {
      await stillThere(run, claimed)
      await until('the dates have come', async () => (Date.now() >= at ? true : undefined))
      await claimLapsed(run, claimed, other)
    } finally {
      await moveBack(run)
    }
  },
}

/** Before and after the rows are written: what the API keeps of the unit then must not outlast them, nor their date. */
async function stillThere(run: Run, { task, officer }: Reviewed): Promise<void> {
  const { body } = await run.site.counter.read('/inbox', officer)
  run.check('until its dates the task is in the inbox of who held it', JSON.stringify(body).includes(task))
}

async function claimLapsed(run: Run, claimed: Reviewed, other: Reviewed): Promise<void> {
  const { counter } = run.site
  // First that of the commune before: what is read for the other one would displace what is kept.
  const before = await counter.read('/inbox', claimed.officer)
  run.check('it is in no other inbox', !JSON.stringify(before.body).includes(claimed.task))
  const officer = await run.site.officerFor(claimed.task)
  const { body } = await counter.read('/inbox', officer)
  run.check('the task is in the inbox of who is responsible', JSON.stringify(body).includes(claimed.task))
  const claim = await counter.claim(officer, claimed.task)
  run.check('a claim lapses with its desk', claim?.status === 200, `claim answered ${claim?.status}`)
  const decided = await counter.decide(officer, { task: other.task, outcome: 'approved' })
  run.check('a claim lapses with its desk', decided?.status === 200, `decision answered ${decided?.status}`)
}

const change = (effectiveAt: number) =>
  ({ kind: 'reorganisation', actorId: 'test', basis: 'Nghị quyết thử nghiệm', effectiveAt }) as const

/** Written before it is true, as an order is signed before it takes effect. */
const moveArea = ({ site }: Run, at: number): Promise<unknown> =>
  site.asOwner((owner) =>
    owner.begin(async (sql) => {
      await beginChange(sql, change(at))
      await sql`
      update jurisdiction set valid = valid * tstzrange(null, instant(${at}))
      where area_id = ${site.areaId} and tier = 'commune' and unit_id = ${commune} and upper_inf(valid)`
      await sql`
      insert into jurisdiction (id, area_id, tier, unit_id, valid, basis)
      values ('moved', ${site.areaId}, 'commune', ${successor}, tstzrange(instant(${at}), null), 'Nghị quyết thử nghiệm')`
    }),
  )

/** Undone from now on, never back: other scenarios of the site go on with the officers of the commune. */
const moveBack = ({ site }: Run): Promise<unknown> =>
  site.asOwner((owner) =>
    owner.begin(async (sql) => {
      const at = Date.now()
      await beginChange(sql, change(at))
      await sql`update jurisdiction set valid = valid * tstzrange(null, instant(${at})) where id = 'moved'`
      await sql`
      insert into jurisdiction (id, area_id, tier, unit_id, valid, basis)
      values ('moved-back', ${site.areaId}, 'commune', ${commune}, tstzrange(instant(${at}), null), 'Nghị quyết thử nghiệm')`
    }),
  )
