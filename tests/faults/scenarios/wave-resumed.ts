import { addWaveStep, startWave, waveOf } from '../../../db/notices/notice-wave.ts'
import { armAsTwo } from '../../../db/reorganisations/enactment/arm-as-two.ts'
import { readReferenceRows } from '../../../db/reorganisations/rows/reference-rows.ts'
import type { WaveStep } from '../../../domain/dossier/notices.ts'
import { relayWaves } from '../../../relay/notices/relay-waves.ts'
import { file } from '../../certificate/cutover-story.ts'
import { aMonday } from '../../clock.ts'
import type { TestDatabase } from '../../database.ts'
import { wardEnds } from '../../db/reorganisations/ward-ends.ts'
import { inOwnDatabase } from '../own-database.ts'
import type { Run, Scenario } from '../run.ts'

const reorganisation = 'phuong-thu-dot-bao'
const [minuteMs, dayMs] = [60_000, 86_400_000]

export const waveResumed: Scenario = {
  id: 'wave-resumed',
  title: 'a wave of notices is paused in the middle and resumed, towards a gateway that keeps no keys',
  async run(run) {
    await inOwnDatabase(run, 'wave', (database) => resumed(run, database, run.size(6, 200)))
  },
}

/** @param many dossiers that change desk, of one person each; half of them may be notified in a minute */
async function resumed(run: Run, database: TestDatabase, many: number): Promise<void> {
  const effectiveAt = aMonday + dayMs
  for (let n = 0; n < many; n += 1) await file(database, { at: aMonday })
  const of = wardEnds(await readReferenceRows(database.sql), effectiveAt, reorganisation)
  await armAsTwo(database, of, { proposes: 'an', approves: 'binh', now: () => aMonday })
  await startWave(database, {
    ...{ reorganisation, run: 1, effectiveAt, policy: 'individual', perMinute: many / 2 },
    ...{ actorId: 'an', at: aMonday },
  })
  const taken = new Map<string, number>()
  const relay = (minutes: number) =>
    relayWaves({ database, gateway: counting(taken), now: () => aMonday + minutes * minuteMs })
  const step = async (kind: WaveStep) => {
    const wave = await waveOf(database.sql, reorganisation)
    await addWaveStep(database.sql, { id: wave?.id ?? '', kind, actorId: 'an', at: aMonday })
  }
  await relay(0)
  await step('paused')
  const before = taken.size
  await relay(2)
  run.check('a paused wave tells nobody', taken.size === before, `${taken.size - before} were notified`)
  await step('resumed')
  for (const minutes of [4, 6, 8]) await relay(minutes)
  run.check('a wave tells each of them', taken.size === many, `${taken.size} of ${many} were notified`)
  for (const [key, times] of taken) {
    run.check('a wave tells nobody twice', times === 1, `${key} was notified ${times} times`)
  }
}

/** Each time that a notice is brought counts. */
const counting = (taken: Map<string, number>) => ({
  deliver: async (notices: readonly { key: string }[]) => {
    for (const { key } of notices) taken.set(key, (taken.get(key) ?? 0) + 1)
    return new Set(notices.map(({ key }) => key))
  },
})
