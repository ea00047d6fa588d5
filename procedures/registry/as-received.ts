/** The edition under which the old districts and communes received dossiers that are still open: nobody files under it any more. */
import type { Procedure } from '../grammar/definition/procedure.ts'

/** 61/2018/NĐ-CP took effect; what is older is no dossier of a one-stop desk. */
export const RECEIVED_FROM = '2018-06-21'
/** The last day of the old units; the two tiers began on the day after. */
export const RECEIVED_UNTIL = '2025-06-30'
/** The day on which the communes took over what the districts had left open. */
export const TWO_TIERS_FROM = '2025-07-01'

/** Allocation and lease of land, and change of its purpose: decided by districts for persons, by the city for organisations. */
const landAllocation: ReadonlySet<string> = new Set(['1.013949', '1.013962'])

/**
 * Land that a district was to allocate, lease or give another purpose is decided by the commune's chair under the new procedure; what
 * the city was to decide stays under the old one (151/2025/NĐ-CP, Điều 22 khoản 5).
 * @param receptionUnitId the old unit that received it
 */
export const goesOnUnderNewProcedure = (code: string, receptionUnitId: string | null): boolean =>
  landAllocation.has(code) && receptionUnitId?.startsWith('old:') === true

const assumedAsReceived =
  'Phiên bản cho hồ sơ tiếp nhận trước 01/7/2025: các bước, giấy tờ và thời hạn ghi như phiên bản đầu tiên có ở đây; văn bản công bố của thời gian đó không đọc được.'

/**
 * Derived from the oldest edition of a procedure, with the same steps; the rules of time are those of the day of receipt
 * (`Registry.compiled`). Null where the procedure has an edition of that time already, and for the government's own business.
 */
export function asReceived({ transitionPolicy: _, ...oldest }: Procedure): Procedure | null {
  if (oldest.edition <= RECEIVED_UNTIL || oldest.internal === true) return null
  const assumed = [...(oldest.assumed ?? []), assumedAsReceived]
  return Object.freeze({
    ...oldest,
    edition: RECEIVED_FROM,
    until: RECEIVED_UNTIL,
    assumed: Object.freeze(assumed),
  })
}
