import { recordRequest } from '../../../db/dossier/requests/requests.ts'
import { deliverRequest } from '../../../relay/deliver-request.ts'
import type { Run, Scenario } from '../run.ts'
import { commune } from '../site.ts'
import { atReview, type Reviewed } from '../walk.ts'

export const sameRequest: Scenario = {
  id: 'same-request',
  title: 'a request comes again with another body; a refused request comes again',
  async run(run) {
    const [one, other] = await atReview(run.site, 2)
    if (one === undefined || other === undefined) throw new Error('two dossiers were wanted')
    await anotherBody(run, one)
    await refusedAgain(run, other)
  },
}

async function anotherBody(run: Run, { dossierId, task, officer }: Reviewed): Promise<void> {
  const { site } = run
  const { counter, database, engine } = site
  const key = 'decided-once'
  const first = await counter.decide(officer, { key, task, outcome: 'approved' })
  run.check('the first is applied', first?.status === 200, `answered ${first?.status}`)
  const second = await counter.decide(officer, { key, task, outcome: 'refused' })
  run.check(
    'the key with another body is refused',
    second?.body.code === 'keyReused',
    `answered ${second?.body.code}`,
  )
  const [stored] = await database.sql<
    { id: string; kind: string; item: Record<string, unknown>; revision: number | null }[]
  >`select id, kind, item, revision from decision_request where key = ${key}`
  const item = { ...stored?.item, outcome: 'refused' }
  const request = { ...stored, id: String(stored?.id), dossierId, kind: 'decide', item, revision: null }
  const outcome = await engine.client.workflow
    .getHandle(dossierId)
    .executeUpdate('decide', { updateId: request.id, args: [item, null] })
    .then(() => 'applied')
  run.check('the engine answers a known id with its first outcome', outcome === 'applied')
  const [row] = await database.sql`select revision, ending from dossier where id = ${dossierId}`
  run.check(
    'nothing has changed by it',
    row?.revision === 3 && row.ending === null,
    `revision ${row?.revision}`,
  )
}

/** Recorded as a competent officer's request, and refused by the write: its officer holds no mandate there. */
async function refusedAgain(run: Run, { dossierId, task }: Reviewed): Promise<void> {
  const { database, engine } = run.site
  const [stranger] = await database.sql<{ id: string; officer: string }[]>`
    select id, officer_id as officer from mandate where unit_id <> ${commune} and role = 'civilStatus' order by id limit 1`
  if (stranger === undefined) throw new Error('no officer of another commune is loaded')
  const at = Date.now()
  const request = await recordRequest(database, {
    caller: stranger.officer,
    key: 'not-competent',
    bodyHash: Buffer.from('not-competent'),
    dossierId,
    taskId: task,
    revision: null,
    actor: {
      id: stranger.officer,
      role: 'officer',
      unitId: commune,
      mandateId: stranger.id,
      actingForId: null,
    },
    item: (key) => ({ kind: 'decide', key, at, task: 'review.1', outcome: 'approved' }),
    note: null,
    at,
  })
  const deliver = () => deliverRequest({ database, engine, now: Date.now }, request, 20_000)
  const outcomes = [await deliver(), await deliver(), await deliver()].map((outcome) =>
    JSON.stringify(outcome),
  )
  run.check('each time it is refused for the same reason', new Set(outcomes).size === 1, outcomes.join(', '))
  run.check('it is refused', outcomes[0]?.includes('refused') ?? false, outcomes[0])
  const rows = await database.sql`select 1 from journal where request_id = ${request.id} and kind = 'refused'`
  run.check('the journal tells of the refusal once', rows.length === 1, `${rows.length} times`)
}
