/** The store of files that is set, ready to be used. */
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { Disk } from 'flydrive'
import { StartUpError } from '../../domain/start-up-error.ts'
import { diskStore, type PaperStore, type Papers, storeOn } from '../../papers/store.ts'
import type { PapersSetting, Settings } from './settings.ts'

/** @throws {StartUpError} where the folder cannot be made, or the driver's packages are not installed */
export async function papersOf({ dataDir, papers }: Pick<Settings, 'dataDir' | 'papers'>): Promise<Papers> {
  const store = papers.driver === 'fs' ? await folderStore(papers.folder) : await bucketStore(papers)
  return { store, incoming: join(dataDir, 'incoming') }
}

async function folderStore(folder: string): Promise<PaperStore> {
  try {
    // Scans of identity cards: nobody else on this machine reads them.
    await mkdir(folder, { recursive: true, mode: 0o700 })
  } catch (cause) {
    throw new StartUpError({
      what: `Files of papers cannot be kept in ${folder}.`,
      why: cause instanceof Error ? cause.message : String(cause),
      remedy: 'Give the folder to the user that runs this, or set PAPERS_FOLDER to another.',
      cause,
    })
  }
  return diskStore(folder)
}

/** The packages of S3 are optional: an installation that keeps files on a disk does not need them. */
async function bucketStore(setting: Extract<PapersSetting, { driver: 's3' }>): Promise<PaperStore> {
  const { bucket, region, endpoint } = setting
  const { S3Driver } = await import('flydrive/drivers/s3').catch((cause: unknown) => {
    throw new StartUpError({
      what: 'The driver for S3 cannot be loaded.',
      why: cause instanceof Error ? cause.message : String(cause),
      remedy: 'npm install @aws-sdk/client-s3 @aws-sdk/s3-request-presigner, where the API and relay run.',
      cause,
    })
  })
  const options = { bucket, region, visibility: 'private' as const, supportsACL: false }
  return storeOn(
    new Disk(new S3Driver(endpoint === null ? options : { ...options, endpoint, forcePathStyle: true })),
  )
}
