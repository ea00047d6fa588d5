/** People with entitlements, for tests of what is owed to them. */
import { randomBytes, randomUUID } from 'node:crypto'
import {
  changePayees,
  type Grant,
  grantEntitlement,
  resume,
  stop,
  withdraw,
} from '../../../db/benefits/facts.ts'
import { type Preparation, prepareLines } from '../../../db/benefits/prepare-lines.ts'
import type { PreparedTotal } from '../../../db/benefits/written-lines.ts'
import { transaction } from '../../../db/connection/transaction.ts'
import type { Querying } from '../../../db/database.ts'
import type { FactReason } from '../../../domain/benefits/month-rules.ts'
import type { TestDatabase } from '../../database.ts'

/** When lines of these tests are owed, ms: after the cut-over, so that each area has its commune. */
export const atMs = Date.UTC(2025, 6, 10)

export async function newParty(sql: Querying, number: Uint8Array | null = randomBytes(32)): Promise<string> {
  const id = randomUUID()
  await sql`insert into party (id, kind, name, identity_hmac) values (${id}, 'person', 'Nguyễn Thị Hồng Thắm', ${number})`
  return id
}

/** Areas, each in another commune at `atMs`. */
export async function areasOf(sql: Querying): Promise<readonly { areaId: string; unitId: string }[]> {
  const rows = await sql`
    select distinct on (unit_id) area_id as "areaId", unit_id as "unitId" from jurisdiction
    where tier = 'commune' and valid @> instant(${atMs}) order by unit_id, area_id limit 5`
  return rows.map(({ areaId, unitId }) => ({ areaId: String(areaId), unitId: String(unitId) }))
}

const basis = { basis: 'Quyết định 1', recordedBy: 'officer', dossierId: null }

/** Those of one database, with what they are granted by default: the allowance of a Heroic Mother to herself. */
export class People {
  readonly #database: TestDatabase
  constructor(database: TestDatabase) {
    this.#database = database
  }

  async grant(of: Partial<Grant> = {}): Promise<{ id: string; partyId: string }> {
    const { sql } = this.#database
    const partyId = of.partyId ?? (await newParty(sql))
    const [place] = await areasOf(sql)
    const id = await transaction(sql, (tx) =>
      grantEntitlement(tx, {
        ...basis,
        ...{ fromMonth: '2025-06', partyId, benefit: 'me-vnah', ground: 'decision', groundRef: 'QĐ 1' },
        ...{ times: 1, areaId: place?.areaId ?? '', payees: [{ partyId, role: 'self', share: 1 }] },
        ...of,
      }),
    )
    return { id, partyId }
  }

  stop(id: string, fromMonth: string, reason: FactReason = 'death'): Promise<string> {
    return transaction(this.#database.sql, (tx) => stop(tx, id, { ...basis, fromMonth, reason }))
  }

  resume(id: string, suspension: string, fromMonth: string): Promise<string> {
    return transaction(this.#database.sql, (tx) => resume(tx, id, { ...basis, fromMonth, suspension }))
  }

  withdraw(id: string, fact: string): Promise<string> {
    return transaction(this.#database.sql, (tx) => withdraw(tx, id, { ...basis, fact }))
  }

  pays(id: string, fromMonth: string, payees: Grant['payees']): Promise<string> {
    return transaction(this.#database.sql, (tx) => changePayees(tx, id, { ...basis, fromMonth, payees }))
  }

  async raise(benefit: string, fromMonth: string, amountDong: number): Promise<string> {
    const [row] = await this.#database.sql`
      insert into benefit_amount (benefit, from_month, amount_dong, basis, source, assumed, recorded_by)
      values (${benefit}, ${fromMonth}, ${amountDong}, 'Nghị định', 'test', true, 'officer') returning id`
    return String(row?.id)
  }

  prepare(periods: readonly string[], of: Partial<Preparation> = {}): Promise<readonly PreparedTotal[]> {
    return transaction(this.#database.sql, (tx) =>
      prepareLines(tx, { periods, scope: {}, atMs, causeRef: `run ${periods.join(' ')}`, ...of }),
    )
  }

  /** `period cause amount` of an entitlement, by the preparation that wrote it and by period. */
  async lines(id: string): Promise<readonly string[]> {
    const rows = await this.#database.sql`
      select period, cause, amount_dong as dong from due_line where entitlement_id = ${id} order by xmin::text::bigint, period`
    return rows.map(({ period, cause, dong }) => `${period} ${cause} ${dong}`)
  }

  /** What each payee of an entitlement gets in all, in order of `parties`. */
  async paidTo(id: string, parties: readonly string[]): Promise<readonly number[]> {
    const rows = await this.#database.sql`
      select part.payee_id as payee, sum(part.amount_dong)::bigint as dong from due_part part join due_line line on line.id = part.due_line_id
      where line.entitlement_id = ${id} group by part.payee_id`
    return parties.map((party) => Number(rows.find(({ payee }) => payee === party)?.dong ?? 0))
  }
}

/** Removes lines and facts; the catalogue stays, with what a test raised. */
export const forgetAll = (database: TestDatabase): Promise<unknown> =>
  database.asOwner(
    (sql) => sql`
      truncate open_part, entitlement_channel, entitlement_payee, entitlement_fact, order_part, ledger_posting, due_part, due_line, payment_order,
        entitlement, beneficiary_identity, beneficiary cascade`,
  )
