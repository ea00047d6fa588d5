import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { type Figure, figure, inParallel, median, percentile, round } from './figure.ts'
import { httpClient } from './http-client.ts'
import { type Office, openOffices } from './office.ts'
import type { BenchServers, RunningProcess } from './servers.ts'

const filings = Number(process.env.BENCH_FILINGS ?? 1_000)
const atOnce = 40

const receipt = z.object({ dossierId: z.string() })

/**
 * Filings whose first task was not there with the receipt: not in the inbox of its desk, or not to be decided at once. And the same
 * inbox with neither worker nor relay nor an engine to start anything.
 */
export async function filedToOpen(servers: BenchServers): Promise<Figure[]> {
  const offices = await openOffices(servers)
  const [worker, relay, api] = await Promise.all([
    servers.run('bin/worker.ts', /worker runs/),
    servers.run('bin/relay.ts', /relay runs/),
    servers.run('bench/entry/api.ts', /listens at/),
  ])
  let filed = 0
  const client = clientOf(api)
  const untilDecided: number[] = []
  const seen = { missing: 0, unavailable: 0, otherwise: 0 }
  await inParallel(filings, atOnce, async () => {
    const index = filed++
    const office = offices.at(index)
    const task = await fileOne(client, offices.service, office, index)
    const began = performance.now()
    if (!(await standsInInbox(client, office, task))) seen.missing += 1
    const key = { 'idempotency-key': randomUUID() }
    const answer = await client.post(
      `/tasks/${task}/decisions`,
      { outcome: 'accepted' },
      { ...office.oneStop, ...key },
    )
    untilDecided.push(performance.now() - began)
    if (answer.status === 503) seen.unavailable += 1
    else if (answer.status !== 200) seen.otherwise += 1
  })
  client.close()
  await Promise.all([worker.stop(), relay.stop(), api.stop()])
  const alone = await missingWithoutEngine(servers, offices, () => filed++)
  return [
    figure(
      'filed-to-open',
      seen.missing + seen.unavailable + seen.otherwise + alone,
      { atMost: 0 },
      'filings',
      {
        filings,
        ...seen,
        'missing without engine and worker': alone,
        'p50 from receipt to decided, ms': round(median(untilDecided)),
        'p99, ms': round(percentile(untilDecided, 0.99)),
      },
    ),
  ]
}

/** The API of a site whose engine cannot be reached: what was filed is in the inbox nevertheless. */
async function missingWithoutEngine(
  servers: BenchServers,
  offices: Awaited<ReturnType<typeof openOffices>>,
  next: () => number,
): Promise<number> {
  const api = await servers.run('bench/entry/api.ts', /listens at/, { TEMPORAL_ADDRESS: '127.0.0.1:9' })
  const client = clientOf(api)
  let missing = 0
  await inParallel(filings, atOnce, async () => {
    const index = next()
    const office = offices.at(index)
    const task = await fileOne(client, offices.service, office, index)
    if (!(await standsInInbox(client, office, task))) missing += 1
  })
  client.close()
  await api.stop()
  return missing
}

const clientOf = (api: RunningProcess) => httpClient(api.line.replace(/.*listens at /, ''), atOnce)

async function fileOne(
  client: ReturnType<typeof httpClient>,
  service: Record<string, string>,
  office: Office,
  index: number,
): Promise<string> {
  const headers = { ...service, 'idempotency-key': randomUUID() }
  const answer = await client.post('/dossiers', office.filing(index), headers)
  if (answer.status !== 201) throw new Error(`expected 201, got ${answer.status}: ${answer.body}`)
  return `${receipt.parse(JSON.parse(answer.body)).dossierId}.receive.1`
}

const page = z.object({ items: z.array(z.object({ task: z.string() })), next: z.string().nullable() })

/** Pages of the desk's inbox until the task is found. */
async function standsInInbox(
  client: ReturnType<typeof httpClient>,
  office: Office,
  task: string,
): Promise<boolean> {
  let cursor: string | null = null
  do {
    const after: string = cursor === null ? '' : `&after=${encodeURIComponent(cursor)}`
    const answer = await client.get(`/inbox?unit=${office.unitId}${after}`, office.oneStop)
    if (answer.status !== 200) return false
    const { items, next } = page.parse(JSON.parse(answer.body))
    if (items.some((item) => item.task === task)) return true
    cursor = next
  } while (cursor !== null)
  return false
}
