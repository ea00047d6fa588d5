import { randomUUID } from 'node:crypto'
import { makeBareTables } from './bare/writes.ts'
import { compare, figuresOf } from './compare.ts'
import { CpuOfRounds, serverPids } from './cpu.ts'
import type { Figure } from './figure.ts'
import { httpClient } from './http-client.ts'
import { openOffices } from './office.ts'
import { analyzed, type BenchServers } from './servers.ts'
import { untilAllStarted } from './started.ts'

const atOnce = 20

/** p50 and processor time of filing at 20 concurrent, over a bare Fastify route that inserts as many rows in one transaction. */
export async function filing(servers: BenchServers): Promise<Figure[]> {
  await makeBareTables(servers.database.sql)
  // The relay starts no more than the worker takes.
  const [api, relay, worker, bareApi] = await Promise.all([
    servers.run('bench/entry/api.ts', /listens at/),
    servers.run('bin/relay.ts', /relay runs/),
    servers.run('bin/worker.ts', /worker runs/),
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
  let filed = 0
  const compared = await compare(
    { rounds: 5, jobsARound: 500, atOnce, warmedUp: () => analyzed(servers) },
    {
      job: () => post(product, '/dossiers', offices.at(filed).filing(filed++), 201),
      cpu: new CpuOfRounds({ postgres: pids.postgres, api: api.pid }),
      after: () => untilAllStarted(servers.database),
    },
    {
      job: (i) => post(plain, '/rows', offices.at(i).filing(i), 200),
      cpu: new CpuOfRounds({ postgres: pids.postgres, api: bareApi.pid }),
    },
  )
  product.close()
  plain.close()
  await Promise.all([api.stop(), relay.stop(), worker.stop(), bareApi.stop()])
  return figuresOf('filing', compared, 3, { what: 'system/bare' })
}
