import { join } from 'node:path'
import { readCertificateKey } from '../../../certificate/signature.ts'
import { type Seeded, seedCutover } from '../../certificate/cutover-seed.ts'
import {
  asReplica,
  type CertifiedFile,
  type CertifyingWorld,
  cell,
  certify,
  cutover,
  freezeForCutover,
} from '../../certificate/cutover-story.ts'
import { filingThatWaits, untilItWaits } from '../../certificate/filing-that-waits.ts'
import { databaseNow } from '../../clock.ts'
import { inOwnDatabase } from '../own-database.ts'
import type { Run, Scenario } from '../run.ts'

export const cutoverCertificate: Scenario = {
  id: 'cutover-certificate',
  title: 'a cut-over is certified while rows of today are overwritten and a filing commits late',
  async run(run) {
    const { dir } = run.site
    const key = await readCertificateKey(join(dir, 'certificate.pem'))
    await inOwnDatabase(run, 'cutover', (database) => judge(run, { database, folder: dir, key }))
  },
}

async function judge(run: Run, world: CertifyingWorld): Promise<void> {
  const { database } = world
  const seeded = await seedCutover(database)
  await freezeForCutover(database)
  const knownAt = await databaseNow(database)
  const first = await certify(world, { knownAt, name: 'first' })
  outcomes(run, first, seeded)
  await database.sql`update dossier set status = 'closed', ending = 'issued', ended_at = instant(${cutover})
    where id = ${seeded.originals}`
  await database.sql`update task set area_id = 'cell:00007:00008', closed_at = instant(${cutover}), outcome = 'x'
    where closed_at is null`
  const again = await certify(world, { knownAt, name: 'again' })
  const changed = again.text === first.text ? '' : `other bytes of ${again.ids.join()}`
  run.check('a certificate is the same whenever it is run', changed === '', changed)
  await late(run, world)
  await unreached(run, world, seeded)
}

function outcomes(run: Run, { outcomes, lines }: CertifiedFile, seeded: Seeded): void {
  const wrong = Object.entries(seeded.outcomes).filter(([id, outcome]) => outcomes[id] !== outcome)
  run.check(
    'each open run has its one outcome',
    wrong.length === 0 && Object.keys(outcomes).length === Object.keys(seeded.outcomes).length,
    wrong.map(([id, outcome]) => `${id} ${outcomes[id] ?? 'has none'}, not ${outcome}`).join(', '),
  )
  const line = lines.find((text) => text.includes(seeded.ordered)) ?? ''
  run.check(
    'a certificate is in the order of bytes',
    line.indexOf('taxOffice') < line.indexOf('taxation'),
    line,
  )
}

/** A filing that began before the instant of knowing, and commits while the certificate is made. */
async function late(run: Run, world: CertifyingWorld): Promise<void> {
  const filing = await filingThatWaits(world.database)
  const knownAt = await databaseNow(world.database)
  const certified = certify(world, { knownAt, name: 'late' })
  const waits = await Promise.race([
    untilItWaits(world.database, knownAt).then(() => true),
    certified.then(() => false),
  ])
  await filing.commit()
  const isListed = (await certified).text.includes(filing.id)
  run.check('what had begun by the instant of knowing is in the certificate', waits && isListed, filing.id)
}

/** A unit that is responsible and whose inbox does not reach its tasks: one derivation alone would certify it. */
/** A custodian keeps what was split; of an area that is whole the inbox of nobody has the tasks. */
async function unreached(run: Run, world: CertifyingWorld, { originals }: Seeded): Promise<void> {
  await asReplica(world.database, async (tx) => {
    await tx`
      update jurisdiction_history set custodian = true
      where area_id = ${cell} and tier = 'commune' and valid @> instant(${cutover})`
    await tx`
      insert into custody_history (id, scope, subject, area_id, unit_id, valid, basis, assumed, known)
      select 'kept-unsplit', 'field', field, null, 'new:00004', '(,)', 'thử', false, '[1,)' from dossier where id = ${originals}`
  })
  const { faults } = await certify(world, { knownAt: await databaseNow(world.database), name: 'unreached' })
  // What was issued differs now as well; the desks that nobody reaches are counted either way.
  run.check('a desk that no inbox reaches is deskless', faults.counts.deskless > 0)
}
