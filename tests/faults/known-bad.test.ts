/** The quickest of the known-bad builds; all of them with `npm run faults -- --known-bad`. */
import { readFile } from 'node:fs/promises'
import { describe, expect, test } from 'vitest'
import { fileOf } from '../bin/run-command.ts'
import { sharedServer } from '../shared-server.ts'
import { fits, isCaught, isTestFile, knownBadBuilds, runKnownBad } from './known-bad.ts'
import { scenarios } from './scenarios.ts'

const builds = await knownBadBuilds()
const quickest = ['no-validator', 'pays-again', 'files-again']

describe('a build with a mistake is caught', { timeout: 240_000 }, () => {
  test.each(builds.filter(({ id }) => quickest.includes(id)))('$id: $title', async (build) => {
    const { caught, by } = await runKnownBad(build, { loaded: await sharedServer('loadedPostgres') })
    expect(caught, by.join('\n')).toBe(true)
  })

  test('none of the quickest is missing', () => {
    expect(builds.map(({ id }) => id)).toEqual(expect.arrayContaining(quickest))
  })
})

test.each(builds)('$id still names the lines that it spoils', async (build) => {
  await fits(build)
})

test.each(builds.filter((build) => !isTestFile(build)))(
  '$id names a scenario that exists and a violation of its own',
  ({ caughtBy, violation }) => {
    expect(scenarios.map(({ id }) => id)).toContain(caughtBy[0])
    // Anything at all can keep a scenario from its end: that says nothing about the mistake.
    expect(violation).not.toMatch(/^(the scenario runs to its end|what is left can be read)/)
  },
)

test.each(builds.filter(isTestFile))(
  '$id names a test file and titles that it has',
  async ({ caughtBy, violation }) => {
    const text = await readFile(fileOf(caughtBy[0] ?? ''), 'utf8')
    const titles = violation.split(': ')
    for (const title of titles) expect(text).toContain(title)
    // What is found begins with the outermost group: a title within one alone is never found.
    expect(isOutermost(text.split('\n'), titles[0] ?? ''), violation).toBe(true)
  },
)

test('a build is caught by the violation it names, and by no other', () => {
  const build = { violation: 'G2 paid once' }
  expect(isCaught(build, ['G3 nothing is stuck: d', 'G2 paid once: order o 2 times'])).toBe(true)
  expect(isCaught(build, ['the scenario runs to its end: waited', 'G3 nothing is stuck: d'])).toBe(false)
  expect(isCaught(build, [])).toBe(false)
})

/** By its indentation, or that of the line that opens its brackets. */
function isOutermost(lines: readonly string[], title: string): boolean {
  return lines.some(
    (line, at) => line.includes(title) && (/^\S/.test(line) || /^\S.*\($/.test(lines[at - 1] ?? '')),
  )
}
