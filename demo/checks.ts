/** What must hold when the day is over. Pure: it judges evidence and fetches nothing. */

import { effectsOnce, type Finding, journalUnbroken, nothingWaits, paidOnce } from '../harness/checker.ts'
import type { RequestRow } from '../harness/evidence.ts'
import type { DossierEvent } from '../procedures/grammar/run/event.ts'
import type { Evidence, StoredDossier } from './evidence.ts'
import type { Intention } from './intentions.ts'
import type { Receipt } from './observed.ts'
import { clocksMs } from './two-persons.ts'

export function judge(intentions: readonly Intention[], evidence: Evidence): readonly Finding[] {
  const general = { ...evidence, operations: [], workflows: new Map() }
  return [
    nothingUnexpected(evidence),
    receiptsHold(intentions, evidence),
    routedOn(evidence),
    endingsAsIntended(intentions, evidence),
    itemsAsIntended(intentions, evidence),
    filedAsIntended(intentions, evidence),
    lateAsIntended(intentions, evidence),
    placedAsIntended(intentions, evidence),
    substitutesSignFor(evidence),
    decisionsHold(evidence),
    paidAsOwed(intentions, evidence),
    paidOnce(general),
    effectsOnce(general),
    nothingWaits(general),
    journalUnbroken(general),
    workflowsEnded(intentions, evidence),
  ]
}

/** Dossiers that were there when the districts ended, that were placed, or whose area went to another commune. */
const changedDesk = ({ observed, dossiers, movedAreaId, instant, imported }: Evidence): ReadonlySet<string> =>
  new Set([
    ...imported,
    ...observed.receipts.filter(({ sent }) => sent < instant).map(({ dossierId }) => dossierId),
    ...observed.placements.map(({ dossierId }) => dossierId),
    ...dossiers.filter(({ areaId }) => areaId === movedAreaId).map(({ id }) => id),
  ])

function nothingUnexpected(evidence: Evidence): Finding {
  const { observed } = evidence
  const checked = observed.receipts.length + observed.decisions.length + observed.surprises.length
  const elsewhere = changedDesk(evidence)
  // It went to another desk between the page of the inbox and the decision: that one decides it, or has decided.
  const expected = (answer: string): boolean =>
    elsewhere.has(/^deciding ([^. ]+)\..* (notCompetent|staleTask|dossierClosed)$/.exec(answer)?.[1] ?? '')
  return {
    invariant: 'every answer was as expected',
    checked,
    violations: observed.surprises.filter((answer) => !expected(answer)),
  }
}

/** Each filing has one receipt and one dossier, and no code stands for two. */
function receiptsHold(intentions: readonly Intention[], { observed, dossiers }: Evidence): Finding {
  const stored = new Map(dossiers.map((dossier) => [dossier.id, dossier]))
  const codes = new Map<string, number>()
  for (const { code } of observed.receipts) codes.set(code, (codes.get(code) ?? 0) + 1)
  return {
    invariant: 'every filing has its receipt and its dossier',
    checked: intentions.length,
    violations: [
      ...intentions.flatMap(({ number }) => {
        const count = observed.receipts.filter((receipt) => receipt.number === number).length
        return count === 1 ? [] : [`filing ${number} has ${count} receipts`]
      }),
      ...[...codes].flatMap(([code, n]) => (n === 1 ? [] : [`code ${code} is on ${n} receipts`])),
      ...observed.receipts.flatMap(({ dossierId, code }) =>
        stored.get(dossierId)?.code === code
          ? []
          : [`PostgreSQL holds no dossier ${dossierId} of code ${code}`],
      ),
      ...(dossiers.length === observed.receipts.length
        ? []
        : [`PostgreSQL holds ${dossiers.length} dossiers for ${observed.receipts.length} receipts`]),
    ],
  }
}

/** What names a unit of before is received there until it ends, and is routed on from then. */
function routedOn({ observed: { receipts }, instant }: Evidence): Finding {
  const former = receipts.filter(({ toFormer }) => toFormer)
  return {
    invariant: 'what names a unit that has ended is routed on',
    checked: former.length,
    violations: former.flatMap(({ number, sent, answered, routed }) => {
      if (routed ? answered >= instant - clocksMs : sent < instant + clocksMs) return []
      return [`filing ${number} was ${routed ? 'routed on before the end' : 'not routed on after it'}`]
    }),
  }
}

/** PostgreSQL and the API tell the same ending, the intended one. */
function endingsAsIntended(intentions: readonly Intention[], evidence: Evidence): Finding {
  const { shown } = evidence
  return each('every dossier ended as intended', intentions, evidence, ({ ends }, dossier) => {
    const api = shown.get(dossier.id)
    return [
      ...(dossier.ending === ends ? [] : [`was to be ${ends}, PostgreSQL says ${dossier.ending ?? 'open'}`]),
      ...(api?.status === 'closed' && api.ending?.code === ends
        ? []
        : [`was to be ${ends}, the API says ${api?.ending?.code ?? api?.status ?? 'nothing'}`]),
    ]
  })
}

/** What happened to a dossier is what was intended: each thing once, in its order, and nothing else. */
function itemsAsIntended(intentions: readonly Intention[], evidence: Evidence): Finding {
  return each('what happened was intended, once and in order', intentions, evidence, ({ items }, dossier) => {
    const intended = items.map(describeItem)
    const at = intended.findIndex((item, i) => item !== dossier.items[i])
    const first = at < 0 && dossier.items.length > intended.length ? intended.length : at
    if (first < 0) return []
    return [
      `thing ${first + 1} was to be "${intended[first] ?? 'none'}", it is "${dossier.items[first] ?? 'none'}"`,
    ]
  })
}

function filedAsIntended(intentions: readonly Intention[], evidence: Evidence): Finding {
  const how = (channel: string, later: string | null | undefined) =>
    `${channel}${later ? `, entered later (${later})` : ''}`
  return each(
    'every dossier came by its channel, and is known by its receipt',
    intentions,
    evidence,
    (of, dossier) => {
      const intended = how(of.body.channel, of.body.received?.reason)
      const stored = how(dossier.channel, dossier.enteredLater)
      return stored === intended ? [] : [`came by ${intended}, PostgreSQL says ${stored}`]
    },
  )
}

function lateAsIntended(intentions: readonly Intention[], evidence: Evidence): Finding {
  return each('late is what was to be late', intentions, evidence, ({ late }, dossier) =>
    dossier.late === late ? [] : [late ? 'was to be late and is not' : 'is late and was not to be'],
  )
}

/** What nobody could place was placed once, by its custodian, and stands there; nothing else was moved. */
function placedAsIntended(intentions: readonly Intention[], evidence: Evidence): Finding {
  const placings = intentions.filter(({ split }) => split !== null).length
  const finding = each(
    'every dossier stands where it lies',
    intentions,
    evidence,
    ({ commune, split }, dossier) => {
      const intended = split && `${split.unplacedAreaId} → ${split.areaId} by ${split.custodianId}`
      return [
        ...(dossier.areaId === commune.areaId
          ? []
          : [`lies in ${commune.areaId} and is in ${dossier.areaId}`]),
        ...(dossier.placed === intended
          ? []
          : [`was to be placed ${intended ?? 'by nobody'}, it was ${dossier.placed ?? 'not'}`]),
      ]
    },
  )
  const observed = evidence.observed.placements.length
  const unheard =
    observed === placings ? [] : [`${observed} placements were answered, ${placings} were intended`]
  return { ...finding, violations: [...finding.violations, ...unheard] }
}

/** At a desk whose officer is away the decision names who took it and in whose name. */
function substitutesSignFor({ substituted }: Evidence): Finding {
  return {
    invariant: 'a substitute signs for the officer who is away',
    checked: substituted.length,
    violations: substituted
      .filter(({ arranged, written }) => arranged !== written)
      .map(({ id, arranged, written }) => `decision ${id} was to be by ${arranged}, it is by ${written}`),
  }
}

/** `decide review.1 approved`, `withdraw` */
export const describeItem = (item: DossierEvent): string =>
  [item.kind, 'task' in item ? item.task : '', 'outcome' in item ? item.outcome : '']
    .filter(Boolean)
    .join(' ')

/** `refused, staleTask (decide sign.1 signed of 01a2…)` */
const saidOf = (request: RequestRow | undefined): string => {
  if (request === undefined) return 'nothing'
  const { status, refusal, dossierId, item } = request
  const asked = [item.kind, item.task, item.outcome].filter(Boolean).join(' ')
  return `${[status, refusal].filter(Boolean).join(', ')} (${asked} of ${dossierId})`
}

/** A decision answered "applied" is applied; one answered 503 was applied later; no decision is stored that nobody sent. */
function decisionsHold(evidence: Evidence): Finding {
  const {
    observed: { decisions },
    stored: { requests },
  } = evidence
  const stored = new Map(requests.map((request) => [request.id, request]))
  const elsewhere = changedDesk(evidence)
  const sent = new Set(decisions.map(({ id }) => id))
  /** Two desks had the task in turn while a decision was pending: what the other one decided is applied. */
  const decidedElsewhere = (request: RequestRow | undefined): boolean =>
    request?.status === 'refused' &&
    elsewhere.has(request.dossierId) &&
    requests.some(
      ({ dossierId, status, item }) =>
        dossierId === request.dossierId && status === 'applied' && item.task === request.item.task,
    )
  return {
    invariant: 'every decision answered "applied" is applied',
    checked: decisions.length,
    violations: [
      ...decisions.flatMap((observed) =>
        (observed.status === 'applied' && stored.get(observed.id)?.status === 'applied') ||
        decidedElsewhere(stored.get(observed.id))
          ? []
          : [
              `${observed.kind} ${observed.id}, first answered ${observed.firstAnswer}: answered ${observed.status}, PostgreSQL says ${saidOf(stored.get(observed.id))}`,
            ],
      ),
      ...requests
        .filter((request) => !sent.has(request.id) && !decidedElsewhere(request))
        .map(({ id }) => `PostgreSQL holds decision ${id}, which nobody sent`),
    ],
  }
}

function paidAsOwed(intentions: readonly Intention[], evidence: Evidence): Finding {
  return each('everybody was paid what is owed', intentions, evidence, ({ paidDong }, dossier) =>
    dossier.paidDong === paidDong ? [] : [`was owed ${paidDong} đồng and paid ${dossier.paidDong}`],
  )
}

function workflowsEnded(
  intentions: readonly Intention[],
  { workflows: { running, completed } }: Evidence,
): Finding {
  return {
    invariant: 'every workflow has ended well',
    checked: running + completed,
    violations:
      running === 0 && completed === intentions.length
        ? []
        : [`${running} workflows run and ${completed} have completed, of ${intentions.length}`],
  }
}

function each(
  invariant: string,
  intentions: readonly Intention[],
  { observed, dossiers }: Evidence,
  problemsOf: (intention: Intention, dossier: StoredDossier) => readonly string[],
): Finding {
  const stored = new Map(dossiers.map((dossier) => [dossier.id, dossier]))
  const receipts = new Map<number, Receipt>(observed.receipts.map((receipt) => [receipt.number, receipt]))
  const violations = intentions.flatMap((intention) => {
    const dossier = stored.get(receipts.get(intention.number)?.dossierId ?? '')
    const problems = dossier === undefined ? ['has no dossier'] : problemsOf(intention, dossier)
    return problems.map((problem) => `${dossier?.code ?? `filing ${intention.number}`} ${problem}`)
  })
  return { invariant, checked: intentions.length, violations }
}
