import type { Ending } from '../../../domain/dossier/dossier.ts'
import type { LoadedStep } from '../definition/procedure.ts'
import { reachable } from './check-flow.ts'
import type { ExampleRun } from './examples.ts'
import type { CheckRule, Finding, Subject } from './finding.ts'

/** Rules on the examples: they are the tests of a definition, so what they leave out is untested. */
export const exampleRules: readonly CheckRule[] = [
  examplesHold,
  endingsShown,
  stepsShown,
  waysShown,
  skipsShown,
]

/**
 * The endings that follow from what an author wrote. The others (not received, lapsed, withdrawn) are the grammar's
 * own, the same for every procedure, and tested there.
 */
const endingsToShow: readonly Ending[] = ['issued', 'refused']

function examplesHold({ procedure, courses }: Subject): Finding[] {
  return procedure.examples.flatMap((example, index) => {
    const problem = courses[index]?.problem ?? null
    if (problem === null) return []
    return {
      rule: 'example',
      step: null,
      what: `has an example that does not hold: ${index + 1}. "${example.path}" ${problem}`,
      why: 'either the steps or the example say what the law does not',
      remedy: 'Find out which of the two is right by the basis, and mend the other',
    }
  })
}

function endingsShown({ procedure, plan }: Subject): Finding[] {
  const { endings } = reachable(plan)
  return endingsToShow
    .filter((ending) => endings.has(ending) && !procedure.examples.some(({ ends }) => ends === ending))
    .map((ending) => ({
      rule: 'endingWithoutExample',
      step: null,
      what: `has no example that ends as ${ending}`,
      why: 'a change to the way there would go unnoticed',
      remedy: `Add an example with \`ends: '${ending}'\``,
    }))
}

function stepsShown(subject: Subject): Finding[] {
  const ways = waysTaken(subject)
  return Object.keys(subject.plan.steps)
    .filter((id) => !ways.some((way) => way.startsWith(`${id}:`)))
    .map((id) => ({
      rule: 'stepWithoutExample',
      step: id,
      what: 'is gone through in no example',
      why: 'its place and its time are untested',
      remedy: 'Add an example that passes it',
    }))
}

function waysShown(subject: Subject): Finding[] {
  const ways = waysTaken(subject)
  return Object.entries(subject.procedure.steps).flatMap(([id, step]) =>
    waysWritten(step)
      .filter((outcome) => !ways.includes(`${id}:${outcome}`))
      .map((outcome) => ({
        rule: 'wayWithoutExample',
        step: id,
        what: `has the outcome ${outcome}, which no example takes`,
        why: 'where it leads is untested',
        remedy: `Add an example with ${id}:${outcome}`,
      })),
  )
}

function skipsShown(subject: Subject): Finding[] {
  const runs = runsOf(subject).filter(({ ending }) => ending === 'issued')
  return Object.entries(subject.plan.steps)
    .filter(([id, { when }]) => when !== null && !runs.some(({ state }) => state.skips.includes(id)))
    .map(([id]) => ({
      rule: 'conditionWithoutExample',
      step: id,
      what: 'is skipped in no example that ends with a result',
      why: 'its condition is untested',
      remedy: 'Add an example whose `given` makes the condition false',
    }))
}

/** Outcomes whose way the author chose; the others lead where they lead in every procedure. */
function waysWritten(step: LoadedStep): readonly string[] {
  switch (step.do) {
    case 'review':
    case 'sign':
      return step.backTo === undefined ? [] : ['returned']
    case 'consult':
      return [
        ...(step.onDisagreed === undefined ? [] : ['disagreed']),
        ...(step.silenceConsents === undefined ? [] : ['silent']),
      ]
    case 'inspect':
      return ['failed']
    case 'publish':
      return ['objected']
    case 'byHand':
      return Object.keys(step.outcomes)
    default:
      return []
  }
}

const waysTaken = (subject: Subject): readonly string[] => runsOf(subject).flatMap(({ ways }) => ways)

const runsOf = ({ courses }: Subject): readonly ExampleRun[] =>
  courses.flatMap((course) => (course.problem === null ? [course.run] : []))
