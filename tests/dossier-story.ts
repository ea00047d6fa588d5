/** Tells a dossier's life in a test: file it, take its decisions as the officers responsible, read where it is. */
import { createHash, randomUUID } from 'node:crypto'
import type { WorkflowHandle } from '@temporalio/client'
import type { Database } from '../db/database.ts'
import { type Filing, fileDossier } from '../db/dossier/filing/file-dossier.ts'
import { readForFiling } from '../db/dossier/filing/read-for-filing.ts'
import { type Actor, type RecordedRequest, recordRequest } from '../db/dossier/requests/requests.ts'
import { askCorrection } from '../db/dossier/results/correction.ts'
import { newId } from '../db/new-id.ts'
import type { Role } from '../domain/dossier/dossier.ts'
import { dossierWorkflowId } from '../domain/dossier/workflow-id.ts'
import type { ErrorCode } from '../domain/errors.ts'
import type { Duration } from '../domain/time/duration.ts'
import type { Engine } from '../engine/connection.ts'
import { stateQuery, timelineQuery } from '../engine/messages.ts'
import { until } from '../harness/until.ts'
import type { Procedure } from '../procedures/grammar/definition/procedure.ts'
import { planOf } from '../procedures/grammar/plan/compile-plan.ts'
import { decidingDesk, type Plan, skippedSteps } from '../procedures/grammar/plan/plan.ts'
import type { RequestedEvent } from '../procedures/grammar/run/request.ts'
import { planHash } from '../procedures/registry/plan-hash.ts'
import { deliverRequest } from '../relay/deliver-request.ts'
import { relayOnce } from '../relay/relay.ts'
import { machineNow } from './clock.ts'
import { officerFor } from './officer-for.ts'

/** A commune whose officers act in these stories. */
export const commune = 'new:00004'

export interface World {
  database: Database
  engine: Engine
  /** Legal time, ms. @defaultValue the machine's clock */
  now?: () => number | Promise<number>
}

export type Outcome = 'applied' | { refused: ErrorCode }
type Form = Readonly<Record<string, unknown>>

export interface RequestOptions {
  /** The first or a later officer of the role. @defaultValue the first who may decide the task, else 1 */
  officer?: number
  /** Role of the officer, where it is not the task's. */
  role?: Role
  /** What the caller had read. */
  seen?: number
  /** Key of the caller, where a test repeats it. */
  key?: string
  /** Legal instant, where it is not now. */
  at?: number
}

/** Files a dossier at the commune and starts its workflow. */
export async function fileStory(world: World, procedure: Procedure, form: Form = {}): Promise<DossierStory> {
  const story = await fileOnly(world, procedure, form)
  await story.start()
  return story
}

/** Files what was put together by hand, after the read that every filing is judged by. */
export async function fileRead(database: Database, filing: Filing): ReturnType<typeof fileDossier> {
  const { plan, field, areaId, at, receptionUnitId } = filing
  const { places, published } = await readForFiling(database.sql, {
    ...{ name: filing, receptionUnitId, at, now: at, officer: null },
    content: { procedureCode: plan.procedure, field, desk: decidingDesk(plan), places: [{ areaId }] },
  })
  return await fileDossier(database, filing, { published, giver: places[0]?.giver ?? null })
}

/** Files a dossier whose workflow nobody has started yet; `secrets` are the fields of its form that are sealed for `id`. */
export async function fileOnly(
  world: World,
  procedure: Procedure,
  form: Form = {},
  { id = newId(), secrets = {} }: { id?: string; secrets?: Filing['form']['secrets'] } = {},
): Promise<DossierStory> {
  const { database } = world
  const plan = planOf(procedure)
  const at = await (world.now ?? machineNow)()
  const areaId = await areaOfCommune(database)
  const { receipt } = await fileRead(database, {
    id,
    caller: 'test',
    key: randomUUID(),
    bodyHash: hashOf(form),
    plan,
    planHash: planHash(plan),
    field: procedure.field,
    channel: 'counter',
    receptionUnitId: commune,
    areaId,
    groupId: null,
    parties: [
      { role: 'applicant', kind: 'person', name: 'Nguyễn Thị Hồng Thắm', phone: null, identity: null },
    ],
    places: [{ kind: 'residence', areaId, evidence: 'declared', address: null }],
    form: { open: form, secrets },
    papers: [],
    at,
  })
  return new DossierStory(world, receipt.dossierId, plan)
}

export class DossierStory {
  readonly handle: WorkflowHandle

  constructor(
    private readonly world: World,
    readonly id: string,
    readonly plan: Plan,
  ) {
    this.handle = world.engine.client.workflow.getHandle(dossierWorkflowId(id))
  }

  now(): number | Promise<number> {
    return (this.world.now ?? machineNow)()
  }

  /** What the relay does once: starts what was filed. */
  async start(): Promise<void> {
    const at = await this.now()
    await relayOnce({ ...this.world, now: () => at, log: { warn: () => {} } })
  }

  /** Waits until the task is open in PostgreSQL, as an inbox would show it. */
  async opened(...keys: string[]): Promise<void> {
    const { sql } = this.world.database
    await until(`${keys.join(', ')} open`, async () => {
      const rows = await sql`
        select 1 from task where dossier_id = ${this.id} and key = any (${keys}) and closed_at is null`
      return rows.length === keys.length
    })
  }

  /** Records a decision by an officer who is responsible then, and delivers it. */
  async decide(task: string, outcome: string, options: RequestOptions = {}): Promise<Outcome> {
    await this.opened(task)
    return await this.deliver(await this.recordDecision(task, outcome, options))
  }

  /** One step after the other: `receive.1:accepted review.1:approved`. */
  async goes(path: string): Promise<void> {
    for (const part of path.split(' ')) {
      const [task = '', outcome = ''] = part.split(':')
      const answer = await this.decide(task, outcome)
      if (answer !== 'applied') throw new Error(`${part} was refused: ${answer.refused}`)
    }
  }

  async recordDecision(
    task: string,
    outcome: string,
    options: RequestOptions = {},
  ): Promise<RecordedRequest> {
    const at = options.at ?? (await this.now())
    const actor = await officerFor(this.world.database.sql, {
      ...options,
      taskId: `${this.id}.${task}`,
      at,
      otherwise: commune,
    })
    return await this.record((key) => ({ kind: 'decide', key, at, task, outcome }), { ...options, at, actor })
  }

  async supplement(form: Form = {}, options: RequestOptions = {}): Promise<Outcome> {
    const at = await this.now()
    const skips = skippedSteps(this.plan, form)
    return this.deliver(await this.record((key) => ({ kind: 'supplement', key, at, skips }), options))
  }

  async withdraw(options: RequestOptions = {}): Promise<Outcome> {
    const at = await this.now()
    return this.deliver(await this.record((key) => ({ kind: 'withdraw', key, at }), options))
  }

  async reassign(task: string, officer: string | null, options: RequestOptions = {}): Promise<Outcome> {
    const at = await this.now()
    return this.deliver(await this.record((key) => ({ kind: 'reassign', key, at, task, officer }), options))
  }

  async extend(by: Duration, options: RequestOptions = {}): Promise<Outcome> {
    const at = await this.now()
    return this.deliver(await this.record((key) => ({ kind: 'extend', key, at, by }), options))
  }

  /** Puts a request on disk, without sending it. */
  async record(
    item: (key: string) => RequestedEvent,
    options: RequestOptions & { actor?: Actor } = {},
  ): Promise<RecordedRequest> {
    const at = options.at ?? (await this.now())
    const asked = item('')
    return await recordRequest(this.world.database, {
      caller: 'test',
      key: options.key ?? randomUUID(),
      bodyHash: hashOf({ ...asked, at: null }),
      dossierId: this.id,
      taskId: asked.kind === 'decide' ? `${this.id}.${asked.task}` : null,
      revision: options.seen ?? null,
      actor: options.actor ?? service,
      item,
      note: null,
      at,
    })
  }

  /** Asks for the correction of its result and starts its workflow. */
  async corrects(): Promise<WorkflowHandle> {
    const { database, engine } = this.world
    const { correction } = await askCorrection(database, {
      ...{ caller: 'test', key: randomUUID(), bodyHash: hashOf(this.id), dossierId: this.id },
      ...{ ground: 'Sai ngày sinh', actor: service, at: await this.now(), hashOf: planHash },
    })
    await this.start()
    return engine.client.workflow.getHandle(dossierWorkflowId(this.id, correction.number))
  }

  async deliver(request: RecordedRequest): Promise<Outcome> {
    const at = await this.now()
    const outcome = await deliverRequest({ ...this.world, now: () => at }, request, 20_000)
    return 'applied' in outcome ? 'applied' : outcome
  }

  /** Every task ever opened: its outcome, `late` or `open`. */
  async tasks(): Promise<Record<string, string>> {
    const rows = await this.world.database.sql<{ key: string; status: string }[]>`
      select key, coalesce(outcome, case when late_at is null then 'open' else 'late' end) as status
      from task where dossier_id = ${this.id} order by opened_at, key`
    return Object.fromEntries(rows.map(({ key, status }) => [key, status]))
  }

  async dossier(): Promise<DossierFacts> {
    const [row] = await this.world.database.sql<DossierFacts[]>`
      select revision, status, ending, clock, epoch_ms(due_at) as "dueAt", extensions from dossier where id = ${this.id}`
    if (row === undefined) throw new Error('the dossier is not there')
    return row
  }

  /** Keys of the effects in the order they were written; each stands there once. */
  async effects(): Promise<readonly string[]> {
    const rows = await this.world.database.sql<{ key: string }[]>`
      select effect_key as key from dossier_revision where dossier_id = ${this.id} order by revision`
    return rows.map(({ key }) => key)
  }

  async journal(): Promise<readonly string[]> {
    const rows = await this.world.database.sql<{ kind: string }[]>`
      select kind from journal where dossier_id = ${this.id} order by seq`
    return rows.map(({ kind }) => kind)
  }

  state = () => this.handle.query(stateQuery)
  timeline = () => this.handle.query(timelineQuery)

  /** How the workflow ended. */
  async ending(): Promise<unknown> {
    const result: { ending: unknown } = await this.handle.result()
    return result.ending
  }

  /** Types of the events in the run's history. */
  async events(): Promise<readonly string[]> {
    const { events } = await this.handle.fetchHistory()
    return (events ?? []).map((event) => Object.keys(event).find((key) => /Attributes$/.test(key)) ?? '')
  }
}

export interface DossierFacts {
  revision: number
  status: string
  ending: string | null
  clock: string
  dueAt: number | null
  extensions: number
}

const service: Actor = { id: 'test', role: 'service', unitId: null, mandateId: null, actingForId: null }

const hashOf = (value: unknown): Buffer => createHash('sha256').update(JSON.stringify(value)).digest()

async function areaOfCommune({ sql }: Database): Promise<string> {
  const [row] = await sql<{ id: string }[]>`
    select area_id as id from jurisdiction where unit_id = ${commune} and not custodian order by area_id limit 1`
  if (row === undefined) throw new Error(`${commune} holds no area`)
  return row.id
}
