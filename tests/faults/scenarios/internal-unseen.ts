import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { until } from '../../../harness/until.ts'
import { formOfOffices } from '../../db/reorganisations/form-of-offices.ts'
import { internal } from '../definitions.ts'
import { Intruder } from '../intruder.ts'
import type { Run, Scenario } from '../run.ts'

const DEPARTMENT = 'hanoi:so-noi-vu'
const receipt = z.object({ dossierId: z.uuid(), code: z.string() })
const json = { 'content-type': 'application/json' }

export const internalUnseen: Scenario = {
  id: 'internal-unseen',
  title: 'a dossier of the government itself, looked for in what is public',
  async run(run) {
    const { site } = run
    const intruder = new Intruder(site)
    const officer = await site.callerAs(`can-bo:${DEPARTMENT}:specialist:1`, 'officer', DEPARTMENT)
    const post = async (url: string, payload: object) => {
      const headers = { ...json, 'idempotency-key': randomUUID() }
      return await intruder.send(
        { method: 'POST', url, headers, payload: JSON.stringify(payload) },
        officer.token,
      )
    }
    const filed = await post('/internal-dossiers', {
      ...{ procedure: internal.code, unit: DEPARTMENT },
      form: await formOfOffices(site.database.sql, new Date(Date.now() + 86_400_000).toISOString()),
    })
    run.check('an officer begins it', filed.status === 201, `answered ${filed.status}: ${filed.body}`)
    const { dossierId, code } = receipt.parse(JSON.parse(filed.body))
    await lookFor(run, intruder, [dossierId, code, internal.code, DEPARTMENT])
    // Turned away: what has ended is counted elsewhere.
    await until('it is decided', async () => {
      const answer = await post(`/tasks/${dossierId}.propose.1/decisions`, { outcome: 'rejected' })
      return answer.status === 200 ? answer : undefined
    })
    await lookFor(run, intruder, [dossierId, code, internal.code, DEPARTMENT])
  },
}

async function lookFor(run: Run, intruder: Intruder, marks: readonly string[]): Promise<void> {
  const { site } = run
  const day = (from: number) => new Date(Date.now() + from * 86_400_000).toISOString()
  const period = `from=${encodeURIComponent(day(-1))}&to=${encodeURIComponent(day(1))}`
  const supervisor = await site.callerAs('giam-sat', 'supervisor', 'hanoi:01')
  const operator = await site.callerAs('van-hanh', 'operator')
  const { id: service, token } = await site.callerAs('portal', 'service')
  const lists: readonly (readonly [string, string])[] = [
    ['/procedures?limit=100', token],
    ['/dossiers', token],
    [`/statistics/on-time?by=procedure&${period}`, operator.token],
    [`/statistics/on-time?by=unit&${period}`, operator.token],
    ['/counts?by=procedure', operator.token],
    ['/counts?by=unit', operator.token],
    [
      `/units/${marks.at(-1)}/register?from=${day(-1).slice(0, 10)}&to=${day(1).slice(0, 10)}`,
      supervisor.token,
    ],
  ]
  for (const [url, of] of lists) {
    const { status, body } = await intruder.send({ method: 'GET', url, headers: {} }, of)
    const [id = '', code = '', procedure = '', unit = ''] = marks
    const counted = /by=unit/.test(url) && body.includes(`"${unit}"`)
    const shown = counted || [id, code, `"${procedure}"`].some((mark) => body.includes(mark))
    run.check(
      'what is public shows nothing of it',
      status === 200 && !shown,
      `${url} (${service}): ${status}`,
    )
  }
}
