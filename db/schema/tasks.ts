import { sql } from 'drizzle-orm'
import { boolean, index, integer, pgTable, text, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import { powers, roleNames, taskHolders, tiers } from '../../domain/dossier/dossier.ts'
import { instant } from './columns.ts'
import { dossier, plan } from './dossier.ts'
import { area, mandate, officer } from './territory.ts'

/** A step open, or closed, at a desk. It names no unit: who is responsible is resolved as of an instant. */
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
    /** Steps that somebody else must have decided (plan: `notBy`). Null: the plan that the dossier runs tells. */
    notBy: text('not_by').array(),
    /** Whether its area is, or will be, split (`area.splits_at`); set by triggers. */
    inSplitArea: boolean('in_split_area').notNull().default(false),
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
    /** Legal instant of the claim; null too of one made before this was kept. */
    claimedAt: instant('claimed_at'),
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
    // This and the next three end with the id, as the order of a page of the inbox does: their looks are merged, and one that had to be
    // sorted would be read further than the page needs.
    index('task_open_by_procedure')
      .on(t.tier, t.procedureCode, t.dueAt, t.id)
      .where(sql`closed_at is null and holder = 'desk'`),
    index('task_open_by_field')
      .on(t.tier, t.field, t.dueAt, t.id)
      .where(sql`closed_at is null and holder = 'desk'`),
    // For who keeps a field in every area that has been split.
    index('task_open_in_split_area')
      .on(t.tier, t.field, t.dueAt, t.id)
      .where(sql`closed_at is null and holder = 'desk' and in_split_area`),
    // For the city, which holds whole powers of a tier, and for what has fallen due since the counts were folded.
    index('task_open_by_due').on(t.tier, t.dueAt, t.id).where(sql`closed_at is null and holder = 'desk'`),
    // A timer that did not fire: for the minute's round of reconcile. Few stand there longer than their time.
    index('task_not_late')
      .on(t.dueAt)
      .where(sql`closed_at is null and late_at is null and due_at is not null`),
  ],
)
