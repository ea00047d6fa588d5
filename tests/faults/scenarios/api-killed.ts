import { join } from 'node:path'
import type { Answer } from '../../../harness/history.ts'
import { auditPapers, sweepPapers } from '../../../papers/audit.ts'
import { diskStore } from '../../../papers/store.ts'
import { untilKnown } from '../counter.ts'
import type { Run, Scenario } from '../run.ts'
import { filingOf } from '../site.ts'
import { opened } from '../walk.ts'

export const apiKilled: Scenario = {
  id: 'F03',
  title: 'the API is killed after the commit and before its answer; the client repeats its key',
  async run(run) {
    for (let round = 1; round <= run.size(1, 20); round += 1) {
      const receipt = await fileTwice(run)
      const dossierId = String(receipt.body.dossierId)
      await sendTwice(run, dossierId)
      await decideTwice(run, `${dossierId}.receive.1`)
    }
  },
}

async function fileTwice(run: Run): Promise<Answer> {
  const { counter, database } = run.site
  const number = run.site.nextNumber()
  const key = `file-${number}`
  const body = filingOf(run.site, 'registration', number)
  const file = () => counter.file(key, body)
  await dyingBeforeItsAnswer(run, file)
  const [stored] = await database.sql<{ dossierId: string }[]>`
    select dossier_id as "dossierId" from filing_key where key = ${key}`
  const repeated = await untilKnown(file)
  run.check(
    'what was committed before the kill is what the repeated key gives',
    repeated.body.dossierId === stored?.dossierId,
  )
  const again = await untilKnown(file)
  run.check('each repetition has the same body', JSON.stringify(again.body) === JSON.stringify(repeated.body))
  const other = await counter.file(key, { ...body, form: { ...body.form, name: 'Lý Thị Khác' } })
  run.check(
    'the same key with another body is refused',
    other?.body.code === 'keyReused',
    `answered ${other?.status}`,
  )
  return repeated
}

/** Killed between the file in the store and its row: nobody sees it, the repetition comes in, and the rest is swept. */
async function sendTwice(run: Run, dossierId: string): Promise<void> {
  const { counter, database, dir } = run.site
  const file = { key: `scan-${dossierId}`, content: '%PDF-1.7\nbản chụp' }
  const send = () => counter.upload(dossierId, 'request', file)
  await dyingAt(run, 'after_keep', send)
  const rows = await database.sql`select 1 from paper_file where dossier_id = ${dossierId}`
  run.check('a file without its row is no paper of the dossier', rows.length === 0)
  const { status, body } = await untilKnown(send)
  run.check('sent again it is kept, as its first version', status === 201 && body.version === 1)
  const store = diskStore(join(dir, 'papers'))
  const swept = await sweepPapers({ database, store, now: () => Date.now() + 3 * 86_400_000 })
  run.check('what the kill left is swept, and nothing else', swept === 1, `${swept} files were swept`)
  const { lost, changed } = await auditPapers({ database, store, now: Date.now }, { hashes: true })
  run.check('every row has its file, as it was kept', lost.length + changed.length === 0)
}

async function decideTwice(run: Run, task: string): Promise<void> {
  const { site } = run
  await opened(site, task)
  const officer = await site.officerFor(task)
  const decide = () => site.counter.decide(officer, { task, outcome: 'accepted' })
  await dyingBeforeItsAnswer(run, decide)
  const { status, body } = await untilKnown(decide)
  run.check(
    'a decision applied before the kill is answered as applied, once',
    status === 200 && body.revision === 2,
  )
}

const dyingBeforeItsAnswer = (run: Run, send: () => Promise<Answer | null>) =>
  dyingAt(run, 'before_answer', send)

async function dyingAt(run: Run, point: string, send: () => Promise<Answer | null>): Promise<void> {
  const { api } = run.site
  await api.kill()
  await api.start({ CRASH_AT: point })
  const [answer] = await Promise.all([send(), api.crashed()])
  run.check('the client of a killed API knows nothing', answer === null)
  await api.start()
  run.healed('API killed')
}
