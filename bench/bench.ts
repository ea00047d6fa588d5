/** `npm run bench [-- names]`: one JSON line a figure; both sides of a ratio in one run, alternated, median of 5. */
import { bundle } from './bundle.ts'
import { certificate } from './certificate.ts'
import { corpusHeap } from './corpus-heap.ts'
import { corpusLoad } from './corpus-load.ts'
import { corpusReady } from './corpus-ready.ts'
import { corpusTypes } from './corpus-types.ts'
import { counts } from './counts.ts'
import { cutover } from './cutover/cutover.ts'
import { dossiers, statements } from './dossiers.ts'
import type { Figure } from './figure.ts'
import { filedToOpen } from './filed-to-open.ts'
import { filing } from './filing.ts'
import { heap } from './heap.ts'
import { staffImports } from './import-staff.ts'
import { imports } from './imports.ts'
import { inbox } from './inbox.ts'
import { inboxByDate } from './inbox-by-date.ts'
import { payoutInterference } from './payout-interference.ts'
import { payoutGrowth, payoutPrepare } from './payout-prepare.ts'
import { payoutRun } from './payout-run.ts'
import { placement } from './placement.ts'
import { preview } from './preview.ts'
import { search } from './search.ts'
import { type BenchServers, startServers } from './servers.ts'
import { statementLines } from './statement.ts'

/** Which bench measures which figures. */
const benches: readonly { names: readonly string[]; run: (servers: BenchServers) => Promise<Figure[]> }[] = [
  { names: ['dossiers', 'dossiers-cpu', 'events'], run: dossiers },
  { names: ['statements'], run: statements },
  { names: ['filed-to-open'], run: filedToOpen },
  { names: ['filing', 'filing-cpu'], run: filing },
  { names: ['heap'], run: heap },
  { names: ['bundle'], run: bundle },
  { names: ['corpus-load'], run: corpusLoad },
  { names: ['corpus-types'], run: corpusTypes },
  { names: ['corpus-heap'], run: corpusHeap },
  { names: ['corpus-ready'], run: corpusReady },
  { names: ['import', 'import-start'], run: imports },
  { names: ['import-staff', 'import-staff-moved'], run: staffImports },
  { names: ['certificate', 'certificate-memory'], run: certificate },
  { names: ['placement'], run: placement },
  { names: ['counts', 'counts-cpu'], run: counts },
  { names: ['inbox-by-date'], run: inboxByDate },
  { names: ['cutover-wrong', 'cutover-rows', 'cutover-inbox'], run: cutover },
  { names: ['preview', 'preview-memory'], run: preview },
  { names: ['search', 'search-cpu'], run: search },
  { names: ['statement'], run: statementLines },
  { names: ['payout-prepare'], run: payoutPrepare },
  { names: ['payout-growth', 'payout-growth-memory'], run: payoutGrowth },
  { names: ['payout-run', 'payout-events'], run: payoutRun },
  { names: ['payout-interference'], run: payoutInterference },
  {
    names: ['commune', 'department', 'city'].flatMap((tier) => [`inbox-${tier}`, `inbox-${tier}-cpu`]),
    run: inbox,
  },
]

const wanted = process.argv.slice(2)
const known = benches.flatMap(({ names }) => names)
const unknown = wanted.filter((name) => !known.includes(name))
if (unknown.length > 0) {
  process.stderr.write(`There is no figure called ${unknown.join(', ')}. There are: ${known.join(', ')}.\n`)
  process.exit(2)
}
const asked = (name: string): boolean => wanted.length === 0 || wanted.includes(name)

let missed = 0
let running: BenchServers | null = null
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void Promise.resolve(running?.stop()).finally(() => process.exit(130)))
}
for (const { names, run } of benches.filter((bench) => bench.names.some(asked))) {
  const servers = await startServers()
  running = servers
  try {
    for (const figure of (await run(servers)).filter(({ name }) => names.includes(name) && asked(name))) {
      process.stdout.write(`${JSON.stringify(figure)}\n`)
      if (!figure.ok) missed += 1
    }
  } finally {
    await servers.stop()
  }
}
process.exit(missed === 0 ? 0 : 1)
