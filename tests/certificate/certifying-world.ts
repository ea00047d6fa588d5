import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readCertificateKey } from '../../certificate/signature.ts'
import { testDatabase } from '../database.ts'
import type { CertifyingWorld } from './cutover-story.ts'

/** A database, a folder and a key of this test file's own. */
export async function certifyingWorld(): Promise<CertifyingWorld> {
  const folder = await mkdtemp(join(tmpdir(), 'thong-suot-certificate-test-'))
  const [database, key] = await Promise.all([testDatabase(), readCertificateKey(join(folder, 'key.pem'))])
  return { database, folder, key }
}
