/**
 * `npm run record-histories [-- NAME …]`: runs every example of the test definitions on a real server and keeps the histories
 * that tests/replay/replay.test.ts replays. Record again only when plans or the order of effects change on purpose,
 * and then keep the old histories of dossiers that may still be open.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { WorkflowHandle } from '@temporalio/client'
import { bundleWorkflows, startWorker } from '../../activities/start-worker.ts'
import { openDatabase } from '../../db/database.ts'
import { adoptOpen } from '../../db/editions/adopt-editions.ts'
import { loadReference } from '../../db/load/load-reference.ts'
import { migrate } from '../../db/migrate.ts'
import { workingDays } from '../../domain/time/duration.ts'
import { startPostgres } from '../../embedded/postgres.ts'
import { startTemporalServer } from '../../embedded/temporal-server.ts'
import { openEngine } from '../../engine/connection.ts'
import { reorganisationSteppedSignal } from '../../engine/messages.ts'
import { until } from '../../harness/until.ts'
import { givenOf, runPath } from '../../procedures/grammar/checks/examples.ts'
import { article } from '../../procedures/grammar/definition/basis.ts'
import type { Procedure } from '../../procedures/grammar/definition/procedure.ts'
import { byDecree } from '../../procedures/grammar/definition/transition-policy.ts'
import { planOf } from '../../procedures/grammar/plan/compile-plan.ts'
import { planHash } from '../../procedures/registry/plan-hash.ts'
import { machineNow } from '../clock.ts'
import { type DossierStory, fileStory, type World } from '../dossier-story.ts'
import { importOnly, importRows, startImported } from '../imports/imported-story.ts'
import { rowOf } from '../imports/rows.ts'
import { inventedField } from '../invented-field.ts'
import { byHand } from '../procedures/invented/by-hand.ts'
import { consultation } from '../procedures/invented/consultation.ts'
import { notice } from '../procedures/invented/notice.ts'
import { payout } from '../procedures/invented/payout.ts'
import { registration } from '../procedures/invented/registration.ts'
import { silentConsultation } from '../procedures/invented/silent-consultation.ts'
import { type FollowingWorker, followingWorker } from '../workflows/by-hand/following-worker.ts'
import { driveExample } from './drive-example.ts'
import { writeHistory } from './history-file.ts'

const definitions = {
  registration,
  consultation,
  'silent-consultation': silentConsultation,
  notice,
  payout,
  'by-hand': byHand,
}

const names = process.argv.slice(2)
const wanted = (name: string): boolean => names.length === 0 || names.includes(name)

/** What the bank answers, by dossier and task. */
const bankAnswers = new Map<string, string>()

/** What examples cannot say: a task handed over, a new date, decisions refused, asked to write all again. */
async function moreThanExamples(dossier: DossierStory): Promise<WorkflowHandle> {
  await dossier.opened('receive.1')
  await dossier.reassign('receive.1', null)
  await dossier.goes('receive.1:accepted')
  await dossier.extend(workingDays(1))
  await dossier.extend(workingDays(1))
  await dossier.opened('review.1')
  await dossier.decide('review.1', 'approved', { role: 'oneStop' })
  await dossier.handle.signal('reproject')
  await dossier.handle.signal('catchUp')
  await dossier.goes('review.1:approved sign.1:signed')
  return dossier.handle
}

/** The result is written with the signature; of the examples, recorded before, each was written by itself. */
async function issuedWithSignature(dossier: DossierStory): Promise<WorkflowHandle> {
  await dossier.goes('receive.1:accepted review.1:approved sign.1:signed')
  return dossier.handle
}

/** A result corrected after the end, with a way back, made to look at PostgreSQL and to write all again. */
async function corrected(dossier: DossierStory): Promise<WorkflowHandle> {
  await dossier.goes('receive.1:accepted review.1:approved sign.1:signed')
  await dossier.ending()
  const correction = await dossier.corrects()
  await dossier.goes('correction1Review.1:approved correction1Sign.1:returned')
  await dossier.opened('correction1Review.2')
  await correction.signal('reproject')
  await correction.signal('catchUp')
  await dossier.goes('correction1Review.2:approved correction1Sign.2:signed')
  return correction
}

/** It takes another edition while it is at a step that this has not, is asked to write all again, and ends under it. */
async function adopting(world: World, dossier: DossierStory): Promise<WorkflowHandle> {
  await dossier.goes('receive.1:accepted')
  await dossier.opened('review.1')
  const { review, ...others } = registration.steps
  if (review?.do !== 'review') throw new Error('the registration has no review')
  const { receive, sign, issue } = others
  const steps = { receive, check: review, sign, issue }
  const newer: Procedure = {
    ...registration,
    edition: '2026-01-01',
    transitionPolicy: byDecree(article('118/2025/NĐ-CP', 41), { moves: { review: 'check' } }),
    steps: Object.fromEntries(
      Object.entries(steps).flatMap(([id, step]) => (step === undefined ? [] : [[id, step]])),
    ),
  }
  const editions = { newer, older: () => registration, planOn: (date: string) => planOf(newer, date) }
  const run = adoptOpen(
    { database: world.database, now: machineNow, hashOf: planHash, waitMs: 0 },
    editions,
    'operator',
  )
  for await (const page of run) process.stdout.write(`${page.length} asked\n`)
  await dossier.start()
  await dossier.opened('check.1')
  await dossier.handle.signal('reproject')
  await dossier.goes('check.1:approved sign.1:signed')
  return dossier.handle
}

/** Taken over at a desk, replaced by a corrected row while it runs, and ended. */
async function imported(world: World): Promise<WorkflowHandle> {
  const dossier = await importOnly(world, 'ghi-lai')
  await startImported(world)
  await dossier.opened('review.1')
  await until('it runs', async () => (await dossier.state()).revision >= 1)
  await importRows(world, rowOf('ghi-lai', { step: 'Trình ký' }))
  await dossier.handle.signal('catchUp')
  await until('it has the new position', async () => 'sign.1' in (await dossier.state()).tasks)
  await dossier.goes('sign.1:returned review.2:approved sign.2:signed')
  return dossier.handle
}

async function save(name: string, handle: WorkflowHandle): Promise<void> {
  await handle.result()
  const bytes = await writeHistory(name, await handle.fetchHistory())
  process.stdout.write(`${name}: ${bytes} bytes\n`)
}

async function record(world: World): Promise<void> {
  for (const [name, definition] of Object.entries(definitions)) {
    for (const [index, example] of definition.examples.entries()) {
      if (!wanted(`${name}-${index + 1}-${example.ends}`)) continue
      const form = givenOf(example)
      const { items } = runPath(planOf(definition), example.path, form)
      const dossier = await fileStory(world, definition, form)
      for (const item of items) {
        if (item.kind === 'done') bankAnswers.set(`${dossier.id} ${item.task}`, item.outcome)
      }
      await driveExample(world, dossier, items, form)
      await save(`${name}-${index + 1}-${example.ends}`, dossier.handle)
    }
  }
  const stories: Record<string, (dossier: DossierStory) => Promise<WorkflowHandle>> = {
    'registration-issued-with-signature': issuedWithSignature,
    'registration-more-than-examples': moreThanExamples,
    'registration-corrected': corrected,
    'registration-adopted': (dossier) => adopting(world, dossier),
  }
  for (const [name, tell] of Object.entries(stories)) {
    if (wanted(name)) await save(name, await tell(await fileStory(world, registration)))
  }
  if (wanted('registration-imported')) await save('registration-imported', await imported(world))
}

/** Children wait for weeks, so that every build of that time carries them on. */
async function recordChildren(worker: FollowingWorker): Promise<void> {
  if (wanted('child-taking-effect')) {
    const waiting = await worker.begins('takingEffect', 'toCome', 3_600_000)
    await waiting.hasAsked(1)
    waiting.becomes('toCome', 1_000)
    await waiting.handle.signal(reorganisationSteppedSignal)
    await waiting.hasAsked(2)
    waiting.becomes('effective')
    await save('child-taking-effect', waiting.handle)
  }
  if (!wanted('child-certification')) return
  const waiting = await worker.begins('certification', 'effective')
  await waiting.hasAsked(1)
  waiting.becomes('certified')
  await waiting.handle.signal(reorganisationSteppedSignal)
  await save('child-certification', waiting.handle)
}

const dir = await mkdtemp(join(tmpdir(), 'thong-suot-record-'))
const [postgres, temporal] = await Promise.all([
  startPostgres({ dataDir: join(dir, 'postgres'), durable: false }),
  startTemporalServer({ dataDir: join(dir, 'temporal'), uiPort: false }),
])
await migrate(postgres.url)
const database = openDatabase(postgres.url)
await loadReference(database, { officers: 'invented', alsoDone: [inventedField] })
const address = { connection: { address: temporal.address }, namespace: 'default' }
const engine = openEngine(address)
const bundle = await bundleWorkflows()
const children = await followingWorker(engine, {
  ...{ address: temporal.address, namespace: address.namespace, workflowBundle: bundle },
})
const worker = await startWorker(
  {
    ...{ database, bundle },
    payouts: {
      benefitPayout: async ({ dossierId, taskKey }) => ({
        outcome: bankAnswers.get(`${dossierId} ${taskKey}`) === 'rejected' ? 'rejected' : 'paid',
      }),
    },
  },
  address,
)
try {
  await record({ database, engine })
  await recordChildren(children)
} finally {
  await Promise.all([worker.stop(), children.stop()])
  await Promise.all([engine.close(), database.close()])
  await Promise.all([temporal.stop(), postgres.stop()])
  await rm(dir, { recursive: true, force: true })
}
