import { join } from 'node:path'
import { BaseSequencer, type TestSpecification } from 'vitest/node'

/**
 * Files that take over fifteen seconds, the slowest first; those that start servers and processes of their own lie apart, as many at once would
 * slow each other beyond the times that they allow. Begun last, one of them runs alone while the other workers have nothing left to
 * do; without a record of the last run, as on a fresh clone, Vitest begins with the longest text instead.
 */
export const slowest = [
  'tests/faults/processes-and-links.test.ts',
  'tests/bin/demo.test.ts',
  'tests/procedures/corpus-runs.test.ts',
  'tests/bin/ends.test.ts',
  'tests/faults/payout-run.test.ts',
  'tests/db/reorganisations/enactment/loaded.test.ts',
  'tests/api/filing/internal-dossier-routes.test.ts',
  'tests/faults/known-bad.test.ts',
  'tests/demo/payout.test.ts',
  'tests/db/reorganisations/any-sequence.properties.test.ts',
  'tests/rehearsal/rehearsal.test.ts',
  'tests/api/payouts/run-across-the-instant.test.ts',
  'tests/workflows/renewed-run.test.ts',
  'tests/faults/servers-killed.test.ts',
  'tests/db/reorganisations/rows/row-findings.test.ts',
  'tests/bin/procedure-try.test.ts',
  'tests/db/row-types.test.ts',
  'tests/faults/repetition.test.ts',
  'tests/activities/payment/settle-order.test.ts',
  'tests/replay/replay.test.ts',
  'tests/faults/cutover-clock.test.ts',
  'tests/db/benefits/compared-since.properties.test.ts',
  'tests/relay/engine-away.test.ts',
  'tests/imports/staff-and-reorganisations.test.ts',
  'tests/bin/refuses-rehearsal.test.ts',
  'tests/relay/relay.test.ts',
  'tests/embedded/postgres.test.ts',
  'tests/certificate/closes.test.ts',
  'tests/db/certificate/freeze-when-due.test.ts',
  'tests/relay/frozen-lists.test.ts',
  'tests/api/fuzz.test.ts',
  'tests/rehearsal/erase-rehearsal.test.ts',
  'tests/api/access.test.ts',
  'tests/activities/payment/benefit-payout.test.ts',
  'tests/activities/payment/paid-once.properties.test.ts',
  'tests/bin/no-keys.test.ts',
  'tests/db/reorganisations/preview/responsibility-map.test.ts',
  'tests/relay/reorganisation-steps.test.ts',
  'tests/bin/reconcile.test.ts',
  'tests/api/territory/reception-moves.test.ts',
  'tests/embedded/stack.test.ts',
  'tests/api/busy-database.test.ts',
  'tests/bin/checks/check-rows.test.ts',
  'tests/db/territory/responsibility/responsibility.test.ts',
  'tests/bin/procedure-diff.test.ts',
  'tests/db/reorganisations/enactment/loaded-before.test.ts',
  'tests/workflows/requests.test.ts',
  'tests/api/territory/go-routes.test.ts',
  'tests/activities/reconcile/wedged.test.ts',
  'tests/db/reorganisations/preview/preview.properties.test.ts',
  'tests/workflows/desk-steps.test.ts',
  'tests/db/reorganisations/preview/preview.test.ts',
] as const

/** Begins with the slowest; all others as Vitest orders them. */
export class SlowestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const rank = new Map<string, number>(
      slowest.map((file, place) => [join(this.ctx.config.root, file), place]),
    )
    const placeOf = ({ moduleId }: TestSpecification) => rank.get(moduleId) ?? slowest.length
    return (await super.sort(files)).sort((a, b) => placeOf(a) - placeOf(b))
  }
}
