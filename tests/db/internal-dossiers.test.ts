/** The government's own business is left out of what is public: every statement that reads dossiers or tasks says whether it does. */
import { describe, expect, test } from 'vitest'
import { INTERNAL_FIELD } from '../../domain/dossier/dossier.ts'
import { type RecordedStatements, readRecord } from './statements/recorded-statements.ts'

/** Tables whose rows are about one dossier. */
const aboutDossiers =
  /\b(from|join)\s+(dossier|dossier_party|party|party_name|task|task_count|task_change|result|event|delivery)\b/

/** By one dossier, request or task that the caller names, or by a workflow: what it may see is judged in `api/access`. */
const ofOne = [
  'benefits.holding',
  'benefits.isParty',
  'benefits.partyOfDossier',
  'benefits.proposals',
  ...[
    'dossier.competentAtReception',
    'dossier.correctionOrPlan',
    'dossier.deskOf',
    'dossier.dueTimes',
    'dossier.findDossier',
  ],
  ...['dossier.findRequest', 'dossier.formEvents', 'dossier.insertDossier', 'dossier.lockForWrite'],
  ...['dossier.mandateWithAccess', 'dossier.openTasks', 'dossier.parties', 'dossier.readDossier'],
  ...['dossier.readForWrite', 'dossier.readHandOvers', 'dossier.readRequest', 'dossier.readRunRevision'],
  'dossier.readAwaited',
  ...[
    'dossier.readSignatures',
    'dossier.recordCollection',
    'dossier.recordRequest',
    'dossier.resultVersions',
  ],
  ...['dossier.releaseClaims', 'dossier.revisionToReproject'],
  ...[
    'dossier.taskRecords',
    'dossier.toCorrect',
    'imports.contentChange',
    'imports.lockDossier',
    'money.findOrder',
  ],
  ...['money.amountToSign', 'money.whoReaches', 'money.loadOrder', 'money.payoutThatAsked'],
  ...['notices.readNoticeFacts', 'papers.lockDossier', 'payouts.openOrdersOf', 'payouts.runForm'],
  'reorganisations.proposalOfDossier',
  ...['tasks.claimedLater', 'tasks.claimsOf', 'tasks.lockClaim', 'tasks.readTask', 'tasks.taskAtDoor'],
  ...['territory.authorities', 'territory.placementFacts', 'territory.returnUnit', 'time.dueFacts'],
  ...['time.extensionsAsked', 'time.openTaskDueTimes', 'time.readClockEvents'],
]

/** What officers, their chiefs and operators do with a dossier is the same for the government's own. */
const keepsThem: Readonly<Record<string, string>> = {
  'tasks.inboxPage': 'the work of an officer',
  'tasks.claimsPage': 'the work of an officer',
  'tasks.escalateLate': 'its chief is notified when it is late',
  'search.byCode': 'officials find it; a service finds what it filed, and files none',
  'search.byExternalCode': 'as by code',
  'search.byName': 'as by code; it has no name',
  'search.byNameReceived': 'as by code; it has no name',
  'search.byParty': 'as by code; it has no party',
  'search.lateAndOpen': 'as by code',
  'search.latest': 'as by code',
  'search.latestOfUnits': 'as by code',
  'search.openTasks': 'of dossiers that a search has found',
  'benefits.factsOf': 'the payees of a person, whatever dossier they come from',
  'money.orderSheet': 'the payee of one order',
  'payouts.ordersOfRun': 'a payout run is a dossier of the government’s own',
  'payouts.readRun': 'a payout run is a dossier of the government’s own',
  'payouts.cashList': 'a payout run is a dossier of the government’s own',
  'payouts.isReleased': 'a payout run is a dossier of the government’s own',
  'payouts.pendingOrders': 'a payout run is a dossier of the government’s own',
  'money.withdrawOrders': 'a payout run is a dossier of the government’s own',
  'papers.originalsHeldBy': 'an original is kept wherever it came from',
  'reorganisations.desksOfPlans': 'their desks need holders too',
  'reorganisations.openMatters': 'they too would lie at no unit',
  'reorganisations.leftAtUnits': 'originals and appointments, wherever they came from',
  'territory.incompetentDecisions': 'an audit looks at every decision',
  'territory.placementQueue': 'the whole city is placed, so it is not in it',
  'territory.readOpenPositions': 'of the editions of one procedure, for its author',
  'editions.readOpenDossiers': 'of the editions of one procedure',
  'editions.readOutcomes': 'of one run of adoption',
  'imports.codesUsed': 'a code is given once',
  'imports.usedCodes': 'a code is given once',
  'tasks.foldTaskCounts': 'keeps the sums; `countTasks` leaves them out',
  'tasks.mendSums': 'as folding',
  'tasks.mendTaskCounts': 'as folding',
  'dossier.takeUnacknowledged': 'requests are acknowledged, of every dossier',
  'rehearsal.requestStarts': 'a rehearsal starts every run',
  'rehearsal.tasksWithoutDesk': 'a task of any dossier needs a desk',
  'engine.correctionProjections': 'reconcile looks at every run',
  'engine.longEngineWork': 'an operator is alerted to every step that takes long',
  'engine.openByHandTasks': 'signals what waits for a reorganisation, the government’s own alone',
  'engine.projections': 'reconcile looks at every run',
  'engine.requeueStarts': 'reconcile starts every run',
  'engine.runHistories': 'reconcile looks at every run',
  'engine.strayRuns': 'reconcile looks at every run',
  'engine.suspectRuns': 'reconcile looks at every run',
  'time.openClocks': 'a new calendar moves every due time',
  'time.openDossierIds': 'a new calendar moves every due time',
  'notices.dueSubscriptions': 'delivers what fanOut wrote',
  'notices.readSubscriptions': 'counts what fanOut wrote',
  'notices.takeDeliveries': 'delivers what fanOut wrote',
  'reorganisations.deliveryFacts': 'counts what fanOut wrote',
  'notices.unitEventsTurn': 'events of reorganisations, not of dossiers',
  'notices.fanOutUnitEvents': 'events of reorganisations, not of dossiers',
}

const leavesOut = /\bfield <> /

/** Statements that read dossiers, and neither leave the internal ones out nor stand in a list above; and lines of the lists that are idle. */
function unsaid(statements: RecordedStatements): readonly string[] {
  const said = new Set([...ofOne, ...Object.keys(keepsThem)])
  const reading = Object.entries(statements).filter(([, { texts }]) =>
    texts.some(({ text }) => aboutDossiers.test(text)),
  )
  const forgets = reading.flatMap(([name, { texts }]) =>
    said.has(name) || texts.every(({ text }) => leavesOut.test(text))
      ? []
      : [`${name} shows internal dossiers`],
  )
  const idle = [...said].filter((name) => !reading.some(([read]) => read === name))
  return [...forgets, ...idle.map((name) => `${name} reads no dossiers`)]
}

describe('a statement that reads dossiers', () => {
  test('leaves the government’s own out, or says why it does not', () => {
    expect(unsaid(readRecord())).toEqual([])
  })

  test('is found where it is new and does not leave them out', () => {
    const forgetful = {
      template: '',
      columns: {},
      texts: [{ text: 'select count(*) from dossier', parameters: '' }],
    }
    expect(unsaid({ ...readRecord(), 'time.newStatistics': forgetful })).toEqual([
      'time.newStatistics shows internal dossiers',
    ])
  })

  test('of what is public leaves them out', () => {
    const record = readRecord()
    const publicReaders = ['dossier.readRegister', 'time.onTimeCounts', 'tasks.countTasks', 'notices.fanOut']
    const open = publicReaders.filter(
      (name) => !record[name]?.texts.every(({ text }) => leavesOut.test(text)),
    )
    expect(open).toEqual([])
    expect(INTERNAL_FIELD.normalize('NFC')).toBe('Nội bộ')
  })
})
