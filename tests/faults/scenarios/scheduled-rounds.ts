import { until } from '../../../harness/until.ts'
import type { Run, Scenario } from '../run.ts'
import { fileOne, opened, walk } from '../walk.ts'

/** Two rounds, and what a busy machine adds to them. */
const mendedWithinMs = 150_000

export const scheduledRounds: Scenario = {
  id: 'scheduled-rounds',
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
    await worker.start({ SCHEDULED_ROUNDS: 'yes' })
    const mended = await Promise.all([runs(run, ended), runs(run, lost)])
    run.check('a workflow that was terminated runs again', mended[0], `the workflow of ${ended} does not run`)
    run.check('a dossier whose start was lost has a workflow', mended[1], `that of ${lost} does not run`)
    if (mended.includes(false)) return
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
