/** Dossiers: their plan, form, revisions, results and codes. */
import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  check,
  date,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import {
  channels,
  clockStates,
  correctionEndingNames,
  dossierChannels,
  dossierStatuses,
  endingNames,
  lateEntries,
  partyRoles,
  powers,
  tiers,
} from '../../domain/dossier/dossier.ts'
import { bytes, instant } from './columns.ts'
import { area, unit } from './territory.ts'

/** Plans are shared: every dossier filed under one edition with the same steps points at one row. */
export const plan = pgTable('plan', {
  hash: text('hash').primaryKey(),
  procedureCode: text('procedure_code').notNull(),
  edition: date('edition').notNull(),
  body: jsonb('body').notNull(),
})

export const dossier = pgTable(
  'dossier',
  {
    id: uuid('id').primaryKey(),
    code: text('code').notNull().unique(),
    procedureCode: text('procedure_code').notNull(),
    field: text('field').notNull(),
    planHash: text('plan_hash')
      .notNull()
      .references(() => plan.hash),
    groupId: uuid('group_id'),
    channel: text('channel', { enum: dossierChannels }).notNull(),
    receptionUnitId: text('reception_unit_id')
      .notNull()
      .references(() => unit.id),
    areaId: text('area_id')
      .notNull()
      .references(() => area.id),
    /** The service or officer that filed it, as in the journal's first entry; null in rows made by hand. */
    filedBy: text('filed_by'),
    contentHash: bytes('content_hash').notNull(),
    possibleDuplicateOf: uuid('possible_duplicate_of'),
    /** Legal receipt; when it was entered is `recorded_at`. */
    filedAt: instant('filed_at').notNull(),
    /** Why it was entered later than it was received; null where both were one. */
    enteredLater: text('entered_later', { enum: lateEntries }),
    startedAt: instant('started_at'),
    revision: integer('revision').notNull().default(0),
    status: text('status', { enum: dossierStatuses }).notNull().default('open'),
    clock: text('clock', { enum: clockStates }).notNull().default('notStarted'),
    clockFrom: instant('clock_from'),
    pausedAt: instant('paused_at'),
    pausedWorkingMs: bigint('paused_working_ms', { mode: 'number' }).notNull().default(0),
    dueAt: instant('due_at'),
    extensions: integer('extensions').notNull().default(0),
    ending: text('ending', { enum: endingNames }),
    endedAt: instant('ended_at'),
    /** Of the last of its desks, once it has ended: for whose unit it counts. Null where it reached no desk. */
    lastTier: text('last_tier', { enum: tiers }),
    lastPower: text('last_power', { enum: powers }),
    recordedAt: instant('recorded_at').notNull().default(sql`clock_timestamp()`),
  },
  (t) => [
    index('dossier_open_by_filing').on(t.filedAt).where(sql`status <> 'closed'`),
    // Lists run by time of filing: of all, of an area (also the placement queue), of a counter, of a field or procedure, of who filed.
    index('dossier_by_filing').on(t.filedAt, t.id),
    index('dossier_by_area').on(t.areaId, t.filedAt, t.id),
    index('dossier_by_reception').on(t.receptionUnitId, t.filedAt, t.id),
    index('dossier_by_field').on(t.field, t.filedAt, t.id),
    index('dossier_by_procedure').on(t.procedureCode, t.filedAt, t.id),
    index('dossier_by_filer').on(t.filedBy, t.filedAt, t.id),
    // What is late and open; and what was not started, which has no due time yet. No index names `started_at` or `revision`: an
    // update that leaves every indexed column alone writes no index at all (HOT), where its page has room for it.
    index('dossier_open_by_due').on(t.dueAt).where(sql`status <> 'closed'`),
    index('dossier_by_end').on(t.endedAt).where(sql`status = 'closed'`),
    index('dossier_by_content').on(t.contentHash),
    index('dossier_by_group').on(t.groupId).where(sql`group_id is not null`),
  ],
)

/** The last number given out by a unit on a day; the row lock is what makes codes neither collide nor skip. */
export const dossierCodeCounter = pgTable(
  'dossier_code_counter',
  { unitId: text('unit_id').notNull(), day: date('day').notNull(), last: integer('last').notNull() },
  (t) => [primaryKey({ columns: [t.unitId, t.day] })],
)

/** What a caller's key was used for, so that filing twice with one key gives one dossier and one answer. */
export const filingKey = pgTable(
  'filing_key',
  {
    caller: text('caller').notNull(),
    key: text('key').notNull(),
    bodyHash: bytes('body_hash').notNull(),
    dossierId: uuid('dossier_id')
      .notNull()
      .references(() => dossier.id),
    receipt: jsonb('receipt').notNull(),
    recordedAt: instant('recorded_at').notNull().default(sql`clock_timestamp()`),
  },
  (t) => [primaryKey({ columns: [t.caller, t.key] })],
)

/** The form as filed and as supplemented; values of secret fields stand encrypted in `secrets`. */
export const dossierForm = pgTable(
  'dossier_form',
  {
    dossierId: uuid('dossier_id')
      .notNull()
      .references(() => dossier.id),
    version: integer('version').notNull(),
    body: jsonb('body').notNull(),
    secrets: jsonb('secrets').notNull(),
    recordedAt: instant('recorded_at').notNull().default(sql`clock_timestamp()`),
  },
  (t) => [primaryKey({ columns: [t.dossierId, t.version] })],
)

/** One row for each change of a dossier: which event caused it and what the write answered. */
export const dossierRevision = pgTable(
  'dossier_revision',
  {
    dossierId: uuid('dossier_id')
      .notNull()
      .references(() => dossier.id),
    revision: integer('revision').notNull(),
    effectKey: text('effect_key').notNull(),
    /** Whose workflow made it: 0 the dossier's own, else that of the correction of this number. */
    correction: integer('correction').notNull().default(0),
    item: jsonb('item').notNull(),
    result: jsonb('result').notNull(),
    /** How it ended the run that made it; null where the run goes on. */
    ending: text('ending', { enum: endingNames }),
    /** Where the dossier lay when it was written: `dossier.area_id` is overwritten by a placement. */
    areaId: text('area_id').notNull(),
    validAt: instant('valid_at').notNull(),
    recordedAt: instant('recorded_at').notNull().default(sql`clock_timestamp()`),
  },
  (t) => [
    primaryKey({ columns: [t.dossierId, t.revision] }),
    uniqueIndex('dossier_revision_effect').on(t.dossierId, t.effectKey),
    // Which runs had ended before an instant (`certificate.runsOf`): one row for each run, written as it ends.
    index('dossier_revision_ended').on(t.dossierId, t.correction).where(sql`ending is not null`),
    // What was written recently, for the minute's round of reconcile. Rows stand in the order of time, and a block range costs a
    // writer nothing; without `autosummarize` what was written since the last vacuum would be read whole.
    index('dossier_revision_by_time').using('brin', t.recordedAt).with({ autosummarize: true }),
  ],
)

/**
 * A correction of a result after the end of its dossier (118/2025/NĐ-CP, Điều 23), with a workflow of its own. The dossier
 * stays closed; revisions, tasks and journal go on in it.
 */
export const correction = pgTable(
  'correction',
  {
    dossierId: uuid('dossier_id')
      .notNull()
      .references(() => dossier.id),
    number: integer('number').notNull(),
    caller: text('caller').notNull(),
    key: text('key').notNull(),
    bodyHash: bytes('body_hash').notNull(),
    planHash: text('plan_hash')
      .notNull()
      .references(() => plan.hash),
    /** The revision of the dossier from which its workflow goes on. */
    fromRevision: integer('from_revision').notNull(),
    /** What is wrong; may name people, so it is in no journal. */
    ground: text('ground').notNull(),
    askedAt: instant('asked_at').notNull(),
    dueAt: instant('due_at').notNull(),
    startedAt: instant('started_at'),
    /** As its plan ends: `issued` with a corrected result, `refused` where there was no error. */
    ending: text('ending', { enum: correctionEndingNames }),
    endedAt: instant('ended_at'),
    recordedAt: instant('recorded_at').notNull().default(sql`clock_timestamp()`),
  },
  (t) => [
    primaryKey({ columns: [t.dossierId, t.number] }),
    uniqueIndex('correction_key').on(t.caller, t.key),
    // One at a time; and those that reconcile has to look at.
    uniqueIndex('correction_one_open').on(t.dossierId).where(sql`ended_at is null`),
    check('correction_numbered_from_one', sql`number > 0`),
    check('correction_ended_has_ending', sql`(ending is null) = (ended_at is null)`),
  ],
)

/** What was issued, version by version: the one of the highest correction is in force, the others are superseded. */
export const result = pgTable(
  'result',
  {
    dossierId: uuid('dossier_id')
      .notNull()
      .references(() => dossier.id),
    /** The correction that issued it; 0 for the first. */
    correction: integer('correction').notNull().default(0),
    kind: text('kind').notNull(),
    issuedAt: instant('issued_at').notNull(),
    collected: boolean('collected').notNull().default(false),
    collectedAt: instant('collected_at'),
    /** To whom by role, and how; never a name. */
    collectedBy: text('collected_by', { enum: partyRoles }),
    collectedHow: text('collected_how', { enum: channels }),
  },
  (t) => [primaryKey({ columns: [t.dossierId, t.correction] })],
)

/** What other systems call a dossier: a central system's code, a ministry's number. */
export const externalCode = pgTable(
  'external_code',
  {
    system: text('system').notNull(),
    code: text('code').notNull(),
    dossierId: uuid('dossier_id')
      .notNull()
      .references(() => dossier.id),
    recordedAt: instant('recorded_at').notNull().default(sql`clock_timestamp()`),
  },
  (t) => [
    primaryKey({ name: 'external_code_once', columns: [t.system, t.code] }),
    index('external_code_by_dossier').on(t.dossierId),
  ],
)

/** Wrong secrets given for a code within a while, whether or not the code is a dossier's: the answer is the same. */
export const followFailure = pgTable(
  'follow_failure',
  {
    code: text('code').primaryKey(),
    failures: integer('failures').notNull(),
    since: instant('since').notNull(),
  },
  (t) => [index('follow_failure_by_time').on(t.since)],
)
