import { until } from '../../../harness/until.ts'
import { moveArea, moveBack } from '../move-area.ts'
import type { Run, Scenario } from '../run.ts'
import { atReview, type Reviewed } from '../walk.ts'

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
    await moveArea(site, at)
    try {
      await stillThere(run, claimed)
      await until('the dates have come', async () => (Date.now() >= at ? true : undefined))
      await claimLapsed(run, claimed, other)
    } finally {
      await moveBack(site)
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
