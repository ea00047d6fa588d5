/**
 * The one place that names namespace, task queues and workflow types; what ids of workflows look like is in
 * domain/dossier/workflow-id.ts. It is plain constants, because workflows read it too; where the engine is comes from the environment
 * (engine/address.ts).
 */
export const defaultNamespace = 'thong-suot'

export const taskQueues = {
  /** Dossier workflows and their short writes to PostgreSQL. */
  dossiers: 'dossiers',
  /** What leaves the house for the bank: slow, and a bank that is down must not hold up a desk. */
  payments: 'payments',
  /** Payout runs: thousands of orders, for which no dossier waits. */
  payoutRuns: 'payout-runs',
  /** Reconcile and other scheduled work. */
  operations: 'operations',
} as const

const typePrefix = 'tthc.'

/** Every procedure is a workflow type of its own, so that the engine's pages and metrics tell them apart. */
export const workflowTypeOf = (procedureCode: string): string => `${typePrefix}${procedureCode}`

/** For the engine's visibility: all dossiers and nothing else. */
export const dossierTypesQuery = `WorkflowType STARTS_WITH '${typePrefix}'`

/** What the scheduled rounds are called in the engine. The minute's round keeps the name it had when it was the only one. */
export const roundScheduleIds = {
  recent: 'reconcile',
  all: 'reconcile-all',
  seal: 'seal',
} as const

/** Of the round that builds of before made, in which the list of open runs was frozen: the relay does that without the engine. */
export const formerFreezeScheduleId = 'freeze'
