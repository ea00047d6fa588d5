import { beforeAll, describe, expect, test } from 'vitest'
import { writeTransition } from '../../../../db/dossier/transition/write-transition.ts'
import type { Role } from '../../../../domain/dossier/dossier.ts'
import { advance } from '../../../../procedures/grammar/run/advance.ts'
import { type DossierEvent, initialState } from '../../../../procedures/grammar/run/event.ts'
import { issueAfter } from '../../../../procedures/grammar/run/issue-after.ts'
import type { WriteInput } from '../../../../procedures/grammar/run/write.ts'
import { type TestDatabase, testDatabase } from '../../../database.ts'
import { type DossierStory, fileOnly } from '../../../dossier-story.ts'
import { type TestEngine, testEngine } from '../../../engine.ts'
import { registration } from '../../../procedures/invented/registration.ts'
import { inputOf } from './write-input.ts'

let database: TestDatabase
let engine: TestEngine
beforeAll(async () => {
  ;[database, engine] = await Promise.all([testDatabase(), testEngine()])
})

const startAt = Date.parse('2026-11-25T09:00:00+07:00')
const start: DossierEvent = { kind: 'start', key: 'start', at: startAt }

describe('a signature with the issue of its result', () => {
  const issuedAt = startAt + 60_000

  /** At its signature, with the write that holds the result too. */
  async function signing(
    officer: { role?: Role } = {},
  ): Promise<{ dossier: DossierStory; input: WriteInput }> {
    const dossier = await fileOnly({ database, engine, now: () => startAt }, registration)
    let state = inputOf(dossier, initialState([]), start).after
    for (const [task, outcome] of [
      ['receive.1', 'accepted'],
      ['review.1', 'approved'],
    ] as const) {
      const request = await dossier.recordDecision(task, outcome, { at: startAt })
      const input = inputOf(dossier, state, request.item)
      expect(await writeTransition(database, input)).not.toHaveProperty('issued')
      state = input.after
    }
    const request = await dossier.recordDecision('sign.1', 'signed', { at: startAt, ...officer })
    const input = inputOf(dossier, state, request.item)
    const next = advance(dossier.plan, state, request.item)
    const issue = 'refused' in next ? null : issueAfter(dossier.plan, request.item, next, issuedAt)
    if (issue === null) throw new Error('the signature leads to no issue')
    const { state: _, ...change } = issue.next
    return { dossier, input: { ...input, issue: { item: issue.event, change } } }
  }

  test('makes two revisions in one write, the same rows as two writes', async () => {
    const { dossier, input } = await signing()
    expect(await writeTransition(database, input)).toEqual({
      kind: 'applied',
      dueAt: { 'issue.1': null },
      issued: true,
    })
    expect(await dossier.effects()).toEqual([
      'start',
      expect.anything(),
      expect.anything(),
      input.item.key,
      'done:issue.1',
    ])
    expect(await dossier.journal()).toEqual(['filed', 'start', 'decide', 'decide', 'decide', 'done'])
    expect(await dossier.dossier()).toMatchObject({
      revision: 5,
      status: 'closed',
      ending: 'issued',
      clock: 'stopped',
    })
    expect(await dossier.tasks()).toMatchObject({ 'sign.1': 'signed', 'issue.1': 'issued' })
    const [facts] = await database.sql`
      select epoch_ms(ended_at) as ended, epoch_ms(result.issued_at) as issued, last_power as "lastPower",
        (select array_agg(revision order by seq) from journal where journal.dossier_id = dossier.id) as journalled,
        (select result -> 'clock' ->> 'kind' from dossier_revision where dossier_id = dossier.id and revision = 5) as clock,
        (select array_agg(event order by event) from notice_outbox where dossier_id = dossier.id) as notices
      from dossier join result on result.dossier_id = dossier.id where dossier.id = ${dossier.id}`
    expect(facts).toEqual({
      ...{ ended: issuedAt, issued: issuedAt, lastPower: 'sign', clock: 'stop' },
      ...{ journalled: [0, 1, 2, 3, 4, 5], notices: ['filed', 'resultReady'] },
    })
  })

  test('sent again names both revisions and writes nothing', async () => {
    const { dossier, input } = await signing()
    await writeTransition(database, input)
    expect(await writeTransition(database, input)).toMatchObject({
      kind: 'behind',
      missed: [{ item: { key: input.item.key } }, { item: { key: 'done:issue.1', at: issuedAt } }],
    })
    expect(await dossier.effects()).toHaveLength(5)
  })

  test('that is refused issues no result', async () => {
    const { dossier, input } = await signing({ role: 'oneStop' })
    expect(await writeTransition(database, input)).toEqual({ kind: 'refused', code: 'noMandate' })
    expect(await database.sql`select 1 from result where dossier_id = ${dossier.id}`).toHaveLength(0)
    expect(await dossier.dossier()).toMatchObject({ revision: 3, status: 'open' })
  })
})
