import { randomUUID } from 'node:crypto'
import type { Matter } from '../../api/access-matter.ts'
import { accessTable } from '../../api/access-table.ts'
import { methods } from '../../api/fuzz.ts'
import { Intruder } from '../intruder.ts'
import type { Run, Scenario } from '../run.ts'
import { commune } from '../site.ts'
import { atReview } from '../walk.ts'

/** 410: of a unit that has ended. */
const refusals = [401, 403, 404, 410]

export const otherUnits: Scenario = {
  id: 'F27',
  title:
    'officers of other communes, another service, and a supervisor of no unit, at what is not their business',
  async run(run) {
    const { site } = run
    const { sql } = site.database
    const intruder = new Intruder(site)
    const matter = await matterOf(run)
    const others = await sql<{ id: string }[]>`
      select id from unit where tier = 'commune' and upper_inf(valid) and id <> ${commune} order by md5(id) limit ${run.size(10, 125)}`
    const service = await site.callerAs('intruder', 'service')
    const ofNoUnit = await site.callerAs('intruder', 'supervisor')
    const before = JSON.stringify(await intruder.rows())
    for (const { id } of others) {
      const own = await site.callerAs(`can-bo:${id}:oneStop:1`, 'officer', id)
      const posing = await site.callerAs(`can-bo:${id}:oneStop:1`, 'officer', commune)
      for (const [key, row] of Object.entries(accessTable)) {
        const callers = [
          ...(row.reach.officer === 'own' ? [own, posing] : []),
          ...(row.reach.service === 'own' && id === others[0]?.id ? [service] : []),
          ...(row.reach.supervisor === 'own' && id === others[0]?.id ? [ofNoUnit] : []),
        ]
        if (callers.length === 0) continue
        const [method = '', path = ''] = key.split(' ')
        const query = typeof row.query === 'function' ? row.query(matter) : row.query
        const target =
          (await row.id?.(matter)) ?? (path.startsWith('/tasks') ? matter.task : matter.dossierId)
        const url = path
          .replace('{id}', path.startsWith('/decisions') ? matter.decision : encodeURIComponent(target))
          .replace('{number}', '01')
          .replace('{kind}', 'request')
        const made = {
          method: methods.find((known) => known.toLowerCase() === method) ?? 'GET',
          url: query === undefined ? url : `${url}?${query}`,
          headers: { 'idempotency-key': randomUUID(), 'content-type': 'application/json' },
          ...(method === 'post' ? { payload: JSON.stringify(row.body?.(matter) ?? {}) } : {}),
        }
        for (const caller of callers) {
          const { status, body } = await intruder.send(made, caller.token)
          const shut = refusals.includes(status) || isRefusedInside(status, body)
          run.check('nobody reads or changes what is another’s', shut, `${caller.id} at ${key}: ${status}`)
        }
      }
    }
    run.check('nothing is written meanwhile', JSON.stringify(await intruder.rows()) === before)
  },
}

/** Many in one call are refused one by one. */
const isRefusedInside = (status: number, body: string): boolean =>
  status === 200 && /"applied":0,"pending":0/.test(body) && /"status":(401|403|404|410)/.test(body)

async function matterOf(run: Run): Promise<Matter> {
  const { sql } = run.site.database
  const [reviewed] = await atReview(run.site, 1)
  if (reviewed === undefined) throw new Error('no dossier was filed')
  const [decision] = await sql<{ id: string }[]>`
    select id from decision_request where dossier_id = ${reviewed.dossierId} limit 1`
  // Nobody of these may lend, subscribe, or see a file: what they name need not be there.
  const nothing = async () => randomUUID()
  return {
    ...{ dossierId: reviewed.dossierId, another: reviewed.dossierId, task: reviewed.task },
    decision: decision?.id ?? randomUUID(),
    paid: { run: randomUUID(), order: randomUUID(), entitlement: randomUUID(), beneficiary: randomUUID() },
    ...{ file: randomUUID(), lend: nothing, subscribe: nothing, adopt: nothing, takeOver: nothing },
  }
}
