import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { readSettings } from '../../../bin/process/settings.ts'

const servers = { DATABASE_URL: 'postgres://nobody@127.0.0.1:1/nothing', TEMPORAL_ADDRESS: '127.0.0.1:1' }
// It tells the engine's own settings where Temporal is.
beforeAll(() => vi.stubEnv('TEMPORAL_ADDRESS', servers.TEMPORAL_ADDRESS))
afterAll(() => vi.unstubAllEnvs())

describe('a number among the settings', () => {
  test.each([
    ['PAYMENT_BATCHES_PER_SECOND', '0.5', { batchesPerSecond: 0.5 }],
    ['PAYMENT_BATCHES_PER_SECOND', '', { batchesPerSecond: undefined }],
    ['PAYMENT_BATCH_TIMEOUT_MS', '4000', { batchTimeoutMs: 4_000 }],
    ['IMPORT_STARTS_PER_SECOND', '5', { importStartsPerSecond: 5 }],
  ])('%s=%s is read', (name, given, expected) => {
    expect(readSettings({ ...servers, [name]: given })).toMatchObject(expected)
  })

  test.each([
    ['PAYMENT_BATCHES_PER_SECOND', '0'],
    ['PAYMENT_BATCHES_PER_SECOND', '-1'],
    ['PAYMENT_BATCHES_PER_SECOND', '1,5'],
    ['PAYMENT_BATCH_TIMEOUT_MS', '20'],
    ['IMPORT_STARTS_PER_SECOND', '0'],
  ])('%s=%s stops the process and is named', (name, given) => {
    expect(() => readSettings({ ...servers, [name]: given })).toThrow(name)
  })
})
