import type { WorkflowHandle } from '@temporalio/client'
import { catchUpSignal } from '../../engine/messages.ts'
import { until } from '../../harness/until.ts'
import type { DossierEvent } from '../../procedures/grammar/run/event.ts'
import { type MeetingResult, meetingHeldSignal } from '../../workflows/by-hand/site-clearance.ts'
import { machineNow } from '../clock.ts'
import type { DossierStory, World } from '../dossier-story.ts'

/** Takes a dossier along what happened in an example, on a real server: desks decide, limits pass, children end. */
export async function driveExample(
  world: World,
  dossier: DossierStory,
  events: readonly DossierEvent[],
  form: Readonly<Record<string, unknown>>,
): Promise<void> {
  for (const event of events) {
    if (event.kind === 'decide') await dossier.goes(`${event.task}:${event.outcome}`)
    if (event.kind === 'supplement') {
      await until('the applicant is asked', async () => (await dossier.state()).afterSupplement !== null)
      await applied(event, dossier.supplement(form))
    }
    if (event.kind === 'withdraw') await applied(event, dossier.withdraw())
    if (event.kind === 'due') await letTimeRunOut(world, dossier, event.task)
    if (event.kind === 'done') await endEngineWork(world, dossier, event.task, event.outcome)
  }
}

async function applied(event: DossierEvent, outcome: Promise<unknown>): Promise<void> {
  const answer = await outcome
  if (answer !== 'applied') throw new Error(`${event.kind} was refused: ${JSON.stringify(answer)}`)
}

/** A real server's time cannot be skipped: the limit is moved to where time already is. */
async function letTimeRunOut({ database }: World, dossier: DossierStory, task: string): Promise<void> {
  await dossier.opened(task)
  await database.sql`
    update task set due_at = instant(${machineNow() - 1}) where dossier_id = ${dossier.id} and key = ${task}`
  await dossier.handle.signal(catchUpSignal)
  await until(`${task} came due`, async () => (await dossier.tasks())[task] !== 'open')
}

const meetingResults: Readonly<Record<string, readonly MeetingResult[]>> = {
  agreed: ['agreed'],
  contested: ['notAgreed', 'notAgreed', 'notAgreed'],
  abandoned: ['projectAbandoned'],
}

async function endEngineWork(
  { engine }: World,
  dossier: DossierStory,
  task: string,
  outcome: string,
): Promise<void> {
  for (const result of task.startsWith('clear.') ? (meetingResults[outcome] ?? []) : []) {
    await hold(engine.client.workflow.getHandle(`${dossier.id}/${task}`), result)
  }
  await until(`${task} is ${outcome}`, async () => (await dossier.tasks())[task] === outcome)
}

/** The task opens a moment before its child runs. */
async function hold(child: WorkflowHandle, result: MeetingResult): Promise<void> {
  await until('the child runs', async () => {
    await child.signal(meetingHeldSignal, result)
    return true
  })
}
