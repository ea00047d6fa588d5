import type { SealRow, UnitRow } from '../../../reorganisations/grammar/reference-rows.ts'

/** One seal a unit, as long as the unit stands; a body signs nothing here. That each has one is law; by whom and on which decision it is kept was not found. */
export function sealsOf(units: readonly UnitRow[]): SealRow[] {
  return units
    .filter(({ tier }) => tier !== 'body')
    .map(({ id, tier, valid }) => ({
      id: `${id}/con-dau`,
      unitId: id,
      holder: tier === 'commune' ? 'Văn phòng HĐND và UBND' : 'Văn phòng',
      valid,
      basis: '99/2016/NĐ-CP',
      assumed: true,
    }))
}
