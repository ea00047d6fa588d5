import { join } from 'node:path'

/** The key that signs tokens where there is no identity provider. */
export const signingKeyFile = (dataDir: string): string => join(dataDir, 'keys', 'api.jwk')
