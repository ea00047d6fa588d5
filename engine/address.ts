import { loadClientConnectConfig } from '@temporalio/envconfig'
import { defaultNamespace } from '../temporal.config.ts'

/** Where the engine is: the standard TEMPORAL_* variables or profile (address, namespace, TLS, API key). */
export function engineAddress(): {
  connection: ReturnType<typeof loadClientConnectConfig>['connectionOptions']
  namespace: string
} {
  const { connectionOptions, namespace } = loadClientConnectConfig()
  return { connection: connectionOptions, namespace: namespace ?? defaultNamespace }
}
