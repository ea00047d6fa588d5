/** The dossier of a reorganisation: how three people bring it to its arming, what is done with that, and what the dossier says of it. */
import { expect } from 'vitest'
import { z } from 'zod'
import type { Certified } from '../../../certificate/issue-certificate.ts'
import { childWorkflowId } from '../../../domain/dossier/workflow-id.ts'
import { until } from '../../../harness/until.ts'
import { relayOnce } from '../../../relay/relay.ts'
import type { Enactable } from '../../../reorganisations/enactable.ts'
import { machineNow } from '../../clock.ts'
import type { ApiWorld } from '../app.ts'
import type { Client } from '../client.ts'

export const DEPARTMENT = 'hanoi:so-noi-vu'
export const CITY = 'hanoi:01'
export const CODE = '0.000001'

type World = Pick<ApiWorld, 'database' | 'engine' | 'officer' | 'opened'>

const receiptSchema = z.strictObject({
  dossierId: z.uuid(),
  code: z.string(),
  procedureCode: z.string(),
  filedAt: z.string(),
})

export const relays = ({ database, engine }: World) =>
  relayOnce({ database, engine, now: machineNow, log: { warn: () => {} } })

export const specialistOf = ({ officer }: World, number: number) => officer('specialist', DEPARTMENT, number)
export const chairOf = ({ officer }: World) => officer('chair', CITY)

/** Filed by the first specialist, and at its first desk. */
export async function begins(
  world: World,
  form: object,
  { procedure, papers }: { procedure: string; papers: readonly object[] } = {
    procedure: CODE,
    papers: [{ kind: 'resolution', originals: 0, copies: 1 }],
  },
): Promise<z.infer<typeof receiptSchema>> {
  const { status, body } = await (await specialistOf(world, 1)).post('/internal-dossiers', {
    ...{ procedure, unit: DEPARTMENT, form, papers },
  })
  expect({ status, body }).toMatchObject({ status: 201 })
  await relays(world)
  return receiptSchema.parse(body)
}

const outcomes: Readonly<Record<string, string>> = {
  propose: 'accepted',
  check: 'approved',
  approve: 'signed',
}

/** The outcome that leads it on. */
export async function decides({ opened }: World, dossierId: string, step: string, by: Client) {
  const task = await opened(dossierId, `${step}.1`)
  return await by.post(`/tasks/${task}/decisions`, { outcome: outcomes[step] })
}

export async function approved(world: World, form: object): Promise<z.infer<typeof receiptSchema>> {
  const filed = await begins(world, form)
  expect(await decides(world, filed.dossierId, 'propose', await specialistOf(world, 1))).toMatchObject({
    status: 200,
  })
  expect(await decides(world, filed.dossierId, 'check', await specialistOf(world, 2))).toMatchObject({
    status: 200,
  })
  expect(await decides(world, filed.dossierId, 'approve', await chairOf(world))).toMatchObject({
    status: 200,
  })
  return filed
}

/** Waits until it has ended. @returns how, and the outcomes of the steps of the engine */
export const ended = ({ database }: World, dossierId: string) =>
  until('the dossier has ended', async () => {
    const [row] = await database.sql<{ ending: string; steps: Record<string, string> }[]>`
      select ending, (select jsonb_object_agg(step, outcome) from task where dossier_id = dossier.id and holder = 'engine') as steps
      from dossier where id = ${dossierId} and status = 'closed'`
    return row
  })

/** The two who answer for what a dossier has armed. */
export const two = [`can-bo:${DEPARTMENT}:specialist:1`, `can-bo:${CITY}:chair:1`] as const

/** Each of them asks for the same. */
export async function bothAsk(
  of: Enactable,
  step: (of: Enactable, by: { actorId: string; at: number; basis: string }) => Promise<unknown>,
): Promise<void> {
  for (const actorId of two) await step(of, { actorId, at: machineNow(), basis: 'Quyết định thử' })
}

const timelineSchema = z.object({
  entries: z.array(
    z.object({ kind: z.string(), actor: z.string(), details: z.record(z.string(), z.unknown()) }),
  ),
})

/** What was done with its reorganisation, and by whom, as the timeline shows it. */
export async function shownOf(
  world: World,
  dossierId: string,
): Promise<readonly (readonly [step: string, actor: string])[]> {
  const { body } = await (await chairOf(world)).get(`/dossiers/${dossierId}/timeline`)
  const { entries } = timelineSchema.parse(body)
  return entries.flatMap(({ kind, actor, details }) =>
    kind === 'reorganisation' ? [[String(details.step), actor] as const] : [],
  )
}

export const childOf = ({ engine }: World, dossierId: string, task: string) =>
  engine.client.workflow.getHandle(childWorkflowId(dossierId, task))

/** Waits until the child of a task has read the rows so many times, and sleeps. */
export const hasAsked = (world: World, dossierId: string, task: string, times: number) =>
  until(`${task} has asked ${times} times`, async () => {
    const { events } = await childOf(world, dossierId, task).fetchHistory()
    return events?.filter(({ timerStartedEventAttributes: of }) => of != null).length === times
  })

/** What a certificate says where nothing is missing. */
export const clean: Certified = {
  ...{
    knownAt: 0,
    kind: 'issued',
    root: '3f9c',
    supplements: null,
    reorganisation: null,
    undone: [],
    ids: [],
  },
  list: { id: 'danh-sach-thu', frozenAt: 0, runs: 0, hash: '3f9c' },
  faults: {
    counts: { missing: 0, doubled: 0, deskless: 0, notListed: 0, notInEngine: 0 },
    named: { missing: [], doubled: [], deskless: [], notListed: [], notInEngine: [] },
  },
}
