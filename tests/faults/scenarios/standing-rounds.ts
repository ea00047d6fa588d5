import { until } from '../../../harness/until.ts'
import type { Run, Scenario } from '../run.ts'
import { fileOne, opened, walk } from '../walk.ts'

/** A round begins each minute and looks at what was started a minute ago. */
const mendedWithinMs = 180_000

export const standingRounds: Scenario = {
  id: 'standing-rounds',
  title:
    'a workflow is terminated by hand and a start is lost: the schedule mends both, and nobody asks for it',
  async run(run) {
    const { site } = run
    const { worker, relay, engine, database } = site
    const ended = await fileOne(site, 'registration')
    await walk(site, ended, 'receive.1:accepted')
    await opened(site, `${ended}.review.1`)
    await engine.client.workflow.getHandle(ended).terminate('by hand')

    // The message is noted as carried, and no workflow was started: what an engine set back leaves.
    await relay.kill()
    const lost = await fileOne(site, 'registration')
    await database.sql`update outbox set done_at = instant(${Date.now()}) where dossier_id = ${lost}`
    await relay.start()

    await worker.kill()
    await worker.start({ STANDING_ROUNDS: 'yes' })
    for (const [what, id] of [
      ['a workflow that was terminated runs again', ended],
      ['a dossier whose start was lost has a workflow', lost],
    ] as const) {
      run.check(what, await runs(run, id), `the workflow of ${id} does not run`)
    }
    run.healed('workflow terminated and start lost')
    await walk(site, ended, 'review.1:approved sign.1:signed')
    await walk(site, lost, 'receive.1:accepted')
  },
}

async function runs({ site: { engine } }: Run, id: string): Promise<boolean> {
  return await until(
    'its workflow runs',
    async () => {
      const { status } = await engine.client.workflow.getHandle(id).describe()
      return status.name === 'RUNNING'
    },
    mendedWithinMs,
  ).catch(() => false)
}
