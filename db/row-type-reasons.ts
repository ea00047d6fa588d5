/** Types and reasons that exceptions of several statements share. */

export interface RowTypeException {
  /** Replaces the type, in TypeScript; ends in `| null` where the column may be null. Left out: the type, never null. */
  type?: string
  because: string
}

export const notNull = (because: string): RowTypeException => ({ because })
export const typed = (type: string, because: string): RowTypeException => ({ type, because })
/** A type of another file, from this folder. */
export const of = (file: string, type: string, because: string) => typed(`import('${file}').${type}`, because)

export const plan = of('../procedures/grammar/plan/plan.ts', 'Plan', 'savePlan alone writes plan.body')
export const planStep = '../procedures/grammar/plan/plan.ts'
export const planName = notNull('every plan has a name')
export const form = typed(
  'Readonly<Record<string, unknown>>',
  'a form is an object of fields; filing and supplement check it',
)
export const signedBy = of('./dossier/signature.ts', 'Signature | null', 'signatureFor builds it')
export const sameBody = notNull('both sides of the comparison are never null')
export const lockAnswer = notNull('the function answers true or false')
export const recorded = notNull('the first change is that of a migration')
export const gathered = notNull('an aggregate with coalesce')
export const reach = {
  known: recorded,
  kinds: of('./tasks/reach.ts', 'ReachKind[]', 'the filter names no other; coalesce'),
  held: gathered,
  places: gathered,
  looks: of('./tasks/reach.ts', 'Look[]', 'jsonb_build_object gives its columns; coalesce'),
  from: gathered,
  until: gathered,
}
export const deskTask = notNull('task_desk_is_named: a task at a desk has role, tier and power')
const deskDue = notNull('task_desk_is_due: a task at a desk has a due time')
export const resolved = notNull('responsibleFor gives no row without a unit')
export const sum = notNull('a group has a row at least')
export const counted = { key: notNull('a count has the column it is grouped by'), tasks: sum, late: sum }
export const inTable = notNull('not null in its table, which an inner join reads')

/** Columns of a part: of a row that stands in another as jsonb. */
export const inPart = (part: string, columns: Readonly<Record<string, RowTypeException>>) =>
  Object.fromEntries(Object.entries(columns).map(([column, exception]) => [`${part}.${column}`, exception]))

export const authority = {
  power: deskTask,
  role: deskTask,
  actedBefore: notNull('exists, and a comparison that gives no null'),
}
/** What PostgreSQL cannot tell of these where the row stands in a join. */
export const authorityApart = {
  hasDesk: notNull('exists'),
  isParty: notNull('exists'),
  hasDeclared: notNull('exists'),
}
export const refusal = of('../domain/errors.ts', 'ErrorCode | null', 'a refusal is the code of an error')
export const request = {
  item: of('../procedures/grammar/run/request.ts', 'RequestedEvent', 'recordRequest writes no other'),
  refusal,
  started: notNull('a request has a dossier'),
}
export const found = {
  procedureName: planName,
  applicants: gathered,
}
/** A column that a text of the register takes from the revisions, so that its closed list is not seen. */
export const registerOnRecord = {
  ending: of('../domain/dossier/dossier.ts', 'Ending | null', 'dossier_revision.ending has no other'),
}
export const foundInTime = { ...found, text: notNull('a literal') }
export const foundRequest = { ...request, same: sameBody }
export const taskToDo = {
  dossierStatus: of('../domain/dossier/dossier.ts', 'DossierStatus', 'every branch of the case'),
  step: of(planStep, 'PlanStep', 'a step of plan.body; a supplement is none, and nobody decides it'),
}
export const calendar = { newest: notNull('the row itself is one of them') }
export const inbox = { role: deskTask, dueAt: deskDue, late: deskDue }
const ofTask = notNull('not null in task, of which the page is made')
export const inboxPage = {
  ...inbox,
  role: of('../domain/dossier/dossier.ts', 'Role', 'task_desk_is_named; a task has no other role'),
  escalatedTo: of('../domain/dossier/dossier.ts', 'Role | null', 'an escalation rule names no other'),
  ...{
    taskId: ofTask,
    dossierId: ofTask,
    procedureCode: ofTask,
    step: ofTask,
    kind: ofTask,
    openedAt: ofTask,
  },
}
export const runOfUnion = {
  dossierId: notNull('a union of columns that are never null'),
  correction: notNull('a union of columns that are never null'),
}
export const runState = {
  ending: of(
    './engine/reconcile-rows.ts',
    "Projected['ending'] | null",
    'a correction ends as a dossier may',
  ),
  tasks: of(
    './engine/reconcile-rows.ts',
    "Projected['tasks']",
    'due times by the key of each open task; coalesce',
  ),
}
export const history = {
  correction: notNull('runs are given with their number'),
  plan,
  form,
  filedAt: notNull('filed_at is never null'),
  fromRevision: notNull('coalesced with 0'),
  writes: of(
    './engine/run-history.ts',
    "RunHistory['writes']",
    'what wholeEvent builds from the rows of writes',
  ),
  started: notNull('is not null'),
  closed: notNull('status and ended_at is null are never null'),
  journalled: notNull('coalesced with 0'),
}
export const unitTurn = {
  begins: notNull('a value of the list'),
  at: notNull('the condition leaves none out'),
  basis: notNull('each unit has one'),
}
export const unitSummary = {
  parent: of('./territory/units/unit-search.ts', "UnitSummary['parent']", 'built here'),
  today: of('./territory/units/unit-search.ts', 'UnitName[]', 'built here; coalesce'),
}
export const noticeEvent = of(
  '../domain/dossier/notices.ts',
  'NoticeEvent',
  'who asks for a notice names no other',
)
export const clockEvent = (orNull: string, because: string) =>
  of('../domain/time/clock-events.ts', `ClockEvent${orNull}`, because)
const deskOfWork = { tier: deskTask, power: deskTask, role: deskTask }

export const quarantineReason = of(
  '../domain/dossier/imports.ts',
  'QuarantineReason',
  'only rows that have one',
)
export const siteUses = of(
  '../domain/territory/unit.ts',
  'SiteUse[]',
  'the loader and the schema write no other words',
)
const bounds = { starts: gathered, ends: gathered }
const ofCount = notNull('not null in either table of counts')
const layer = of('../domain/territory/unit.ts', 'Layer', 'loads and reorganisations write no other')
const mandates = {
  ...bounds,
  powers: of('../domain/dossier/dossier.ts', 'Power[] | null', 'powers of the closed list'),
}
const reorganisations = {
  'reorganisations.mandates': mandates,
  'reorganisations.mandatesAt': mandates,
  'reorganisations.jurisdiction': { ...bounds, tier: layer },
  'reorganisations.competence': { ...bounds, heldBy: layer },
  'reorganisations.custody': bounds,
  'reorganisations.unitParents': bounds,
  'reorganisations.sites': { ...bounds, uses: siteUses },
  'reorganisations.seals': bounds,
  'reorganisations.connectingRules': bounds,
  'reorganisations.proposalOfDossier': { form },
  'reorganisations.later': { reorganisation: inTable },
  'reorganisations.offices': {
    roles: of('../domain/dossier/dossier.ts', 'Role[]', 'an office has roles of the closed list'),
  },
  'reorganisations.openClaims': { ...deskOfWork, officerId: notNull('claimed_by is not null') },
  'reorganisations.openTasks': {
    ...{
      area: notNull('or unnamed'),
      procedure: notNull('or unnamed'),
      field: notNull('or unnamed'),
    },
    ...{ power: deskTask, tier: deskTask, role: deskTask, tasks: sum, late: sum, dossiers: sum },
  },
  'reorganisations.openByProcedure': { need: notNull('need is not null') },
  'reorganisations.openWithoutDesk': {
    waitsFor: of('../reorganisations/preview/open-groups.ts', 'WaitsFor', 'every branch of the case'),
  },
  'reorganisations.desksOfPlans': {
    tier: of('../domain/dossier/dossier.ts', 'Tier', 'savePlan alone writes plan.body'),
    power: of('../domain/dossier/dossier.ts', 'Power', 'savePlan alone writes plan.body'),
    role: of('../domain/dossier/dossier.ts', 'Role', 'savePlan alone writes plan.body'),
  },
  'reorganisations.openMatters': {
    ...{ areaId: ofCount, procedureCode: ofCount, field: ofCount, power: ofCount, tier: ofCount, tasks: sum },
  },
  'reorganisations.leftAtUnits': { unitId: notNull('given') },
  'territory.delegationsOf': {
    areas: notNull('a count'),
    basis: notNull('not null in jurisdiction'),
  },
  'reorganisations.touched': {
    table: of('../reorganisations/grammar/reference-rows.ts', 'ReferenceTable', 'every branch of the union'),
    id: notNull('a part of a primary key'),
  },
}
const listed = notNull('a union of columns that are never null')
const ofReorganisations = {
  'papers.handOverList': {
    kind: typed("'original' | 'result'", 'the two literals of the union'),
    ...{ what: listed, since: listed, dossierId: listed, code: listed, procedureCode: listed },
    said: typed("'handOverReceived' | 'handOverMissing' | null", 'by the condition of the join'),
  },
  'papers.issueBlanks': { first: notNull('coalesce with 1') },
  'notices.takeOfWave': {
    event: noticeEvent,
    group: notNull('notice_outbox_of_a_wave_is_grouped'),
  },
}
const figures = {
  'tasks.countTasksByLand': { key: counted.key, tasks: sum },
  'time.onTimeByLand': {
    ...{ key: counted.key, early: sum, onTime: sum, late: sum },
    ...{ withdrawn: sum, lapsed: sum, withoutTime: sum },
  },
  'territory.monthsOfUnit': {
    month: notNull('the text of a month'),
    officers: notNull('a count, also of nothing'),
  },
  'territory.stepsOfUnit': { role: deskTask, medianMinutes: sum },
  'rehearsal.officersWaits': { requests: sum, p50Ms: sum, p95Ms: sum },
}

const inUnion = notNull('a union of columns that are never null')
const inDossier = notNull('not null in dossier, of which the page is made')
const holder = {
  matter: notNull('the matter asked about, by its number'),
  unitId: notNull('only rows with a unit'),
  custodian: notNull('not null in jurisdiction; coalesce'),
}
const ofRevision = (key: string) =>
  of(
    '../domain/certificate/run-facts.ts',
    `RecordedRevision['${key}']`,
    'what the rows of writes have; coalesce',
  )
/** Of statements of `db/certificate`, by name. */
const certificateRows = {
  'certificate.beginWait': { xact: notNull('the function answers with a number') },
  'certificate.holdersByInbox': holder,
  'certificate.holdersByResponsibility': holder,
  'certificate.plansOf': { plan },
  'certificate.resultsNotCollected': { part: notNull('lpad of a column that is never null') },
  'certificate.areasByReach': { areaIds: sum },
  'certificate.areasByRules': { areaIds: sum },
  'certificate.namedByReach': { subject: inUnion },
  'certificate.namedByRules': { subject: inUnion },
  'certificate.recordedOf': {
    tasks: ofRevision('tasks'),
    opens: ofRevision('opens'),
    closes: ofRevision('closes'),
    known: notNull('recorded_at is never null'),
  },
  'certificate.runsOf': {
    ...{ dossierId: inUnion, correction: inUnion, planHash: inUnion, recordedAt: inUnion },
    ...{ procedureCode: inDossier, field: inDossier },
  },
}
const money = {
  'money.amountToSign': { plan, form },
  'money.whoReaches': { role: deskTask, officers: notNull('a count') },
}
export const importRows = {
  'imports.handOvers': {
    places: of('../domain/territory/place.ts', 'PlaceKind[]', 'the loader reads no other words'),
  },
  'imports.units': { from: notNull('coalesce'), until: notNull('coalesce') },
}

export const explainedResponsible = {
  ...{ unitId: inTable, unitName: inTable, unitTier: inTable },
  competenceBasis: notNull('competence.basis is never null'),
  assumed: notNull('coalesce with false'),
}
export const unitColumns = Object.fromEntries(
  ['id', 'epoch', 'code', 'name', 'type', 'identifier', 'basis', 'assumed'].map((column) => [
    column,
    inTable,
  ]),
)
const ofTaskFacts = notNull('taskFacts gives one row of booleans')
export const taskBooleans = {
  awaitsSupplement: ofTaskFacts,
  awaitsPayment: ofTaskFacts,
  accepted: ofTaskFacts,
  takenUp: ofTaskFacts,
}

/** Whole statements, whose exceptions are listed here. */
export const together = { ...reorganisations, ...ofReorganisations, ...figures, ...certificateRows, ...money }
