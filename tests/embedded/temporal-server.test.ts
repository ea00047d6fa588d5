import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Client, Connection } from '@temporalio/client'
import { describe, expect, onTestFinished, test, vi } from 'vitest'
import { processIdentity } from '../../embedded/process-identity.ts'
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

  test('gives the tasks of a queue to its workers in the order in which they came, or nearly', async () => {
    const server = await start({ dataDir: temporaryFolder() })
    const started = Array.from({ length: 30 }, (_, i) => `D-${i}`)
    await withClient(server, async (client) => {
      for (const workflowId of started) {
        await client.workflow.start('dossier', { taskQueue: 'dossiers', workflowId })
      }
      const taken: (string | null | undefined)[] = []
      while (taken.length < started.length) {
        const task = await client.withDeadline(machineNow() + 60_000, () =>
          client.workflowService.pollWorkflowTaskQueue({
            ...{ namespace: 'default', identity: 'one' },
            taskQueue: { name: 'dossiers' },
          }),
        )
        taken.push(task.workflowExecution?.workflowId)
      }
      // Neighbours may change places on their way into the queue; with several partitions tasks are passed by dozens.
      const passedBy = started.map((id, place) => taken.indexOf(id) - place)
      expect(Math.max(...passedBy)).toBeLessThan(5)
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
