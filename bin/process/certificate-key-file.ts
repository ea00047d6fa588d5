import { join } from 'node:path'

/** Where the key is that signs certificates: CERTIFICATE_KEY_FILE, else in the data folder. */
export const certificateKeyFile = (dataDir: string, env: NodeJS.ProcessEnv = process.env): string =>
  env.CERTIFICATE_KEY_FILE || join(dataDir, 'keys', 'certificate.pem')
