import { randomUUID } from 'node:crypto'
import { expect, test } from 'vitest'
import { createAcknowledger } from '../../../api/requests/acknowledger.ts'
import { machineNow } from '../../clock.ts'
import { testDatabase } from '../../database.ts'

test('an acknowledgement that cannot be written is logged by its class, and the next one goes on', async () => {
  const { sql } = await testDatabase()
  const said: { fields: object; message: string }[] = []
  const log = { warn: (fields: object, message: string) => void said.push({ fields, message }) }
  const acknowledger = createAcknowledger({ sql }, machineNow, log)
  acknowledger.add('no id')
  await acknowledger.close()
  expect(said).toEqual([
    {
      fields: { failure: expect.objectContaining({ name: 'PostgresError', code: '22P02' }) },
      message: 'the acknowledgement of requests fails, and is tried again',
    },
  ])
  acknowledger.add(randomUUID())
  await acknowledger.close()
  expect(said.map(({ message }) => message)).toContain('the acknowledgement of requests works again')
})
