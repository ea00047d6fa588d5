import { expect, test } from 'vitest'
import { z } from 'zod'
import { relayEventsOnce } from '../../relay/relay-events.ts'
import { apiWorldWithoutEngine } from '../api/app.ts'
import { machineNow } from '../clock.ts'
import { Receiver } from './webhook-receiver.ts'

const secretOfKey = (byte: number) => `whsec_${Buffer.alloc(32, byte).toString('base64')}`

test('events are not signed with a secret that was copied from another subscription; they wait, and an alert names it', async () => {
  const api = await apiWorldWithoutEngine()
  const operator = await api.as({ role: 'operator' })
  const receiver = new Receiver()
  const url = await receiver.listen()
  try {
    const subscribed = async (byte: number, kind: string) => {
      const body = { url, secret: secretOfKey(byte), kinds: [kind] }
      return z.object({ id: z.uuid() }).parse((await operator.post('/subscriptions', body)).body).id
    }
    const own = await subscribed(1, 'dossier.filed')
    const other = await subscribed(2, 'dossier.closed')
    await api.database.asOwner(
      (sql) => sql`
        update subscription set secret_cipher = (select secret_cipher from subscription where id = ${other})
        where id = ${own}`,
    )
    await api.files()
    const { database, vault } = api
    await relayEventsOnce({ database, vault, now: machineNow, log: { warn: () => {} } })
    expect(receiver.types).toEqual([])
    const alerts = await database.sql<{ kind: string; message: string }[]>`select kind, message from alert`
    expect(alerts).toEqual([{ kind: 'secretDoesNotOpen', message: expect.stringContaining(own) }])
    expect(JSON.stringify(alerts)).not.toContain('whsec_')
  } finally {
    receiver.close()
  }
})
