/** What a reorganisation would do to open work: GET /reorganisations/{id}/preview. */
import { beforeAll, describe, expect, test } from 'vitest'
import { openDossiers } from '../../db/reorganisations/open-tasks.ts'
import { type ApiWorld, apiWorldWithoutEngine } from '../app.ts'

const at = (text: string) => Date.parse(`${text}+07:00`)
const EVE = at('2025-06-30T10:00:00')
const preview = '/reorganisations/hanoi-2025-07-01/preview?standing=true'

let api: ApiWorld
beforeAll(async () => {
  const today = await apiWorldWithoutEngine()
  api = await today.appWith({ now: () => EVE })
  await openDossiers(
    api.database.sql,
    [
      [{ area: 'cell:00001:00097', dueAt: EVE - 3_600_000 }],
      // Nobody can say yet in which part of the ward that was split it lies.
      [{ area: 'unplaced:old:00007', field: 'Người có công', role: 'socialAffairs', dueAt: EVE + 3_600_000 }],
    ],
    EVE - 86_400_000,
  )
})

describe('a preview', () => {
  test('of the cut-over of 1 July 2025, for the city', async () => {
    const supervisor = await api.supervisor('hanoi:01')
    expect(await supervisor.get(preview)).toMatchObject({
      status: 200,
      body: {
        ...{
          reorganisation: 'hanoi-2025-07-01',
          at: '2025-06-30T17:00:00.000Z',
          standing: true,
          problems: [],
        },
        totals: { tasks: 2, late: 1, dossiers: 2, stays: 0, moves: 1, toPlace: 1, noUnit: 0, waiting: 0 },
        items: [
          { from: 'old:00001', to: 'new:00097', outcome: 'moves', procedureCode: null, tasks: 1, late: 1 },
          { from: 'old:00007', to: 'new:00008', outcome: 'toPlace', tasks: 1, late: 0 },
        ],
      },
    })
  })

  test('of a unit: what it has or would have', async () => {
    const supervisor = await api.supervisor('hanoi:01')
    const { body } = await supervisor.get(`${preview}&unit=old:00001&by=procedure`)
    expect(body).toMatchObject({
      unit: 'old:00001',
      totals: { tasks: 1 },
      items: [{ from: 'old:00001', to: 'new:00097', procedureCode: '1.000689' }],
    })
  })

  test('as CSV for a spreadsheet', async () => {
    const supervisor = await api.supervisor('hanoi:01')
    const { status, headers, body } = await supervisor.get(`${preview}&format=csv`)
    expect({ status, type: headers['content-type'] }).toEqual({
      status: 200,
      type: 'text/csv; charset=utf-8',
    })
    expect(body).toBe(
      [
        'from,to,outcome,procedureCode,step,tasks,late,dossiers',
        'old:00001,new:00097,moves,,,1,1,1',
        'old:00007,new:00008,toPlace,,,1,0,1',
        '',
      ].join('\r\n'),
    )
  })

  test.each([
    ['needsPerson', 'reason,unitId,role,procedureCode,tasks', /^toPlace,new:00008,socialAffairs,[\d.]+,1$/],
    ['desks', 'unitId,role,tasksBefore,tasksAfter,officersBefore,officersAfter,limit', null],
    ['officers', 'officerId,before,after,leaves,takesUp', null],
    [
      'units',
      'unitId,name,tasksBefore,lateBefore,dossiersBefore,tasksAfter,lateAfter,dossiersAfter',
      /^new:00097,Phường .*,0,0,0,1,1,1$/,
    ],
    ['waiting', 'procedureCode,waitsFor,dossiers', null],
    [
      'readiness',
      'unitId,name,colour,criterion,criterionColour,why',
      /^new:\d+,[^,]+,red,accounts,red,Chưa /,
    ],
  ])('has its list %s as CSV', async (list, columns, line) => {
    const supervisor = await api.supervisor('hanoi:01')
    const { body } = await supervisor.get(`${preview}&format=csv&list=${list}`)
    const [first, ...lines] = String(body).split('\r\n')
    expect(first).toBe(columns)
    if (line !== null) expect(lines).toContainEqual(expect.stringMatching(line))
  })

  test('has no other list', async () => {
    const supervisor = await api.supervisor('hanoi:01')
    expect(await supervisor.get(`${preview}&format=csv&list=khac`)).toMatchObject({ status: 400 })
  })

  test('of one that came with the data is of rows that stand', async () => {
    const supervisor = await api.supervisor('hanoi:01')
    const { body } = await supervisor.get('/reorganisations/hanoi-2025-07-01/preview')
    expect(body).toMatchObject({ standing: true, problems: [] })
  })

  test('is of a reorganisation that is declared', async () => {
    const supervisor = await api.supervisor('hanoi:01')
    expect(await supervisor.get('/reorganisations/khac/preview')).toMatchObject({ status: 404 })
  })
})
