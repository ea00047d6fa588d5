/** What is recorded of entitlements: each fact holds from a month, and is known since it was recorded. */
import { sql } from 'drizzle-orm'
import {
  type AnyPgColumn,
  bigint,
  check,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  uuid,
} from 'drizzle-orm/pg-core'
import { factKinds, payeeRoles } from '../../domain/benefits/fact.ts'
import { factReasons } from '../../domain/benefits/month-rules.ts'
import { payoutChannels } from '../../domain/money.ts'
import { entitlement } from './benefits.ts'
import { bytes, instant } from './columns.ts'
import { dossier } from './dossier.ts'
import { party } from './parties.ts'
import { area } from './territory.ts'

const recorded = {
  id: uuid('id').primaryKey().default(sql`uuidv7()`),
  /** Order of recording: of two facts from one month the later holds. */
  number: bigint('number', { mode: 'number' }).generatedAlwaysAsIdentity().notNull(),
  entitlementId: uuid('entitlement_id')
    .notNull()
    .references(() => entitlement.id),
  fromMonth: text('from_month').notNull(),
  /** The decision, letter or list that it rests on. */
  basis: text('basis').notNull(),
  recordedBy: text('recorded_by').notNull(),
  dossierId: uuid('dossier_id').references(() => dossier.id),
  recordedAt: instant('recorded_at').notNull().default(sql`clock_timestamp()`),
}

/** Append-only. What each kind means: `domain/benefits/fact.ts`. */
export const entitlementFact = pgTable(
  'entitlement_fact',
  {
    ...recorded,
    kind: text('kind', { enum: factKinds }).notNull(),
    /** Of a suspension or an end. */
    reason: text('reason', { enum: factReasons }),
    /** How often the amount is owed: units of seniority, martyrs. Of a grant alone. */
    times: integer('times'),
    /** Where the person is paid. Of `placed` alone. */
    areaId: text('area_id').references(() => area.id),
    /** The suspension that is lifted, or the fact that is withdrawn. */
    ofFact: uuid('of_fact').references((): AnyPgColumn => entitlementFact.id),
  },
  (t) => [
    index('entitlement_fact_by_entitlement').on(t.entitlementId, t.fromMonth, t.number),
    index('entitlement_fact_by_fact').on(t.ofFact).where(sql`of_fact is not null`),
    check(
      'entitlement_fact_of_a_kind',
      sql`${t.kind} in (${sql.raw(factKinds.map((kind) => `'${kind}'`).join(', '))})`,
    ),
    check('entitlement_fact_from_a_month', sql`${t.fromMonth} ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'`),
    check('entitlement_fact_names_its_basis', sql`${t.basis} <> ''`),
    check(
      'entitlement_fact_times',
      sql`(${t.kind} = 'granted') = (${t.times} is not null) and ${t.times} > 0`,
    ),
    check('entitlement_fact_place', sql`(${t.kind} = 'placed') = (${t.areaId} is not null)`),
    check('entitlement_fact_reason', sql`(${t.kind} in ('suspended', 'ended')) = (${t.reason} is not null)`),
    check(
      'entitlement_fact_of_fact',
      sql`(${t.kind} in ('resumed', 'withdrawn')) = (${t.ofFact} is not null)`,
    ),
  ],
)

/** Who gets an entitlement from the month of a fact on, by shares. Append-only: a change is a fact of its own, with all its payees. */
export const entitlementPayee = pgTable(
  'entitlement_payee',
  {
    factId: uuid('fact_id')
      .notNull()
      .references(() => entitlementFact.id),
    payeeId: uuid('payee_id')
      .notNull()
      .references(() => party.id),
    role: text('role', { enum: payeeRoles }).notNull(),
    /** So many of the sum of all shares of the fact. */
    share: integer('share').notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.factId, t.payeeId] }),
    check('entitlement_payee_has_a_share', sql`${t.share} > 0`),
  ],
)

/** How a payee is paid from a month on; the account is sealed for this row, and is sealed again when keys change. Nothing else of it changes. */
export const entitlementChannel = pgTable(
  'entitlement_channel',
  {
    ...recorded,
    payeeId: uuid('payee_id')
      .notNull()
      .references(() => party.id),
    channel: text('channel', { enum: payoutChannels }).notNull(),
    accountCipher: bytes('account_cipher'),
    accountKeyId: text('account_key_id'),
  },
  (t) => [
    index('entitlement_channel_by_payee').on(t.entitlementId, t.payeeId, t.fromMonth),
    check('entitlement_channel_from_a_month', sql`${t.fromMonth} ~ '^[0-9]{4}-(0[1-9]|1[0-2])$'`),
    check('entitlement_channel_names_its_basis', sql`${t.basis} <> ''`),
    check(
      'entitlement_channel_account',
      sql`(${t.channel} = 'transfer') = (${t.accountCipher} is not null) and (${t.accountCipher} is null) = (${t.accountKeyId} is null)`,
    ),
  ],
)

/**
 * How far the lines of an entitlement were compared with what is owed, and by what was known then: they agree in each period up to
 * `through`, and in each that has lines, as long as there are so many facts and amounts and no more. Written by preparations alone. To remove
 * rows is safe: who has none is compared in every period.
 */
export const entitlementCompared = pgTable('entitlement_compared', {
  entitlementId: uuid('entitlement_id')
    .primaryKey()
    .references(() => entitlement.id),
  /** A period of the cadence of its benefit. */
  through: text('through').notNull(),
  /** Facts of the entitlement, which are append-only: their number tells whether there are others, whenever these were committed. */
  facts: integer('facts').notNull(),
  /** Amounts of its benefit, as the facts. */
  amounts: integer('amounts').notNull(),
})
