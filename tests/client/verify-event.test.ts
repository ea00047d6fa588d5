import { expect, test } from 'vitest'
import { ForgedEventError, verifyEvent, type WebhookEvent } from '../../client/client.ts'
import { signatureOf } from '../../relay/webhook.ts'
import { machineNow } from '../clock.ts'

const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`
const id = '019324c0-0000-7000-8000-000000000001.1'
const event: WebhookEvent = {
  id,
  type: 'dossier.filed',
  timestamp: '2026-11-16T02:00:00.000Z',
  data: {
    dossier: '019324c0-0000-7000-8000-000000000001',
    code: '000.00.04.H26-261116-0001',
    procedure: '1.000894',
    what: 'filed',
    revision: null,
    task: null,
    outcome: null,
    opened: [],
    closed: [],
    clock: null,
    ending: null,
  },
}
const body = JSON.stringify(event)

/** The headers of an event that was signed `ageMs` ago. */
function signed(ageMs = 0) {
  const at = machineNow() - ageMs
  return {
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(at / 1_000)),
    'webhook-signature': signatureOf({ secret, id, body, at }),
  }
}

test('an event with a valid signature is accepted, also beside the signature of an older secret', async () => {
  expect(await verifyEvent(signed(), body, secret)).toEqual(event)
  const headers = signed()
  const two = { ...headers, 'webhook-signature': `v1,${'A'.repeat(43)}= ${headers['webhook-signature']}` }
  expect(await verifyEvent(new Headers(two), body, secret)).toEqual(event)
})

test('an event that was altered, or signed with another secret, is refused', async () => {
  const headers = signed()
  const other = `whsec_${Buffer.alloc(32, 8).toString('base64')}`
  await expect(verifyEvent(headers, body.replace('filed', 'close'), secret)).rejects.toThrow(ForgedEventError)
  await expect(verifyEvent(headers, body, other)).rejects.toThrow(ForgedEventError)
  await expect(verifyEvent({ ...headers, 'webhook-id': 'x' }, body, secret)).rejects.toThrow(ForgedEventError)
  await expect(verifyEvent({}, body, secret)).rejects.toThrow(ForgedEventError)
})

test('an event that was signed more than five minutes ago is refused', async () => {
  await expect(verifyEvent(signed(301_000), body, secret)).rejects.toThrow('five minutes')
})
