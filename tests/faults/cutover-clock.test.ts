/**
 * Two APIs whose machines differ by four seconds answer around the instant of a reorganisation as the database's clock says: what
 * `npm run bench -- cutover` measures with a city of dossiers, judged by the same judge at the smallest size. No dossier is needed:
 * a unit that ended is refused, and one that stands is not.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { afterAll, expect, test } from 'vitest'
import { embeddedSigningKey } from '../../api/server/signing-key.ts'
import { judge, type PageOf } from '../../bench/cutover/answers.ts'
import { workAround } from '../../bench/cutover/load.ts'
import { communesMerge, readMapping } from '../../bench/cutover/merging-communes.ts'
import { Reorganising } from '../../bench/cutover/reorganising.ts'
import { httpClient } from '../../bench/http-client.ts'
import { signingKeyFile } from '../../bin/process/signing-key-file.ts'
import { fileOf } from '../bin/run-command.ts'
import { testDatabase } from '../database.ts'
import { closedFolder } from '../embedded/temporary-folder.ts'

/** So far that a slow machine too answers in between. */
const apartMs = 4_000
const atOnce = 8
const children: ChildProcess[] = []
afterAll(async () => {
  for (const child of children) child.kill('SIGTERM')
  await Promise.all(children.map((child) => child.exitCode ?? once(child, 'exit')))
})

/** `npm run api` on a machine whose clock is ahead by so much. @returns its address */
async function startApi(env: Readonly<Record<string, string>>, aheadMs: number): Promise<string> {
  const clock = `data:text/javascript,const now = Date.now; Date.now = () => now() + (${aheadMs})`
  const child = spawn(
    process.execPath,
    ['--import', encodeURI(clock), '--import', 'tsx', fileOf('bin/api.ts')],
    { env: { ...process.env, ...env }, stdio: ['ignore', 'pipe', 'inherit'] },
  )
  children.push(child)
  for await (const line of createInterface({ input: child.stdout })) {
    const url = /"url":"([^"]+)".*API listens/.exec(line)?.[1]
    if (url === undefined) continue
    child.stdout.resume()
    return url
  }
  throw new Error('the API has ended')
}

test('no answer around an instant is of the other side, though the machines of the APIs differ', async () => {
  const [database, { merging }] = await Promise.all([testDatabase(), readMapping()])
  const dataDir = closedFolder()
  const key = await embeddedSigningKey(signingKeyFile(dataDir))
  const secret = () => randomBytes(32).toString('base64')
  const keys = { current: 'k', keys: { k: secret() }, lookup: secret() }
  const env = {
    ...{ DATABASE_URL: database.url, TEMPORAL_ADDRESS: '127.0.0.1:1', IDENTITY_KEYS: JSON.stringify(keys) },
    ...{ THONG_SUOT_DATA: dataDir, PORT: '0', LOG_LEVEL: 'info' },
  }
  const urls = await Promise.all([apartMs / 2, -apartMs / 2].map((ahead) => startApi(env, ahead)))
  const apis = urls.map((url) => httpClient(url, atOnce))
  const clerk = async (unitId: string) => ({
    authorization: `Bearer ${await key.issue({ id: `can-bo:${unitId}:oneStop:1`, role: 'officer', unitId }, 1)}`,
  })
  const pairs = await Promise.all(
    merging.map(async ({ from, into }) => ({
      units: { from, into },
      clerks: { from: await clerk(from), into: await clerk(into) },
      tasks: [],
    })),
  )
  const pageOf: PageOf = (_pair, side, holder) => (side === 'from' && holder === 'into' ? null : '')
  const instant = await new Reorganising(database, communesMerge(merging)).next(30_000)
  const asked = await workAround({ apis, pairs }, { at: instant.at, leadMs: apartMs / 2, atOnce })
  for (const api of apis) api.close()
  const { wrong, answers } = judge(asked, instant, pageOf)
  expect(wrong).toEqual([])
  // All of them are within what the machines differ by.
  expect(answers).toBeGreaterThan(20)
}, 180_000)
