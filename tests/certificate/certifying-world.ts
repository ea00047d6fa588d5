import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll } from 'vitest'
import { readCertificateKey } from '../../certificate/signature.ts'
import { testDatabase } from '../database.ts'
import type { CertifyingWorld } from './cutover-story.ts'

const folders: string[] = []

// A hook registered inside another hook is never run.
afterAll(async () => {
  await Promise.all(folders.splice(0).map((folder) => rm(folder, { recursive: true, force: true })))
})

/** A database, a folder and a key of this test file's own. */
export async function certifyingWorld(): Promise<CertifyingWorld> {
  const folder = await mkdtemp(join(tmpdir(), 'thong-suot-certificate-test-'))
  folders.push(folder)
  const [database, key] = await Promise.all([testDatabase(), readCertificateKey(join(folder, 'key.pem'))])
  return { database, folder, key }
}
