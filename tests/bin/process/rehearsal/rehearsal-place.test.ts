import { afterEach, expect, test, vi } from 'vitest'
import { rehearsalPlaceOf } from '../../../../bin/process/rehearsal/rehearsal-place.ts'
import { readSettings } from '../../../../bin/process/settings.ts'

afterEach(() => vi.unstubAllEnvs())

const portOf = (env: Record<string, string>): number => {
  for (const [name, value] of Object.entries(env)) vi.stubEnv(name, value)
  vi.stubEnv('DATABASE_URL', 'postgres://nobody@127.0.0.1:1/nothing')
  vi.stubEnv('TEMPORAL_ADDRESS', '127.0.0.1:1')
  return rehearsalPlaceOf(readSettings()).port
}

test('a rehearsal has a port of its own: never the one that the shell gives to the live API', () => {
  expect(portOf({ PORT: '8080' })).toBe(8081)
  expect(portOf({ PORT: '8080', REHEARSAL_PORT: '9000' })).toBe(9000)
})
