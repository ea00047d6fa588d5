/** Units, areas, and which unit is responsible for what, by date. */
import { sql } from 'drizzle-orm'
import {
  bigint,
  bigserial,
  boolean,
  check,
  doublePrecision,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uuid,
} from 'drizzle-orm/pg-core'
import { powers, roleNames, tiers } from '../../domain/dossier/dossier.ts'
import { mandateChanges, mandateKinds } from '../../domain/territory/mandate.ts'
import {
  areaKinds,
  competenceScopes,
  type Layer,
  ruleOccasions,
  ruleScopes,
  unitEpochs,
  unitTiers,
} from '../../domain/territory/unit.ts'
import { calendarDayKinds } from '../../domain/time/calendar.ts'
import { instant, validities, validity } from './columns.ts'

/** A unit id carries its epoch (`new:00004`): all 126 new codes also exist as old codes. */
export const unit = pgTable(
  'unit',
  {
    id: text('id').primaryKey(),
    epoch: text('epoch', { enum: unitEpochs }).notNull(),
    code: text('code').notNull(),
    name: text('name').notNull(),
    type: text('type').notNull(),
    tier: text('tier', { enum: unitTiers }).notNull(),
    parentId: text('parent_id'),
    identifier: text('identifier').notNull(),
    /** Address of its seat, and what is doubtful about it; null where the data has none. */
    seat: text('seat'),
    seatDoubt: text('seat_doubt'),
    population: integer('population'),
    /** A point near its middle, in degrees (WGS 84). */
    lat: doublePrecision('lat'),
    lon: doublePrecision('lon'),
    valid: validities('valid').notNull(),
    basis: text('basis').notNull(),
    assumed: boolean('assumed').notNull().default(false),
  },
  (t) => [index('unit_by_parent').on(t.parentId)],
)

export const unitSuccessor = pgTable(
  'unit_successor',
  {
    unitId: text('unit_id')
      .notNull()
      .references(() => unit.id),
    successorId: text('successor_id')
      .notNull()
      .references(() => unit.id),
    relation: text('relation').notNull(),
    basis: text('basis').notNull(),
    /** When the one may stand for the other; always, from the end of the unit, where nothing narrower is known. */
    valid: validities('valid').notNull().default('{(,)}'),
    /** Fields of procedures that went to this successor; null: every field. */
    fields: text('fields').array(),
  },
  // No circle at any instant: the trigger `unit_successor_no_circle`.
  (t) => [
    primaryKey({ columns: [t.unitId, t.successorId] }),
    check('unit_successor_is_another', sql`${t.unitId} <> ${t.successorId}`),
  ],
)

/** A cell (old ward × new ward), or what a ward's name alone leaves open: one that was split, or one of today. */
export const area = pgTable('area', {
  id: text('id').primaryKey(),
  kind: text('kind', { enum: areaKinds }).notNull(),
  /** The area that it is a part of. */
  parentId: text('parent_id'),
  /** From when who is responsible depends on the part, so that a custodian keeps it; null: nobody has split it. Any area may be. */
  splitsAt: instant('splits_at'),
  valid: validities('valid').notNull(),
  basis: text('basis').notNull(),
})

/** Which unit holds an area in a layer. Overlap is excluded by `jurisdiction_one_holder`. */
export const jurisdiction = pgTable(
  'jurisdiction',
  {
    id: text('id').primaryKey(),
    areaId: text('area_id')
      .notNull()
      .references(() => area.id),
    /** A layer: the tier of the unit, or a delegation. */
    tier: text('tier').$type<Layer>().notNull(),
    unitId: text('unit_id')
      .notNull()
      .references(() => unit.id),
    custodian: boolean('custodian').notNull().default(false),
    valid: validity('valid').notNull(),
    basis: text('basis').notNull(),
    assumed: boolean('assumed').notNull().default(false),
  },
  (t) => [index('jurisdiction_by_unit').on(t.unitId)],
)

/**
 * Who keeps what is not placed, where that is not the general custodian (`jurisdiction.custodian`): for a procedure or a
 * field, in one area or, without one, in all that a custodian keeps. A row for the area wins over one for all areas, and of
 * these a procedure's before its field's. Overlap is excluded by `custody_one_custodian`.
 */
export const custody = pgTable('custody', {
  id: text('id').primaryKey(),
  scope: text('scope', { enum: ruleScopes }).notNull(),
  subject: text('subject').notNull(),
  areaId: text('area_id').references(() => area.id),
  unitId: text('unit_id')
    .notNull()
    .references(() => unit.id),
  valid: validity('valid').notNull(),
  basis: text('basis').notNull(),
  assumed: boolean('assumed').notNull().default(false),
})

/**
 * Who holds a power. A row for a procedure wins over one for its field, and that over one for all
 * (`*`). `tier` is the tier the definition names; `held_by` the layer in which areas say who holds it in that time,
 * or the tier of the unit that is named.
 */
export const competence = pgTable('competence', {
  id: text('id').primaryKey(),
  scope: text('scope', { enum: competenceScopes }).notNull(),
  subject: text('subject').notNull(),
  power: text('power', { enum: powers }).notNull(),
  tier: text('tier', { enum: tiers }).notNull(),
  heldBy: text('held_by').$type<Layer>().notNull(),
  unitId: text('unit_id').references(() => unit.id),
  valid: validity('valid').notNull(),
  basis: text('basis').notNull(),
  assumed: boolean('assumed').notNull().default(false),
})

/**
 * Which place of a dossier decides who is responsible: the first of `places` that the dossier has. A row for a
 * procedure wins over one for its field; without either the definition decides. Overlap is excluded by
 * `connecting_one_rule`.
 */
export const connectingRule = pgTable('connecting_rule', {
  id: text('id').primaryKey(),
  scope: text('scope', { enum: ruleScopes }).notNull(),
  subject: text('subject').notNull(),
  /** `filing`: of what is filed in that time; `handover`: of what a body that ended in that time leaves open. */
  occasion: text('occasion', { enum: ruleOccasions }).notNull(),
  places: text('places').array().notNull(),
  /** Who assigns it where the place is unclear, or lies in several communes. */
  assignerId: text('assigner_id').references(() => unit.id),
  valid: validity('valid').notNull(),
  basis: text('basis').notNull(),
  assumed: boolean('assumed').notNull().default(false),
})

export const office = pgTable(
  'office',
  {
    id: text('id').primaryKey(),
    unitId: text('unit_id')
      .notNull()
      .references(() => unit.id),
    name: text('name').notNull(),
    roles: text('roles').array().notNull().default(sql`'{}'`),
    /** Fields of procedures it does; null: every field of its unit. */
    fields: text('fields').array(),
    valid: validities('valid').notNull(),
    basis: text('basis').notNull(),
    assumed: boolean('assumed').notNull().default(false),
    /** On what its fields stand, where they are named. */
    fieldsBasis: text('fields_basis'),
    fieldsAssumed: boolean('fields_assumed').notNull().default(false),
  },
  (t) => [index('office_by_unit').on(t.unitId)],
)

export const officer = pgTable('officer', {
  id: text('id').primaryKey(),
  name: text('name').notNull(),
  /** Made for trying out, not a real person. */
  invented: boolean('invented').notNull().default(false),
})

/** A role an officer holds in a unit for a time: own, delegated, or as a substitute. What it gives a right to: `db/territory/authority/desk.ts`. */
export const mandate = pgTable(
  'mandate',
  {
    id: text('id').primaryKey(),
    officerId: text('officer_id')
      .notNull()
      .references(() => officer.id),
    unitId: text('unit_id')
      .notNull()
      .references(() => unit.id),
    officeId: text('office_id').references(() => office.id),
    role: text('role', { enum: roleNames }).notNull(),
    kind: text('kind', { enum: mandateKinds }).notNull().default('own'),
    actingForId: text('acting_for_id').references(() => officer.id),
    /** Fields of procedures it is for, within those of its office; null: all of them. */
    fields: text('fields').array(),
    /** Powers it is for; null: all of the role. */
    powers: text('powers', { enum: powers }).array(),
    /** Areas it is for; null: all that its unit holds. */
    areas: text('areas').array(),
    /** The highest amount that a signature under it may have paid, đồng; null: any. */
    upToDong: bigint('up_to_dong', { mode: 'number' }),
    valid: validity('valid').notNull(),
    basis: text('basis').notNull(),
  },
  (t) => [
    index('mandate_by_officer').on(t.officerId),
    index('mandate_by_unit').on(t.unitId, t.role),
    check('mandate_up_to_some_dong', sql`${t.upToDong} > 0`),
  ],
)

/** Who lent or ended a mandate, with its validity after that: append-only, since authority rests on it. */
export const mandateChange = pgTable(
  'mandate_change',
  {
    id: bigserial('id', { mode: 'number' }).primaryKey(),
    mandateId: text('mandate_id')
      .notNull()
      .references(() => mandate.id),
    kind: text('kind', { enum: mandateChanges }).notNull(),
    actorId: text('actor_id').notNull(),
    /** Empty where it was ended before it began. */
    valid: validity('valid').notNull(),
    validAt: instant('valid_at').notNull(),
    recordedAt: instant('recorded_at').notNull().default(sql`clock_timestamp()`),
  },
  (t) => [index('mandate_change_by_mandate').on(t.mandateId)],
)

/**
 * To whom a late task is escalated, step by step: at `level` 1 when it goes late, at the next ones so many hours later, by the
 * clock. A level that nobody holds in the unit is passed over. At most one rule a level and time (`escalation_rule_once`).
 */
export const escalationRule = pgTable('escalation_rule', {
  id: text('id').primaryKey(),
  tier: text('tier', { enum: tiers }).notNull(),
  /** Role of the task. */
  role: text('role', { enum: roleNames }).notNull(),
  level: integer('level').notNull(),
  afterHours: integer('after_hours').notNull(),
  toRole: text('to_role', { enum: roleNames }).notNull(),
  valid: validity('valid').notNull(),
  basis: text('basis').notNull(),
  assumed: boolean('assumed').notNull().default(false),
})

/** Days that differ from an ordinary week, each with the decision that made it so. */
export const calendarDay = pgTable('calendar_day', {
  date: text('date').primaryKey(),
  kind: text('kind', { enum: calendarDayKinds }).notNull(),
  decision: text('decision').notNull(),
  decidedOn: text('decided_on').notNull(),
  /** What the day is, in Vietnamese; null where it came in before it was kept. */
  reason: text('reason'),
})

export const calendarVersion = pgTable('calendar_version', {
  version: text('version').primaryKey(),
  knownUntil: text('known_until').notNull(),
  valid: validity('valid').notNull(),
})

/** The due times that a version of the calendar has to move: how far this has come, and when it was complete. */
export const calendarRecount = pgTable('calendar_recount', {
  version: text('version')
    .primaryKey()
    .references(() => calendarVersion.version),
  /** The days that the version changed, as entries of a calendar. */
  changes: jsonb('changes').notNull(),
  /** The last dossier looked at, in the order of filing. */
  afterId: uuid('after_id'),
  examined: integer('examined').notNull().default(0),
  moved: integer('moved').notNull().default(0),
  completedAt: instant('completed_at'),
})
