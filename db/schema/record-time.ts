/** When what was known of units, areas, powers, officers and days: numbered changes, and beside each table its history. */
import { type SQL, sql } from 'drizzle-orm'
import {
  type AnyPgColumn,
  bigint,
  check,
  customType,
  getTableConfig,
  type PgTable,
  pgTable,
  primaryKey,
  text,
} from 'drizzle-orm/pg-core'
import { changeKinds } from '../../domain/territory/reference-change.ts'
import { seal, site, unitParent } from './bodies.ts'
import { bytes, instant, knownRange, primaryKeyOf } from './columns.ts'
import { account } from './people.ts'
import * as territory from './territory.ts'

const transactionId = customType<{ data: string }>({ dataType: () => 'xid8' })

/** A change of reference data, written by `begin_change()` alone. Numbers are given under a lock: their order is that of the commits. */
export const referenceChange = pgTable(
  'reference_change',
  {
    id: bigint('id', { mode: 'number' }).primaryKey(),
    kind: text('kind', { enum: changeKinds }).notNull(),
    /** The reorganisation that it carries out. */
    reorganisation: text('reorganisation'),
    /** The change whose rows it empties or ends. */
    undoes: bigint('undoes', { mode: 'number' })
      .unique()
      .references((): AnyPgColumn => referenceChange.id),
    actorId: text('actor_id').notNull(),
    basis: text('basis').notNull(),
    /** From when its rows hold; each row has its own `valid`. */
    effectiveAt: instant('effective_at').notNull(),
    /** By the database's clock, and later than that of the change before. */
    recordedAt: instant('recorded_at').notNull(),
    /** SHA-256 of the rows that were approved; null where nobody approved them first. */
    rowsHash: bytes('rows_hash'),
    /** Its transaction: rows of another are not written under its number. */
    xact: transactionId('xact').notNull(),
  },
  (t) => [
    check('reference_change_names_its_basis', sql`${t.basis} <> ''`),
    check('reference_change_of_a_kind', sql`${t.kind} in ${listOf(changeKinds)}`),
    check('reference_change_undoes_one', sql`(${t.kind} = 'undo') = (${t.undoes} is not null)`),
  ],
)

function listOf(values: readonly string[]): SQL {
  return sql.raw(`(${values.map((value) => `'${value}'`).join(', ')})`)
}

/** The tables whose rows have record time. `calendar_recount` is none: it is work in progress, and says nothing of the world. */
export const recordedTables = [
  territory.unit,
  territory.unitSuccessor,
  territory.area,
  territory.jurisdiction,
  territory.custody,
  territory.competence,
  territory.connectingRule,
  territory.office,
  territory.officer,
  territory.mandate,
  territory.escalationRule,
  territory.calendarDay,
  territory.calendarVersion,
  account,
  unitParent,
  site,
  seal,
] as const satisfies readonly PgTable[]

export const unitHistory = historyOf(territory.unit)
export const unitSuccessorHistory = historyOf(territory.unitSuccessor)
export const areaHistory = historyOf(territory.area)
export const jurisdictionHistory = historyOf(territory.jurisdiction)
export const custodyHistory = historyOf(territory.custody)
export const competenceHistory = historyOf(territory.competence)
export const connectingRuleHistory = historyOf(territory.connectingRule)
export const officeHistory = historyOf(territory.office)
export const officerHistory = historyOf(territory.officer)
export const mandateHistory = historyOf(territory.mandate)
export const escalationRuleHistory = historyOf(territory.escalationRule)
export const calendarDayHistory = historyOf(territory.calendarDay)
export const calendarVersionHistory = historyOf(territory.calendarVersion)
export const accountHistory = historyOf(account)
export const unitParentHistory = historyOf(unitParent)
export const siteHistory = historyOf(site)
export const sealHistory = historyOf(seal)

/**
 * Every version of the rows of a table, with the changes between which it was what is known. Written by the trigger
 * `keep_history` alone; it has the columns of its table, so a migration that adds one to the table adds it here too.
 */
function historyOf(table: PgTable): PgTable {
  const { name, columns } = getTableConfig(table)
  const copies = columns.map((column) => {
    const [first, ...others] = column.enumValues ?? []
    const copy =
      first === undefined
        ? customType<{ data: unknown }>({ dataType: () => column.getSQLType() })(column.name)
        : text(column.name, { enum: [first, ...others] })
    return [column.name, column.notNull ? copy.notNull() : copy] as const
  })
  return pgTable(
    `${name}_history`,
    { ...Object.fromEntries(copies), known: knownRange('known').notNull() },
    (t) => {
      const keys = [...primaryKeyOf(table), 'known']
      const [first, ...others] = Object.entries(t).flatMap(([key, column]) =>
        keys.includes(key) ? [column] : [],
      )
      if (first === undefined) throw new Error(`${name} has no primary key`)
      return [primaryKey({ columns: [first, ...others] })]
    },
  )
}
