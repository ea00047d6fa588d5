/** Any sequence of commands, played on the model and on the product. */
import fc from 'fast-check'
import type { OwnedDatabase } from '../../../certificate/cutover-story.ts'
import { aMonday } from '../../../clock.ts'
import { Broken } from './agree.ts'
import { CaseModel } from './case-model.ts'
import { fields, foundCity } from './city.ts'
import { applying, claiming, deciding, filing, type Played, placing, waiting } from './commands.ts'
import {
  callingOff,
  closing,
  enacting,
  enactingOfOne,
  endingLoan,
  lending,
  postponing,
  undoing,
} from './land-commands.ts'
import { lawful } from './look.ts'
import { System } from './system.ts'

/** The more often a command is named the more often it comes. */
const commands = [
  ...[filing(fields), filing(fields), deciding, deciding, deciding, applying, claiming, claiming],
  ...[placing, placing, waiting, waiting, waiting, enacting, enacting, enacting],
  ...[postponing, callingOff, closing, undoing, undoing, lending, endingLoan],
]

/** Few things, so that what was done is undone, done again and undone again within one sequence. */
const forthAndBack = [
  ...[filing(fields), deciding, waiting, waiting, waiting, waiting, lending, endingLoan],
  ...[
    enactingOfOne,
    enactingOfOne,
    enactingOfOne,
    enactingOfOne,
    closing,
    closing,
    callingOff,
    undoing,
    undoing,
  ],
]

export interface PlayOptions {
  /** Around one unit that begins and is taken back, again and again. @defaultValue false: anything */
  forthAndBack?: boolean
  seed: number
  runs: number
  /** Commands of a sequence, at most. */
  length: number
  /** When to stop shortening what was found, ms. */
  withinMs: number
}

/** What broke, and the shortest sequence found that breaks it. */
export interface BrokenSequence {
  invariant: string
  why: string
  seed: number
  story: readonly string[]
}

/** @returns null where everything held */
export async function playAny(
  database: OwnedDatabase,
  { forthAndBack: back = false, seed, runs, length, withinMs }: PlayOptions,
): Promise<BrokenSequence | null> {
  let played: readonly string[] = []
  // Long ones from the first on.
  const sequences = fc.noBias(
    fc.commands(back ? forthAndBack : commands, { maxCommands: length, size: 'max' }),
  )
  const property = fc.asyncProperty(sequences, async (sequence) => {
    const story: string[] = []
    await play(database, sequence, story).catch((error: unknown) => {
      // Each failure after the first is of a shorter one.
      played = story
      throw error
    })
  })
  const { failed, errorInstance: error } = await fc.check(property, {
    ...{ seed, numRuns: runs, interruptAfterTimeLimit: withinMs },
  })
  if (!failed) return null
  const invariant = error instanceof Broken ? error.invariant : 'a sequence runs to its end'
  return { invariant, why: error instanceof Error ? error.message : String(error), seed, story: played }
}

async function play(
  database: OwnedDatabase,
  sequence: Iterable<fc.AsyncCommand<CaseModel, Played>>,
  story: string[],
): Promise<void> {
  await foundCity(database)
  const model = new CaseModel(aMonday)
  const real: Played = { system: new System(database), beginsAt: aMonday, story }
  await fc.asyncModelRun(() => ({ model, real }), sequence)
  await lawful(model, database)
}
