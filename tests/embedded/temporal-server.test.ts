import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Client, Connection } from '@temporalio/client'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { processIdentity } from '../../embedded/process-identity.ts'
import { temporalBinary } from '../../embedded/temporal-binary.ts'
import {
  startTemporalServer,
  type TemporalServer,
  type TemporalServerOptions,
} from '../../embedded/temporal-server.ts'
import { machineNow } from '../clock.ts'
import { temporaryFolder } from './temporary-folder.ts'

// The first run on a machine fetches the program.
vi.setConfig({ testTimeout: 300_000, hookTimeout: 60_000 })

describe('the embedded Temporal', () => {
  test('keeps its workflows and its address when it is killed and started again', async () => {
    const dataDir = temporaryFolder()
    const first = await start({ dataDir })
    await withClient(first, (client) =>
      client.workflow.start('dossier', { taskQueue: 'none', workflowId: 'D-1' }),
    )
    first.kill()

    const second = await start({ dataDir })
    expect(second.address).toBe(first.address)
    const found = await withClient(second, (client) => client.workflow.getHandle('D-1').describe())
    expect(found.status.name).toBe('RUNNING')
    await second.stop()
    expect(processIdentity(second.pid)).toBeUndefined()
  })

  test('gives the tasks of a queue to its workers in the order in which they came', async () => {
    const server = await start({ dataDir: temporaryFolder() })
    const started = Array.from({ length: 12 }, (_, i) => `D-${i}`)
    await withClient(server, async (client) => {
      const { workflowService: service } = client
      const queue = { namespace: 'default', taskQueue: { name: 'dossiers' } }
      for (const [before, workflowId] of started.entries()) {
        await client.workflow.start('dossier', { taskQueue: 'dossiers', workflowId })
        // Counted in the first partition alone. Two started at once may change places on their way into it.
        const waiting = async () =>
          (await service.describeTaskQueue({ ...queue, includeTaskQueueStatus: true })).taskQueueStatus
            ?.backlogCountHint
        await expect.poll(async () => Number(await waiting()), { timeout: 60_000 }).toBe(before + 1)
      }
      const taken: (string | null | undefined)[] = []
      while (taken.length < started.length) {
        const task = await client.withDeadline(machineNow() + 60_000, () =>
          service.pollWorkflowTaskQueue({ ...queue, identity: 'one' }),
        )
        taken.push(task.workflowExecution?.workflowId)
      }
      expect(taken).toEqual(started)
    })
  })

  test('serves the namespace that is named, and a web page', async () => {
    const server = await start({ dataDir: temporaryFolder(), namespace: 'ha-noi', uiPort: undefined })
    await withClient(server, async (client) => {
      const { namespaceInfo } = await client.workflowService.describeNamespace({ namespace: 'ha-noi' })
      expect(namespaceInfo?.name).toBe('ha-noi')
    })
    const page = await fetch(`${server.uiUrl}`)
    expect(page.status).toBe(200)
  })

  test('refuses a port in use, and names the variable that changes it', async () => {
    const first = await start({ dataDir: temporaryFolder() })
    const port = Number(first.address.split(':')[1])
    await expect(start({ dataDir: temporaryFolder(), port })).rejects.toMatchObject({
      name: 'StartUpError',
      what: expect.stringContaining(String(port)),
      remedy: expect.stringContaining('THONG_SUOT_TEMPORAL_PORT'),
    })
    await expect(start({ dataDir: temporaryFolder(), uiPort: port })).rejects.toMatchObject({
      remedy: expect.stringContaining('THONG_SUOT_TEMPORAL_UI_PORT'),
    })
  })

  test('starts again where another program took a port that it had chosen for itself, three times at most', async () => {
    const program = await temporalBinary()
    const folder = temporaryFolder()
    // As the server says it, before it ends.
    const taken = 'Failed to start gRPC listener: listen tcp 127.0.0.1:9: bind: address already in use'
    const failing = (times: number) => {
      writeFileSync(join(folder, 'left'), 'x'.repeat(times))
      writeFileSync(
        join(folder, 'temporal'),
        `#!/bin/sh\nleft=$(cat ${folder}/left)\nif [ -z "$left" ]; then exec ${program} "$@"; fi\n` +
          `printf %s "\${left#x}" > ${folder}/left\necho '${taken}'\nexit 1\n`,
        { mode: 0o755 },
      )
    }
    vi.stubEnv('PATH', `${folder}:${process.env.PATH}`)
    onTestFinished(() => void vi.unstubAllEnvs())
    const said: string[] = []
    failing(2)
    const server = await start({ dataDir: temporaryFolder(), log: (line) => said.push(line) })
    await withClient(server, async (client) =>
      expect(await client.workflow.count()).toMatchObject({ count: 0 }),
    )
    expect(said).toEqual([
      expect.stringContaining('starting it again'),
      expect.stringContaining('starting it again'),
    ])
    failing(3)
    await expect(start({ dataDir: temporaryFolder() })).rejects.toMatchObject({
      why: expect.stringContaining('address already in use'),
    })
  })

  test('says what its log says when it cannot start', async () => {
    const dataDir = temporaryFolder()
    writeFileSync(
      join(dataDir, 'temporal.db'),
      'no database, but long enough to be looked at as one'.repeat(100),
    )
    await expect(start({ dataDir })).rejects.toMatchObject({
      what: 'Temporal did not start.',
      why: expect.stringContaining('file is not a database'),
    })
  })
})

async function start(options: TemporalServerOptions): Promise<TemporalServer> {
  const server = await startTemporalServer({ uiPort: false, ...options })
  onTestFinished(() => server.stop())
  return server
}

async function withClient<T>(server: TemporalServer, act: (client: Client) => Promise<T>): Promise<T> {
  const connection = await Connection.connect({ address: server.address })
  try {
    return await act(new Client({ connection }))
  } finally {
    await connection.close()
  }
}
