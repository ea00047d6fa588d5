/** The quickest of the known-bad builds; all of them with `npm run faults -- --known-bad`. */
import { describe, expect, test } from 'vitest'
import { fits, knownBadBuilds, runKnownBad } from './known-bad.ts'

const builds = await knownBadBuilds()
const quickest = ['no-validator', 'pays-again', 'files-again']

describe('a build with a mistake is caught', { timeout: 240_000 }, () => {
  test.each(builds.filter(({ id }) => quickest.includes(id)))('$id: $title', async (build) => {
    const { caught, by } = await runKnownBad(build)
    expect(caught).toBe(true)
    // For the mistake, and not because nothing ran.
    expect(by.filter((violation) => violation.startsWith('the scenario runs to its end'))).toEqual([])
  })

  test('none of the quickest is missing', () => {
    expect(builds.map(({ id }) => id)).toEqual(expect.arrayContaining(quickest))
  })
})

test.each(builds)('$id still names the lines that it spoils', async (build) => {
  await fits(build)
})
