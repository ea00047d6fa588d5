/** What PostgreSQL cannot tell about a column: it is no plain column, or stands behind an outer join. Each with its reason. */

export interface RowTypeException {
  /** Replaces the type, in TypeScript; ends in `| null` where the column may be null. Left out: the type, never null. */
  type?: string
  because: string
}

const notNull = (because: string): RowTypeException => ({ because })
const typed = (type: string, because: string): RowTypeException => ({ type, because })
/** A type of another file, from this folder. */
const of = (file: string, type: string, because: string) => typed(`import('${file}').${type}`, because)

const plan = of('../procedures/grammar/plan/plan.ts', 'Plan', 'savePlan alone writes plan.body')
const planStep = '../procedures/grammar/plan/plan.ts'
const planName = notNull('every plan has a name')
const form = typed(
  'Readonly<Record<string, unknown>>',
  'a form is an object of fields; filing and supplement check it',
)
const signedBy = of('./dossier/signature.ts', 'Signature | null', 'signatureFor builds it')
const sameBody = notNull('both sides of the comparison are never null')
const lockAnswer = notNull('the function answers true or false')
const gathered = notNull('an aggregate with coalesce')
const deskTask = notNull('task_desk_is_named: a task at a desk has role, tier and power')
const deskDue = notNull('task_desk_is_due: a task at a desk has a due time')
const resolved = notNull('responsibleFor gives no row without a unit')
const sum = notNull('a group has a row at least')
const inTable = notNull('not null in its table, which an inner join reads')

/** Columns of a part: of a row that stands in another as jsonb. */
const inPart = (part: string, columns: Readonly<Record<string, RowTypeException>>) =>
  Object.fromEntries(Object.entries(columns).map(([column, exception]) => [`${part}.${column}`, exception]))

const authority = {
  power: deskTask,
  role: deskTask,
  decidedBefore: notNull('exists or exists'),
}
const refusal = of('../domain/errors.ts', 'ErrorCode | null', 'a refusal is the code of an error')
const request = {
  item: of('../procedures/grammar/run/request.ts', 'RequestedEvent', 'recordRequest writes no other'),
  refusal,
  started: notNull('a request has a dossier'),
}
const foundRequest = { ...request, same: sameBody }
const taskToDo = {
  dossierStatus: of('../domain/dossier/dossier.ts', 'DossierStatus', 'every branch of the case'),
  step: of(planStep, 'PlanStep', 'a step of plan.body; a supplement is none, and nobody decides it'),
}
const calendar = { newest: notNull('the row itself is one of them') }
const inbox = { role: deskTask, dueAt: deskDue, late: deskDue }
const runState = {
  ending: of('./engine/reconcile.ts', "Projected['ending'] | null", 'a correction ends as a dossier may'),
  tasks: of(
    './engine/reconcile.ts',
    "Projected['tasks']",
    'due times by the key of each open task; coalesce',
  ),
}
const history = {
  correction: notNull('runs are given with their number'),
  plan,
  form,
  filedAt: notNull('filed_at is never null'),
  writes: of(
    './engine/run-history.ts',
    "RunHistory['writes']",
    'what wholeEvent builds from the rows of writes',
  ),
  started: notNull('is not null'),
  closed: notNull('status and ended_at is null are never null'),
}
const unitSummary = {
  parent: of('./territory/unit-search.ts', "UnitSummary['parent']", 'built here'),
  today: of('./territory/unit-search.ts', 'UnitName[]', 'built here; coalesce'),
}
const noticeEvent = of('../domain/dossier/notices.ts', 'NoticeEvent', 'who asks for a notice names no other')
const clockEvent = (orNull: string, because: string) =>
  of('../domain/time/clock-events.ts', `ClockEvent${orNull}`, because)

/** Name of the statement, column. `tests/db/row-types.test.ts` fails for an entry that changes nothing. */
export const rowTypeExceptions: Readonly<Record<string, Readonly<Record<string, RowTypeException>>>> = {
  'dossier.correctionOrPlan': {
    plan: typed(
      `{ steps: Record<string, import('${planStep}').PlanStep> }`,
      'savePlan alone writes plan.body',
    ),
  },
  'dossier.deskOf': { role: deskTask, tier: deskTask, power: deskTask },
  'dossier.findCorrection': { same: sameBody },
  'dossier.findDossier': { plan },
  'dossier.findReceipt': {
    receipt: of('./dossier/file-dossier.ts', 'Receipt', 'the filing builds it'),
    same: sameBody,
  },
  'dossier.findRequest': foundRequest,
  'dossier.form': {
    body: form,
    secrets: of(
      './dossier/dossier-view.ts',
      "DossierContent['form']['secrets']",
      'filing seals secrets in this form',
    ),
  },
  'dossier.formEvents': {
    kind: of(
      './dossier/form-events.ts',
      "FormEvent['kind']",
      'where kind is not null; the case gives no other',
    ),
    at: notNull('journal.valid_at is never null'),
    signed: signedBy,
    ending: of('../domain/dossier/dossier.ts', 'Ending | null', 'transitions write no other ending'),
    stages: notNull('an array of a query is never null'),
  },
  'dossier.insertDossier': { code: notNull('the filing builds the payload with its code') },
  'dossier.journal': {
    details: typed('Readonly<Record<string, unknown>>', 'a payload is an object'),
    signed: signedBy,
  },
  'dossier.lockDossier': {
    plan,
    form,
    issued: notNull('a closed dossier has an ending; of others the first operand is false'),
  },
  'dossier.lockRequest': { refusal },
  'dossier.openTasks': {
    planStep: of(planStep, 'PlanStep | null', 'a step of plan.body; a supplement is none'),
  },
  'dossier.readDossier': {
    procedureName: planName,
    externalCodes: of('./dossier/dossier-view.ts', "DossierView['externalCodes']", 'built here; coalesce'),
    awaitsSupplement: notNull('taskFacts gives one row of booleans'),
    awaitsPayment: notNull('taskFacts gives one row of booleans'),
    accepted: notNull('taskFacts gives one row of booleans'),
    takenUp: notNull('taskFacts gives one row of booleans'),
  },
  'dossier.readForFiling': inPart('published', calendar),
  'dossier.readForWrite': {
    ...inPart('published', calendar),
    ...inPart('request', { refusal }),
    ...inPart('held', { ...authority, hasRole: notNull('exists') }),
  },
  'dossier.readHandOvers': {
    step: notNull('coalesce with a column that is never null'),
    role: of('../domain/dossier/dossier.ts', 'Role', 'task_desk_is_named; a plan names no other role'),
    givenBy: of('./dossier/hand-overs.ts', "HandOver['givenBy']", 'built here'),
    signed: signedBy,
  },
  'dossier.readRegister': {
    procedureName: planName,
    applicants: gathered,
    corrected: notNull('coalesce with 0'),
  },
  'dossier.readRequest': request,
  'dossier.readRunRevision': { closed: notNull('status and ended_at is not null are never null') },
  'dossier.readSignatures': { signed: signedBy },
  'dossier.recordRequest': request,
  'dossier.recordCollection': { at: notNull('set by this or an earlier collection'), same: sameBody },
  'dossier.takeUnacknowledged': request,
  'dossier.writesSince': {
    item: of('../procedures/grammar/run/event.ts', 'DossierEvent', 'what wholeEvent builds'),
    dueAt: of('../procedures/grammar/run/write.ts', 'DueTimes', 'resultOf writes it'),
  },
  'editions.readAdoptionRuns': {
    counts: of('./editions/adoption-outcomes.ts', "AdoptionRun['counts']", 'built here over zeros'),
  },
  'engine.correctionProjections': runState,
  'engine.lastRounds': { ageSeconds: notNull('last_round.ended_at is never null') },
  'engine.projections': runState,
  'engine.runHistories': history,
  'engine.strayRuns': {
    dossierId: notNull('runs are given with their dossier'),
    correction: notNull('runs are given with their number'),
    is: typed(`'unknown' | 'closed'`, 'every branch of the case'),
  },
  'engine.suspectRuns': {
    dossierId: notNull('a union of columns that are never null'),
    correction: notNull('a union of columns that are never null'),
  },
  'role.powers': { powers: notNull('array_remove of an array') },
  'role.refusedByTriggers': { privileges: notNull('every branch of the case') },
  'search.found': {
    procedureName: planName,
    applicants: gathered,
    tasks: of('./search/dossier-search.ts', "FoundDossier['tasks']", 'built here; coalesce'),
  },
  'search.latestOfUnits': {
    id: notNull('a union of columns that are never null'),
    text: notNull('a union of columns that are never null'),
    filedAt: notNull('a union of columns that are never null'),
  },
  'tasks.claimsPage': inbox,
  'tasks.inboxPage': inbox,
  'tasks.countTasks': {
    key: notNull('a count has the column it is grouped by'),
    tasks: sum,
    late: sum,
  },
  'tasks.readTask': taskToDo,
  'tasks.takeCountTurn': { mine: lockAnswer },
  'tasks.taskAtDoor': {
    ...inPart('earlier', foundRequest),
    ...inPart('task', taskToDo),
    ...inPart('held', authority),
  },
  'dossier.readRequestStatus': {
    refusal,
    signed: signedBy,
  },
  'editions.readUnderWay': {
    plan,
    filed: form,
    form,
    writes: of(
      './engine/run-history.ts',
      "RunHistory['writes']",
      'what wholeEvent builds from the rows of writes',
    ),
  },
  'editions.readOutcomes': {
    effect: of(
      './editions/adoption-outcomes.ts',
      "AdoptionOutcome['effect']",
      'the judgement writes no other',
    ),
    what: typed('string[]', 'the judgement writes a list of names'),
    outcome: of('./editions/adoption-outcomes.ts', "AdoptionOutcome['outcome']", 'every branch of the case'),
  },
  'engine.databaseIdentity': {
    systemIdentifier: notNull('pg_control_system() gives one row'),
    timeline: notNull('pg_control_checkpoint() gives one row'),
  },
  'engine.readBacklog': {
    outboxLagSeconds: notNull('coalesce with 0'),
    alerts: of('./engine/backlog.ts', "Backlog['alerts']", 'built here; coalesce'),
  },
  'engine.requeueStarts': {
    dossierId: notNull('a union of keys'),
    correction: notNull('a union of keys'),
    key: notNull('a union of keys'),
  },
  'identity.sealedBatch': {
    secrets: typed(
      'Readonly<Record<string, { cipher: string; keyId: string }>> | null',
      'filing and supplement seal secrets in this form; null where the place has none',
    ),
  },
  'imports.handOvers': {
    places: of('../domain/territory/place.ts', 'PlaceKind[]', 'the loader reads no other words'),
  },
  'imports.units': { from: notNull('coalesce'), until: notNull('coalesce') },
  'money.ledgerBalances': { sum },
  'notices.fanOutTurn': { mine: lockAnswer },
  'notices.noticesOf': { event: noticeEvent },
  'notices.readNoticeFacts': {
    recipient: notNull('coalesce with recipient_id'),
    procedure: planName,
  },
  'notices.readSubscriptions': {
    kinds: of('./notices/events.ts', 'EventKind[]', 'the route takes no other kinds'),
    waiting: notNull('a count'),
  },
  'notices.subscribe': { same: sameBody },
  'notices.takeDeliveries': { body: of('./notices/events.ts', 'EventBody', 'fanOut builds it') },
  'notices.takeDigests': { event: noticeEvent },
  'notices.takeIndividual': { event: noticeEvent },
  'papers.findPaperFile': { same: sameBody },
  'papers.keysWithoutRow': { key: notNull('keys are given as strings') },
  'search.unitsBelow': { id: notNull('a union of the key of unit') },
  'territory.authorities': authority,
  'territory.explainResponsible': {
    competenceBasis: notNull('competence.basis is never null'),
    assumed: notNull('coalesce with false'),
  },
  'territory.findUnits': {
    ...unitSummary,
    ...Object.fromEntries(
      ['id', 'epoch', 'code', 'name', 'type', 'identifier', 'basis', 'assumed'].map((column) => [
        column,
        inTable,
      ]),
    ),
    tier: inTable,
    folded: notNull('name is never null'),
  },
  'territory.incompetentDecisions': {
    taskId: notNull('joined to its task'),
    acceptedAt: inTable,
    why: of(
      './territory/competence-audit.ts',
      "Incompetent['why']",
      'where why is not null; the case gives no other',
    ),
  },
  'territory.placedUnder': { same: sameBody },
  'territory.placementQueue': {
    custodianId: notNull('a dossier is in the queue of its keeper'),
    known: of('./territory/placement.ts', "UnplacedDossier['known']", 'built here'),
    parts: of('./territory/placement.ts', "UnplacedDossier['parts']", 'built here; coalesce'),
  },
  'territory.readConnecting': {
    rule: of('./territory/connecting-rule.ts', 'DatedConnectingRule | null', 'a row of connecting_rule'),
    areas: typed('(string | null)[]', 'null for a place that is no area'),
  },
  'territory.readOpenPositions': { plan, open: gathered, done: gathered, dossiers: sum },
  'territory.responsibleUnit': { unitId: resolved, custodian: resolved },
  'territory.unit': unitSummary,
  'territory.unitRelations': { before: sameBody },
  'territory.unitsOf': { roles: gathered },
  'time.dueFacts': { time: of(planStep, 'PlanTime | null', 'plans of before the rules have none') },
  'time.dueMoves': { words: notNull('a move is journalled with its words') },
  'time.extensionsAsked': { since: notNull('filed_at is never null') },
  'time.onTimeCounts': {
    early: sum,
    onTime: sum,
    late: sum,
    withdrawn: sum,
    lapsed: sum,
    withoutTime: sum,
  },
  'time.openClocks': { begun: clockEvent(' | null', 'null where no correction is under way') },
  'time.openTaskDueTimes': {
    dueAt: notNull('where due_at is not null'),
    time: of('./time/task-due.ts', 'TaskTime', 'what the write recorded, or built here'),
  },
  'time.pendingChanges': {
    date: notNull('a calendar is loaded with it'),
    kind: of('../domain/time/calendar.ts', "CalendarEntry['kind']", 'a calendar is loaded with it'),
    decision: notNull('a calendar is loaded with it'),
    decidedOn: notNull('a calendar is loaded with it'),
  },
  'time.publishedCalendar': calendar,
  'time.readClockEvents': { event: clockEvent('', 'what the write recorded, or built here') },
  'time.recountDueTimes': {
    changes: of('../domain/time/calendar.ts', 'CalendarEntry[]', 'publishing a calendar writes them'),
  },
}
