import type { Scenario } from '../run.ts'
import { Work } from '../work.ts'

export const postgresKilled: Scenario = {
  id: 'F06',
  title: 'PostgreSQL is killed under load',
  async run(run) {
    const { database, servers } = run.site
    for (const setting of ['fsync', 'synchronous_commit', 'full_page_writes']) {
      const [row] = await database.sql.unsafe(`show ${setting}`)
      run.check(
        'PostgreSQL says a commit is done only when it is on disk',
        row?.[setting] === 'on',
        `${setting} is ${row?.[setting]}`,
      )
    }
    const work = new Work(run.site, { procedure: 'registration', dossiers: run.size(20, 200) })
    const kill = {
      name: 'PostgreSQL killed',
      begin: () => servers.postgres.kill(),
      end: () => servers.postgres.restart(),
    }
    const faults = {
      faults: run.size(1, 6),
      everyMs: [1_000, 2_500],
      lastsMs: [500, run.size(1_500, 10_000)],
    } as const
    await Promise.all([work.run(), run.suffer([kill], faults)])
  },
}
