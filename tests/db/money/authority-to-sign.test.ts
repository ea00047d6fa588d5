/** Who may sign what pays, by the sum of the mandate: at the write as at the door. */
import { beforeAll, describe, expect, test } from 'vitest'
import { writeTransition } from '../../../db/dossier/transition/write-transition.ts'
import { authorityToSign } from '../../../db/money/authority-to-sign.ts'
import { authority } from '../../../db/territory/authority/authority.ts'
import { type TestDatabase, testDatabase } from '../../database.ts'
import { commune, type DossierStory, fileOnly } from '../../dossier-story.ts'
import { type TestEngine, testEngine } from '../../engine.ts'
import { payout } from '../../procedures/invented/payout.ts'
import { inChange } from '../../reference-change.ts'
import { inputOf, writeDecisions } from '../dossier/transition/write-input.ts'

const at = Date.parse('2026-11-25T09:00:00+07:00')
const officerId = `can-bo:${commune}:chair:1`
const own = `uy-quyen:${commune}:chair:1`

let database: TestDatabase
let engine: TestEngine
beforeAll(async () => {
  ;[database, engine] = await Promise.all([testDatabase(), testEngine()])
})

const setSum = (dong: string | null, id = own) =>
  inChange(database, (tx) => tx`update mandate set up_to_dong = ${dong}::bigint where id = ${id}`)

/** Received, with its signature open; it pays three times the allowance. */
async function atSignature(form: Readonly<Record<string, unknown>>) {
  const story = await fileOnly({ database, engine, now: () => at }, payout, form)
  const state = await writeDecisions(database, story, null, [[at, 'receive.1', 'accepted']])
  return { story, state }
}

const mayWrite = async ({ story, state }: Awaited<ReturnType<typeof atSignature>>) => {
  const { item } = await story.recordDecision('sign.1', 'signed', { at })
  return await writeTransition(database, inputOf(story, state, item))
}
const atDoor = async (story: DossierStory) => {
  const by = { officerId, taskId: `${story.id}.sign.1`, asOfMs: at, requestId: null }
  return await authorityToSign(database.sql, await authority(database.sql, by), by)
}

describe('a signature that pays is judged by the sum of the mandate', () => {
  test.each([
    { sum: null, allowance: '9000000000000000', allowed: true },
    { sum: '6000000', allowance: '2000000', allowed: true },
    { sum: '6000001', allowance: '2000000', allowed: true },
    { sum: '5999999', allowance: '2000000', allowed: false },
    { sum: '1', allowance: '1', allowed: false },
    { sum: '1', allowance: '0', allowed: true },
    { sum: '1000000000000000', allowance: '9007199254740993', allowed: false },
  ])('of $sum, for three times $allowance: $allowed', async ({ sum, allowance, allowed }) => {
    await setSum(sum)
    const dossier = await atSignature({ monthlyAllowanceDong: allowance })
    expect((await atDoor(dossier.story)).allowed).toBe(allowed)
    expect(await mayWrite(dossier)).toMatchObject(
      allowed ? { kind: 'applied' } : { kind: 'refused', code: 'sumExceeded' },
    )
  })

  test('and where the form does not tell the amount, no sum reaches it', async () => {
    await setSum('1000000000000000')
    const dossier = await atSignature({ monthlySupplementDong: '1' })
    expect(await atDoor(dossier.story)).toMatchObject({ code: 'sumExceeded' })
    expect(await mayWrite(dossier)).toMatchObject({ code: 'sumExceeded' })
    await setSum(null)
    expect((await atDoor(dossier.story)).allowed).toBe(true)
  })
})

describe('the write judges', () => {
  test('by the sum as it is known then, and not by what the door saw', async () => {
    await setSum('6000000')
    const { story, state } = await atSignature({ monthlyAllowanceDong: '2000000' })
    const { item } = await story.recordDecision('sign.1', 'signed', { at })
    await setSum('5999999')
    expect(await writeTransition(database, inputOf(story, state, item))).toMatchObject({
      code: 'sumExceeded',
    })
    expect(await story.dossier()).toMatchObject({ status: 'open' })
  })

  test('by the form that the request keeps, and not by a later one', async () => {
    await setSum('6000000')
    const { story, state } = await atSignature({ monthlyAllowanceDong: '2000000' })
    const { item } = await story.recordDecision('sign.1', 'signed', { at })
    await database.sql`
      insert into dossier_form (dossier_id, version, body, secrets)
      select dossier_id, version + 1, body || '{"monthlyAllowanceDong": "9000000"}', secrets
      from dossier_form where dossier_id = ${story.id}`
    expect(await atDoor(story)).toMatchObject({ code: 'sumExceeded' })
    expect(await writeTransition(database, inputOf(story, state, item))).toMatchObject({ kind: 'applied' })
  })
})

test('the refusal counts who may sign instead, and names nobody', async () => {
  await setSum('3000000')
  const { story } = await atSignature({ monthlyAllowanceDong: '2000000' })
  const because = async () => (await atDoor(story)).because
  expect(await because()).toMatch(/được ký là 3\.000\.000 đ .* 1 cán bộ giữ vai trò/)
  await setSum('5999999', `uy-quyen:${commune}:chair:2`)
  expect(await because()).toContain('không ai giữ vai trò')
  await setSum('6000000', `uy-quyen:${commune}:chair:2`)
  expect(await because()).toContain('1 cán bộ giữ vai trò')
})

test('an officer holds a role in a unit by one mandate at a time: there is no other with a higher sum', async () => {
  const second = inChange(
    database,
    (tx) => tx`
      insert into mandate (id, officer_id, unit_id, role, up_to_dong, valid, basis)
      values ('second', ${officerId}, ${commune}, 'chair', 9000000, '[2026-01-01,)', 'QĐ 1')`,
  )
  await expect(second).rejects.toThrow('mandate_once')
})

test('a sum is some đồng: zero may mean none or nothing, so no row has it', async () => {
  await expect(setSum('0')).rejects.toThrow('mandate_up_to_some_dong')
})
