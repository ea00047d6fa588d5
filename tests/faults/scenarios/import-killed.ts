import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type BacklogRow, backlogRows } from '../../../harness/backlog.ts'
import { until } from '../../../harness/until.ts'
import { loadProcedures } from '../../../procedures/registry/registry.ts'
import type { Run, Scenario } from '../run.ts'

export const importKilled: Scenario = {
  id: 'import-killed',
  title: 'the import of a backlog is killed between two of its batches, run again, and then a third time',
  async run(run) {
    const { importer, dir, database } = run.site
    const rows = run.size(150, 2_000)
    const { text, photographs } = await fileOf(rows)
    await writeFile(join(dir, 'backlog.jsonl'), text)
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
    const [held] = await database.sql<{ papers: number }[]>`
      select count(*)::int as papers from import_row i join paper p on p.dossier_id = i.dossier_id
      join original_place o on o.dossier_id = p.dossier_id and o.kind = p.kind and o.until is null
      where i.old_code = any (${[...photographs]}::text[]) and p.note = ${photograph}`
    const [imported] = await database.sql<{ rows: number }[]>`
      select count(*)::int as rows from import_row where old_code = any (${[...photographs]}::text[])`
    run.check(
      'each paper that the district held is held',
      held?.papers === imported?.rows,
      `${imported?.rows} dossiers with a photograph, ${held?.papers} photographs`,
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

const photograph = 'Ảnh 3x4'

/** Its last row says of the first one that is taken another step. @returns with the codes of rows that name a photograph */
async function fileOf(rows: number): Promise<{ text: string; photographs: readonly string[] }> {
  const file: BacklogRow[] = []
  for await (const row of backlogRows(await loadProcedures(), { rows: rows - 1, seed: 7, wrong: 0.05 }))
    file.push(row)
  const first = file.find(({ step }) => step === 'Chuyên viên thụ lý')
  if (first === undefined) throw new Error('no row of the backlog is at its review')
  const photographs = file.filter(({ papersHeld = '' }) => papersHeld.includes(photograph))
  return {
    text: [...file, { ...first, step: 'Mới tiếp nhận' }].map((row) => `${JSON.stringify(row)}\n`).join(''),
    photographs: photographs.map(({ oldCode = '' }) => oldCode),
  }
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
