/** Dossiers, what is in them, and how they went. */
import { sql } from 'drizzle-orm'
import {
  bigint,
  boolean,
  check,
  date,
  doublePrecision,
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
  callerRoles,
  channels,
  clockStates,
  correctionEndingNames,
  dossierStatuses,
  endingNames,
  lateEntries,
  partyKinds,
  partyRoles,
  powers,
  requestStatuses,
  roleNames,
  taskHolders,
  tiers,
} from '../../domain/dossier/dossier.ts'
import { noticePolicies } from '../../domain/dossier/notices.ts'
import { evidenceKinds, placeKinds } from '../../domain/territory/place.ts'
import { requestKinds } from '../../procedures/grammar/run/request.ts'
import { bytes, instant, validity } from './columns.ts'
import { area, mandate, officer, unit } from './territory.ts'

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
    channel: text('channel', { enum: channels }).notNull(),
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
    index('dossier_not_started').on(t.filedAt).where(sql`started_at is null`),
    index('dossier_open_by_filing').on(t.filedAt).where(sql`status <> 'closed'`),
    // Lists run by time of filing: of all, of an area, of a counter, of a field or procedure, of who filed.
    index('dossier_by_filing').on(t.filedAt, t.id),
    index('dossier_by_area').on(t.areaId, t.filedAt, t.id),
    index('dossier_by_reception').on(t.receptionUnitId, t.filedAt, t.id),
    index('dossier_by_field').on(t.field, t.filedAt, t.id),
    index('dossier_by_procedure').on(t.procedureCode, t.filedAt, t.id),
    index('dossier_by_filer').on(t.filedBy, t.filedAt, t.id),
    // What is late and open.
    index('dossier_open_by_due').on(t.dueAt).where(sql`status <> 'closed'`),
    index('dossier_by_end').on(t.endedAt).where(sql`status = 'closed'`),
    index('dossier_by_content').on(t.contentHash),
    // The placement queue; of a city's dossiers few stand there.
    index('dossier_unplaced')
      .on(t.areaId, t.filedAt)
      .where(sql`status <> 'closed' and area_id like 'unplaced:%'`),
    index('dossier_by_group').on(t.groupId).where(sql`group_id is not null`),
  ],
)

/** The last number given out by a unit on a day; the row lock is what makes codes neither collide nor skip. */
export const dossierCodeCounter = pgTable(
  'dossier_code_counter',
  { unitId: text('unit_id').notNull(), day: date('day').notNull(), last: integer('last').notNull() },
  (t) => [primaryKey({ columns: [t.unitId, t.day] })],
)

/** What a caller's key stands for, so that filing twice with one key gives one dossier and one answer. */
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
    /** On what the officer relies; may name people, so it stands in no journal. */
    basis: text('basis').notNull(),
    decidedAt: instant('decided_at').notNull(),
    recordedAt: instant('recorded_at').notNull().default(sql`clock_timestamp()`),
  },
  (t) => [
    uniqueIndex('placement_key').on(t.caller, t.key),
    uniqueIndex('placement_once').on(t.dossierId, t.fromAreaId),
  ],
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

/**
 * What an applicant adds, until the request it came with is settled: the trigger `supplement_settled` makes it the
 * current form when the request is applied, and lets it go when it is not.
 */
export const pendingSupplement = pgTable('pending_supplement', {
  requestId: uuid('request_id')
    .primaryKey()
    .references(() => decisionRequest.id),
  /** Null where the form stays as it is. */
  body: jsonb('body'),
  secrets: jsonb('secrets'),
  papers: jsonb('papers').notNull(),
  recordedAt: instant('recorded_at').notNull().default(sql`clock_timestamp()`),
})

export const paper = pgTable(
  'paper',
  {
    id: uuid('id').primaryKey(),
    dossierId: uuid('dossier_id')
      .notNull()
      .references(() => dossier.id),
    kind: text('kind').notNull(),
    originals: integer('originals').notNull().default(0),
    copies: integer('copies').notNull().default(0),
    note: text('note'),
    recordedAt: instant('recorded_at').notNull().default(sql`clock_timestamp()`),
  },
  (t) => [index('paper_by_dossier').on(t.dossierId)],
)

/** One row for each change of a dossier: which item caused it and what the write answered. */
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
    validAt: instant('valid_at').notNull(),
    recordedAt: instant('recorded_at').notNull().default(sql`clock_timestamp()`),
  },
  (t) => [
    primaryKey({ columns: [t.dossierId, t.revision] }),
    uniqueIndex('dossier_revision_effect').on(t.dossierId, t.effectKey),
    // What was written of late, for the minute's round of reconcile. Rows stand in the order of time, and a block range costs a
    // writer nothing; without `autosummarize` what was written since the last vacuum would be read whole.
    index('dossier_revision_by_time').using('brin', t.recordedAt).with({ autosummarize: true }),
  ],
)

/** A step open, or closed, at a desk. No unit stands here: who is responsible is resolved as of an instant. */
export const task = pgTable(
  'task',
  {
    id: text('id').primaryKey(),
    dossierId: uuid('dossier_id')
      .notNull()
      .references(() => dossier.id),
    key: text('key').notNull(),
    step: text('step').notNull(),
    /** The correction it is a step of; 0 where it is one of the dossier's own. */
    correction: integer('correction').notNull().default(0),
    kind: text('kind').notNull(),
    holder: text('holder', { enum: taskHolders }).notNull(),
    role: text('role', { enum: roleNames }),
    tier: text('tier', { enum: tiers }),
    power: text('power', { enum: powers }),
    procedureCode: text('procedure_code').notNull(),
    field: text('field').notNull(),
    areaId: text('area_id')
      .notNull()
      .references(() => area.id),
    openedAt: instant('opened_at').notNull(),
    dueAt: instant('due_at'),
    lateAt: instant('late_at'),
    /** When it is escalated one level up; null where no level is left, or it is not late. */
    escalateAt: instant('escalate_at'),
    escalationLevel: integer('escalation_level').notNull().default(0),
    /** Role, at the unit responsible, to which it has been escalated. */
    escalatedTo: text('escalated_to', { enum: roleNames }),
    claimedBy: text('claimed_by').references(() => officer.id),
    claimedUnder: text('claimed_under').references(() => mandate.id),
    closedAt: instant('closed_at'),
    outcome: text('outcome'),
    closedBy: text('closed_by'),
    /** The plan that it was a step of, where its dossier has taken another since. */
    planHash: text('plan_hash').references(() => plan.hash),
  },
  (t) => [
    uniqueIndex('task_by_dossier').on(t.dossierId, t.key),
    index('task_to_escalate').on(t.escalateAt).where(sql`closed_at is null and escalate_at is not null`),
    index('task_open_by_claim')
      .on(t.claimedBy, t.dueAt)
      .where(sql`closed_at is null and claimed_by is not null`),
    index('task_open_by_area')
      .on(t.tier, t.areaId, t.dueAt)
      .where(sql`closed_at is null and holder = 'desk'`),
    index('task_open_by_procedure')
      .on(t.tier, t.procedureCode, t.dueAt)
      .where(sql`closed_at is null and holder = 'desk'`),
    index('task_open_by_field')
      .on(t.tier, t.field, t.dueAt)
      .where(sql`closed_at is null and holder = 'desk'`),
    // For who keeps a field in every area that is not placed: see `custodian_keeps_what_was_split`.
    index('task_open_unplaced')
      .on(t.tier, t.field, t.dueAt)
      .where(sql`closed_at is null and holder = 'desk' and area_id like 'unplaced:old:%'`),
    // A timer that did not fire: for the minute's round of reconcile. Few stand there longer than their time.
    index('task_not_late')
      .on(t.dueAt)
      .where(sql`closed_at is null and late_at is null and due_at is not null`),
    // For the city, which holds whole powers of a tier, and for what has fallen due since the counts were folded.
    index('task_open_by_due').on(t.tier, t.dueAt).where(sql`closed_at is null and holder = 'desk'`),
  ],
)

/** A request of an officer or an applicant, on disk before it is sent to the engine. `id` is the update id. */
export const decisionRequest = pgTable(
  'decision_request',
  {
    id: uuid('id').primaryKey(),
    caller: text('caller').notNull(),
    key: text('key').notNull(),
    bodyHash: bytes('body_hash').notNull(),
    dossierId: uuid('dossier_id')
      .notNull()
      .references(() => dossier.id),
    kind: text('kind', {
      enum: requestKinds,
    }).notNull(),
    taskId: text('task_id').references(() => task.id),
    /** The revision the caller had read, where it said so. */
    revision: integer('revision'),
    item: jsonb('item').notNull(),
    actorId: text('actor_id').notNull(),
    actorRole: text('actor_role', { enum: callerRoles }).notNull(),
    actingForId: text('acting_for_id'),
    unitId: text('unit_id').references(() => unit.id),
    mandateId: text('mandate_id').references(() => mandate.id),
    /**
     * What was read by who signed, or by who let a payout go on: the version of the form that stood when the request was
     * accepted. Null for other requests, and for those recorded before this column.
     */
    formVersion: integer('form_version'),
    /** How people are notified of it, where not by the policy of the kind of notice. */
    notices: text('notices', { enum: noticePolicies }),
    acceptedAt: instant('accepted_at').notNull(),
    status: text('status', { enum: requestStatuses }).notNull().default('pending'),
    refusal: text('refusal'),
    settledAt: instant('settled_at'),
    /** Set once the engine has answered for this id: before that the relay sends it again. */
    acknowledgedAt: instant('acknowledged_at'),
    attempts: integer('attempts').notNull().default(0),
    nextAttemptAt: instant('next_attempt_at').notNull(),
    recordedAt: instant('recorded_at').notNull().default(sql`clock_timestamp()`),
  },
  (t) => [
    uniqueIndex('decision_request_key').on(t.caller, t.key),
    index('decision_request_unacknowledged').on(t.nextAttemptAt).where(sql`acknowledged_at is null`),
    index('decision_request_by_dossier').on(t.dossierId),
    // For audits of a time: rows stand in the order of time, and a block range costs a writer nothing.
    index('decision_request_by_time').using('brin', t.acceptedAt),
  ],
)

/** What an officer wrote, apart from the request so that it can be erased. */
export const note = pgTable('note', {
  requestId: uuid('request_id')
    .primaryKey()
    .references(() => decisionRequest.id),
  body: text('body').notNull(),
})

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
    /** What is wrong; may name people, so it stands in no journal. */
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
