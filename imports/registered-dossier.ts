/** From a judged row to the rows of its dossier: numbers sealed, times reckoned, the first step open. */
import { createHash, randomUUID } from 'node:crypto'
import { journalPayload, openedRows, resultOf } from '../db/dossier/transition/transition-rows.ts'
import type { Vault } from '../db/identity/identity-vault.ts'
import { formContext, identityContext } from '../db/identity/sealing-context.ts'
import { importedTimes } from '../db/imports/imported-times.ts'
import type { RegisteredDossier } from '../db/imports/register-rows.ts'
import { newId } from '../db/new-id.ts'
import { otherPaperKind } from '../domain/dossier/other-paper.ts'
import type { Calendar } from '../domain/time/calendar.ts'
import { type ImportedEvent, reckonImported } from '../domain/time/clock-events.ts'
import { localDate } from '../domain/time/local-day.ts'
import { nameTails, searchable } from '../domain/vietnamese.ts'
import { skippedSteps } from '../procedures/grammar/plan/plan.ts'
import { advance } from '../procedures/grammar/run/advance.ts'
import { type DossierEventOf, initialState } from '../procedures/grammar/run/event.ts'
import { splitSecrets } from '../procedures/registry/form-schema.ts'
import { applicantRole, type JudgedRow } from './judge-row.ts'

interface Registered {
  judged: JudgedRow
  code: string
  source: string
  line: number
  rowHash: Buffer
  identityHash: Buffer
  /** Of the dossier that the row corrects: what is sealed is sealed for that one. @defaultValue a new id */
  dossierId?: string
}

/** @throws Error where the plan refuses the position, which `judgeRow` has asked it before */
export function registeredOf(
  { judged, code, source, line, rowHash, identityHash, dossierId: id = newId() }: Registered,
  { vault, calendar }: { vault: Vault; calendar: Calendar },
): RegisteredDossier {
  const { oldCode, plan, planHash, procedure, row, clock: event, receptionUnitId, areaId } = judged
  const opening = openingOf(judged, calendar, event)
  const { clock } = opening
  const due = dueOf(calendar, event)
  const form = splitSecrets(procedure.form, formOf(judged.form))
  return {
    ...{ id, line, oldCode, code, planHash, areaId, receptionUnitId, channel: row.channel },
    ...{ rowHash: rowHash.toString('base64'), identityHash: identityHash.toString('base64') },
    ...{ dueDisagrees: due.disagrees, reckonedDueAt: due.reckonedAt },
    ...{ procedureCode: plan.procedure, field: procedure.field, filedAt: row.receivedAt },
    contentHash: createHash('sha256').update(`import|${source}|${oldCode}`).digest('base64'),
    ...{ clock: clock.state ?? 'notStarted', clockFrom: clock.from, pausedAt: clock.pausedAt },
    ...{ pausedWorkingMs: clock.pausedWorkingMs, dueAt: clock.dueAt, extensions: row.extensions },
    ...opening.rows,
    filed: {
      ...{ code, procedure: plan.procedure, edition: plan.edition, plan: planHash, channel: row.channel },
      ...{ enteredLater: null, source, oldCode },
    },
    form: form.open,
    secrets: Object.fromEntries(
      Object.entries(form.secret).map(([name, value]) => [name, sealed(vault, value, formContext(id, name))]),
    ),
    ...{ parties: [partyOf(judged, vault)], tails: [...new Set(nameTails(row.applicantName))] },
    places: [
      {
        ...{ id: randomUUID(), ...judged.place, address: row.address ?? null },
        ...{ lat: row.lat ?? null, lon: row.lon ?? null, neighbourhood: row.neighbourhood ?? null },
      },
    ],
    ...papersOf(judged, vault),
  }
}

function papersOf({ papers: { kinds, others, unitId } }: JudgedRow, vault: Vault) {
  const named = others.map((name) => ({
    kind: otherPaperKind(vault.lookup(`other paper ${searchable(name)}`)),
    note: name,
  }))
  const papers = [...kinds.map((kind) => ({ kind, note: null })), ...named]
  return {
    papers: papers.map((paper) => ({ id: randomUUID(), ...paper })),
    originals: papers.map(({ kind }) => ({ kind, unitId })),
  }
}

/** Revision 1 with its tasks, as the write of a workflow would keep it. */
function openingOf(judged: JudgedRow, calendar: Calendar, event: ImportedEvent | null) {
  const { plan, form, position, asOf } = judged
  const item: DossierEventOf<'import'> = { kind: 'import', key: 'import', at: asOf, ...position }
  const next = advance(plan, initialState(skippedSteps(plan, form)), item)
  if ('refused' in next)
    throw new Error(`The plan of ${plan.procedure} refused an imported position: ${next.refused}`)
  const { state: _, ...change } = next
  const reckoned = importedTimes(calendar, plan, { item, change, kept: [] }, event)
  const { clock, dueAt } = reckoned
  return {
    clock,
    rows: {
      item,
      result: resultOf(reckoned),
      tasks: openedRows({ change }, dueAt),
      payload: journalPayload({ item, change }, { was: null, is: clock.dueAt }),
    },
  }
}

/** Whether the date on the slip is the one that the row's own days give, and that one (ms). */
export function dueOf(
  calendar: Calendar,
  event: ImportedEvent | null,
): { disagrees: boolean; reckonedAt: number | null } {
  if (event === null) return { disagrees: false, reckonedAt: null }
  const reckonedAt = reckonImported(calendar, event)
  const { promisedDueAt } = event
  return {
    disagrees: promisedDueAt !== null && localDate(promisedDueAt) !== localDate(reckonedAt),
    reckonedAt,
  }
}

function partyOf({ row }: JudgedRow, vault: Vault): object {
  const { identityNumber } = row
  const id = randomUUID()
  const identity = identityNumber === undefined ? null : sealed(vault, identityNumber, identityContext(id))
  return {
    ...{ id, role: applicantRole, kind: row.applicantKind, name: row.applicantName },
    ...{ phone: row.phone ?? null, cipher: identity?.cipher ?? null, keyId: identity?.keyId ?? null },
    lookup:
      identityNumber === undefined ? null : Buffer.from(vault.lookup(identityNumber)).toString('base64'),
  }
}

function sealed(vault: Vault, value: string, context: string): { cipher: string; keyId: string } {
  const { cipher, keyId } = vault.seal(value, context)
  return { cipher: Buffer.from(cipher).toString('base64'), keyId }
}

function formOf(form: Readonly<Record<string, unknown>>): Record<string, string | number | boolean> {
  const values = Object.entries(form).flatMap(([name, value]) =>
    typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
      ? [[name, value] as const]
      : [],
  )
  return Object.fromEntries(values)
}
