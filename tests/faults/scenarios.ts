import type { Scenario } from './run.ts'
import { anySequence } from './scenarios/any-sequence.ts'
import { apiKilled } from './scenarios/api-killed.ts'
import { bankSilent } from './scenarios/bank-silent.ts'
import { calendarZones } from './scenarios/calendar-zones.ts'
import { canary } from './scenarios/canary.ts'
import { claimAcrossUnits } from './scenarios/claim-across-units.ts'
import { correction } from './scenarios/correction.ts'
import { cutoverCertificate } from './scenarios/cutover-certificate.ts'
import { cutoverHerd } from './scenarios/cutover-herd.ts'
import { databaseAway } from './scenarios/database-away.ts'
import { decidedBeforeStart } from './scenarios/decided-before-start.ts'
import { decisionUnheard } from './scenarios/decision-unheard.ts'
import { deskOfOffice } from './scenarios/desk-of-office.ts'
import { diskFull } from './scenarios/disk-full.ts'
import { forgedTokens } from './scenarios/forged-tokens.ts'
import { importKilled } from './scenarios/import-killed.ts'
import { injection } from './scenarios/injection.ts'
import { internalUnseen } from './scenarios/internal-unseen.ts'
import { lockedRows } from './scenarios/locked-rows.ts'
import { longHistory } from './scenarios/long-history.ts'
import { malformedInput } from './scenarios/malformed-input.ts'
import { moneySetBack } from './scenarios/money-set-back.ts'
import { otherUnits } from './scenarios/other-units.ts'
import { paidAsSigned } from './scenarios/paid-as-signed.ts'
import { partitions } from './scenarios/partitions.ts'
import { payoutRunAway, payoutRunErring, payoutRunKilled, payoutRunTwice } from './scenarios/payout-run.ts'
import {
  payoutRunBlackHole,
  payoutRunLate,
  payoutRunLimited,
  payoutRunRoundsMissed,
} from './scenarios/payout-run-slow.ts'
import { postgresKilled } from './scenarios/postgres-killed.ts'
import { powerDelegated } from './scenarios/power-delegated.ts'
import { refusedOften } from './scenarios/refused-often.ts'
import { rehearsalApart } from './scenarios/rehearsal-apart.ts'
import { relayKilled } from './scenarios/relay-killed.ts'
import { reorganisationArmed } from './scenarios/reorganisation-armed.ts'
import { restoredApart } from './scenarios/restored-apart.ts'
import { sameKey } from './scenarios/same-key.ts'
import { sameMoment } from './scenarios/same-moment.ts'
import { sameRequest } from './scenarios/same-request.ts'
import { scheduledRounds } from './scenarios/scheduled-rounds.ts'
import { temporalKilled } from './scenarios/temporal-killed.ts'
import { unitEvents } from './scenarios/unit-events.ts'
import { waveResumed } from './scenarios/wave-resumed.ts'
import { workerKilled } from './scenarios/worker-killed.ts'

/** In the order in which `npm run faults` runs them. */
export const scenarios: readonly Scenario[] = [
  workerKilled,
  apiKilled,
  relayKilled,
  temporalKilled,
  postgresKilled,
  bankSilent,
  paidAsSigned,
  moneySetBack,
  payoutRunKilled,
  payoutRunErring,
  payoutRunAway,
  payoutRunTwice,
  payoutRunLate,
  payoutRunLimited,
  payoutRunBlackHole,
  payoutRunRoundsMissed,
  restoredApart,
  partitions,
  longHistory,
  sameKey,
  decisionUnheard,
  decidedBeforeStart,
  correction,
  scheduledRounds,
  importKilled,
  cutoverCertificate,
  sameRequest,
  claimAcrossUnits,
  deskOfOffice,
  reorganisationArmed,
  unitEvents,
  anySequence,
  powerDelegated,
  waveResumed,
  rehearsalApart,
  cutoverHerd,
  calendarZones,
  databaseAway,
  diskFull,
  lockedRows,
  sameMoment,
  refusedOften,
  malformedInput,
  injection,
  forgedTokens,
  otherUnits,
  internalUnseen,
  canary,
]
