/** Who is owed what: a person is one beneficiary in all dossiers, and a benefit is paid once a period for each of its grounds. */
import { randomBytes, randomUUID } from 'node:crypto'
import { beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { beneficiaryOf, entitlementOf } from '../../../db/money/entitlement.ts'
import type { EntitlementGround } from '../../../domain/money.ts'
import { closeBooks, filedAt } from '../../activities/payment/filed-dossier.ts'
import { type TestDatabase, testDatabase } from '../../database.ts'

let database: TestDatabase
beforeAll(async () => {
  database = await testDatabase()
})
beforeEach(() => closeBooks(database))

/** A party as a filing names it, with the look-up value of its number. */
async function party(number: Uint8Array | null): Promise<string> {
  const id = randomUUID()
  await database.sql`insert into party (id, kind, name, identity_hmac) values (${id}, 'person', 'Nguyễn Thị Hồng Thắm', ${number})`
  return id
}

const number = () => randomBytes(32)
const personOf = (partyId: string) => database.sql.begin((tx) => beneficiaryOf(tx, partyId))
const entitled = (partyId: string, ground: EntitlementGround = 'martyr', groundRef = 'Nguyễn Văn An') =>
  database.sql.begin((tx) => entitlementOf(tx, { partyId, benefit: 'worshipAllowance', ground, groundRef }))

/** A line with its parts, in one transaction. */
const line = (
  entitlementId: string,
  of: Partial<{ period: string; cause: string; ref: string; dong: number; parts: number[] }>,
) =>
  database.sql.begin(async (tx) => {
    const { period = '2025-07', cause = 'regular', ref = '', dong = 1_400_000, parts = [dong] } = of
    const id = randomUUID()
    await tx`
      insert into due_line (id, entitlement_id, period, cause, cause_ref, amount_dong, area_id, unit_id, valid_at)
      select ${id}, ${entitlementId}, ${period}, ${cause}, ${ref}, ${dong}, (select min(id) from area), (select min(id) from unit),
        instant(${filedAt})`
    const payees = await Promise.all(parts.map(() => party(null)))
    await tx`
      insert into due_part (id, due_line_id, payee_id, amount_dong)
      select gen_random_uuid(), ${id}, payee, dong from unnest(${payees}::uuid[], ${parts}::bigint[]) as part (payee, dong)`
  })

describe('a person', () => {
  test('with the same number in two dossiers is one beneficiary, also where both are named at once', async () => {
    const her = number()
    const parties = await Promise.all([party(her), party(her), party(her), party(her)])
    const persons = await Promise.all(parties.map((id) => personOf(id)))
    expect(new Set(persons).size).toBe(1)
    expect(parties).toContain(persons[0])
    const rows = await database.sql`select id from beneficiary where id in ${database.sql(parties)}`
    expect(rows).toHaveLength(1)
  })

  test('with another number, or with none, is another', async () => {
    const parties = await Promise.all([party(number()), party(number()), party(null), party(null)])
    const persons = await Promise.all(parties.map((id) => personOf(id)))
    expect(new Set(persons).size).toBe(4)
    expect(await personOf(parties[2] ?? '')).toBe(persons[2])
  })
})

describe('a person for whom something is booked', () => {
  const correct = (partyId: string, to: Uint8Array | null) =>
    database.sql`update party set identity_hmac = ${to} where id = ${partyId}`

  test('stays that person when the number is corrected, and is found by the new one too', async () => {
    const [first, second, wrong] = [number(), number(), number()]
    const [one, other] = [await party(first), await party(wrong)]
    const before = [await personOf(one), await personOf(other)]
    await correct(other, second)
    expect([await personOf(one), await personOf(other)]).toEqual(before)
    expect(await personOf(await party(second))).toBe(before[1])
  })

  test('is no other entitlement after a correction, so that nothing is paid again', async () => {
    const [her, right] = [number(), number()]
    const [first, second] = [await party(her), await party(her)]
    const before = [await entitled(first), await entitled(second)]
    await correct(second, right)
    expect(await entitled(second)).toBe(before[0])
    expect(await entitled(second)).toBe(before[1])
  })

  test('does not take the new number where others are booked under the old one', async () => {
    const [shared, right] = [number(), number()]
    const [first, second] = [await party(shared), await party(shared)]
    const person = await personOf(first)
    await personOf(second)
    await correct(second, right)
    expect(await personOf(second)).toBe(person)
    expect(await personOf(await party(right))).not.toBe(person)
  })

  test('stays that person where the number turns out to be that of another', async () => {
    const [his, hers] = [number(), number()]
    const [he, she] = [await party(his), await party(hers)]
    const before = [await personOf(he), await personOf(she)]
    await correct(he, hers)
    expect([await personOf(he), await personOf(she)]).toEqual(before)
  })
})

describe('an entitlement', () => {
  test('of a person to a benefit for one ground is one, in whatever dossier it is named', async () => {
    const her = number()
    const [first, second] = [await party(her), await party(her)]
    const both = await Promise.all([entitled(first), entitled(second)])
    expect(new Set(both).size).toBe(1)
  })

  test('for another ground is another: two martyrs of one mother', async () => {
    const mother = await party(number())
    expect(await entitled(mother, 'martyr', 'Nguyễn Văn Bình')).not.toBe(await entitled(mother))
  })
})

describe('the database refuses', () => {
  test('a second regular line of a person for a benefit, its ground and a period', async () => {
    const her = number()
    await line(await entitled(await party(her)), {})
    const again = line(await entitled(await party(her)), { ref: 'another run' })
    await expect(again).rejects.toThrow('due_line_regular_once')
  })

  test('neither the next period, nor another ground, nor arrears of the same period', async () => {
    const her = await party(number())
    const id = await entitled(her)
    await line(id, {})
    await line(id, { period: '2025-08' })
    await line(id, { cause: 'arrears', ref: 'QĐ 12', dong: 200_000 })
    await line(await entitled(her, 'martyr', 'Nguyễn Văn Bình'), {})
    const rows = await database.sql`select from due_line`
    expect(rows).toHaveLength(4)
  })

  test('arrears of one decision twice', async () => {
    const id = await entitled(await party(number()))
    await line(id, { cause: 'arrears', ref: 'QĐ 12' })
    await expect(line(id, { cause: 'arrears', ref: 'QĐ 12' })).rejects.toThrow('due_line_once')
  })

  test.each(['2025-13', '2025-7', 'July', '', 'once'])(
    'a regular line of the period "%s"',
    async (period) => {
      await expect(line(await entitled(await party(number())), { period })).rejects.toThrow(
        'due_line_of_a_period',
      )
    },
  )

  test('parts that do not sum to their line', async () => {
    const id = await entitled(await party(number()))
    await expect(line(id, { parts: [700_000, 600_000] })).rejects.toThrow('do not sum to it')
    await expect(line(id, { parts: [700_000, 700_001] })).rejects.toThrow('do not sum to it')
    await line(id, { parts: [700_000, 700_000] })
  })

  test('parts of both signs, of what is paid and of what is recovered', async () => {
    const id = await entitled(await party(number()))
    await expect(line(id, { parts: [2_400_000, -1_000_000] })).rejects.toThrow('part of the other sign')
    const recovery = { cause: 'recovery', dong: -300_000 }
    await expect(line(id, { ...recovery, parts: [-500_000, 200_000] })).rejects.toThrow(
      'part of the other sign',
    )
    await line(id, { ...recovery, parts: [-200_000, -100_000] })
  })

  test('a line that nobody gets', async () => {
    const id = await entitled(await party(number()))
    await expect(line(id, { parts: [] })).rejects.toThrow('has no parts')
    await expect(line(id, { parts: [], cause: 'recovery', dong: -1 })).rejects.toThrow('has no parts')
  })

  test('a part added to a line later', async () => {
    await line(await entitled(await party(number())), {})
    const more = database.sql`
      insert into due_part (id, due_line_id, payee_id, amount_dong)
      select gen_random_uuid(), due_line_id, ${await party(null)}, 1 from due_part`
    await expect(more).rejects.toThrow('do not sum to it')
  })
})
