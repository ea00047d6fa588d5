/** A process that makes a key of its own works apart from the others, and none of them says why: `npm start` alone makes keys. */
import { randomBytes } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { expect, test } from 'vitest'
import { testDatabase } from '../database.ts'
import { temporaryFolder } from '../embedded/temporary-folder.ts'
import { runCommandLine } from './run-command.ts'

const key = () => randomBytes(32).toString('base64')

async function start(file: string, identityKeys: string) {
  const { url } = await testDatabase()
  const dataDir = temporaryFolder()
  const { code, stderr, stdout } = await runCommandLine(`bin/${file}.ts`, {
    ...{ DATABASE_URL: url, TEMPORAL_ADDRESS: '127.0.0.1:1', PAYMENT_GATEWAY_URL: 'http://127.0.0.1:1' },
    ...{ IDENTITY_KEYS: identityKeys, THONG_SUOT_DATA: dataDir, PORT: '0' },
    ...{ THONG_SUOT_JWKS_URL: '', THONG_SUOT_JWT_PUBLIC_KEY: '' },
  })
  const made = readdirSync(dataDir, { recursive: true })
    .map(String)
    .filter((name) => /\.(json|jwk)$/.test(name))
  return { code, made, says: stderr + stdout }
}

test('a process that nobody gave identity keys does not start, and makes none', async () => {
  const files = ['api', 'worker', 'relay']
  const ended = await Promise.all(files.map(async (file) => ({ file, ...(await start(file, '')) })))
  const says = expect.stringContaining('There are no identity keys')
  expect(ended).toEqual(files.map((file) => ({ file, code: 1, made: [], says })))
}, 300_000)

test('an API without an identity provider and without a key that signs tokens does not start, and makes none', async () => {
  const lookup = key()
  const ended = await start('api', JSON.stringify({ current: 'k', keys: { k: key() }, lookup }))
  expect(ended).toEqual({ code: 1, made: [], says: expect.stringContaining('THONG_SUOT_JWKS_URL') })
}, 300_000)
