/**
 * `npm run verify -- FILE... [--key FILE]`: proves a certificate and its supplements, in this order, from the files and the public key
 * alone. `--journal` proves the chains and seals of the journal too, by reading the database.
 */

import { publicFileOf, readPublicKey } from '../certificate/signature.ts'
import { type Verified, verifyCertificates } from '../certificate/verify-certificate.ts'
import { type JournalProof, verifyJournal } from '../certificate/verify-journal.ts'
import { readingAsKnown } from '../db/certificate/reading.ts'
import { type Database, openDatabase } from '../db/database.ts'
import { certificateKeyFile } from './process/certificate-key-file.ts'
import { runCommand } from './process/command.ts'
import { dataDirOf, readSettings } from './process/settings.ts'
import { readOptions } from './process/terminal/options.ts'

const { values, positionals: files } = readOptions({
  options: {
    key: { type: 'string' },
    json: { type: 'boolean', default: false },
    journal: { type: 'boolean', default: false },
  },
  allowPositionals: true,
})
if (files.length === 0 && !values.journal) {
  process.stderr.write(
    'Say what to verify: npm run verify -- certificate.jsonl [supplement.jsonl ...], or --journal\n',
  )
  process.exit(2)
}

await runCommand(2, async (open) => {
  const verified = files.length === 0 ? [] : await verifyCertificates(files, await publicKey())
  const journal = values.journal ? await ofJournal(open) : null
  const words = [...verified.map(inWords), ...(journal === null ? [] : [journalInWords(journal)])].join('')
  process.stdout.write(values.json ? `${JSON.stringify({ certificates: verified, journal })}\n` : words)
  const problems = [...verified.flatMap((one) => one.problems), ...(journal?.problems ?? [])]
  return problems.length === 0 ? 0 : 1
})

function publicKey() {
  return readPublicKey(values.key ?? publicFileOf(certificateKeyFile(dataDirOf())))
}

async function ofJournal(open: (database: Database) => Database): Promise<JournalProof> {
  const url = readSettings().databaseUrl
  return await readingAsKnown(
    open(openDatabase(url, { connections: 1, name: 'thong-suot verify' })),
    verifyJournal,
  )
}

function journalInWords({ entries, chains, seals, sealsNotProved, problems }: JournalProof): string {
  const read = `journal: ${entries} entries of ${chains} chains, ${seals - sealsNotProved} of ${seals} seals`
  const older = sealsNotProved === 0 ? '' : ' (the others are of an older build)'
  return problems.length === 0
    ? `${read} proved${older}\n`
    : `${read} read${older}, not proved\n${problems.map((problem) => `  ${problem}\n`).join('')}`
}

function inWords({ file, root, problems }: Verified): string {
  return problems.length === 0
    ? `${file}: proved, root ${root ?? ''}\n`
    : `${file}: not proved\n${problems.map((problem) => `  ${problem}\n`).join('')}`
}
