/** Whether dossiers stand in PostgreSQL as the examples say that they end. */
import type { Querying } from '../../db/database.ts'
import type { CorpusRun } from './corpus-run.ts'

interface RunRow {
  id: string
  status: string
  ending: string | null
  result: string | null
  open: readonly string[]
  journal: readonly string[]
}

/** What differs, a line each: the procedure, its route, the way it was to go, and how it stands instead. */
export async function judgeRuns(sql: Querying, runs: readonly CorpusRun[]): Promise<readonly string[]> {
  const ids = runs.flatMap(({ dossierId }) => dossierId ?? [])
  const rows = await sql<RunRow[]>`
    select d.id, d.status, d.ending, r.kind as result,
      array(select key from task where dossier_id = d.id and closed_at is null order by key) as open,
      array(select concat_ws(' ', kind, payload ->> 'task', payload ->> 'outcome') from journal
        where dossier_id = d.id order by seq) as journal
    from dossier d left join result r on r.dossier_id = d.id and r.correction = 0
    where d.id = any (${ids}::uuid[])`
  const byId = new Map(rows.map((row) => [row.id, row]))
  return runs.flatMap((run) => {
    const problems = problemsOf(run, byId.get(run.dossierId ?? ''))
    const { code, route = 'steps of its own' } = run.procedure
    return problems.length === 0 ? [] : [`${code} (${route}) «${run.example.path}»: ${problems.join('; ')}`]
  })
}

function problemsOf(run: CorpusRun, found: RunRow | undefined): readonly string[] {
  if (found === undefined) return [run.stopped ?? 'was not filed']
  const actual = { ...found, open: found.open.join(', '), journal: found.journal.join(', ') }
  if (run.stopped !== null) return [run.stopped, `open is «${actual.open}»`]
  const expected = {
    status: 'closed',
    ending: run.example.ends,
    result: resultOf(run),
    open: '',
    journal: ['filed', ...run.items.map(lineOf)].join(', '),
  }
  return (['status', 'ending', 'result', 'open', 'journal'] as const).flatMap((name) =>
    actual[name] === expected[name] ? [] : [`${name} is «${actual[name]}», not «${expected[name]}»`],
  )
}

/** What the last step of the way that issues something issues. */
function resultOf({ plan, items }: CorpusRun): string | null {
  const steps = items.flatMap((event) =>
    'task' in event ? (plan.steps[event.task.split('.')[0] ?? ''] ?? []) : [],
  )
  return steps.reduce<string | null>(
    (issued, { does }) => (does?.work === 'issue' ? does.result : issued),
    null,
  )
}

const lineOf = (event: CorpusRun['items'][number]): string =>
  [event.kind, ...('task' in event ? [event.task] : []), ...('outcome' in event ? [event.outcome] : [])].join(
    ' ',
  )
