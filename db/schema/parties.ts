/** The persons in a dossier, and their names for searching. */
import { sql } from 'drizzle-orm'
import { index, pgTable, primaryKey, text, uuid } from 'drizzle-orm/pg-core'
import { partyKinds, partyRoles } from '../../domain/dossier/dossier.ts'
import { bytes, instant } from './columns.ts'
import { dossier } from './dossier.ts'

export const party = pgTable(
  'party',
  {
    id: uuid('id').primaryKey(),
    kind: text('kind', { enum: partyKinds }).notNull(),
    name: text('name').notNull(),
    phone: text('phone'),
    identityCipher: bytes('identity_cipher'),
    identityKeyId: text('identity_key_id'),
    identityHmac: bytes('identity_hmac'),
    recordedAt: instant('recorded_at').notNull().default(sql`clock_timestamp()`),
  },
  (t) => [
    index('party_by_identity').on(t.identityHmac).where(sql`identity_hmac is not null`),
    index('party_by_phone').on(t.phone).where(sql`phone is not null`),
  ],
)

/**
 * The names of a dossier's parties for searching, without diacritics: each from its first word on, from its second,
 * and so on, so that any words of a name that follow each other are the beginning of a row. `tail` sorts by code point.
 */
export const partyName = pgTable(
  'party_name',
  {
    tail: text('tail').notNull(),
    dossierId: uuid('dossier_id').notNull(),
    filedAt: instant('filed_at').notNull(),
  },
  (t) => [index('party_name_by_tail').on(t.tail, t.filedAt.desc(), t.dossierId)],
)

export const dossierParty = pgTable(
  'dossier_party',
  {
    dossierId: uuid('dossier_id')
      .notNull()
      .references(() => dossier.id),
    partyId: uuid('party_id')
      .notNull()
      .references(() => party.id),
    role: text('role', { enum: partyRoles }).notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.dossierId, t.partyId, t.role] }),
    index('dossier_party_by_party').on(t.partyId),
  ],
)
