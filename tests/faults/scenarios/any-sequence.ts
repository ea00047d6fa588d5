import { playAny } from '../../db/reorganisations/sequences/play.ts'
import { inOwnDatabase } from '../own-database.ts'
import type { Scenario } from '../run.ts'

export const anySequence: Scenario = {
  id: 'any-sequence',
  title: 'filings, decisions, claims, placements, loans and reorganisations forth and back, in any order',
  async run(run) {
    await inOwnDatabase(run, 'sequences', async (database) => {
      for (const forthAndBack of [false, true]) {
        const seed = run.site.random.whole(1, 1_000_000)
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
    })
  },
}
