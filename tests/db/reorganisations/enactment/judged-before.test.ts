/** What is refused before any row is written: what the file of a reorganisation would leave behind. */
import { beforeAll, expect, test } from 'vitest'
import { armReorganisation, proposeReorganisation } from '../../../../db/reorganisations/enactment/enact.ts'
import { judgeProposal } from '../../../../db/reorganisations/enactment/judge-proposal.ts'
import { addStep, exclusively, readEnactment } from '../../../../db/reorganisations/enactment/steps.ts'
import { readGoFacts } from '../../../../db/reorganisations/preview/go-facts.ts'
import { previewReorganisation } from '../../../../db/reorganisations/preview/preview.ts'
import { readReferenceRows } from '../../../../db/reorganisations/rows/reference-rows.ts'
import { inHex, rowsHash } from '../../../../db/reorganisations/rows/rows-hash.ts'
import { judgeGo } from '../../../../domain/territory/reorganisation/go.ts'
import { type Enactable, enactable } from '../../../../reorganisations/enactable.ts'
import type { Change } from '../../../../reorganisations/grammar/reorganisation.ts'
import { aMonday, machineNow } from '../../../clock.ts'
import type { TestDatabase } from '../../../database.ts'
import { declared } from '../../../reorganisations/grammar/declared.ts'
import { fewUnits } from '../few-units.ts'
import { ENDS } from '../ward-ends.ts'

const T = aMonday + 86_400_000
let db: TestDatabase
beforeAll(async () => {
  db = await fewUnits()
})
const of = (id: string, ...changes: readonly Change[]): Enactable =>
  enactable({ ...declared(changes, T), id }, null)

async function judged(which: Enactable): Promise<string> {
  const { changes } = which.produce(await readReferenceRows(db.sql), T)
  const form = {
    ...{ reorganisation: which.id, effectiveAt: new Date(T).toISOString(), baseChange: 1 },
    ...{ rowsHash: inHex(rowsHash(changes)), changedRows: Object.values(changes).flat().length },
  }
  return (await judgeProposal(db.sql, form, { of: which, at: aMonday }))
    .map(({ path, problem }) => `${path} ${problem}`)
    .join()
}

/** As by a build that judged less: proposed and approved. */
async function approvedWithout({ id, produce }: Enactable): Promise<void> {
  const hash = rowsHash(produce(await readReferenceRows(db.sql), T).changes)
  await exclusively(db.sql, async (tx) => {
    const rows = { reorganisation: id, run: 1, at: aMonday, effectiveAt: T, base: 1, rowsHash: hash }
    await addStep(tx, { ...rows, kind: 'proposed', actorId: 'an', basis: 'NQ 1', summary: {} })
    const { proposed } = await readEnactment(tx, id)
    if (proposed === null) throw new Error('it was proposed')
    await addStep(tx, { ...rows, kind: 'approved', actorId: 'chi', confirms: proposed })
  })
}

test('a ward that ends and leaves its areas to nobody is refused where it is filed, proposed and armed', async () => {
  const gap = of('xa-bo-trong', { kind: 'unitEnds', unit: ENDS })
  const why = 'no unit holds the area from'
  expect(await judged(gap)).toContain(why)
  expect((await previewReorganisation(db, gap, { asOfMs: aMonday })).problems.join()).toContain(why)
  const by = { actorId: 'an', at: aMonday }
  const refused = { code: 'reorganisationImpossible', details: { hint: expect.stringContaining(why) } }
  await expect(proposeReorganisation(db, gap, by)).rejects.toMatchObject(refused)
  await approvedWithout(gap)
  await expect(armReorganisation(db, gap, by)).rejects.toMatchObject(refused)
})

test('what a reorganisation leaves behind is red on the page before the instant, where nothing is open there', async () => {
  const gap = of('xa-bo-trong', { kind: 'unitEnds', unit: ENDS })
  const { checks } = judgeGo(await readGoFacts(db, gap, machineNow, []))
  const colourOf = (id: string) => checks.find((one) => one.id === id)?.colour
  expect([colourOf('desks'), colourOf('rows')]).toEqual(['green', 'red'])
})

test('an officer whom nobody knows is a problem with a name, and so is a unit', async () => {
  const named = of('xa-khong-ro', {
    kind: 'mandateBegins',
    mandate: {
      ...{ id: 'm', officerId: 'nobody', unitId: ENDS, officeId: null },
      ...{ role: 'oneStop', kind: 'own', actingForId: null },
    },
  })
  expect(await judged(named)).toContain('mandate m names officer nobody, who does not exist')
  await expect(proposeReorganisation(db, named, { actorId: 'an', at: aMonday })).rejects.toMatchObject({
    code: 'reorganisationImpossible',
  })
  const successor = { kind: 'unitSucceeds', unit: ENDS, successor: 'new:77777', relation: 'whole' } as const
  expect(await judged(of('xa-khong-ro', successor))).toContain('names unit new:77777, which does not exist')
})
