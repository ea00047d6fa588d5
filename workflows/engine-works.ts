import { childWorkflowId } from '../domain/dossier/workflow-id.ts'
import type { EngineWork, Plan } from '../procedures/grammar/plan/plan.ts'
import type { DossierEvent, DossierState } from '../procedures/grammar/run/event.ts'
import { issuedEvent } from '../procedures/grammar/run/issue-after.ts'
import { executeChildInPlace } from './execute-child.ts'
import { payouts } from './proxies.ts'

/** Does the steps that need no desk. Each task is begun once; its outcome comes back as an event. */
export class EngineWorks {
  readonly #begun = new Set<string>()
  #running = 0

  constructor(
    private readonly dossierId: string,
    private readonly enqueue: (event: DossierEvent) => void,
  ) {}

  /** Nothing is pending that a fresh history would lose. */
  get idle(): boolean {
    return this.#running === 0
  }

  begin(plan: Plan, state: DossierState): void {
    for (const [key, task] of Object.entries(state.tasks)) {
      const does = plan.steps[task.step]?.does
      if (task.holder !== 'engine' || !does || this.#begun.has(key)) continue
      this.#begun.add(key)
      // Where it was not written with what opened it: see `issueAfter`.
      if (does.work === 'issue') this.enqueue(issuedEvent(key, Date.now()))
      else void this.#run(key, does)
    }
  }

  async #run(key: string, does: Exclude<EngineWork, { work: 'issue' }>): Promise<void> {
    this.#running += 1
    const outcome =
      does.work === 'payout' ? await this.#pay(key, does) : await this.#byHand(key, does.workflow)
    this.#running -= 1
    this.#done(key, outcome)
  }

  async #pay(taskKey: string, does: Extract<EngineWork, { work: 'payout' }>): Promise<string> {
    const { outcome } = await payouts.benefitPayout({
      dossierId: this.dossierId,
      taskKey,
      benefit: does.benefit,
      amountRule: does.amount,
      accountField: does.account,
      at: Date.now(),
    })
    return outcome
  }

  #byHand(taskKey: string, workflow: string): Promise<string> {
    return executeChildInPlace<{ dossierId: string }, string>(workflow, {
      workflowId: childWorkflowId(this.dossierId, taskKey),
      input: { dossierId: this.dossierId },
    })
  }

  #done(key: string, outcome: string): void {
    this.enqueue({ kind: 'done', key: `done:${key}`, at: Date.now(), task: key, outcome })
  }
}
