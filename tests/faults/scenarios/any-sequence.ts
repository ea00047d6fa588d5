import { randomBytes } from 'node:crypto'
import { openDatabase } from '../../../db/database.ts'
import { withServer } from '../../database-server.ts'
import { playAny } from '../../db/reorganisations/sequences/play.ts'
import type { Scenario } from '../run.ts'

export const anySequence: Scenario = {
  id: 'any-sequence',
  title: 'filings, decisions, claims, placements, loans and reorganisations forth and back, in any order',
  async run(run) {
    const { servers, random } = run.site
    const name = `sequences_${randomBytes(3).toString('hex')}`
    await servers.createDatabase(name)
    const opened = openDatabase(servers.databaseUrl(name), { name: 'sequences' })
    const database = {
      ...opened,
      url: servers.databaseUrl(name),
      asOwner: <T>(work: Parameters<typeof withServer<T>>[1]) => withServer(servers.ownerUrl(name), work),
    }
    try {
      for (const forthAndBack of [false, true]) {
        const seed = random.whole(1, 1_000_000)
        const broken = await playAny(database, {
          ...{ forthAndBack, seed, length: 60 },
          runs: run.size(12, 400),
          withinMs: run.size(90_000, 1_800_000),
        })
        run.check(
          broken?.invariant ?? 'any sequence keeps what must hold',
          broken === null,
          `${broken?.why}\n${broken?.story.join('\n')}`,
        )
      }
    } finally {
      await database.close()
      await servers.dropDatabase(name)
    }
  },
}
