import { consultation } from '../procedures/definitions/consultation.ts'
import { payout } from '../procedures/definitions/payout.ts'
import { registration } from '../procedures/definitions/registration.ts'

/** The procedures that the dossiers of these tests follow. */
export const definitions = [registration, consultation, payout] as const
export { consultation, payout, registration }
