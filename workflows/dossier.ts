/** The interpreter: runs any plan. What a dossier's run keeps and applies is in `dossier-run.ts`. */
import { allHandlersFinished, condition, setHandler } from '@temporalio/workflow'
import {
  catchUpSignal,
  type DossierInput,
  reprojectSignal,
  stateQuery,
  timelineQuery,
  updates,
} from '../engine/messages.ts'
import type { DossierState } from '../procedures/grammar/run/event.ts'
import type { RequestedEvent } from '../procedures/grammar/run/request.ts'
import { DossierRun } from './dossier-run.ts'
import { DueTimer } from './due-timer.ts'
import { EngineWorks } from './engine-works.ts'

export default async function dossier(
  input: DossierInput,
): Promise<Pick<DossierState, 'ending' | 'revision'>> {
  const run = new DossierRun(input)
  // The SDK holds the input for as long as the workflow runs: without this, each cached dossier would hold where it began as well.
  input.standing = undefined
  // After the start is queued: a request that came before the first task then waits behind it.
  handleMessages(run)
  const timer = new DueTimer()
  const works = new EngineWorks(input.dossierId, (event) => run.enqueue(event))
  // A renewed run has open tasks and due times from its first moment on.
  works.begin(run.plan, run.state)
  timer.set(run.state)
  while (run.state.ending === null || run.hasQueued) {
    await condition(() => run.hasQueued || timer.woke)
    for (const event of timer.dueEvents(run.state, Date.now())) run.enqueue(event)
    for (let queued = run.dequeue(); queued !== undefined; queued = run.dequeue()) {
      await run.handle(queued)
      works.begin(run.plan, run.state)
    }
    timer.set(run.state)
    if (run.state.ending === null && run.isLong && works.idle) await run.renew()
  }
  await condition(allHandlersFinished)
  return { ending: run.state.ending, revision: run.state.revision }
}

function handleMessages(run: DossierRun): void {
  setHandler(stateQuery, () => run.state)
  setHandler(timelineQuery, () => run.timeline)
  setHandler(catchUpSignal, () => run.enqueue('catchUp'))
  setHandler(reprojectSignal, () => run.enqueue('reproject'))
  const ask = (event: RequestedEvent) => run.ask(event)
  const validator = (event: RequestedEvent, seen: number | null): void => run.refuseStale(event, seen)
  setHandler(updates.decide, ask, { validator })
  setHandler(updates.supplement, ask, { validator })
  setHandler(updates.withdraw, ask, { validator })
  setHandler(updates.reassign, ask, { validator })
  setHandler(updates.extend, ask, { validator })
  setHandler(updates.adoptEdition, ask, { validator })
}
