/** Where what a dossier is about lies, and the decisions of its area. */
import { sql } from 'drizzle-orm'
import { boolean, doublePrecision, index, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { evidenceKinds, placeKinds } from '../../domain/territory/place.ts'
import { bytes, instant, validity } from './columns.ts'
import { dossier } from './dossier.ts'
import { area, mandate, unit } from './territory.ts'

export const place = pgTable(
  'place',
  {
    id: uuid('id').primaryKey(),
    dossierId: uuid('dossier_id')
      .notNull()
      .references(() => dossier.id),
    kind: text('kind', { enum: placeKinds }).notNull(),
    areaId: text('area_id')
      .notNull()
      .references(() => area.id),
    /** How its area was found; words in domain/territory/place.ts. */
    evidence: text('evidence', { enum: evidenceKinds }).notNull(),
    /** The place that decided the dossier's area when it was filed, or since. */
    connecting: boolean('connecting').notNull().default(false),
    address: text('address'),
    /** As given, in degrees (WGS 84), and the neighbourhood (tổ dân phố) by the numbers of the old commune. */
    lat: doublePrecision('lat'),
    lon: doublePrecision('lon'),
    neighbourhood: text('neighbourhood'),
    valid: validity('valid').notNull(),
    recordedAt: instant('recorded_at').notNull().default(sql`clock_timestamp()`),
  },
  (t) => [index('place_by_dossier').on(t.dossierId)],
)

/** The area of a dossier, decided by an officer where what was filed left it open. */
export const placement = pgTable(
  'placement',
  {
    id: uuid('id').primaryKey(),
    caller: text('caller').notNull(),
    key: text('key').notNull(),
    bodyHash: bytes('body_hash').notNull(),
    dossierId: uuid('dossier_id')
      .notNull()
      .references(() => dossier.id),
    fromAreaId: text('from_area_id')
      .notNull()
      .references(() => area.id),
    areaId: text('area_id')
      .notNull()
      .references(() => area.id),
    unitId: text('unit_id')
      .notNull()
      .references(() => unit.id),
    mandateId: text('mandate_id')
      .notNull()
      .references(() => mandate.id),
    /** On what the officer relies; may name people, so it is in no journal. */
    basis: text('basis').notNull(),
    decidedAt: instant('decided_at').notNull(),
    recordedAt: instant('recorded_at').notNull().default(sql`clock_timestamp()`),
  },
  (t) => [
    uniqueIndex('placement_key').on(t.caller, t.key),
    uniqueIndex('placement_once').on(t.dossierId, t.fromAreaId),
  ],
)
