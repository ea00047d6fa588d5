import { randomBytes, randomUUID } from 'node:crypto'
import { until } from '../../../harness/until.ts'
import { EventReceiver } from '../event-receiver.ts'
import { Intruder } from '../intruder.ts'
import type { Run, Scenario } from '../run.ts'

const path = '/reorganisations/offices-2027-01-01'
/** From the proposal until its rows would be true, and from the undo until they are no longer. */
const toComeMs = 15_000
const waitMs = 40_000
const basis = 'Quyết định thử nghiệm'

export const unitEvents: Scenario = {
  id: 'unit-events',
  title: 'a portal hears of a reorganisation that is called off, and of one that takes effect and is undone',
  async run(run) {
    const [an, binh, portal] = await Promise.all(['an', 'binh', 'van-hanh'].map((id) => operator(run, id)))
    if (an === undefined || binh === undefined || portal === undefined) throw new Error('nobody acts')
    const receiver = new EventReceiver('')
    const url = `${await receiver.listen()}/events`
    const secret = `whsec_${randomBytes(32).toString('base64')}`
    const subscribed = await portal('/subscriptions', { url, secret, kinds: ['unit.changed'] })
    run.check('a portal subscribes', subscribed.status === 201, `answered ${subscribed.status}`)
    const received = (what: string, inEffect: boolean) =>
      receiver.received.filter(
        (body) => body.includes(`"what":"${what}"`) && body.includes(`"inEffect":${inEffect}`),
      )
    const hears = async (name: string, what: string, inEffect: boolean) =>
      run.check(
        name,
        await within(() => received(what, inEffect).length === 1),
        `${receiver.received.length} events`,
      )
    try {
      const calledOff = await armed(an, binh)
      for (const act of [an, binh]) await act(`${path}/call-off`, { basis })
      await hears('it hears that one was called off', 'calledOff', false)
      await until('its instant has passed', async () => Date.now() > calledOff + 3_000 || undefined, waitMs)
      const wrong = received('armed', true)
      run.check('what was called off is never in effect', wrong.length === 0, `${wrong.length} events say so`)
      await armed(an, binh)
      await hears('it hears that one is in effect', 'armed', true)
      const undo = { effectiveAt: new Date(Date.now() + toComeMs).toISOString(), basis }
      for (const act of [an, binh]) await act(`${path}/undo`, undo)
      await hears('it hears that one is undone', 'undone', false)
      await hears('it hears that an undo is in effect', 'undone', true)
    } finally {
      receiver.close()
    }
  },
}

type Act = (url: string, body?: object) => Promise<{ status: number; body: string }>

async function operator({ site }: Run, id: string): Promise<Act> {
  const [intruder, { token }] = [new Intruder(site), await site.callerAs(id, 'operator')]
  return async (url, body) => {
    const key = { 'idempotency-key': randomUUID() }
    const headers: Record<string, string> =
      body === undefined ? key : { ...key, 'content-type': 'application/json' }
    const payload = body === undefined ? {} : { payload: JSON.stringify(body) }
    return await intruder.send({ method: 'POST', url, headers, ...payload }, token)
  }
}

/** Proposed, approved and armed by two persons; its instant, ms. */
async function armed(an: Act, binh: Act): Promise<number> {
  const effectiveAt = Date.now() + toComeMs
  const proposed = await an(`${path}/proposal`, { effectiveAt: new Date(effectiveAt).toISOString() })
  const rowsHash = /"rowsHash":"([0-9a-f]{64})"/.exec(proposed.body)?.[1]
  await binh(`${path}/approval`, { rowsHash })
  const { status, body } = await binh(`${path}/arming`)
  if (status !== 200) throw new Error(`arming answered ${status}: ${body}`)
  return effectiveAt
}

const within = (holds: () => boolean): Promise<boolean> =>
  until('the portal has heard', async () => holds() || undefined, waitMs).catch(() => false)
