/**
 * `npm run verify -- FILE... [--key FILE]`: proves a certificate and its supplements, in this order, from the files and the public key
 * alone. `--journal` proves the chains and seals of the journal too, by reading the database.
 */

import { publicFileOf, readPublicKey } from '../certificate/signature.ts'
import { type Verified, verifyCertificates } from '../certificate/verify-certificate.ts'
import { certificateKeyFile } from './process/certificate-key-file.ts'
import { runCommand } from './process/command.ts'
import { readOptions } from './process/options.ts'
import { dataDirOf } from './process/settings.ts'

const { values, positionals: files } = readOptions({
  options: { key: { type: 'string' }, json: { type: 'boolean', default: false } },
  allowPositionals: true,
})
if (files.length === 0) {
  process.stderr.write('Say what to verify: npm run verify -- certificate.jsonl [supplement.jsonl ...]\n')
  process.exit(2)
}

await runCommand(2, async () => {
  const key = await readPublicKey(values.key ?? publicFileOf(certificateKeyFile(dataDirOf())))
  const verified = await verifyCertificates(files, key)
  process.stdout.write(values.json ? `${JSON.stringify(verified)}\n` : verified.map(inWords).join(''))
  return verified.every(({ problems }) => problems.length === 0) ? 0 : 1
})

const inWords = ({ file, root, problems }: Verified): string =>
  problems.length === 0
    ? `${file}: proved, root ${root ?? ''}\n`
    : `${file}: not proved\n${problems.map((problem) => `  ${problem}\n`).join('')}`
