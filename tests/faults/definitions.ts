import { consultation } from '../procedures/invented/consultation.ts'
import { payout } from '../procedures/invented/payout.ts'
import { registration } from '../procedures/invented/registration.ts'

/** The procedures that the dossiers of these tests follow. */
export const definitions = [registration, consultation, payout] as const
export { consultation, payout, registration }
