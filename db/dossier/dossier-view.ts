import type {
  ClockState,
  DossierChannel,
  DossierStatus,
  Ending,
  LateEntry,
  TaskHolder,
} from '../../domain/dossier/dossier.ts'
import type { PlanStep } from '../../procedures/grammar/plan/plan.ts'
import type { Querying } from '../database.ts'
import { type AdoptedEdition, readAdoptedEditions } from '../editions/filed-plan.ts'
import { type PapersHeld, readPapers } from '../papers/paper-counts.ts'
import { typedRows } from '../statement.ts'
import { claimHolds } from '../tasks/claim-holds.ts'
import { responsibleFor } from '../territory/responsibility/responsibility.ts'
import { type TaskFacts, taskFacts } from './portal-facts.ts'
import {
  type CorrectionView,
  planHashOf,
  type ResultVersion,
  readCorrections,
  resultInForce,
} from './results/corrections.ts'

/** Where a dossier is; nothing in it tells who it is about. Instants in ms. */
export interface DossierView extends TaskFacts {
  id: string
  code: string
  procedureCode: string
  procedureName: string
  /** The edition that it runs, and those that it took while it was open, in their order. */
  edition: string
  adoptedEditions: readonly AdoptedEdition[]
  channel: DossierChannel
  receptionUnitId: string
  areaId: string
  groupId: string | null
  possibleDuplicateOf: string | null
  status: DossierStatus
  revision: number
  clock: ClockState
  /** Legal receipt. */
  filedAt: number
  /** When it was entered, where that was later, and why. */
  enteredAt: number | null
  enteredLater: LateEntry | null
  externalCodes: readonly { system: string; code: string }[]
  /** From when the statutory time runs; null before it has been accepted. */
  clockFrom: number | null
  dueAt: number | null
  extensions: number
  ending: Ending | null
  endedAt: number | null
  /** The result in force, and when it was issued. */
  result: string | null
  issuedAt: number | null
  /** When the first was, before any correction. */
  firstIssuedAt: number | null
  corrections: readonly CorrectionView[]
  /** The result in force and those it superseded, the latest first. */
  results: readonly ResultVersion[]
  /** The result has been handed over. */
  collected: boolean
  collectedAt: number | null
  collectedBy: string | null
  collectedHow: string | null
  tasks: readonly OpenTaskView[]
}

export interface OpenTaskView {
  id: string
  step: string
  holder: TaskHolder
  role: string | null
  power: string | null
  openedAt: number
  dueAt: number | null
  lateAt: number | null
  claimedBy: string | null
  /** The unit responsible at the instant requested; null where no desk holds the task. */
  unitId: string | null
  unitName: string | null
  custodian: boolean | null
  /** The step as the dossier's plan has it; null for a supplement. */
  planStep: PlanStep | null
}

export async function readDossier(
  sql: Querying,
  dossierId: string,
  asOfMs: number,
): Promise<DossierView | null> {
  const [rows, tasks, corrected, adoptedEditions] = await Promise.all([
    typedRows(sql, 'dossier.readDossier')`
      select dossier.id, dossier.code, dossier.procedure_code as "procedureCode", plan.body ->> 'name' as "procedureName",
        plan.edition::text as edition, channel, reception_unit_id as "receptionUnitId", area_id as "areaId",
        group_id as "groupId", possible_duplicate_of as "possibleDuplicateOf", status, revision, clock,
        epoch_ms(filed_at) as "filedAt", epoch_ms(clock_from) as "clockFrom", epoch_ms(due_at) as "dueAt", extensions, ending, epoch_ms(ended_at) as "endedAt",
        result.kind as result, epoch_ms(result.issued_at) as "issuedAt", coalesce(result.collected, false) as collected,
        epoch_ms(result.collected_at) as "collectedAt", result.collected_by as "collectedBy",
        result.collected_how as "collectedHow", entered_later as "enteredLater",
        case when entered_later is not null then epoch_ms(dossier.recorded_at) end as "enteredAt",
        coalesce((select jsonb_agg(jsonb_build_object('system', system, 'code', external_code.code) order by system, external_code.code)
          from external_code where external_code.dossier_id = dossier.id), '[]') as "externalCodes",
        facts.*
      from dossier join plan on plan.hash = dossier.plan_hash ${resultInForce(sql, 'dossier')}
      cross join lateral (${taskFacts(sql)}) facts
      where dossier.id = ${dossierId}`,
    typedRows(sql, 'dossier.openTasks')`
      select t.id, t.step, t.holder, t.role, t.power, epoch_ms(t.opened_at) as "openedAt", epoch_ms(t.due_at) as "dueAt",
        epoch_ms(t.late_at) as "lateAt",
        case when ${claimHolds(sql, { task: 't', unit: sql`r.unit_id`, asOfMs })} then t.claimed_by end as "claimedBy",
        r.unit_id as "unitId", unit.name as "unitName", r.custodian, plan.body -> 'steps' -> t.step as "planStep"
      from task t
      join dossier on dossier.id = t.dossier_id
      join plan on plan.hash = ${planHashOf(sql, { task: 't', dossier: 'dossier' })}
      left join lateral (${responsibleFor(sql, 't', asOfMs)}) r on t.holder = 'desk'
      left join unit on unit.id = r.unit_id
      where t.dossier_id = ${dossierId} and t.closed_at is null
      order by t.opened_at, t.key`,
    readCorrections(sql, dossierId),
    readAdoptedEditions(sql, dossierId),
  ])
  const [dossier] = rows
  if (dossier === undefined) return null
  const firstIssuedAt = corrected.results.at(-1)?.issuedAt ?? null
  return { ...dossier, tasks, ...corrected, firstIssuedAt, adoptedEditions }
}

/** Whom and what a dossier is about. Numbers stay sealed: see `Vault`. */
export interface DossierContent extends PapersHeld {
  dossierId: string
  parties: readonly {
    role: string
    kind: string
    name: string
    phone: string | null
    identity: { partyId: string; cipher: Uint8Array; keyId: string } | null
  }[]
  /** As they are now: a placement by an officer replaces what was filed. */
  places: readonly {
    kind: string
    areaId: string
    evidence: string
    connecting: boolean
    address: string | null
    neighbourhood: string | null
  }[]
  form: {
    version: number
    body: Readonly<Record<string, unknown>>
    secrets: Readonly<Record<string, { cipher: string; keyId: string }>>
  }
}

export async function readContent(sql: Querying, dossierId: string): Promise<DossierContent> {
  const [parties, places, forms, held] = await Promise.all([
    typedRows(sql, 'dossier.parties')`
      select party.id as "partyId", dossier_party.role, kind, name, phone, identity_cipher as cipher, identity_key_id as "keyId"
      from dossier_party join party on party.id = party_id
      where dossier_id = ${dossierId} order by dossier_party.role, party.id`,
    typedRows(sql, 'dossier.places')`
      select kind, area_id as "areaId", evidence, connecting, address, neighbourhood from place
      where dossier_id = ${dossierId} and upper_inf(valid) order by kind, id`,
    typedRows(sql, 'dossier.form')`
      select version, body, secrets from dossier_form where dossier_id = ${dossierId} order by version desc limit 1`,
    readPapers(sql, dossierId),
  ])
  return {
    dossierId,
    parties: parties.map(({ partyId, cipher, keyId, ...party }) => ({
      ...party,
      identity: cipher === null || keyId === null ? null : { partyId, cipher, keyId },
    })),
    places,
    form: forms[0] ?? { version: 0, body: {}, secrets: {} },
    ...held,
  }
}
