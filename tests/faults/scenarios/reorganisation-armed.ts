import { beginChange } from '../../../db/territory/reference-change.ts'
import { until } from '../../../harness/until.ts'
import { Intruder } from '../intruder.ts'
import type { Run, Scenario } from '../run.ts'

/** Two wards change their offices: the smallest that there is. */
const path = '/reorganisations/offices-2027-01-01'
/** One of the rows that it changes. */
const mandate = 'uy-quyen:new:00070:economy:1'
/** From the proposal until its rows are true. */
const armedMs = 25_000

export const reorganisationArmed: Scenario = {
  id: 'reorganisation-armed',
  title:
    'a reorganisation of which a row is changed after its approval, and one that is undone from an instant that has passed',
  async run(run) {
    const [an, binh] = await Promise.all([speaker(run, 'an'), speaker(run, 'binh')])
    const effectiveAt = await approved(an, binh)
    await changeMandate(run)
    const arming = await binh('/arming')
    run.check(
      'an approval lasts as long as its rows stand',
      arming.status === 409 && arming.body.includes('approvalTakenBack') && arming.body.includes(mandate),
      `arming answered ${arming.status} before ${effectiveAt}`,
    )
    const at = Date.parse(await approved(an, binh))
    const armed = await binh('/arming')
    run.check(
      'what is approved again is armed',
      armed.status === 200,
      `answered ${armed.status}: ${armed.body}`,
    )
    await until('the instant has come', async () => (Date.now() > at ? true : undefined))
    const back = { effectiveAt: new Date(at).toISOString(), basis: 'Quyết định thử nghiệm' }
    const undone = await an('/undo', back)
    run.check('no undo is dated back', undone.status === 422, `answered ${undone.status}`)
    const later = { ...back, effectiveAt: new Date(Date.now() + armedMs).toISOString() }
    await an('/undo', later)
    const taken = await binh('/undo', later)
    run.check(
      'it is undone from an instant to come',
      taken.status === 200,
      `answered ${taken.status}: ${taken.body}`,
    )
  },
}

type Speaker = (act: string, body?: object) => Promise<{ status: number; body: string }>

async function speaker({ site }: Run, id: string): Promise<Speaker> {
  const [intruder, { token }] = [new Intruder(site), await site.callerAs(id, 'operator')]
  return async (act, body) => {
    const headers: Record<string, string> = body === undefined ? {} : { 'content-type': 'application/json' }
    const payload = body === undefined ? {} : { payload: JSON.stringify(body) }
    return await intruder.send({ method: 'POST', url: `${path}${act}`, headers, ...payload }, token)
  }
}

/** Proposes it and has it approved; the instant. */
async function approved(an: Speaker, binh: Speaker): Promise<string> {
  const effectiveAt = new Date(Date.now() + armedMs).toISOString()
  const proposed = await an('/proposal', { effectiveAt })
  const rowsHash = /"rowsHash":"([0-9a-f]{64})"/.exec(proposed.body)?.[1]
  await binh('/approval', { rowsHash })
  return effectiveAt
}

const changeMandate = ({ site }: Run): Promise<unknown> =>
  site.asOwner((owner) =>
    owner.begin(async (sql) => {
      await beginChange(sql, {
        ...{ kind: 'staff', actorId: 'test', basis: 'Quyết định thử nghiệm', effectiveAt: Date.now() },
      })
      await sql`update mandate set basis = 'Quyết định thử nghiệm' where id = ${mandate}`
    }),
  )
