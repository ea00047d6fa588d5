/** Issues a certificate and tells how long it took and how much memory the process has had at most. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { issueCertificate } from '../../certificate/issue-certificate.ts'
import { faultKinds } from '../../certificate/lines/certified-line.ts'
import { readCertificateKey } from '../../certificate/signature.ts'
import { openDatabase } from '../../db/database.ts'

const [at = Number.NaN, until = Number.NaN, knownAt = Number.NaN] = process.argv.slice(2).map(Number)
const url = process.env.DATABASE_URL ?? ''
const folder = await mkdtemp(join(tmpdir(), 'thong-suot-bench-certificate-'))
const database = openDatabase(url, { connections: 2, name: 'bench certificate' })
try {
  const key = await readCertificateKey(join(process.env.THONG_SUOT_DATA ?? folder, 'certificate.pem'))
  const began = performance.now()
  const certified = await issueCertificate(database, url, {
    at,
    until,
    knownAt,
    key,
    out: join(folder, 'out.jsonl'),
  })
  const ms = performance.now() - began
  const wrong = faultKinds.filter((kind) => certified.faults.counts[kind] > 0)
  if (certified.kind === 'differs' || certified.list === null || wrong.length > 0) {
    throw new Error(`the certificate is not clean: ${certified.kind} ${wrong.join()}`)
  }
  const { maxRSS: maxRssKb } = process.resourceUsage()
  process.stdout.write(`${JSON.stringify({ ms, maxRssKb, runs: certified.list.runs })}\n`)
} finally {
  await database.close()
  await rm(folder, { recursive: true, force: true })
}
