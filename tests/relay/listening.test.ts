import { expect, test } from 'vitest'
import { openDatabase } from '../../db/database.ts'
import { until } from '../../harness/until.ts'
import { Listening } from '../../relay/listening.ts'

test('a relay that cannot listen to PostgreSQL says so once, by the class of the failure alone', async () => {
  const nowhere = openDatabase('postgres://nobody:secret-word@127.0.0.1:1/nothing', { connections: 1 })
  const said: { fields: object; message: string }[] = []
  let tries = 0
  const counted = new Proxy(nowhere.sql, {
    get: (sql, name, self) => {
      if (name === 'listen') tries += 1
      return Reflect.get(sql, name, self)
    },
  })
  const log = { warn: (fields: object, message: string) => void said.push({ fields, message }) }
  const listening = new Listening(counted, log, 5, () => {})
  await until('it was tried three times', () => tries >= 3)
  await listening.stop()
  await nowhere.close()
  expect(said.map(({ message }) => message)).toEqual(['listening to PostgreSQL fails, and is tried again'])
  expect(JSON.stringify(said)).not.toContain('secret-word')
})
