/** `npm run check -- --rows` against a database as it is deployed: what it prints, and the code it exits with. */
import { beforeAll, expect, test } from 'vitest'
import { machineNow } from '../../clock.ts'
import { type TestDatabase, testDatabase } from '../../database.ts'
import { inChange } from '../../reference-change.ts'
import { type Ended, runCommandLine } from '../run-command.ts'

const WARD = 'new:00004'

let db: TestDatabase
beforeAll(async () => {
  db = await testDatabase()
})

const check = async (options: string): Promise<Ended> =>
  await runCommandLine(`bin/check.ts ${options}`, { DATABASE_URL: db.url, TEMPORAL_ADDRESS: '127.0.0.1:1' })

test('check -- --rows exits with 0 and no finding where the rows are in order', async () => {
  expect(await check('--rows')).toMatchObject({
    ...{ code: 0, stderr: '' },
    stdout: expect.stringMatching(/^0 findings from \S+Z on\n$/),
  })
}, 300_000)

test('check -- --rows exits with 1 and names unit, role and remedy where a chair leaves', async () => {
  await inChange(
    db,
    (tx) => tx`
      update mandate set valid = tstzrange(lower(valid), instant(${machineNow() + 30 * 86_400_000}))
      where unit_id = ${WARD} and role = 'chair' and upper_inf(valid)`,
  )
  const words = await check('--rows')
  expect(words).toMatchObject({ code: 1, stderr: '' })
  expect(words.stdout).toMatch(
    /^Phường Ba Đình \(new:00004\) \[roleNobodyHolds\]\n {2}nobody is “.+” \(chair\) for .+, from \S+Z until for ever\n {2}remedy: Give an officer/,
  )
  expect(words.stdout).toMatch(/\n1 findings from \S+Z on: roleNobodyHolds 1\n$/)
  const json = await check('--rows --json')
  expect(json).toMatchObject({ code: 1, stderr: '' })
  expect(JSON.parse(json.stdout)).toMatchObject({
    ...{ findings: 1, counts: { roleNobodyHolds: 1, noHolder: 0 } },
    list: [{ kind: 'roleNobodyHolds', of: `Phường Ba Đình (${WARD})`, until: null }],
  })
}, 300_000)

test('check with an unknown option exits with 2, and does not check the definitions', async () => {
  expect(await check('--row')).toMatchObject({
    code: 2,
    stdout: '',
    stderr: expect.stringContaining('--rows'),
  })
}, 300_000)
