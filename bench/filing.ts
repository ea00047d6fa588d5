import { randomUUID } from 'node:crypto'
import { makeBareTable } from './bare/writes.ts'
import { alternate, type Figure, figure, inParallel, median, percentile } from './figure.ts'
import { httpClient } from './http-client.ts'
import { openOffices } from './office.ts'
import type { BenchServers } from './servers.ts'

const requestsARound = 500
const atOnce = 20
const rounds = 5

/** p99 of filing at 20 concurrent, over a bare Fastify route that inserts as many rows in one transaction. */
export async function filing(servers: BenchServers): Promise<Figure[]> {
  await makeBareTable(servers.database.sql)
  const [api, relay, bareApi] = await Promise.all([
    servers.run('bench/entry/api.ts', /listens at/),
    servers.run('bin/relay.ts', /relay runs/),
    servers.run('bench/entry/bare-api.ts', /listens at/),
  ])
  const offices = await openOffices(servers)
  const product = httpClient(api.line.replace(/.*listens at /, ''), atOnce)
  const plain = httpClient(bareApi.line.replace(/.*listens at /, ''), atOnce)
  const post = async (client: typeof product, path: string, body: unknown, status: number): Promise<void> => {
    const answer = await client.post(path, body, { ...offices.service, 'idempotency-key': randomUUID() })
    if (answer.status !== status) throw new Error(`${path}: ${answer.status} ${answer.body}`)
  }
  const p99 = async (job: (i: number) => Promise<void>) =>
    percentile(await inParallel(requestsARound, atOnce, job), 0.99)
  let filed = 0
  const ours = async () => {
    const p = await p99(() => post(product, '/dossiers', offices.at(filed).filing(filed++), 201))
    await drained(servers)
    return p
  }
  const bare = () => p99((i) => post(plain, '/rows', offices.at(i).filing(i), 200))
  await ours()
  await bare()
  const { ours: a, bare: b, ratios } = await alternate(rounds, ours, bare)
  product.close()
  plain.close()
  await Promise.all([api.stop(), relay.stop(), bareApi.stop()])
  return [
    figure('filing', median(ratios), { atMost: 3 }, 'ours/bare, p99 in ms', { ours: a, bare: b, ratios }),
  ]
}

/** The relay hands on what was filed; the other side must not pay for it. */
async function drained({ database }: BenchServers): Promise<void> {
  for (;;) {
    const [row] = await database.sql<
      { waiting: number }[]
    >`select count(*)::int as waiting from dossier where started_at is null`
    if (row?.waiting === 0) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}
