import { expect, test } from 'vitest'
import { until } from '../../harness/until.ts'
import { Loop } from '../../relay/loop.ts'

const silent = { warn: () => {} }
/** Longer than any test: a round after it comes only where the loop is woken. */
const never = 3_600_000

/** A round that continues when a test says so. */
class HeldRound {
  begun = 0
  #goOn: () => void = () => {}

  readonly round = async (): Promise<boolean> => {
    this.begun += 1
    await new Promise<void>((resolve) => {
      this.#goOn = resolve
    })
    return false
  }

  goOn(): void {
    this.#goOn()
  }
}

test('a round of a loop that says there is more is repeated at once', async () => {
  let rounds = 0
  const loop = new Loop(silent, never, async () => {
    rounds += 1
    return rounds < 3
  })
  await until('three rounds', async () => rounds === 3)
  await loop.stop()
  expect(rounds).toBe(3)
})

test('a loop that pauses goes on when it is woken', async () => {
  let rounds = 0
  const loop = new Loop(silent, never, async () => {
    rounds += 1
    return false
  })
  await until('the first round', async () => rounds === 1)
  loop.wake()
  await until('the second round', async () => rounds === 2)
  await loop.stop()
})

test('a loop that is woken during a round does another at once', async () => {
  const held = new HeldRound()
  const loop = new Loop(silent, never, held.round)
  await until('the first round', async () => held.begun === 1)
  loop.wake()
  held.goOn()
  await until('the second round', async () => held.begun === 2)
  const stopped = loop.stop()
  held.goOn()
  await stopped
})

test('a round of a loop that fails is logged by its class alone, and the loop goes on', async () => {
  const logged: object[] = []
  let rounds = 0
  const loop = new Loop({ warn: (fields) => void logged.push(fields) }, never, async () => {
    rounds += 1
    if (rounds === 1) throw new TypeError('Nguyễn Văn An')
    return false
  })
  await until('the failure is logged', async () => logged.length === 1)
  loop.wake()
  await until('the second round', async () => rounds === 2)
  await loop.stop()
  expect(JSON.stringify(logged)).toContain('TypeError')
  expect(JSON.stringify(logged)).not.toContain('Nguyễn')
})

test('a stop of a loop waits for the round that runs, and begins none after it', async () => {
  const held = new HeldRound()
  const loop = new Loop(silent, 1, held.round)
  await until('the first round', async () => held.begun === 1)
  let stopped = false
  const stopping = loop.stop().then(() => {
    stopped = true
  })
  expect(stopped).toBe(false)
  held.goOn()
  await stopping
  expect(held.begun).toBe(1)
})

test('a loop whose round fails says by which error and where, and nothing of what its message quotes', async () => {
  const said: object[] = []
  const log = { warn: (details: object) => void said.push(details) }
  const fails = async (): Promise<boolean> => {
    throw Object.assign(new RangeError('Nguyễn Thị Hồng Thắm'), { code: '53300' })
  }
  const loop = new Loop(log, never, fails)
  await until('it has said so', async () => said.length === 1)
  await loop.stop()
  expect(said).toEqual([
    {
      failure: {
        name: 'RangeError',
        code: '53300',
        at: expect.arrayContaining([expect.stringContaining('loop.test.ts')]),
      },
    },
  ])
  expect(JSON.stringify(said)).not.toContain('Nguyễn')
})
