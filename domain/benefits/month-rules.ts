/**
 * Which month is the first without a benefit, and the first with it again. Monthly benefits are not divided by days. Articles without a
 * name are of 131/2021/NĐ-CP.
 */
import { addMonths, monthAfter, monthOf } from './month.ts'

/** Why an entitlement is suspended or ends. */
export const factReasons = [
  'prison',
  'illegalExit',
  'missing',
  'forgerySuspected',
  'death',
  'hostileActs',
  'sentencedForLife',
  'expelledFromParty',
  'forgeryProven',
  'conditionLost',
  'movedAway',
  'samePerson',
] as const
export type FactReason = (typeof factReasons)[number]

export interface MonthRule {
  kind: 'suspended' | 'ended'
  /** The first month without: that of the date, or the one after it. */
  first: 'monthOf' | 'monthAfter'
  /** Which date counts. */
  date: string
  /** Since which date it is law here; the date on which the decree begins was not read, so it is assumed. */
  since: string
  basis: string
  /** No source that was read states the month. */
  assumed: boolean
}

const since = '2022-02-15'

export const monthRules: Readonly<Record<FactReason, MonthRule>> = {
  prison: {
    ...{ kind: 'suspended', first: 'monthAfter', date: 'the judgment takes effect', since },
    ...{ basis: '02/2020/UBTVQH14 Điều 54.1; Điều 118: from that date', assumed: true },
  },
  illegalExit: {
    ...{ kind: 'suspended', first: 'monthOf', date: 'the conclusion', since },
    ...{ basis: '02/2020/UBTVQH14 Điều 54.2; Điều 118', assumed: false },
  },
  missing: {
    ...{ kind: 'suspended', first: 'monthOf', date: 'the conclusion', since },
    ...{ basis: '02/2020/UBTVQH14 Điều 54.2; Điều 118', assumed: false },
  },
  forgerySuspected: {
    ...{ kind: 'suspended', first: 'monthAfter', date: 'the decision to pause', since },
    ...{ basis: 'Điều 118: within five working days', assumed: true },
  },
  death: {
    ...{ kind: 'ended', first: 'monthAfter', date: 'the death', since },
    ...{ basis: 'Điều 125 by inference: survivors begin in the month after', assumed: true },
  },
  hostileActs: {
    ...{ kind: 'ended', first: 'monthOf', date: 'the decision', since },
    ...{ basis: '02/2020/UBTVQH14 Điều 54.3; Điều 118', assumed: false },
  },
  sentencedForLife: {
    ...{ kind: 'ended', first: 'monthAfter', date: 'the judgment takes effect', since },
    ...{ basis: '02/2020/UBTVQH14 Điều 54.4: from that date', assumed: true },
  },
  expelledFromParty: {
    ...{ kind: 'ended', first: 'monthAfter', date: 'the expulsion', since },
    ...{ basis: '02/2020/UBTVQH14 Điều 54.5', assumed: true },
  },
  forgeryProven: {
    ...{ kind: 'ended', first: 'monthOf', date: 'the conclusion', since },
    ...{ basis: '02/2020/UBTVQH14 Điều 55; Điều 118', assumed: false },
  },
  conditionLost: {
    ...{ kind: 'ended', first: 'monthAfter', date: 'the condition is lost, as a child comes of age', since },
    ...{ basis: 'assumed', assumed: true },
  },
  // Within the city no file moves, only the place of payment (assumed): a fact of kind `placed`. Who moves here is granted from the same day on.
  movedAway: {
    ...{
      kind: 'ended',
      first: 'monthOf',
      date: 'from which, by the transfer slip, the other province pays',
      since,
    },
    ...{ basis: 'Điều 131: from the date on the slip; that a month is not divided', assumed: true },
  },
  samePerson: {
    ...{
      kind: 'ended',
      first: 'monthOf',
      date: 'the day that two officers name, as two beneficiaries are one person',
      since,
    },
    ...{ basis: 'assumed: one benefit is paid once for one ground', assumed: true },
  },
}

/** The first month without. @param date local date of what the rule names @throws RangeError where it is no date */
export const firstMonthWithout = (reason: FactReason, date: string): string =>
  monthRules[reason].first === 'monthOf' ? monthOf(date) : monthAfter(date)

/**
 * The last month that a person who died is paid.
 * @throws RangeError where it is no date
 */
export const lastMonthOfDeceased = (diedOn: string): string =>
  addMonths(firstMonthWithout('death', diedOn), -1)

/** Survivors are owed from the month after the death (Điều 125). @throws RangeError where it is no date */
export const firstMonthOfSurvivors = (diedOn: string): string => monthAfter(diedOn)

/** How a suspension ended: each names the date that counts. */
export type Resumption =
  | { after: 'prison'; releasedOn: string }
  | { after: 'missing' | 'illegalExit'; requestedOn: string }
  /** `suspendedFrom`: the first month of the suspension; its arrears are due. */
  | { after: 'forgerySuspected'; suspendedFrom: string }

/** The first month again (Điều 119). @throws RangeError where it is no date or month */
export function firstMonthAgain(resumption: Resumption): string {
  switch (resumption.after) {
    case 'prison':
      return monthAfter(resumption.releasedOn)
    case 'missing':
    case 'illegalExit':
      return monthAfter(resumption.requestedOn)
    case 'forgerySuspected':
      return addMonths(resumption.suspendedFrom, 0)
  }
}
