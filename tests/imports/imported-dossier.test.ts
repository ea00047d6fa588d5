import { randomUUID } from 'node:crypto'
import { beforeAll, describe, expect, test } from 'vitest'
import { reconcile } from '../../activities/reconcile/reconcile.ts'
import { identityContext } from '../../db/identity/sealing-context.ts'
import { until } from '../../harness/until.ts'
import { planOf } from '../../procedures/grammar/plan/compile-plan.ts'
import { planHash } from '../../procedures/registry/plan-hash.ts'
import { relayOnce } from '../../relay/relay.ts'
import { relayImports, StartBudget } from '../../relay/relay-imports.ts'
import { machineNow } from '../clock.ts'
import { commune, fileOnly, fileRead } from '../dossier-story.ts'
import { registration } from '../procedures/invented/registration.ts'
import { type StoryWorld, storyWorld } from '../story-world.ts'
import { importOnly, importRows, startImported } from './imported-story.ts'
import { rowOf, vault } from './rows.ts'

let world: StoryWorld
beforeAll(async () => {
  world = await storyWorld()
})

const startedAt = async (id: string): Promise<number | null> => {
  const [row] = await world.database.sql<{ at: number | null }[]>`
    select epoch_ms(started_at) as at from dossier where id = ${id}`
  return row?.at ?? null
}

describe('an imported dossier goes on', () => {
  test('from the step where it stood, to its result', async () => {
    const dossier = await importOnly(world, 'E-1')
    await startImported(world)
    // Its time has passed long ago: that it is late is the first thing the workflow finds.
    await until('it is found late', async () => (await dossier.state()).revision === 2)
    await dossier.goes('review.1:approved sign.1:signed')
    expect(await dossier.ending()).toBe('issued')
    expect((await dossier.effects())[0]).toBe('import')
  })

  test('at once by a decision while its start waits', async () => {
    const dossier = await importOnly(world, 'E-2')
    expect(await startedAt(dossier.id)).toBeNull()
    expect(await dossier.decide('review.1', 'approved')).toBe('applied')
    expect(await startedAt(dossier.id)).not.toBeNull()
    await dossier.goes('sign.1:signed')
    expect(await dossier.ending()).toBe('issued')
  })

  test('after a loss of the engine, started again where its rows leave it', async () => {
    const dossier = await importOnly(world, 'E-3')
    await startImported(world)
    await dossier.goes('review.1:approved')
    await dossier.opened('sign.1')
    await dossier.handle.terminate('lost')
    await reconcile({ database: world.database, engine: world.engine, now: machineNow }, { scope: 'all' })
    await dossier.goes('sign.1:signed')
    expect(await dossier.ending()).toBe('issued')
  })

  test('with a corrected row that reaches its running workflow', async () => {
    const dossier = await importOnly(world, 'E-4')
    await startImported(world)
    await until('it is found late', async () => (await dossier.state()).revision === 2)
    await importRows(world, rowOf('E-4', { step: 'Trình ký' }))
    await relayOnce({ ...world, now: machineNow, log: { warn: () => {} } })
    await until('it has the new position', async () => 'sign.1' in (await dossier.state()).tasks)
    await until('its new task is found late too', async () => (await dossier.state()).revision === 4)
    await dossier.goes('sign.1:signed')
    expect(await dossier.ending()).toBe('issued')
  })

  test('unchanged by a corrected row that comes after a decision, which is quarantined', async () => {
    const dossier = await importOnly(world, 'E-5')
    await startImported(world)
    await dossier.goes('review.1:approved')
    await dossier.opened('sign.1')
    await importRows(world, rowOf('E-5', { step: 'Mới tiếp nhận', acceptedAt: '17/06/2025' }))
    const [row] = await world.database.sql`select reason from import_quarantine where old_code = 'E-5'`
    expect(row).toEqual({ reason: 'actedOn' })
    expect(await dossier.tasks()).toMatchObject({ 'sign.1': 'open' })
    await dossier.goes('sign.1:signed')
    await dossier.ending()
  })
})

describe('starts of imported dossiers are throttled, and yield to filings of today:', () => {
  test('none is taken while a filing waits', async () => {
    const taken = await importOnly(world, 'E-6')
    const filed = await fileOnly(world, registration)
    let clock = 0
    const budget = new StartBudget(10, () => clock)
    clock = 1_000
    const deps = { ...world, now: machineNow }
    expect(await relayImports(deps, budget)).toBe(0)
    await filed.start()
    await until('the filing is carried', async () => ((await relayImports(deps, budget)) ?? 0) > 0)
    expect(await startedAt(taken.id)).not.toBeNull()
    await taken.withdraw()
    await filed.withdraw()
  })

  test('no more than the budget are taken while their lane is full', async () => {
    const codes = Array.from({ length: 9 }, (_, i) => `E-full-${i}`)
    await importRows(world, ...codes.map((code) => rowOf(code)))
    const started = async () => {
      const [row] = await world.database.sql<{ n: number }[]>`
        select count(d.started_at)::int as n from import_row i join dossier d on d.id = i.dossier_id where i.old_code = any (${codes})`
      return row?.n
    }
    let clock = 0
    const budget = new StartBudget(4, () => clock)
    const deps = { ...world, now: machineNow }
    expect(await relayImports(deps, budget)).toBe(0)
    // What an idle hour saved up is a second's worth.
    clock = 3_600_000
    await until('nothing of today waits', async () => ((await relayImports(deps, budget)) ?? 0) > 0)
    expect(await started()).toBe(4)
    expect(await relayImports(deps, budget)).toBe(0)
    clock += 500
    expect(await relayImports(deps, budget)).toBe(2)
    expect(await started()).toBe(6)
    clock += 1_000
    expect(await relayImports(deps, budget)).toBe(3)
    expect(await started()).toBe(9)
  })

  test('the budget fills with time, up to that of a second', () => {
    let clock = 0
    const budget = new StartBudget(40, () => clock)
    expect(budget.left).toBe(0)
    clock = 200
    expect(budget.left).toBe(8)
    budget.spend(8)
    expect(budget.left).toBe(0)
    clock = 60_000
    expect(budget.left).toBe(40)
  })
})

test('a filing that repeats a dossier of the old district is flagged to the counter, and not refused', async () => {
  const identityNumber = '001085000777'
  const partyId = randomUUID()
  const taken = await importOnly(world, 'E-7', { identityNumber })
  const plan = planOf(registration)
  const [area] = await world.database.sql<{ id: string }[]>`select 'cell:00004:00004' as id`
  const { receipt } = await fileRead(world.database, {
    ...{ caller: 'test', key: 'again', bodyHash: Buffer.from('again'), plan, planHash: planHash(plan) },
    ...{ field: registration.field, channel: 'counter', receptionUnitId: commune, areaId: area?.id ?? '' },
    ...{ groupId: null, places: [], papers: [], form: { open: { name: 'Lan' }, secrets: {} } },
    parties: [
      {
        ...{ role: 'applicant', kind: 'person', name: 'Nguyễn Thị Lan', phone: null },
        identity: {
          ...{ partyId, ...vault.seal(identityNumber, identityContext(partyId)) },
          lookup: vault.lookup(identityNumber),
        },
      },
    ],
    at: machineNow(),
  })
  expect(receipt.possibleDuplicateOf).toBe(taken.id)
})
