import { join } from 'node:path'
import { Killable } from '../harness/processes.ts'
import type { BenchServers } from './servers.ts'

/** An entry point that can be killed and started again. */
export const processOf = (
  { dataDir, env }: BenchServers,
  name: string,
  entry: string,
  ready: RegExp,
  args: readonly string[] = [],
): Killable =>
  new Killable({ name, entry, args, ready, env: () => env, logFile: join(dataDir, `${name}.log`) })

/** A bank of this bench's own, which every process that is started later finds. @param errs how it misbehaves */
export async function startBank(
  servers: BenchServers,
  errs: readonly string[] = [],
): Promise<{ url: string; stop(): Promise<void> }> {
  const simulator = processOf(servers, 'bank', 'bin/gateway-simulator.ts', /listens at/, [
    ...['--ledger', join(servers.dataDir, 'bank.jsonl'), ...errs],
  ])
  await simulator.start()
  const url = addressIn(simulator.log)
  servers.env.PAYMENT_GATEWAY_URL = url
  return { url, stop: async () => void (await simulator.kill()) }
}

/** Where a process says that it listens. */
export function addressIn(text: string): string {
  const url = /http:\/\/[0-9.:]+[0-9]/.exec(text)?.[0]
  if (url === undefined) throw new Error('a process did not say where it listens')
  return url
}
