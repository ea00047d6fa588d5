/** The edition under which the old districts and communes received dossiers that are still open: nobody files under it any more. */
import type { Procedure } from '../grammar/definition/procedure.ts'

/** 61/2018/NĐ-CP took effect; what is older is no dossier of a one-stop desk. */
export const RECEIVED_FROM = '2018-06-21'
/** The last day of the old units; the two tiers began on the day after. */
export const RECEIVED_UNTIL = '2025-06-30'

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
