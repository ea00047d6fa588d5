import { spawnSync } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { writeTransition } from '../../db/dossier/transition/write-transition.ts'
import { readAdoptionRuns, readOutcomes } from '../../db/editions/adoption-outcomes.ts'
import { readOpenPositions } from '../../db/editions/open-positions.ts'
import { planOf } from '../../procedures/grammar/plan/compile-plan.ts'
import { advance } from '../../procedures/grammar/run/advance.ts'
import { type DossierEvent, type DossierState, initialState } from '../../procedures/grammar/run/event.ts'
import { type TestDatabase, testDatabase } from '../database.ts'
import { type DossierStory, fileOnly } from '../dossier-story.ts'
import { type TestEngine, testEngine } from '../engine.ts'
import { registration } from '../procedures/invented/registration.ts'

let database: TestDatabase
let engine: TestEngine
let dir = ''
beforeAll(async () => {
  ;[database, engine] = await Promise.all([testDatabase(), testEngine()])
  dir = await mkdtemp(join(tmpdir(), 'diff-'))
  await mkdir(join(dir, 'thu-nghiem'))
  await Promise.all([
    define('cu', "{ until: '2026-12-31' }"),
    define(
      'moi',
      "{ edition: '2026-01-01', transitionPolicy, steps: { receive, review, ask: { ...review, name: 'Thẩm tra' }, sign, issue } }",
    ),
  ])
})
afterAll(() => rm(dir, { recursive: true }))

const root = fileURLToPath(new URL('../../', import.meta.url))

async function define(slug: string, changes: string): Promise<void> {
  const text = `import { registration } from '${join(root, 'tests/procedures/invented/registration.ts')}'
    import { article, byDecree } from '${join(root, 'procedures/kit/kit.ts')}'
    const { receive, review, sign, issue } = registration.steps
    const transitionPolicy = byDecree(article('118/2025/NĐ-CP', 41))
    export default Object.freeze({ ...registration, ...${changes} })`
  await writeFile(join(dir, 'thu-nghiem', `9.000001-${slug}.ts`), text)
}

interface Said {
  status: number | null
  stdout: string
  stderr: string
}
const diff = (...args: string[]): Said => run('bin/procedure-diff.ts', ...args)
const adopt = (...args: string[]): Said => run('bin/procedure-adopt.ts', ...args)

function run(command: string, ...args: string[]): Said {
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', 'tsx', command, '--folder', dir, ...args],
    {
      cwd: root,
      encoding: 'utf8',
      // Temporal is not asked; a command that did would fail.
      env: {
        ...process.env,
        THONG_SUOT_DATA: dir,
        DATABASE_URL: database.url,
        TEMPORAL_ADDRESS: '127.0.0.1:9',
      },
    },
  )
  return { status, stdout, stderr }
}

const at = Date.parse('2026-11-25T09:00:00+07:00')
const plan = planOf(registration)

/** No workflow runs here: the write is asked as one would ask it. */
async function write(dossier: DossierStory, state: DossierState, item: DossierEvent): Promise<DossierState> {
  const next = advance(plan, state, item)
  if ('refused' in next) throw new Error(next.refused)
  const { state: after, ...change } = next
  const asked = { dossierId: dossier.id, expectedRevision: state.revision, item, change, total: plan.total }
  await writeTransition(database, asked)
  return after
}

async function started(): Promise<{ dossier: DossierStory; state: DossierState }> {
  const dossier = await fileOnly({ database, engine }, registration)
  return { dossier, state: await write(dossier, initialState([]), { kind: 'start', key: 'start', at }) }
}

async function accepted(): Promise<{ dossier: DossierStory; state: DossierState }> {
  const { dossier, state } = await started()
  const { item } = await dossier.recordDecision('receive.1', 'accepted', { at })
  return { dossier, state: await write(dossier, state, item) }
}

async function askedForSupplement(): Promise<void> {
  const { dossier, state } = await accepted()
  const { item } = await dossier.recordDecision('review.1', 'incomplete', { at })
  await write(dossier, state, item)
}

test('a newer edition is described in words, with the open dossiers of the older one by what it would do to them', async () => {
  await askedForSupplement()
  await started()
  await started()
  await accepted()
  const { status, stdout } = diff('--open', '9.000001', '2025-07-01', '2026-01-01')
  expect(status).toBe(0)
  expect(stdout).toContain(`9.000001 Đăng ký thử nghiệm: 2025-07-01 → 2026-01-01
  step ask “Thẩm tra” is new, Công chức Tư pháp - Hộ tịch, 1,5 ngày làm việc
`)
  expect(stdout).toContain('  review “Thẩm định hồ sơ”: gains a step (ask)\n  sign “Ký duyệt”: unaffected')
  expect(stdout).toContain('  4 gains a step\n')
})

test('open dossiers of the older edition are counted by where they are, in one query', async () => {
  const { code, edition } = registration
  const positions = await readOpenPositions(database.sql, { code, edition })
  expect(positions.map(({ plan: _, ...position }) => position)).toEqual([
    { open: ['receive'], done: [], dossiers: 2 },
    { open: ['review'], done: ['receive'], dossiers: 1 },
    { open: ['supplement'], done: ['receive', 'review'], dossiers: 1 },
  ])
  expect(positions[0]?.plan).toMatchObject({ procedure: code, first: 'receive' })
  expect(await readOpenPositions(database.sql, { code, edition: '2026-01-01' })).toEqual([])
})

test('a single edition is refused with the list of editions', () => {
  const { status, stderr } = diff('9.000001', '2025-07-01')
  expect(status).toBe(1)
  expect(stderr).toContain('9.000001 has the editions 2025-07-01, 2026-01-01.')
})

test('the preview of an adoption lists for each dossier whether it would adopt the edition, and why not', () => {
  const { status, stdout } = adopt('9.000001', '2026-01-01')
  expect(status).toBe(0)
  expect(stdout).toContain(`  step ask “Thẩm tra” is new, Công chức Tư pháp - Hộ tịch, 1,5 ngày làm việc
Of 2026-01-01: open dossiers take it, whatever it means for the applicant (Điều 41, 118/2025/NĐ-CP)
Open dossiers: 4, of which 3 would adopt it and 1 keep the one they have
  0 is on a step that is removed
  4 gains a step
`)
  expect(stdout).toMatch(
    /^\S+ at \w+: keeps: the applicant is completing it, as the older edition asked\n\S+ at receive: adopts\n/m,
  )
  expect(stdout).toMatch(/^\S+ at review: adopts\n$/m)
})

test('an edition that follows none is adopted by no dossier', () => {
  const { status, stderr } = adopt('9.000001', '2025-07-01')
  expect(status).toBe(1)
  expect(stderr).toContain('An edition is adopted by the dossiers of those before it.')
})

describe('an applied adoption', () => {
  const asking = ['--apply', '--by', 'Phòng Kiểm soát thủ tục', '--wait', '0', '9.000001', '2026-01-01']

  test('has to name the person who requests it', () => {
    const { status, stderr } = adopt('--apply', '9.000001', '2026-01-01')
    expect(status).toBe(1)
    expect(stderr).toContain('--apply names nobody.')
  })

  test('prints the outcome of each dossier; one without an answer is recorded', async () => {
    const { status, stdout } = adopt(...asking)
    expect(status).toBe(1)
    expect(stdout).toMatch(
      /^\S+: keeps: the applicant is completing it, as the older edition asked\n\S+: pending: on disk, and carried out by/m,
    )
    expect(stdout).toMatch(/^0 adopted, 1 kept, 0 refused, 3 pending\n$/m)
    const [run] = await database.sql`
      select policy, asked_by as by, judged_at is not null as complete from edition_adoption`
    expect(run).toEqual({ policy: 'byDecree', by: 'Phòng Kiểm soát thủ tục', complete: true })
  })

  test('asks no dossier twice that has not answered yet', async () => {
    const { stdout } = adopt('--json', ...asking)
    expect(JSON.parse(stdout)).toMatchObject({
      policy: { name: 'byDecree', basis: 'Điều 41, 118/2025/NĐ-CP' },
      counts: { adopted: 0, kept: 1, refused: 0, pending: 3 },
    })
    const requests =
      await database.sql`select item ? 'plan' as whole from decision_request where kind = 'adoptEdition'`
    expect(requests.map(({ whole }) => whole)).toEqual([false, false, false])
    const runs = await readAdoptionRuns(database.sql, { code: '9.000001', limit: 10 })
    expect(runs.map(({ counts }) => counts)).toEqual([
      { adopted: 0, kept: 1, refused: 0, pending: 3 },
      { adopted: 0, kept: 1, refused: 0, pending: 3 },
    ])
    const page = await readOutcomes(database.sql, runs[0]?.id ?? '', { after: null, limit: 3 })
    const rest = await readOutcomes(database.sql, runs[0]?.id ?? '', {
      after: page[2]?.dossierId ?? null,
      limit: 3,
    })
    expect([...page, ...rest].map(({ reason }) => reason).toSorted()).toEqual([
      'awaitsSupplement',
      null,
      null,
      null,
    ])
  })
})

test('an edition is previewed before its first day, and requested of no dossier', async () => {
  await define('dang-ky-sau-nay', "{ edition: '2099-01-01', transitionPolicy }")
  const previewed = adopt('9.000001', '2099-01-01')
  expect(previewed.status).toBe(0)
  expect(previewed.stdout).toContain('It may be applied from 2099-01-01, its first day; today is ')
  const before = await database.sql`select id from edition_adoption`
  const { status, stderr } = adopt('--apply', '--by', 'Phòng Kiểm soát thủ tục', '9.000001', '2099-01-01')
  expect(status).toBe(1)
  expect(stderr).toContain('Apply it on 2099-01-01 or later')
  expect(await database.sql`select id from edition_adoption`).toEqual(before)
})
