import { randomUUID } from 'node:crypto'
import { makeBareTable } from './bare/writes.ts'
import { CpuOfRounds, prefixed, serverPids } from './cpu.ts'
import { alternate, type Figure, figure, inParallel, median, percentile, round } from './figure.ts'
import { httpClient } from './http-client.ts'
import { openOffices } from './office.ts'
import type { BenchServers } from './servers.ts'

const requestsARound = 500
const atOnce = 20
const rounds = 5

/** p50 and processor time of filing at 20 concurrent, over a bare Fastify route that inserts as many rows in one transaction. */
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
  const pids = serverPids()
  const systemCpu = new CpuOfRounds({ postgres: pids.postgres, api: api.pid })
  const bareCpu = new CpuOfRounds({ postgres: pids.postgres, api: bareApi.pid })
  const p99s = { system: [] as number[], bare: [] as number[] }
  const p50 = async (side: 'system' | 'bare', job: (i: number) => Promise<void>) => {
    const cpu = side === 'system' ? systemCpu : bareCpu
    const took = await cpu.during(() => inParallel(requestsARound, atOnce, job))
    p99s[side].push(round(percentile(took, 0.99)))
    return median(took)
  }
  let filed = 0
  const system = async () => {
    const p = await p50('system', () => post(product, '/dossiers', offices.at(filed).filing(filed++), 201))
    await drained(servers)
    return p
  }
  const bare = () => p50('bare', (i) => post(plain, '/rows', offices.at(i).filing(i), 200))
  await system()
  await bare()
  for (const cpu of [systemCpu, bareCpu]) cpu.reset()
  const { system: a, bare: b, ratios } = await alternate(rounds, system, bare)
  product.close()
  plain.close()
  await Promise.all([api.stop(), relay.stop(), bareApi.stop()])
  return [
    figure('filing', median(ratios), { atMost: 3 }, 'system/bare, p50 in ms', {
      ...{ system: a, bare: b, ratios },
      ...{ 'system p99': p99s.system.slice(1), 'bare p99': p99s.bare.slice(1) },
    }),
    figure(
      'filing-cpu',
      systemCpu.total / bareCpu.total,
      { atMost: 3 },
      'system/bare, CPU-ms of API and PostgreSQL',
      {
        ...prefixed('system', systemCpu.each(requestsARound * rounds)),
        ...prefixed('bare', bareCpu.each(requestsARound * rounds)),
      },
    ),
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
