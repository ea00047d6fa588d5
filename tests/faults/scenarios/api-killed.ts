import { untilKnown } from '../counter.ts'
import type { Answer } from '../history.ts'
import type { Run, Scenario } from '../run.ts'
import { filingOf } from '../site.ts'
import { opened } from '../walk.ts'

export const apiKilled: Scenario = {
  id: 'F03',
  title: 'the API is killed after the commit and before its answer; the client repeats its key',
  async run(run) {
    for (let round = 1; round <= run.size(1, 20); round += 1) {
      const receipt = await fileTwice(run)
      await decideTwice(run, `${receipt.body.dossierId}.receive.1`)
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

async function dyingBeforeItsAnswer(run: Run, send: () => Promise<Answer | null>): Promise<void> {
  const { api } = run.site
  await api.kill()
  await api.start({ CRASH_AT: 'before_answer' })
  const [answer] = await Promise.all([send(), api.exited])
  run.check('the client of a killed API knows nothing', answer === null)
  await api.start()
  run.healed('API killed')
}
