/** The payout of the demo, small: the whole of it is `npm run demo -- payout`. */
import { expect, onTestFinished, test } from 'vitest'
import { isRight, tellPayout } from '../../demo/payout/story.ts'
import { Upkeep } from '../../embedded/upkeep.ts'

test('two months are paid once to everybody by a bank that errs, with worker and bank killed', async () => {
  const upkeep = new Upkeep()
  onTestFinished(async () => void (await upkeep.end()))
  const said: string[] = []
  const say = (line: string) => void said.push(line)
  const paid = await tellPayout({ beneficiaries: 300, units: 3, seed: 7, kills: 'few', say }, upkeep)
  expect(paid, said.join('\n')).toMatchObject({
    payout: { beneficiaries: 337, due: 337, confirmed: 337, duplicates: 0, unknown: 0, differenceDong: '0' },
    problems: [],
  })
  expect(isRight(paid)).toBe(true)
  expect(paid.payout.restarts).toBe(2)
}, 180_000)
