/** Takes dossiers of procedures along their examples on a real engine, for `corpus-runs.test.ts`. */

import { rejectedOnceEnding } from '../../activities/payment/bank-simulator/bank.ts'
import { resolveContent } from '../../api/filing/resolve-content.ts'
import { newId } from '../../db/new-id.ts'
import type { Engine } from '../../engine/connection.ts'
import { givenOf, runPath } from '../../procedures/grammar/checks/examples.ts'
import type { FiledForm } from '../../procedures/grammar/definition/field.ts'
import type { Procedure } from '../../procedures/grammar/definition/procedure.ts'
import type { Plan } from '../../procedures/grammar/plan/plan.ts'
import type { DossierEvent } from '../../procedures/grammar/run/event.ts'
import type { Registry } from '../../procedures/registry/registry.ts'
import { sampleForm, seeded } from '../../procedures/registry/sample-form.ts'
import { startDossiers } from '../../relay/start-dossiers.ts'
import { vault } from '../activities/payment/payer.ts'
import { machineNow } from '../clock.ts'
import { fileOnly, type World } from '../dossier-story.ts'
import { driveExample } from '../replay/drive-example.ts'

type Example = Procedure['examples'][number]

/** One way of one procedure. */
export interface Course {
  readonly procedure: Procedure
  /** What happens and how it ends; a payout on it is rejected by the bank once, and tried again. */
  readonly example: Omit<Example, 'spent'>
}

/** A dossier that was taken along it. */
export interface CorpusRun extends Course {
  /** Null where it could not be filed. */
  readonly dossierId: string | null
  readonly plan: Plan
  readonly items: readonly DossierEvent[]
  /** What stopped it on its way. */
  readonly stopped: string | null
}

/** Of the examples that end with the result and of those that end refused, the one with the most happening. */
export function coursesOf(procedure: Procedure): readonly Course[] {
  return (['issued', 'refused'] as const).flatMap((ends) => {
    const ways = procedure.examples.flatMap((example) =>
      example.ends === ends ? (rejectedOnce(procedure, example) ?? []) : [],
    )
    const [longest] = ways.toSorted((a, b) => lengthOf(b) - lengthOf(a))
    return longest === undefined ? [] : [{ procedure, example: longest }]
  })
}

/**
 * Of many courses one for each way through each set of steps: names and times are no matter of the engine, and hundreds of procedures
 * have the same steps.
 */
export function oneOfEachShape(registry: Registry, courses: readonly Course[]): readonly Course[] {
  const shapeOf = ({ procedure, example }: Course): string => {
    const { steps } = registry.compiled(procedure).plan
    const spoken = new Set(['name', 'result', 'within'])
    const shape = JSON.stringify(steps, (key, value: unknown) => (spoken.has(key) ? undefined : value))
    return `${example.path} ${shape}`
  }
  return [...new Map(courses.map((course) => [shapeOf(course), course])).values()]
}

const lengthOf = ({ path }: Course['example']): number => path.split(' ').length

const payoutOf = ({ steps }: Procedure): string | undefined =>
  Object.keys(steps).find((id) => steps[id]?.do === 'payout')

/** With its payout rejected and tried again; null where the example knows of a rejection of its own. */
function rejectedOnce(procedure: Procedure, example: Example): Course['example'] | null {
  const pay = payoutOf(procedure)
  const happens = example.path.split(' ')
  if (pay === undefined || !happens.includes(pay)) return example
  if (happens.includes(`${pay}:rejected`)) return null
  const path = happens.map((what) => (what === pay ? `${pay}:rejected ${pay}:retried ${pay}` : what))
  return { ...example, path: path.join(' ') }
}

/** An account for each procedure that the bank rejects once. */
function blockedAccount({ code, form }: Procedure): FiledForm {
  const field = Object.keys(form).find((name) => form[name]?.kind === 'accountNumber')
  return field === undefined ? {} : { [field]: `${code.replace('.', '')}${rejectedOnceEnding}` }
}

/** Files a dossier, starts it and takes it to its end; a problem is reported, not thrown. */
export async function runCourse(world: World, registry: Registry, course: Course): Promise<CorpusRun> {
  const { procedure, example } = course
  const { plan } = registry.compiled(procedure)
  const sample = sampleForm(procedure.form, seeded(1), { ...blockedAccount(procedure), ...givenOf(example) })
  const { items } = runPath(plan, example.path, sample)
  const run = { ...course, plan, items }
  let dossierId: string | null = null
  try {
    const id = newId()
    const { form } = resolveContent(vault, procedure, id, { form: sample, papers: [] })
    const dossier = await fileOnly(world, procedure, form.open, { id, secrets: form.secrets })
    dossierId = dossier.id
    const deps = { ...world, now: machineNow, crashPoint: () => {} }
    for (const [, reason] of await startDossiers(deps, [{ dossierId, correction: 0 }]))
      throw new Error(reason)
    await driveExample(world, dossier, items, form.open)
    return { ...run, dossierId, stopped: null }
  } catch (error) {
    return { ...run, dossierId, stopped: error instanceof Error ? error.message : String(error) }
  }
}

export async function workflowsRunning({ client }: Engine): Promise<number> {
  return (await client.workflow.count("ExecutionStatus = 'Running'")).count
}
