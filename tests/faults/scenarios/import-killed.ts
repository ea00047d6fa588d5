import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { backlogRows } from '../../../harness/backlog.ts'
import { until } from '../../../harness/until.ts'
import { loadProcedures } from '../../../procedures/registry/registry.ts'
import type { Run, Scenario } from '../run.ts'

export const importKilled: Scenario = {
  id: 'import-killed',
  title: 'the import of a backlog is killed between two of its batches, run again, and then a third time',
  async run(run) {
    const { importer, dir, database } = run.site
    const rows = run.size(150, 2_000)
    const lines: string[] = []
    for await (const row of backlogRows(await loadProcedures(), { rows, seed: 7, wrong: 0.05 })) {
      lines.push(`${JSON.stringify(row)}\n`)
    }
    await writeFile(join(dir, 'backlog.jsonl'), lines.join(''))
    const dying = importer.start().then(
      () => 'ended',
      () => 'killed',
    )
    await until('a batch is written', async () => (await batchesOf(run)).some(({ rowsIn }) => rowsIn > 0))
    await importer.kill()
    await dying
    run.healed('import killed')
    // What a build with a mistake cannot end is judged by what it left.
    await importer.start().catch(() => undefined)
    const [first] = await batchesOf(run)
    const { rowsIn = 0, created = 0, quarantined = 0, kept = 0 } = first ?? {}
    run.check('each row of the file is counted once', rowsIn === rows, `${rows} rows, ${rowsIn} counted`)
    run.check(
      'each row in quarantine is kept with its reason',
      kept === quarantined,
      `${quarantined} counted, ${kept} kept`,
    )
    const [found] = await database.sql<{ dossiers: number }[]>`
      select count(*)::int as dossiers from import_row join dossier on dossier.id = dossier_id`
    run.check(
      'each row that was created is one dossier',
      found?.dossiers === created && created + quarantined === rows,
      `${created} created, ${found?.dossiers} dossiers`,
    )
    await importer.start().catch(() => undefined)
    const again = (await batchesOf(run)).at(-1)
    run.check(
      'the same file again changes nothing',
      again?.created === 0 && again.updated === 0 && again.alreadyThere === created,
      JSON.stringify(again),
    )
  },
}

const batchesOf = ({ site: { database } }: Run) => database.sql<
  {
    rowsIn: number
    created: number
    alreadyThere: number
    updated: number
    quarantined: number
    kept: number
  }[]
>`
  select rows_in as "rowsIn", created, already_there as "alreadyThere", updated, quarantined,
    (select count(*)::int from import_quarantine where batch_id = import_batch.id) as kept
  from import_batch order by began_at, id`
