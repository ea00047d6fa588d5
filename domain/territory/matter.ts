/** What decides who is responsible for a step. */
export interface Matter {
  areaId: string
  procedureCode: string
  field: string
  power: string
  tier: string
}

export interface Responsible {
  unitId: string
  /** The unit keeps what is not placed yet: it may receive, inform and return, not decide on substance. */
  custodian: boolean
}
