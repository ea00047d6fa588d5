/** A signed result grants its benefit in the write that issues it: once, to the person of the signed form, or not at all. */
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { writeTransition } from '../../../db/dossier/transition/write-transition.ts'
import { workingDays } from '../../../domain/time/duration.ts'
import { choice } from '../../../procedures/grammar/definition/field.ts'
import type { Procedure } from '../../../procedures/grammar/definition/procedure.ts'
import { planOf } from '../../../procedures/grammar/plan/compile-plan.ts'
import { correctionPlan } from '../../../procedures/grammar/plan/correction-plan.ts'
import { type TestDatabase, testDatabase } from '../../database.ts'
import { type TestEngine, testEngine } from '../../engine.ts'
import { allowance } from '../../procedures/invented/allowance.ts'
import { forgetAll, People } from './people.ts'
import { atSignature, vault } from './signed-dossier.ts'

let database: TestDatabase
let engine: TestEngine
beforeAll(async () => {
  ;[database, engine] = await Promise.all([testDatabase(), testEngine()])
})
beforeEach(() => forgetAll(database))

const hero = {
  open: { name: 'Trần Văn An', group: 'hero', since: '2026-10-12' },
  secret: { number: '001060012345' },
}
const signing = (form: Parameters<typeof atSignature>[2] = hero) =>
  atSignature({ database, engine }, allowance, form)

const granted = () => database.sql`
  select e.benefit, e.ground, e.ground_ref as "groundRef", e.beneficiary_id as "beneficiaryId",
    (select array_agg(f.kind || ' ' || f.from_month order by f.number) from entitlement_fact f where f.entitlement_id = e.id) as facts,
    (select array_agg(distinct f.basis) from entitlement_fact f where f.entitlement_id = e.id) as bases,
    (select array_agg(p.role || ' ' || person.name) from entitlement_fact f join entitlement_payee p on p.fact_id = f.id
      join party person on person.id = p.payee_id where f.entitlement_id = e.id) as payees,
    (select count(*)::int from entitlement_channel c where c.entitlement_id = e.id) as channels
  from entitlement e order by e.benefit`

/** By the option of its form: two benefits, or none. */
function mothers(): Procedure {
  const { issue } = allowance.steps
  if (issue?.do !== 'issue' || issue.grants === undefined) throw new Error('it grants nothing')
  const means = { living: ['me-vnah', 'me-vnah-phu-cap'], posthumous: [] }
  return {
    ...allowance,
    form: { ...allowance.form, group: choice('Diện', { living: 'Còn sống', posthumous: 'Truy tặng' }) },
    steps: {
      ...allowance.steps,
      issue: { ...issue, grants: { ...issue.grants, benefit: { choice: 'group', means } } },
    },
  }
}

describe('a signed result that grants a monthly benefit', () => {
  test('adds as many as the option of the form means, and none where it means none', async () => {
    const issued = async (group: string) => {
      const { input } = await atSignature({ database, engine }, mothers(), {
        open: { ...hero.open, group },
        secret: { ...hero.secret, account: '19036682457011' },
      })
      expect(await writeTransition(database, input, vault)).toMatchObject({ kind: 'applied', issued: true })
    }
    await issued('posthumous')
    expect(await granted()).toEqual([])
    await issued('living')
    expect(await granted()).toMatchObject([
      { benefit: 'me-vnah', channels: 1, payees: ['self Trần Văn An'] },
      { benefit: 'me-vnah-phu-cap', channels: 1, payees: ['self Trần Văn An'] },
    ])
  })

  test('adds the entitlement of the person with that number, with its facts, in the write of the issue', async () => {
    const { dossier, input } = await signing()
    expect(await writeTransition(database, input, vault)).toMatchObject({ kind: 'applied', issued: true })
    const [row, ...others] = await granted()
    expect(others).toEqual([])
    expect(row).toMatchObject({
      ...{ benefit: 'anh-hung', ground: 'dossier', groundRef: dossier.id, channels: 0 },
      facts: ['granted 2026-11', 'placed 2026-11', 'payees 2026-11'],
      ...{ bases: ['Điều 122, 131/2021/NĐ-CP'], payees: ['self Trần Văn An'] },
    })
    const people = new People(database)
    expect(await people.prepare(['2026-11', '2026-12'])).toMatchObject([
      { benefit: 'anh-hung', lines: 2, missing: null },
    ])
  })

  test('adds nothing when the write is repeated', async () => {
    const { input } = await signing()
    await writeTransition(database, input, vault)
    expect(await writeTransition(database, input, vault)).toMatchObject({ kind: 'behind' })
    expect(await database.sql`select 1 from entitlement_fact`).toHaveLength(3)
  })

  test('pays a guardian that the form names, to the account of the form, and counts as the same person in two dossiers', async () => {
    const child = {
      open: { ...hero.open, group: 'prisoner', guardianName: 'Trần Thị Bình' },
      secret: { ...hero.secret, guardianNumber: '001160054321', account: '19036682457011' },
    }
    await writeTransition(database, (await signing(child)).input, vault)
    await writeTransition(database, (await signing()).input, vault)
    const [asHero, asPrisoner] = await granted()
    expect(asPrisoner).toMatchObject({ benefit: 'tu-day', payees: ['guardian Trần Thị Bình'], channels: 1 })
    expect(asHero?.beneficiaryId).toBe(asPrisoner?.beneficiaryId)
  })

  test('is not issued where a grant cannot be written: neither is the signature', async () => {
    const { dossier, input } = await signing()
    await expect(writeTransition(database, input)).rejects.toThrow('has no keys')
    expect(await dossier.dossier()).toMatchObject({ revision: 3, status: 'open' })
    expect(await granted()).toEqual([])
    expect(await writeTransition(database, input, vault)).toMatchObject({ kind: 'applied' })
    expect(await granted()).toHaveLength(1)
  })

  test('grants nothing again when it is corrected', () => {
    const plan = correctionPlan(planOf(allowance), [], { number: 1, within: workingDays(1) })
    const issue = plan?.steps.correction1Issue?.does
    expect(issue).toEqual({ work: 'issue', result: 'Quyết định trợ cấp' })
  })
})
