import { untilKnown } from '../counter.ts'
import type { Scenario } from '../run.ts'
import { filingOf } from '../site.ts'
import { opened, walk } from '../walk.ts'

export const sameKey: Scenario = {
  id: 'F23',
  title: 'the same filing twenty times at once, later again, and under another key',
  async run(run) {
    const { site } = run
    const { counter, database } = site
    const body = filingOf(site, 'registration', site.nextNumber())
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => untilKnown(() => counter.file('once', body))),
    )
    const bodies = new Set(answers.map((answer) => JSON.stringify(answer.body)))
    run.check('twenty at once have one answer', bodies.size === 1, `${bodies.size} answers`)
    const created = answers.filter((answer) => answer.status === 201).length
    run.check('one of them was the first', created === 1, `${created} were answered that it is new`)

    const dossierId = String(answers[0]?.body.dossierId)
    await walk(site, dossierId, 'receive.1:accepted')
    const later = await untilKnown(() => counter.file('once', body))
    run.check('the key keeps its answer while the dossier goes on', bodies.has(JSON.stringify(later.body)))

    const other = await untilKnown(() => counter.file('another', body))
    run.check(
      'the same content under another key names the first',
      other.body.possibleDuplicateOf === dossierId,
    )
    await opened(site, `${other.body.dossierId}.receive.1`)
    const [row] = await database.sql<{ count: number }[]>`
      select count(*)::int as count from dossier
      where content_hash = (select content_hash from dossier where id = ${dossierId})`
    run.check('two dossiers of this content in all', row?.count === 2, `${row?.count}`)
  },
}
