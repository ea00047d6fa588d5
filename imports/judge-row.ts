/** From a row that was read to the dossier that it is: by the law of its receipt, at a step of its plan, with the clock as it stood. Pure. */
import { createHmac } from 'node:crypto'
import type { PartyRole } from '../domain/dossier/dossier.ts'
import type { QuarantineReason } from '../domain/dossier/imports.ts'
import type { PlaceKind } from '../domain/territory/place.ts'
import type { ImportedEvent, Pause } from '../domain/time/clock-events.ts'
import { WORKING_DAY_MS } from '../domain/time/duration.ts'
import { addDaysToDate, localDate } from '../domain/time/local-day.ts'
import type { Procedure } from '../procedures/grammar/definition/procedure.ts'
import { needsForm, type Plan, skippedSteps, stepsInOrder, totalOf } from '../procedures/grammar/plan/plan.ts'
import type { ImportedPosition } from '../procedures/grammar/run/event.ts'
import { isPastSignature, positionProblem } from '../procedures/grammar/run/imported-position.ts'
import {
  goesOnUnderNewProcedure,
  RECEIVED_FROM,
  RECEIVED_UNTIL,
  TWO_TIERS_FROM,
} from '../procedures/registry/as-received.ts'
import { formSchema } from '../procedures/registry/form-schema.ts'
import type { Registry } from '../procedures/registry/registry.ts'
import type { ImportRow } from './import-row.ts'
import { type PapersNamed, papersNamed } from './papers-held.ts'
import type { SourceMapping } from './source-mapping.ts'
import type { Territory } from './territory-then.ts'

export interface JudgedRow {
  oldCode: string
  plan: Plan
  planHash: string
  procedure: Procedure
  receptionUnitId: string
  areaId: string
  place: { kind: PlaceKind; evidence: string; areaId: string }
  position: ImportedPosition
  /** How the clock stood; null where the dossier had not been accepted. */
  clock: ImportedEvent | null
  form: Readonly<Record<string, unknown>>
  papers: PapersNamed & { unitId: string }
  row: ImportRow
  /** When the other system was read, ms. */
  asOf: number
}

export interface Judging {
  registry: Registry
  mapping: SourceMapping
  territory: Territory
  /** When the other system was read, ms. */
  asOf: number
}

export type Judgement = { judged: JudgedRow } | { reason: QuarantineReason; columns: readonly string[] }

const no = (reason: QuarantineReason, ...columns: readonly string[]) => ({ reason, columns })

/** The role in which a row's person stands in the dossier. */
export const applicantRole: PartyRole = 'applicant'

export function judgeRow(row: ImportRow, judging: Judging): Judgement {
  const { registry, territory, asOf } = judging
  const receivedOn = localDate(row.receivedAt)
  if (receivedOn < RECEIVED_FROM || receivedOn > RECEIVED_UNTIL || row.receivedAt > asOf) {
    return no('notReceivedThen', 'receivedAt')
  }
  const receptionUnitId = territory.unitOf(row.receptionUnit, row.receivedAt)
  const law = lawOf(registry, row.procedure, { receptionUnitId, receivedOn })
  if (law === null) return no('unknownProcedure', 'procedure')
  const { procedure, plan, planHash } = law
  if (receptionUnitId === null) return no('unknownUnit', 'receptionUnit')
  const papersAt =
    row.papersAt === undefined ? receptionUnitId : territory.unitOf(row.papersAt, row.receivedAt)
  if (papersAt === null) return no('unknownUnit', 'papersAt')
  const kind = territory.connecting(procedure, row)
  if (kind === null) return no('otherPlace', 'placeKind')
  const place = territory.placeOf(row, kind)
  if (place === null) return no('unknownPlace', ...placeColumns(row))
  const form = formOf(procedure, plan, row)
  if ('reason' in form) return form
  const skips = skippedSteps(plan, form.form)
  const position = positionOf(row, plan, skips, judging.mapping)
  if ('reason' in position) return position
  const clock = clockOf(row, plan, skips, position.position, asOf)
  if (clock !== null && 'reason' in clock) return clock
  return {
    judged: {
      ...{ oldCode: row.oldCode, plan, planHash, procedure, receptionUnitId, row },
      ...{ areaId: place.areaId, place: { kind, ...place }, position: position.position, clock, asOf },
      ...{ form: form.form, papers: { ...papersNamed(procedure, row, judging.mapping), unitId: papersAt } },
    },
  }
}

const placeColumns = ({ oldWard, oldWardName, lat }: ImportRow): readonly string[] =>
  oldWard === undefined && oldWardName === undefined && lat !== undefined
    ? ['lat', 'lon']
    : ['oldWard', 'oldWardName']

/** The edition under which a dossier goes on, with its plan by the rules of time of that day; null where the code is not known. */
function lawOf(
  registry: Registry,
  code: string,
  { receptionUnitId, receivedOn }: { receptionUnitId: string | null; receivedOn: string },
) {
  const renewed = goesOnUnderNewProcedure(code, receptionUnitId)
    ? registry.inForce(code, TWO_TIERS_FROM)
    : undefined
  const procedure = renewed ?? registry.asReceived(code) ?? registry.inForce(code, receivedOn)
  if (procedure === undefined) return null
  return { procedure, ...registry.compiled(procedure, renewed === undefined ? receivedOn : TWO_TIERS_FROM) }
}

/** A form may be missing, for the old system kept it on paper; but nobody is paid, or granted a benefit, by a form that nobody has. */
function formOf(
  procedure: Procedure,
  plan: Plan,
  { form }: ImportRow,
): { form: Readonly<Record<string, unknown>> } | { reason: QuarantineReason; columns: readonly string[] } {
  const needed = needsForm(plan)
  if (form === undefined) return needed ? no('formNeeded', 'form') : { form: {} }
  const parsed = formSchema(procedure.form).safeParse(form)
  return parsed.success ? { form: parsed.data } : no(needed ? 'formNeeded' : 'invalidField', 'form')
}

function positionOf(
  row: ImportRow,
  plan: Plan,
  skips: readonly string[],
  mapping: SourceMapping,
): { position: ImportedPosition } | { reason: QuarantineReason; columns: readonly string[] } {
  const mapped = mapping.stepOf(plan.procedure, row.step)
  if (mapped === 'ended') return no('alreadyEnded', 'step')
  if (mapped === null) return no('unknownStep', 'step')
  const order = stepsInOrder(plan).filter((id) => !skips.includes(id))
  const waits = 'kind' in mapped && mapped.kind === 'supplement'
  const step = waits ? 'supplement' : stepFor(mapped, plan, order)
  if (step === undefined) return no('unknownStep', 'step')
  const goesOnAt = waits ? plan.first : step
  const received = order.find((id) => plan.steps[id]?.kind === 'receive')
  const past = received !== undefined && order.indexOf(received) < order.indexOf(goesOnAt)
  const position: ImportedPosition = {
    ...{ step, round: row.round, extensions: row.extensions },
    supplementsAsked: waits ? Math.max(1, row.supplementsAsked) : row.supplementsAsked,
    decided: isPastSignature(plan, skips, goesOnAt),
    running: row.acceptedAt !== undefined || past,
    afterSupplement: waits ? plan.first : null,
  }
  const problem = positionProblem(plan, skips, position)
  return problem === null ? { position } : no(problem, 'step')
}

function stepFor(
  mapped: { id: string } | { kind: string; which: 'first' | 'last' },
  plan: Plan,
  order: readonly string[],
): string | undefined {
  if ('id' in mapped) return order.find((id) => id === mapped.id)
  const ofKind = order.filter((id) => plan.steps[id]?.kind === mapped.kind)
  return mapped.which === 'last' ? ofKind.at(-1) : ofKind[0]
}

/** Null before the acceptance; a pause that lasts stands where the plan pauses, and nowhere else. */
function clockOf(
  row: ImportRow,
  plan: Plan,
  skips: readonly string[],
  position: ImportedPosition,
  asOf: number,
): ImportedEvent | null | { reason: QuarantineReason; columns: readonly string[] } {
  if (!position.running) return null
  const from = row.acceptedAt ?? row.receivedAt
  if (from < row.receivedAt || from > asOf) return no('invalidField', 'acceptedAt')
  const given = pausesOf(row)
  const ordered = given.every(
    ({ fromMs, toMs }, i) =>
      fromMs >= (given[i - 1]?.toMs ?? from) && (toMs ?? asOf) >= fromMs && (toMs ?? asOf) <= asOf,
  )
  const lasting = given.filter(({ toMs }) => toMs === null)
  const pausedHere = position.step === 'supplement' || plan.steps[position.step]?.pausesClock === true
  if (
    !ordered ||
    lasting.length > (pausedHere ? 1 : 0) ||
    (lasting.length === 1 && given.at(-1)?.toMs !== null)
  ) {
    return no('invalidField', row.pauses === undefined ? 'pausedFrom' : 'pauses')
  }
  const why = position.step === 'supplement' ? 'supplement' : 'financial'
  const pauses =
    pausedHere && lasting.length === 0 ? [...given, { fromMs: asOf, toMs: null, why } as const] : given
  const usedWorkingMs = row.usedDays === undefined ? null : Math.round(row.usedDays * WORKING_DAY_MS)
  return {
    ...{ kind: 'imported', at: asOf, from, total: totalOf(plan, skips), usedWorkingMs, pauses },
    promisedDueAt: row.promisedAt ?? null,
  }
}

function pausesOf({ pauses, pausedFrom, pausedTo, pauseReason }: ImportRow): readonly Pause[] {
  const listed = (pauses ?? []).map(({ from, to, reason }) => ({ fromMs: from, toMs: to, why: reason }))
  if (pausedFrom === undefined) return listed
  return [...listed, { fromMs: pausedFrom, toMs: pausedTo ?? null, why: pauseReason ?? 'supplement' }]
}

/** Keyed hashes of a row: of all of it, and of what says whose dossier it is. */
export function hashesOf(key: Uint8Array, row: ImportRow): { rowHash: Buffer; identityHash: Buffer } {
  const hash = (value: unknown) => createHmac('sha256', key).update(JSON.stringify(value)).digest()
  const {
    oldCode,
    procedure,
    applicantName,
    identityNumber,
    oldWard,
    oldWardName,
    receptionUnit,
    receivedAt,
  } = row
  return {
    rowHash: hash(row),
    identityHash: hash([
      ...[oldCode, procedure, applicantName, identityNumber ?? null, oldWard ?? null, oldWardName ?? null],
      ...[receptionUnit, receivedAt],
    ]),
  }
}

/** The first day on which nothing of the old units is received any more. */
export const afterReceived = addDaysToDate(RECEIVED_UNTIL, 1)
