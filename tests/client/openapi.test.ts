import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { describeApi } from '../../api/openapi.ts'

test('the client is typed by the routes as they are (else run npm run client:generate)', async () => {
  const committed = await readFile(new URL('../../client/openapi.json', import.meta.url), 'utf8')
  expect(JSON.parse(committed)).toEqual(JSON.parse(await describeApi()))
})
