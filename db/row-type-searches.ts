/** What PostgreSQL cannot tell about the columns of searches. */
import { found, foundInTime, type RowTypeException } from './row-type-reasons.ts'

export const searches = {
  'search.byCode': found,
  'search.byExternalCode': foundInTime,
  'search.byName': found,
  'search.byNameReceived': found,
  'search.byParty': foundInTime,
  'search.lateAndOpen': foundInTime,
  'search.latest': foundInTime,
  'search.latestOfUnits': foundInTime,
} satisfies Readonly<Record<string, Readonly<Record<string, RowTypeException>>>>
