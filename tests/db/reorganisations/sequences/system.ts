/** What a sequence does, done by the product: its statements on a real PostgreSQL, at instants of the sequence. */
import { createHash, randomUUID } from 'node:crypto'
import {
  lapseOld,
  readRequest,
  recordRequest,
  refuseRequest,
} from '../../../../db/dossier/requests/requests.ts'
import { writeTransition } from '../../../../db/dossier/transition/write-transition.ts'
import { runHistory } from '../../../../db/engine/run-history.ts'
import {
  approveReorganisation,
  armReorganisation,
  closeReorganisation,
  proposeReorganisation,
} from '../../../../db/reorganisations/enactment/enact.ts'
import { readEnactment } from '../../../../db/reorganisations/enactment/steps.ts'
import {
  callOffReorganisation,
  postponeReorganisation,
  undoReorganisation,
} from '../../../../db/reorganisations/enactment/take-back.ts'
import { claimTask } from '../../../../db/tasks/claim.ts'
import { readTaskAtDoor } from '../../../../db/tasks/task-at-door.ts'
import { endMandate, lendMandate } from '../../../../db/territory/authority/mandate.ts'
import { placeDossier } from '../../../../db/territory/responsibility/placement.ts'
import type { Role } from '../../../../domain/dossier/dossier.ts'
import { DomainError } from '../../../../domain/errors.ts'
import { planOf } from '../../../../procedures/grammar/plan/compile-plan.ts'
import { skippedSteps, timeOf, totalOf } from '../../../../procedures/grammar/plan/plan.ts'
import { advance } from '../../../../procedures/grammar/run/advance.ts'
import type { DossierEvent } from '../../../../procedures/grammar/run/event.ts'
import { replay } from '../../../../procedures/grammar/run/replay.ts'
import { planHash } from '../../../../procedures/registry/plan-hash.ts'
import type { OwnedDatabase } from '../../../certificate/cutover-story.ts'
import { fileRead } from '../../../dossier-story.ts'
import { procedures } from './city.ts'
import { enactableOf, type Plan } from './plans.ts'

const basis = 'Quyết định thử'
const hash = createHash('sha256').update('x').digest()

/** `done`, or the code of a refusal. */
export type Did = string

async function codeOf(work: () => Promise<unknown>): Promise<Did> {
  try {
    await work()
    return 'done'
  } catch (error) {
    if (error instanceof DomainError) return error.code
    throw error
  }
}

export class System {
  constructor(readonly database: OwnedDatabase) {}

  /** @returns the id of the dossier */
  async file(filed: { area: string; field: string; unit: string; at: number }): Promise<string> {
    const procedure = procedures.find(({ field }) => field === filed.field)
    if (procedure === undefined) throw new Error(`no procedure of ${filed.field}`)
    const plan = planOf(procedure)
    const { receipt } = await fileRead(this.database, {
      ...{
        caller: 'x',
        key: randomUUID(),
        bodyHash: hash,
        plan,
        planHash: planHash(plan),
        field: filed.field,
      },
      ...{ channel: 'counter', receptionUnitId: filed.unit, areaId: filed.area, groupId: null, papers: [] },
      parties: [{ role: 'applicant', kind: 'person', name: 'Trần Thị Lan', phone: null, identity: null }],
      places: [{ kind: 'residence', areaId: filed.area, evidence: 'declared', address: null }],
      form: { open: { name: randomUUID() }, secrets: {} },
      at: filed.at,
    })
    return receipt.dossierId
  }

  /** At the door, as the API does: judged, then recorded. @returns the request's id, or the code of a refusal */
  async ask(asked: {
    dossierId: string
    task: string
    outcome: string
    officer: string
    at: number
  }): Promise<{ id: string } | { refused: string }> {
    const { dossierId, task, outcome, officer, at } = asked
    const door = await this.#door({ taskId: `${dossierId}.${task}`, officer, at })
    if ('refused' in door) return door
    const { id } = await recordRequest(this.database, {
      ...{
        caller: officer,
        key: randomUUID(),
        bodyHash: hash,
        dossierId,
        taskId: `${dossierId}.${task}`,
        revision: null,
      },
      ...{ note: null, at, law: door.law },
      actor: {
        id: officer,
        role: 'officer',
        unitId: door.unitId,
        mandateId: door.mandateId,
        actingForId: null,
      },
      item: (key) => ({ kind: 'decide', key, at, task, outcome }),
    })
    return { id }
  }

  async #door({
    taskId,
    officer,
    at,
  }: {
    taskId: string
    officer: string
    at: number
  }): Promise<{ refused: string } | { unitId: string; mandateId: string; law: number | null }> {
    const by = { officerId: officer, unitId: null, asOfMs: at }
    const { task, authority } = await readTaskAtDoor(this.database.sql, taskId, { by, name: null })
    if (task === null) return { refused: 'notFound' }
    if (!task.open) return { refused: 'staleTask' }
    if (!authority.allowed) return { refused: authority.code }
    if (task.claimedBy !== null && task.claimedBy !== officer) return { refused: 'claimedByAnother' }
    return { unitId: authority.unitId, mandateId: authority.mandate.id, law: authority.law }
  }

  /** What the workflow of the dossier does with a request; then the result is issued, as the engine does. */
  async apply(requestId: string, at: number): Promise<void> {
    const request = await readRequest(this.database.sql, requestId)
    if (request === null) throw new Error(`${requestId} was recorded and is not there`)
    const refused = await this.#happens(request.dossierId, request.item)
    if (refused !== null) await refuseRequest(this.database, request, refused, at)
    else if (request.item.kind === 'decide' && request.item.outcome === 'signed') {
      const issue = { kind: 'done', key: randomUUID(), at, task: 'issue.1', outcome: 'issued' } as const
      await this.#happens(request.dossierId, issue)
    }
  }

  async #happens(dossierId: string, item: DossierEvent): Promise<'staleTask' | 'dossierClosed' | null> {
    const history = await runHistory(this.database.sql, { dossierId, correction: 0 })
    if (history === null) throw new Error(`${dossierId} was filed and is not there`)
    const { plan, form, fromRevision, writes } = history
    const traced = replay({ plan, skips: skippedSteps(plan, form), fromRevision }, writes)
    if (traced === null) throw new Error(`the writes of ${dossierId} do not follow from each other`)
    const next = advance(plan, traced.state, item)
    if ('refused' in next) return history.closed ? 'dossierClosed' : 'staleTask'
    const { state: _, ...change } = next
    const answer = await writeTransition(this.database, {
      ...{
        dossierId,
        expectedRevision: traced.state.revision,
        item,
        change,
        total: totalOf(plan, []),
        time: timeOf(plan),
      },
    })
    if (answer.kind !== 'applied' && answer.kind !== 'refused')
      throw new Error(`the write was answered ${answer.kind}`)
    return null
  }

  async lapse(at: number): Promise<void> {
    await lapseOld(this.database, at)
  }

  async claim(claimed: { dossierId: string; task: string; officer: string; at: number }): Promise<Did> {
    const { dossierId, officer, at } = claimed
    const taskId = `${dossierId}.${claimed.task}`
    const by = { officerId: officer, unitId: null, asOfMs: at }
    const { task, authority } = await readTaskAtDoor(this.database.sql, taskId, { by, name: null })
    if (task === null || !task.open) return 'staleTask'
    if (!authority.allowed) return authority.code
    const { mandate, unitId } = authority
    const held = await claimTask(this.database, {
      ...{ taskId, dossierId, officerId: officer, unitId, mandateId: mandate.id, at },
    })
    return held.kind === 'held' ? 'done' : 'claimedByAnother'
  }

  place(placed: { dossierId: string; area: string; officer: string; at: number }): Promise<Did> {
    const { dossierId, area, officer, at } = placed
    return codeOf(() =>
      placeDossier(this.database, {
        ...{ caller: officer, key: randomUUID(), bodyHash: hash, dossierId, areaId: area },
        ...{ basis, officerId: officer, unitId: null, at },
      }),
    )
  }

  async lend(loan: {
    key: string
    unit: string
    role: Role
    officer: string
    by: string
    at: number
    until: number
  }): Promise<{ id: string } | { refused: string }> {
    const { key, unit, role, officer, by, at, until } = loan
    try {
      return await lendMandate(this.database, {
        ...{ caller: 'x', key, unitId: unit, role, officerId: officer, kind: 'substitution' },
        ...{ actingForId: by, from: at, until, basis, at },
      })
    } catch (error) {
      if (error instanceof DomainError) return { refused: error.code }
      throw error
    }
  }

  /** Where it is: a reorganisation or an undo lets it go on in a row of its own. */
  async endLoan(id: string, at: number): Promise<void> {
    const rows = await this.database.sql<{ id: string }[]>`
      select id from mandate where (id = ${id} or id ~ ('^' || ${id} || '[>@]')) and valid @> instant(${at})`
    for (const row of rows) await endMandate(this.database, { id: row.id, actorId: 'x', at })
  }

  /** Proposed by one and approved by another. */
  approve(plan: Plan, effectiveAt: number, at: number): Promise<Did> {
    const of = enactableOf(plan, effectiveAt)
    return codeOf(async () => {
      await proposeReorganisation(this.database, of, { actorId: 'an', at, effectiveAt })
      const { proposed } = await readEnactment(this.database.sql, of.id)
      const rowsHash = proposed?.rowsHash ?? new Uint8Array()
      await approveReorganisation(this.database, of, { actorId: 'binh', at, rowsHash })
    })
  }

  arm(plan: Plan, effectiveAt: number, at: number): Promise<Did> {
    return codeOf(() =>
      armReorganisation(this.database, enactableOf(plan, effectiveAt), { actorId: 'an', at }),
    )
  }

  postpone(plan: Plan, effectiveAt: number, at: number): Promise<Did> {
    return this.#both((actorId) =>
      postponeReorganisation(this.database, enactableOf(plan, effectiveAt), {
        actorId,
        at,
        basis,
        effectiveAt,
      }),
    )
  }

  callOff(plan: Plan, at: number): Promise<Did> {
    return this.#both((actorId) =>
      callOffReorganisation(this.database, enactableOf(plan, at), { actorId, at, basis }),
    )
  }

  close(plan: Plan, at: number): Promise<Did> {
    return codeOf(() =>
      closeReorganisation(this.database, enactableOf(plan, at), { actorId: 'an', at, basis }),
    )
  }

  undo(plan: Plan, effectiveAt: number, at: number): Promise<Did> {
    return this.#both((actorId) =>
      undoReorganisation(this.database, enactableOf(plan, effectiveAt), { actorId, at, basis, effectiveAt }),
    )
  }

  #both(work: (actorId: string) => Promise<unknown>): Promise<Did> {
    return codeOf(async () => {
      await work('an')
      await work('binh')
    })
  }
}
