import internal from '../../procedures/definitions/noi-bo/0.000001-sap-xep-don-vi-hanh-chinh.ts'
import payoutRun from '../../procedures/definitions/noi-bo/0.000002-chi-tra-tro-cap-uu-dai-hang-thang.ts'
import { consultation } from '../procedures/invented/consultation.ts'
import { payout } from '../procedures/invented/payout.ts'
import { registration } from '../procedures/invented/registration.ts'

/** The procedures that the dossiers of these tests follow. */
export const definitions = [registration, consultation, payout, internal, payoutRun] as const
export { consultation, internal, payout, registration }
