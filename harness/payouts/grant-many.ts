/** Invented beneficiaries over the real units and benefits, granted as an import would grant them, thousands in a statement. */
import type { Database, Querying } from '../../db/database.ts'
import type { Vault } from '../../db/identity/identity-vault.ts'
import { channelContext } from '../../db/identity/sealing-context.ts'
import { newId } from '../../db/new-id.ts'
import { type Dong, parseDong } from '../../domain/money.ts'
import { sampleIdentity, sampleName } from '../../procedures/registry/sample-form.ts'
import { Random } from '../random.ts'

export const fromMonth = '2025-06'
const rowsAtOnce = 4_000

export interface ToGrant {
  count: number
  seed: number
  /** So many communes at most; all where left out. */
  units?: number
}

/** What each payee must get for both months, by party: reckoned from the catalogue alone, apart from lines and orders. */
export type OwedByPayee = Map<string, Dong>

/** One monthly benefit each, to an account of their own. */
export async function grantMany(
  { sql }: Pick<Database, 'sql'>,
  vault: Vault,
  { count, seed, units = Number.MAX_SAFE_INTEGER }: ToGrant,
): Promise<OwedByPayee> {
  const random = new Random(seed)
  const benefits = await monthlyBenefits(sql)
  const areas = (await areasOfCommunes(sql)).slice(0, units)
  const owed: OwedByPayee = new Map()
  let rows: ReturnType<typeof rowOf>[] = []
  for (let n = 0; n < count; n += 1) {
    const benefit = benefits[random.whole(0, benefits.length - 1)]
    const areaId = areas[n % areas.length]
    if (benefit === undefined || areaId === undefined) throw new Error('no benefit or no commune is loaded')
    const row = rowOf(vault, { random, benefit: benefit.code, areaId, number: `${seed}-${n}` })
    owed.set(row.partyId, benefit.bothDong)
    rows.push(row)
    if (rows.length === rowsAtOnce || n === count - 1) {
      await insertGranted(sql, rows)
      rows = []
    }
  }
  return owed
}

function rowOf(
  vault: Vault,
  { random, ...of }: { random: Random; benefit: string; areaId: string; number: string },
) {
  const [draw, channelId] = [() => random.next(), newId()]
  const account = `97040${String(random.whole(1, 99_999_999)).padStart(8, '0')}7`
  const sealed = vault.seal(account, channelContext(channelId))
  return {
    ...of,
    ...{ partyId: newId(), entitlementId: newId(), payeesId: newId(), channelId, name: sampleName(draw) },
    hmac: Buffer.from(vault.lookup(`${sampleIdentity(draw)}-${of.number}`)).toString('base64'),
    cipher: Buffer.from(sealed.cipher).toString('base64'),
    keyId: sealed.keyId,
  }
}

/** Benefits that are owed each month, with the sum of June and July 2025. */
async function monthlyBenefits(sql: Querying): Promise<readonly { code: string; bothDong: Dong }[]> {
  const rows = await sql<{ code: string; dong: string }[]>`
    select benefit.code, sum(amount.amount_dong)::text as dong
    from benefit cross join (values ('2025-06'), ('2025-07')) month (name) cross join lateral (
      select amount_dong from benefit_amount where benefit = benefit.code and from_month <= month.name
      order by from_month desc, number desc limit 1) amount
    where benefit.cadence = 'monthly' group by benefit.code having count(*) = 2 order by benefit.code`
  return rows.map(({ code, dong }) => ({ code, bothDong: parseDong(dong) }))
}

/** One area of each commune of today. */
async function areasOfCommunes(sql: Querying): Promise<readonly string[]> {
  const rows = await sql<{ areaId: string }[]>`
    select distinct on (unit_id) area_id as "areaId" from jurisdiction
    where tier = 'commune' and valid @> now() order by unit_id, area_id`
  return rows.map(({ areaId }) => areaId)
}

const insertGranted = (sql: Querying, rows: readonly object[]): Promise<unknown> => sql`
  with given as materialized (
    select * from json_to_recordset(${JSON.stringify(rows)}::text::json) as given ("partyId" uuid, "entitlementId" uuid,
      "payeesId" uuid, "channelId" uuid, name text, hmac text, benefit text, "areaId" text, number text, cipher text, "keyId" text)),
  people as (
    insert into party (id, kind, name, identity_hmac) select "partyId", 'person', name, decode(hmac, 'base64') from given),
  beneficiaries as (insert into beneficiary (id) select "partyId" from given),
  numbers as (
    insert into beneficiary_identity (number_hmac, beneficiary_id) select decode(hmac, 'base64'), "partyId" from given),
  named as (insert into beneficiary_party (party_id, beneficiary_id) select "partyId", "partyId" from given),
  entitled as (
    insert into entitlement (id, beneficiary_id, benefit, ground, ground_ref)
    select "entitlementId", "partyId", benefit, 'decision', 'QĐ ' || number from given),
  facts as (
    insert into entitlement_fact (id, entitlement_id, kind, from_month, times, area_id, basis, recorded_by)
    select coalesce(fact.id, uuidv7()), "entitlementId", fact.kind, ${fromMonth}, fact.times, fact.area_id, 'QĐ ' || number, 'demo'
    from given cross join lateral (values
      (null::uuid, 'granted', 1, null), (null, 'placed', null, "areaId"), ("payeesId", 'payees', null, null)
    ) fact (id, kind, times, area_id)),
  payees as (
    insert into entitlement_payee (fact_id, payee_id, role, share) select "payeesId", "partyId", 'self', 1 from given)
  insert into entitlement_channel (id, entitlement_id, payee_id, from_month, channel, account_cipher, account_key_id, basis, recorded_by)
  select "channelId", "entitlementId", "partyId", ${fromMonth}, 'transfer', decode(cipher, 'base64'), "keyId", 'Đơn', 'demo' from given`
