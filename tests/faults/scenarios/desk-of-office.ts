import { beginChange } from '../../../db/territory/reference-change.ts'
import type { Run, Scenario } from '../run.ts'
import { commune } from '../site.ts'
import { atReview } from '../walk.ts'

const builder = 'builder-of-desk-of-office'

export const deskOfOffice: Scenario = {
  id: 'desk-of-office',
  title: 'an officer of an office for construction only, at a task of the same role and another field',
  async run(run) {
    const { site } = run
    const [reviewed] = await atReview(site, 1)
    if (reviewed === undefined) throw new Error('a dossier was wanted')
    await openOffice(run, reviewed.task)
    const caller = await site.callerAs(builder, 'officer', commune)
    const { body } = await site.counter.read('/inbox', caller)
    run.check(
      'an office does its fields alone',
      !JSON.stringify(body).includes(reviewed.task),
      'it is in the inbox',
    )
    const claimed = await site.counter.claim(caller, reviewed.task)
    run.check('an office does its fields alone', claimed?.status === 403, `claim answered ${claimed?.status}`)
    const decided = await site.counter.decide(caller, { task: reviewed.task, outcome: 'approved' })
    run.check(
      'an office does its fields alone',
      decided?.status === 403,
      `decision answered ${decided?.status}`,
    )
  },
}

const openOffice = ({ site }: Run, task: string): Promise<unknown> =>
  site.asOwner((owner) =>
    owner.begin(async (sql) => {
      await beginChange(sql, {
        kind: 'staff',
        actorId: 'test',
        basis: 'Quyết định thử nghiệm',
        effectiveAt: 0,
      })
      await sql`
        insert into office (id, unit_id, name, roles, fields, valid, basis)
        select ${builder}, ${commune}, 'Tổ Xây dựng', array[role], '{Hoạt động xây dựng}', '{[2025-07-01,)}', 'Quyết định thử nghiệm'
        from task where id = ${task}`
      await sql`insert into officer (id, name) values (${builder}, 'Cán bộ xây dựng')`
      await sql`
        insert into mandate (id, officer_id, unit_id, office_id, role, valid, basis)
        select ${builder}, ${builder}, ${commune}, ${builder}, role, '[2025-07-01,)', 'Quyết định thử nghiệm' from task where id = ${task}`
    }),
  )
