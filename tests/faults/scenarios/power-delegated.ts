import { armAsTwo } from '../../../db/reorganisations/enactment/arm-as-two.ts'
import { authority } from '../../../db/territory/authority/authority.ts'
import { enactable } from '../../../reorganisations/enactable.ts'
import { reorganisation } from '../../../reorganisations/grammar/reorganisation.ts'
import { aMonday } from '../../clock.ts'
import type { TestDatabase } from '../../database.ts'
import { openDossiers } from '../../db/reorganisations/open-tasks.ts'
import { wholeInbox } from '../../db/tasks/inbox-tasks.ts'
import { inOwnDatabase } from '../own-database.ts'
import type { Run, Scenario } from '../run.ts'

const dayMs = 86_400_000
const from = aMonday + dayMs
const [DEPARTMENT, WARD, OTHER] = ['hanoi:so-xay-dung', 'new:00004', 'new:00097']
const CHAIR = { officerId: `can-bo:${WARD}:chair:1`, unitId: WARD }
const DIRECTOR = { officerId: `can-bo:${DEPARTMENT}:director:1`, unitId: DEPARTMENT }
const [CODE, FIELD] = ['1.013239', 'Hoạt động xây dựng']

export const powerDelegated: Scenario = {
  id: 'power-delegated',
  title: 'a department delegates its signature of one procedure to one ward, and each task has one inbox',
  async run(run) {
    await inOwnDatabase(run, 'delegation', async (database) => {
      const tasks = await openAtDepartment(database)
      await armAsTwo(database, delegation, { proposes: 'an', approves: 'binh', now: () => aMonday })
      for (const at of [from - 1, from]) await judgeInboxes(run, database, tasks, at)
    })
  },
}

const delegation = enactable(
  reorganisation<null>({
    ...{ id: 'uy-quyen-thu', name: 'Sở Xây dựng ủy quyền cho phường Ba Đình', basis: 'Quyết định thử' },
    ...{ openQuestions: [], effectiveAt: new Date(from).toISOString() },
    changes: () => [
      {
        ...{ kind: 'powerDelegated', power: 'sign', tier: 'department', by: DEPARTMENT, to: WARD },
        officers: [{ officerId: CHAIR.officerId, role: 'director' }],
        procedures: [{ code: CODE, field: FIELD }],
      },
    ],
  }),
  null,
)

/** Signatures of the procedure in the ward and in another, and of another procedure in the ward. @returns ids of tasks */
async function openAtDepartment({ sql }: TestDatabase): Promise<readonly string[]> {
  const cellOf = async (unit: string) => {
    const [row] = await sql<{ id: string }[]>`
      select area_id as id from jurisdiction
      where unit_id = ${unit} and tier = 'commune' and area_id like 'cell:%' and valid @> instant(${aMonday}) order by 1 limit 1`
    return row?.id ?? ''
  }
  const [here, elsewhere] = [await cellOf(WARD), await cellOf(OTHER)]
  const sign = { field: FIELD, role: 'director', power: 'sign', tier: 'department', dueAt: from + dayMs }
  await sql`
    insert into plan (hash, procedure_code, edition, body)
    values ('plan', '1.000689', '2025-07-01', '{"steps":{"sign":{"notBy":[]}}}')`
  await openDossiers(
    sql,
    [
      [{ ...sign, procedure: CODE, area: here }],
      [{ ...sign, procedure: CODE, area: elsewhere }],
      [{ ...sign, procedure: '1.013234', area: here }],
    ],
    aMonday,
  )
  await sql`update task set id = dossier_id || '.sign.1', key = 'sign.1', step = 'sign'`
  return (await sql<{ id: string }[]>`select id from task order by id`).map(({ id }) => id)
}

async function judgeInboxes(
  run: Run,
  database: TestDatabase,
  tasks: readonly string[],
  asOfMs: number,
): Promise<void> {
  const inboxes = await Promise.all(
    [CHAIR, DIRECTOR].map(async (who) => ({ who, listed: await wholeInbox(database, { ...who, asOfMs }) })),
  )
  for (const taskId of tasks) {
    const times = inboxes.flatMap(({ listed }) => listed.filter((id) => id === taskId)).length
    run.check('what is delegated is in one inbox', times === 1, `${taskId} is in ${times} at ${asOfMs}`)
    for (const { who, listed } of inboxes) {
      const { allowed } = await authority(database.sql, { officerId: who.officerId, taskId, asOfMs })
      run.check(
        'who has a task in the inbox may decide it',
        allowed === listed.includes(taskId),
        `${who.officerId} ${allowed ? 'may' : 'may not'} decide ${taskId} at ${asOfMs}`,
      )
    }
  }
}
