/** The lists of a preview as CSV, for a spreadsheet. Pure. */
import { csvCell } from '../../domain/csv-cell.ts'
import type { CriterionId, ReadinessColour } from '../../domain/territory/reorganisation/readiness.ts'
import type { RoleAtUnit } from './desks.ts'
import type { OfficerWork } from './load.ts'
import type { Counted } from './open-groups.ts'
import type { MovedWork, Preview, UnitWork } from './preview.ts'

export const previewLists = [
  'items',
  'units',
  'needsPerson',
  'desks',
  'officers',
  'waiting',
  'readiness',
] as const
export type PreviewList = (typeof previewLists)[number]

/** A criterion without a reason is green. */
interface UnitColours {
  unitId: string
  name: string
  colour: ReadinessColour
  criteria: readonly { id: CriterionId; colour: ReadinessColour; why: string | null }[]
}

export interface PreviewListed extends Omit<Preview, 'totals' | 'officers'> {
  officers: readonly Omit<OfficerWork, 'units'>[]
  readiness: readonly UnitColours[]
}

type Cell = string | number | null

interface Columns<R> {
  rows: (of: PreviewListed) => readonly R[]
  cells: Readonly<Record<string, (row: R) => Cell>>
}

/** A line for each row, after one with the names of the columns. */
export function previewListAsCsv(preview: PreviewListed, list: PreviewList): string {
  return [...lists[list](preview), ''].join('\r\n')
}

const listed =
  <R>({ rows, cells }: Columns<R>) =>
  (preview: PreviewListed): readonly string[] => {
    const columns = Object.values(cells)
    return [
      Object.keys(cells).join(','),
      ...rows(preview).map((row) => columns.map((cell) => csvCell(String(cell(row) ?? ''))).join(',')),
    ]
  }

const lists: Readonly<Record<PreviewList, (preview: PreviewListed) => readonly string[]>> = {
  items: listed({
    rows: ({ items }) => items,
    cells: {
      from: ({ from }) => from,
      to: ({ to }) => to,
      outcome: ({ outcome }) => outcome,
      procedureCode: ({ procedureCode }) => procedureCode,
      step: ({ step }) => step,
      ...counted((row: MovedWork) => row),
    },
  }),
  units: listed({
    rows: ({ units }) => units,
    cells: {
      unitId: ({ unitId }) => unitId,
      name: ({ name }) => name,
      ...counted(({ before }: UnitWork) => before, 'Before'),
      ...counted(({ after }: UnitWork) => after, 'After'),
    },
  }),
  needsPerson: listed({
    rows: ({ needsPerson }) => needsPerson,
    cells: {
      reason: ({ reason }) => reason,
      unitId: ({ unitId }) => unitId,
      role: ({ role }) => role,
      procedureCode: ({ procedureCode }) => procedureCode,
      tasks: ({ tasks }) => tasks,
    },
  }),
  desks: listed({
    rows: ({ desks }) => desks,
    cells: {
      unitId: ({ unitId }) => unitId,
      role: ({ role }) => role,
      tasksBefore: ({ tasksBefore }) => tasksBefore,
      tasksAfter: ({ tasksAfter }) => tasksAfter,
      officersBefore: ({ officersBefore }) => officersBefore,
      officersAfter: ({ officersAfter }) => officersAfter,
      limit: ({ limit }) => limit,
    },
  }),
  officers: listed({
    rows: ({ officers }) => officers,
    cells: {
      officerId: ({ officerId }) => officerId,
      before: ({ before }) => before,
      after: ({ after }) => after,
      leaves: ({ leaves }) => desksInOneCell(leaves),
      takesUp: ({ takesUp }) => desksInOneCell(takesUp),
    },
  }),
  waiting: listed({
    rows: ({ waiting }) => waiting,
    cells: {
      procedureCode: ({ procedureCode }) => procedureCode,
      waitsFor: ({ waitsFor }) => waitsFor,
      dossiers: ({ dossiers }) => dossiers,
    },
  }),
  readiness: listed({
    rows: ({ readiness }) => readiness.flatMap(reasons),
    cells: {
      unitId: ({ unitId }) => unitId,
      name: ({ name }) => name,
      colour: ({ colour }) => colour,
      criterion: ({ criterion }) => criterion?.id ?? null,
      criterionColour: ({ criterion }) => criterion?.colour ?? null,
      why: ({ criterion }) => criterion?.why ?? null,
    },
  }),
}

function counted<R>(of: (row: R) => Counted, side = ''): Columns<R>['cells'] {
  return {
    [`tasks${side}`]: (row) => of(row).tasks,
    [`late${side}`]: (row) => of(row).late,
    [`dossiers${side}`]: (row) => of(row).dossiers,
  }
}

const desksInOneCell = (desks: readonly RoleAtUnit[]): string =>
  desks.map(({ unitId, role }) => `${unitId} ${role}`).join('; ')

/** A line for each criterion that is not green; one for a unit that has none. */
function reasons({ unitId, name, colour, criteria }: UnitColours) {
  const notGreen = criteria.filter(({ why }) => why !== null)
  return (notGreen.length === 0 ? [null] : notGreen).map((criterion) => ({ unitId, name, colour, criterion }))
}
