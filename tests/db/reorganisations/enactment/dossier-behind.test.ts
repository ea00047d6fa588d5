import { beforeAll, describe, expect, test } from 'vitest'
import { lastNumber } from '../../../../db/reorganisations/enactment/enact.ts'
import { addStep, exclusively, type NewStep } from '../../../../db/reorganisations/enactment/steps.ts'
import { unreachableEngine } from '../../../api/app.ts'
import { machineNow } from '../../../clock.ts'
import { type TestDatabase, testDatabase } from '../../../database.ts'
import { fileOnly } from '../../../dossier-story.ts'
import { registration } from '../../../procedures/invented/registration.ts'

const at = machineNow()
const effectiveAt = at + 86_400_000

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})

/** Steps of a run, one after the other. */
async function done(reorganisation: string, ...steps: readonly Partial<NewStep>[]): Promise<void> {
  for (const step of steps) {
    await exclusively(database.sql, (tx) =>
      addStep(tx, { reorganisation, run: 1, kind: 'proposed', actorId: 'an', at, effectiveAt, ...step }),
    )
  }
}

const proposed = async () => ({ base: await lastNumber(database.sql), rowsHash: Buffer.from('3f9c', 'hex') })

const entries = (dossierId: string) => database.sql`
  select actor_id as actor, payload from journal where dossier_id = ${dossierId} and kind = 'reorganisation' order by seq`

const messages = (dossierId: string) => database.sql`
  select topic from outbox where dossier_id = ${dossierId} and topic = 'reorganisationStepped'`

describe('a step of a reorganisation', () => {
  test('is entered in the journal of the dossier behind its run, and its workflow hears of those that it waits for', async () => {
    const { id: dossierId } = await fileOnly({ database, engine: unreachableEngine() }, registration)
    await done('thu-1', { ...(await proposed()), dossierId })
    expect(await entries(dossierId)).toEqual([])

    await done('thu-1', { kind: 'callOffAsked', actorId: 'chi' })
    const instant = new Date(effectiveAt).toISOString()
    const asked = {
      actor: 'chi',
      payload: { reorganisation: 'thu-1', step: 'callOffAsked', effectiveAt: instant },
    }
    expect(await entries(dossierId)).toEqual([asked])
    expect(await messages(dossierId)).toHaveLength(0)

    await done('thu-1', { kind: 'certified', actorId: 'certificate', effectiveAt: null })
    const certified = { actor: 'certificate', payload: { reorganisation: 'thu-1', step: 'certified' } }
    expect(await entries(dossierId)).toEqual([asked, certified])
    expect(await messages(dossierId)).toHaveLength(1)
  })

  test('of a run without a dossier, or of another run, is entered nowhere', async () => {
    const { id: dossierId } = await fileOnly({ database, engine: unreachableEngine() }, registration)
    await done('thu-2', { ...(await proposed()), dossierId }, { ...(await proposed()), run: 2 })
    await done('thu-2', { kind: 'certified', run: 2 })
    expect(await entries(dossierId)).toEqual([])
    expect(await messages(dossierId)).toHaveLength(0)
  })
})
