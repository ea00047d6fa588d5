import { type Duration, days, workingDays } from '../../domain/time/duration.ts'

/** Time limits around every kind of day that is unlike others, and when each ends. */
export const dueTable: readonly { what: string; from: string; within: Duration; ends: string }[] = [
  {
    what: 'Tết 2026, from the Friday before it',
    from: '2026-02-13T15:00:00+07:00',
    within: workingDays(2),
    ends: '2026-02-24T17:00:00+07:00',
  },
  {
    what: 'the Saturday that is worked instead of 31 August 2026',
    from: '2026-08-21T09:00:00+07:00',
    within: workingDays(1),
    ends: '2026-08-22T17:00:00+07:00',
  },
  {
    what: 'the last millisecond of the districts',
    from: '2025-06-30T23:59:59.999+07:00',
    within: workingDays(1),
    ends: '2025-07-01T17:00:00+07:00',
  },
  {
    what: 'the first millisecond of the communes',
    from: '2025-07-01T00:00:00+07:00',
    within: workingDays(1),
    ends: '2025-07-02T17:00:00+07:00',
  },
  {
    what: '29 February of a leap year',
    from: '2028-02-28T10:00:00+07:00',
    within: days(1),
    ends: '2028-02-29T17:00:00+07:00',
  },
  {
    what: 'the hour in which New York changes its clocks',
    from: '2026-03-08T14:30:00+07:00',
    within: days(2),
    ends: '2026-03-10T17:00:00+07:00',
  },
]
