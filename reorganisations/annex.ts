/** The tables annexed to the law of 1 July 2025, as `data/` has them. */
import type { CompetenceRow, ConnectingRow, CustodyRow } from './grammar/reference-rows.ts'

interface NamedUnit {
  code: string
  name: string
  type: string
}

/** A line of law that begins or ends on a local date (YYYY-MM-DD); null is open. */
interface DatedLine {
  from: string | null
  until: string | null
  basis: string
  assumed: boolean
}

export interface Annex {
  districts: readonly NamedUnit[]
  oldCommunes: readonly (NamedUnit & { districtCode: string })[]
  /**
   * `clause`: khoản of Điều 1, Nghị quyết 1656/NQ-UBTVQH15. `seat` and `seatDoubt` are empty where the data has none; `lat` and `lon` are a
   * point near its middle, degrees.
   */
  newCommunes: readonly (NamedUnit & {
    clause: string
    seat: string
    seatDoubt: string
    population: number
    lat: number
    lon: number
  })[]
  /** The parts of the old communes, each with the new one that took it over. */
  mapping: readonly {
    oldCode: string
    newCode: string
    /** The old commune went to one new commune. */
    whole: boolean
    /** The part whose commune keeps what is not placed. */
    isDefault: boolean
    relation: string
    clause: string
  }[]
  competence: readonly (Pick<CompetenceRow, 'scope' | 'subject' | 'heldBy' | 'unitId'> &
    DatedLine & { tier: CompetenceRow['tier']; powers: readonly CompetenceRow['power'][] })[]
  /** What offices of communes do; `office` is the last part of its id. */
  officeFields: readonly { office: string; field: string; basis: string; assumed: boolean }[]
  custody: readonly (Pick<CustodyRow, 'scope' | 'subject' | 'areaId' | 'unitId'> & DatedLine)[]
  connecting: readonly (Pick<ConnectingRow, 'scope' | 'subject' | 'occasion' | 'places' | 'assignerId'> &
    DatedLine)[]
}
