import { beforeAll, describe, expect, it } from 'vitest'
import { formSchema, splitSecrets } from '../../procedures/form-schema.ts'
import { givenOf, runPath } from '../../procedures/grammar/examples.ts'
import type { Procedure } from '../../procedures/grammar/procedure.ts'
import { loadProcedures } from '../../procedures/index.ts'
import { sampleForm, seeded } from '../../procedures/sample-form.ts'
import { type DossierStory, fileStory } from '../dossier-story.ts'
import { driveExample } from '../replay/drive-example.ts'
import { type StoryWorld, storyWorld } from '../story-world.ts'

const { procedures: all, compiled } = await loadProcedures()
/** Those on a standard route go the ways that `corpus.test.ts` takes through `advance` alone. */
const procedures = all.filter(({ route }) => route === undefined)

type Course = Procedure['examples'][number]
const lengthOf = ({ path }: Course): number => path.split(' ').length

/** Of the examples that end so, the one with the most happening. */
function longest(procedure: Procedure, ends: Course['ends']): Course | undefined {
  const courses = procedure.examples.filter((example) => example.ends === ends)
  return courses.reduce<Course | undefined>(
    (most, course) => (most === undefined || lengthOf(course) > lengthOf(most) ? course : most),
    undefined,
  )
}

const courses = procedures.flatMap((procedure) =>
  (['issued', 'refused'] as const).flatMap((ends) => {
    const course = longest(procedure, ends)
    return course === undefined ? [] : [{ code: procedure.code, ends, procedure, course }]
  }),
)

let world: StoryWorld
/** What the bank answers, by dossier and task. */
const bankAnswers = new Map<string, string>()

beforeAll(async () => {
  world = await storyWorld({
    bank: async ({ dossierId, taskKey }) => ({
      outcome: bankAnswers.get(`${dossierId} ${taskKey}`) === 'rejected' ? 'rejected' : 'paid',
    }),
  })
})

/** As many at a time as Vitest lets run at once. */
describe.concurrent('a dossier of every definition with steps of its own', () => {
  it.each(courses)('$code goes its longest way to $ends', async ({ procedure, course }) => {
    const form = sampleForm(procedure.form, seeded(1), givenOf(course))
    const { open } = splitSecrets(procedure.form, formSchema(procedure.form).parse(form))
    const { items } = runPath(compiled(procedure).plan, course.path, form)
    const dossier = await fileStory(world, procedure, open)
    for (const item of items) {
      if (item.kind === 'done') bankAnswers.set(`${dossier.id} ${item.task}`, item.outcome)
    }
    await driveExample(world, dossier, items, open)

    expect(await dossier.ending()).toBe(course.ends)
    expect(await answered(dossier)).toMatchObject(
      Object.fromEntries(
        items.flatMap((item) =>
          item.kind === 'decide' || item.kind === 'done' ? [[item.task, item.outcome]] : [],
        ),
      ),
    )
  })
})

/** Outcome of each task that has ended; none is left open. */
async function answered(dossier: DossierStory): Promise<Record<string, string>> {
  const tasks = await dossier.tasks()
  expect(Object.values(tasks)).not.toContain('open')
  return tasks
}
