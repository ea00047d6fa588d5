import { poolLimits } from '../../../db/connection/pool-limits.ts'
import { type Database, openDatabase } from '../../../db/database.ts'

export interface WorkerPools {
  /** What `startWorker` is given. */
  forWrites: { database: Database; patientDatabase: Database; operationsDatabase: Database }
  payments: Database
  close(): Promise<void>
}

/** The pools of a worker: each kind of work waits for connections and locks as long as its own time-outs allow. */
export function openWorkerPools(url: string): WorkerPools {
  const open = (connections: number, name: string, limits: keyof typeof poolLimits) =>
    openDatabase(url, { connections, name: `thong-suot ${name}`, limits: poolLimits[limits] })
  const forWrites = {
    database: open(20, 'worker', 'localWrites'),
    patientDatabase: open(5, 'worker retries', 'writes'),
    operationsDatabase: open(4, 'worker operations', 'command'),
  }
  const payments = open(10, 'payments', 'payments')
  const all = [...Object.values(forWrites), payments]
  return {
    forWrites,
    payments,
    close: async () => void (await Promise.all(all.map((database) => database.close()))),
  }
}
