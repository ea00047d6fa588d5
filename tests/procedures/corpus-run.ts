/** Takes dossiers of procedures along their examples on a real engine, for `corpus-runs.test.ts`. */
import { contentOf } from '../../api/content-of.ts'
import { givenOf, runPath } from '../../procedures/grammar/examples.ts'
import type { Item } from '../../procedures/grammar/item.ts'
import type { Plan } from '../../procedures/grammar/plan.ts'
import type { Procedure } from '../../procedures/grammar/procedure.ts'
import type { Registry } from '../../procedures/index.ts'
import { sampleForm, seeded } from '../../procedures/sample-form.ts'
import type { Engine } from '../../relay/engine.ts'
import { startDossiers } from '../../relay/start-dossiers.ts'
import { vault } from '../activities/payment/payer.ts'
import { fileOnly, type World } from '../dossier-story.ts'
import { driveExample } from '../replay/drive-example.ts'

type Example = Procedure['examples'][number]

/** One way of one procedure. */
export interface Course {
  readonly procedure: Procedure
  readonly example: Example
}

/** A dossier that was taken along it. */
export interface CorpusRun extends Course {
  /** Null where it could not be filed. */
  readonly dossierId: string | null
  readonly plan: Plan
  readonly items: readonly Item[]
  /** What stopped it on its way. */
  readonly stopped: string | null
}

/** Of the examples that end with the result and of those that end refused, the one with the most happening. */
export function coursesOf(procedure: Procedure): readonly Course[] {
  return (['issued', 'refused'] as const).flatMap((ends) => {
    const examples = procedure.examples.filter((example) => example.ends === ends)
    const [longest] = examples.toSorted((a, b) => lengthOf(b) - lengthOf(a))
    return longest === undefined ? [] : [{ procedure, example: longest }]
  })
}

const lengthOf = ({ path }: Example): number => path.split(' ').length

/** Files a dossier, starts it and takes it to its end; what hinders it is told, not thrown. */
export async function runCourse(world: World, registry: Registry, course: Course): Promise<CorpusRun> {
  const { procedure, example } = course
  const { plan } = registry.compiled(procedure)
  const sample = sampleForm(procedure.form, seeded(1), givenOf(example))
  const { items } = runPath(plan, example.path, sample)
  const run = { ...course, plan, items }
  let dossierId: string | null = null
  try {
    const { form } = contentOf(vault, procedure, { form: sample, papers: [] })
    const dossier = await fileOnly(world, procedure, form.open, form.secrets)
    dossierId = dossier.id
    const deps = { ...world, now: Date.now, crashPoint: () => {} }
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
