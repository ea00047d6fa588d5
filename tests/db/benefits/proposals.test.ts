/** A recorded death proposes; an officer of the department decides; nothing ends by itself. */
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { decideProposal, type ProposalAnswer, proposalsOf } from '../../../db/benefits/proposals.ts'
import { transaction } from '../../../db/connection/transaction.ts'
import { writeTransition } from '../../../db/dossier/transition/write-transition.ts'
import khaiTuLuuDong from '../../../procedures/definitions/ho-tich/1.000419-dang-ky-khai-tu-luu-dong.ts'
import khaiTu from '../../../procedures/definitions/ho-tich/1.000656-dang-ky-khai-tu.ts'
import { type TestDatabase, testDatabase } from '../../database.ts'
import { type TestEngine, testEngine } from '../../engine.ts'
import { officerOfBenefits } from './leaders.ts'
import { forgetAll, newParty, People } from './people.ts'
import { atSignature, vault } from './signed-dossier.ts'

let database: TestDatabase
let engine: TestEngine
let people: People
beforeAll(async () => {
  ;[database, engine] = await Promise.all([testDatabase(), testEngine()])
  people = new People(database)
})
beforeEach(async () => {
  await database.asOwner((sql) => sql`truncate proposal_decision, entitlement_proposal cascade`)
  await forgetAll(database)
})

const number = '001040012345'
const grantInvalid = async () =>
  await people.grant({
    partyId: await newParty(database.sql, vault.lookup(number)),
    benefit: 'thuong-binh-81',
    fromMonth: '2026-10',
  })

/** The death is registered by the chair of a commune. */
async function registered() {
  const form = {
    open: { deceasedName: 'Nguyễn Văn Ba', diedOn: '2026-10-30' },
    secret: { deceasedIdentityNumber: number },
  }
  const { dossier, input } = await atSignature({ database, engine }, khaiTu, form)
  await writeTransition(database, input, vault)
  return dossier.id
}

const decide = async (
  id: string,
  of: Partial<ProposalAnswer> = {},
): Promise<Awaited<ReturnType<typeof decideProposal>>> => {
  const by = of.by ?? (await officerOfBenefits(database.sql, 'director'))
  const answer = {
    id,
    outcome: 'confirmed',
    reason: 'Quyết định 72/QĐ-SNV',
    by,
    survivors: [],
    payee: null,
  } as const
  return await transaction(database.sql, (tx) => decideProposal(tx, vault, { ...answer, ...of }))
}

describe('a death that a commune registers', () => {
  test('proposes the end, the lump sum, the funeral grant and the allowance of survivors, and ends nothing', async () => {
    const { id } = await grantInvalid()
    await people.prepare(['2026-10', '2026-11'])
    const found = await proposalsOf(database.sql, await registered())
    expect(found).toMatchObject([
      {
        kind: 'end',
        entitlementId: id,
        benefit: 'thuong-binh-81',
        fromMonth: '2026-11',
        amountDong: 7_240_000n,
      },
      { kind: 'lumpSum', amountDong: 21_720_000n, assumed: false },
      { kind: 'funeralGrant', amountDong: 25_300_000n },
      { kind: 'survivors', benefit: 'thuong-binh-tuat', fromMonth: '2026-11' },
    ])
    expect(found.map(({ decision }) => decision)).toEqual([null, null, null, null])
    expect(await people.prepare(['2026-12'])).toMatchObject([{ cause: 'regular', lines: 1 }])
  })

  test('of a dossier that was taken over without its form is registered, and proposes nothing', async () => {
    await grantInvalid()
    const { dossier, input } = await atSignature({ database, engine }, khaiTu, { open: {}, secret: {} })
    expect(await writeTransition(database, input, vault)).toMatchObject({ kind: 'applied', issued: true })
    expect(await proposalsOf(database.sql, dossier.id)).toEqual([])
  })

  test('by another procedure proposes as much, and nothing where the dead person has no number', async () => {
    await grantInvalid()
    const open = { deceasedName: 'Nguyễn Văn Ba', diedOn: '2026-10-30' }
    const kindsOf = async (form: Parameters<typeof atSignature>[2]) => {
      const { dossier, input } = await atSignature({ database, engine }, khaiTuLuuDong, form)
      expect(await writeTransition(database, input, vault)).toMatchObject({ kind: 'applied', issued: true })
      return (await proposalsOf(database.sql, dossier.id)).map(({ kind }) => kind)
    }
    expect(await kindsOf({ open, secret: {} })).toEqual([])
    const secret = { deceasedIdentityNumber: number }
    expect(await kindsOf({ open: { deceasedName: 'Nguyễn Văn Ba' }, secret })).toEqual([])
    expect(await kindsOf({ open, secret })).toEqual(['end', 'lumpSum', 'funeralGrant', 'survivors'])
  })

  test('proposes nothing of who is entitled to nothing, and nothing a second time', async () => {
    expect(await proposalsOf(database.sql, await registered())).toEqual([])
    await grantInvalid()
    expect(await proposalsOf(database.sql, await registered())).toHaveLength(4)
    expect(await proposalsOf(database.sql, await registered())).toEqual([])
  })
})

describe('a proposal', () => {
  async function proposed() {
    const { id } = await grantInvalid()
    await people.prepare(['2026-10', '2026-11'])
    const all = await proposalsOf(database.sql, await registered())
    const of = (kind: string) => all.find((one) => one.kind === kind)?.id ?? ''
    return { id, end: of('end'), survivors: of('survivors'), lumpSum: of('lumpSum') }
  }

  test('to end that is confirmed ends it, and what was paid after the death is recovered', async () => {
    const { id, end } = await proposed()
    const decided = await decide(end)
    expect(decided.decision).toMatchObject({ outcome: 'confirmed', unitId: 'hanoi:so-noi-vu' })
    await people.prepare(['2026-12'])
    expect(await people.lines(id)).toEqual([
      ...['2026-10 regular 7240000', '2026-11 regular 7240000', '2026-11 recovery -7240000'],
    ])
  })

  test('is decided once: the same answer again changes nothing, and another is refused', async () => {
    const { end } = await proposed()
    await decide(end)
    await decide(end)
    expect(await database.sql`select 1 from entitlement_fact where kind = 'ended'`).toHaveLength(1)
    await expect(decide(end, { outcome: 'refused' })).rejects.toMatchObject({ code: 'alreadyDecided' })
  })

  test('that is refused ends nothing, and may be proposed by another dossier', async () => {
    const { end } = await proposed()
    await decide(end, { outcome: 'refused', reason: 'Trùng tên, khác người' })
    expect(await database.sql`select 1 from entitlement_fact where kind = 'ended'`).toEqual([])
    expect(await proposalsOf(database.sql, await registered())).toMatchObject([{ kind: 'end' }])
  })

  test('of survivors grants the allowance to whom the officer names, from the month after the death', async () => {
    const { survivors } = await proposed()
    await expect(decide(survivors)).rejects.toMatchObject({ code: 'invalidInput' })
    await decide(survivors, { survivors: [{ name: 'Lê Thị Tư', identityNumber: '001145054321' }] })
    const rows = await database.sql`
      select e.benefit, f.from_month as month from entitlement e join entitlement_fact f on f.entitlement_id = e.id
      where f.kind = 'granted' and e.benefit = 'thuong-binh-tuat'`
    expect(rows).toEqual([{ benefit: 'thuong-binh-tuat', month: '2026-11' }])
  })

  test('is not for an officer without the power to sign, or of another unit', async () => {
    const { end } = await proposed()
    const specialist = await officerOfBenefits(database.sql, 'specialist')
    await expect(decide(end, { by: specialist })).rejects.toMatchObject({ code: 'notCompetent' })
    const director = await officerOfBenefits(database.sql, 'director')
    await expect(decide(end, { by: { ...director, unitId: 'new:00004' } })).rejects.toMatchObject({
      code: 'notCompetent',
    })
  })
})
