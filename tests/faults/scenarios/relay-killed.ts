import { until } from '../../../harness/until.ts'
import type { Scenario } from '../run.ts'
import { fileOne, opened, patienceMs } from '../walk.ts'

export const relayKilled: Scenario = {
  id: 'F04',
  title: 'the relay is killed between taking a message, starting the workflow and noting it',
  async run(run) {
    const { site } = run
    const { relay, engine } = site
    for (let round = 1; round <= run.size(1, 10); round += 1) {
      for (const point of ['after_claim', 'after_start_before_mark']) {
        await relay.kill()
        await relay.start({ CRASH_AT: point })
        const dossiers = await Promise.all([1, 2, 3].map(() => fileOne(site, 'registration')))
        await relay.crashed()
        await relay.start()
        run.healed(`relay killed ${point}`)
        await opened(site, ...dossiers.map((id) => `${id}.receive.1`))
      }
    }
    const [row] = await site.database.sql<{ filed: number }[]>`select count(*)::int as filed from dossier`
    const filed = row?.filed ?? 0
    // Visibility is late by moments, never wrong for good.
    const workflows = await until(
      'each dossier has one workflow and each workflow a dossier',
      async () => {
        const { count } = await engine.client.workflow.count()
        return count === filed && count
      },
      patienceMs,
    ).catch(() => engine.client.workflow.count().then(({ count }) => count))
    run.check(
      'rows and workflows are one to one',
      workflows === filed,
      `${filed} dossiers, ${workflows} workflows`,
    )
  },
}
