/** What a worker does with money: payouts of single dossiers, and payout runs. Every process that brings up a worker takes both from here. */
import { createPayoutRuns } from '../../../activities/create-payout-runs.ts'
import { createPayouts } from '../../../activities/create-payouts.ts'
import { httpBatchGateway } from '../../../activities/payment/gateways/http-batch-gateway.ts'
import { httpGateway } from '../../../activities/payment/gateways/http-gateway.ts'
import type { WorkerDeps } from '../../../activities/start-worker.ts'
import type { Vault } from '../../../db/identity/identity-vault.ts'
import type { Settings } from '../settings.ts'
import type { WorkerPools } from './worker-pools.ts'

/** @param gatewayUrl of the bank; a rehearsal gives that of its own simulator */
export function moneyWork(
  { pools, vault, gatewayUrl: url }: { pools: WorkerPools; vault: Vault; gatewayUrl: string },
  { batchTimeoutMs, batchesPerSecond }: Pick<Settings, 'batchTimeoutMs' | 'batchesPerSecond'>,
): Pick<WorkerDeps, 'payouts' | 'payoutRuns' | 'pagesPerSecond'> {
  const money = { database: pools.payments, vault }
  return {
    ...(batchesPerSecond === undefined ? {} : { pagesPerSecond: batchesPerSecond }),
    payouts: createPayouts({ ...money, gateway: httpGateway({ url }) }),
    payoutRuns: createPayoutRuns({
      ...money,
      operationsDatabase: pools.forWrites.operationsDatabase,
      gateway: httpBatchGateway({
        url,
        ...(batchTimeoutMs === undefined ? {} : { timeoutMs: batchTimeoutMs }),
      }),
    }),
  }
}
