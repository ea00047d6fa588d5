/** The lists of a preview as CSV. */
import { describe, expect, test } from 'vitest'
import {
  type PreviewListed,
  previewListAsCsv,
  previewLists,
} from '../../../reorganisations/preview/preview-lists.ts'

const none = { tasks: 0, late: 0, dossiers: 0 }
const some = { tasks: 3, late: 1, dossiers: 2 }
const [here, there] = ['new:00004', 'new:00008']

const preview: PreviewListed = {
  items: [{ from: here, to: null, outcome: 'noUnit', procedureCode: null, step: null, ...some }],
  units: [{ unitId: here, name: '=HYPERLINK("http://la.vn")', before: none, after: some }],
  needsPerson: [{ reason: 'noOfficer', unitId: here, role: 'economy', procedureCode: '1.000894', tasks: 3 }],
  desks: [
    {
      ...{ unitId: here, role: 'economy', tasksBefore: 1, tasksAfter: 30 },
      ...{ officersBefore: 1, officersAfter: 2, limit: 9.5 },
    },
  ],
  officers: [
    {
      ...{ officerId: '+84', before: 0, after: 1.5 },
      leaves: [{ unitId: there, role: 'chair' }],
      takesUp: [
        { unitId: here, role: 'chair' },
        { unitId: here, role: 'economy' },
      ],
    },
  ],
  waiting: [{ procedureCode: '1.000894', waitsFor: 'applicant', dossiers: 4 }],
  readiness: [
    {
      ...{ unitId: here, name: 'Phường Ba Đình', colour: 'red' },
      criteria: [
        { id: 'seal', colour: 'red', why: 'no seal, or none in force' },
        { id: 'sites', colour: 'green', why: null },
      ],
    },
    { unitId: there, name: 'Phường Ngọc Hà', colour: 'green', criteria: [] },
  ],
}

describe('lists of a preview as CSV', () => {
  test.each([
    ['items', 'new:00004,,noUnit,,,3,1,2'],
    ['needsPerson', 'noOfficer,new:00004,economy,1.000894,3'],
    ['desks', 'new:00004,economy,1,30,1,2,9.5'],
    ['waiting', '1.000894,applicant,4'],
  ] as const)('has a line for each row: %s', (list, line) => {
    expect(previewListAsCsv(preview, list).split('\r\n').slice(1)).toEqual([line, ''])
  })

  test('shows the desks that an officer leaves and takes up in one cell each', () => {
    expect(previewListAsCsv(preview, 'officers')).toContain(
      ',0,1.5,new:00008 chair,new:00004 chair; new:00004 economy\r\n',
    )
  })

  test('has a line for each criterion that is not green, and one for a unit that is ready', () => {
    expect(previewListAsCsv(preview, 'readiness').split('\r\n').slice(1)).toEqual([
      'new:00004,Phường Ba Đình,red,seal,red,"no seal, or none in force"',
      'new:00008,Phường Ngọc Hà,green,,,',
      '',
    ])
  })

  test('begins no cell as a formula', () => {
    expect(previewListAsCsv(preview, 'units')).toContain(`"'=HYPERLINK(""http://la.vn"")",0,0,0,3,1,2`)
    expect(previewListAsCsv(preview, 'officers')).toContain(`'+84,`)
  })

  test.each(previewLists)('names its columns where nothing is listed: %s', (list) => {
    const empty: PreviewListed = {
      ...{ items: [], units: [], needsPerson: [], desks: [], officers: [], waiting: [], readiness: [] },
    }
    expect(previewListAsCsv(empty, list)).toMatch(/^[a-zA-Z]+(,[a-zA-Z]+)*\r\n$/)
  })
})
