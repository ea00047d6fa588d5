import type { Scenario } from '../run.ts'
import { Work } from '../work.ts'

export const workerKilled: Scenario = {
  id: 'F01',
  title: 'the worker is killed every few seconds while dossiers are in progress',
  async run(run) {
    const { site } = run
    const work = new Work(site, { procedure: 'registration', dossiers: run.size(40, 200), atOnce: 8 })
    const kill = {
      name: 'worker killed',
      begin: () => site.worker.kill(),
      end: () => site.worker.start(),
    }
    const faults = {
      faults: run.size(2, 12),
      everyMs: [1_500, run.size(4_000, 15_000)],
      lastsMs: [0, 500],
    } as const
    await Promise.all([work.run(), run.suffer([kill], faults)])
    run.check('every dossier is closed', work.dossiers.length === run.size(40, 200))
  },
}
