/** The worker of the bare workflow. */
import { fileURLToPath } from 'node:url'
import { NativeConnection, Runtime, Worker } from '@temporalio/worker'
import { runUntilSignal } from '../../bin/process/run.ts'
import { readSettings } from '../../bin/process/settings.ts'
import { openDatabase } from '../../db/database.ts'
import { bareWrites } from '../bare/writes.ts'

// A signal ends the process once: by `stop`.
Runtime.install({ shutdownSignals: [] })

await runUntilSignal(async () => {
  const settings = readSettings()
  const database = openDatabase(settings.databaseUrl, { connections: 20, name: 'bare worker' })
  const connection = await NativeConnection.connect(settings.engine.connection)
  const worker = await Worker.create({
    connection,
    namespace: settings.engine.namespace,
    taskQueue: 'bare',
    workflowsPath: fileURLToPath(new URL('../bare/workflow.ts', import.meta.url)),
    activities: { ...bareWrites(database.sql) },
  })
  const ended = worker.run()
  process.stdout.write('worker runs\n')
  return {
    ended,
    async stop() {
      worker.shutdown()
      await ended
      await Promise.all([database.close(), connection.close()])
    },
  }
})
