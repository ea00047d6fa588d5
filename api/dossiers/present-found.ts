import { z } from 'zod'
import type { FoundDossier } from '../../db/search/dossier-search.ts'
import { clockStates, dossierStatuses, endings, roles, taskHolders } from '../../domain/dossier/dossier.ts'
import { instant, isoOf, isoOrNull } from '../server/schemas.ts'

export const foundAnswer = z
  .object({
    id: z.uuid(),
    code: z.string(),
    procedure: z.object({ code: z.string(), name: z.string() }),
    status: z.enum(dossierStatuses),
    clock: z.enum(clockStates),
    filedAt: instant,
    dueAt: instant.nullable().describe('End of the statutory time, as far as it is known'),
    late: z.boolean(),
    endedAt: instant.nullable(),
    why: z.string().describe('Where it is and for whom it waits, in Vietnamese'),
    next: z.array(
      z.object({
        step: z.string(),
        name: z.string(),
        holder: z.enum(taskHolders),
        role: z.string().nullable(),
        unit: z.object({ id: z.string(), name: z.string() }).nullable().describe('Responsible now'),
        claimedBy: z.string().nullable(),
        dueAt: instant.nullable(),
      }),
    ),
    applicants: z
      .array(z.string())
      .optional()
      .describe('Names, for who filed it and the officers it lies with'),
  })
  .meta({ id: 'FoundDossier' })

type Task = FoundDossier['tasks'][number]

export function presentFound(found: FoundDossier, personal: boolean): z.infer<typeof foundAnswer> {
  return {
    id: found.dossierId,
    code: found.code,
    procedure: { code: found.procedureCode, name: found.procedureName },
    status: found.status,
    clock: found.clock,
    filedAt: isoOf(found.filedAt),
    dueAt: isoOrNull(found.dueAt),
    late: found.late,
    endedAt: isoOrNull(found.endedAt),
    why: whyOf(found),
    next: found.tasks.map((task) => ({
      step: task.step,
      name: nameOf(task),
      holder: task.holder,
      role: task.role,
      unit: task.unitId === null ? null : { id: task.unitId, name: task.unitName ?? task.unitId },
      claimedBy: task.claimedBy,
      dueAt: isoOrNull(task.dueAt),
    })),
    ...(personal ? { applicants: [...found.applicants] } : {}),
  }
}

const nameOf = ({ name }: Task): string => name ?? 'Bổ sung hồ sơ'

function whyOf({ ending, tasks, late, clock }: FoundDossier): string {
  if (ending !== null) {
    const corrected = tasks.map((task) => `; ${waitsFor(task)}`).join('')
    return `${endings[ending]}${late ? ', sau hạn' : ''}${corrected}`
  }
  if (tasks.length === 0) return 'Đã nộp, chờ đưa vào xử lý'
  const waits = tasks.map(waitsFor).join('; ')
  return `${waits}${clock === 'paused' ? ' (thời hạn tạm dừng)' : late ? ' (đã quá hạn)' : ''}`
}

function waitsFor(task: Task): string {
  if (task.holder === 'applicant') return 'Chờ người nộp bổ sung hồ sơ'
  if (task.holder === 'engine') return `Hệ thống đang thực hiện: ${nameOf(task)}`
  return `${nameOf(task)}: chờ ${roleName(task.role)}${task.unitName === null ? '' : `, ${task.unitName}`}`
}

const roleName = (role: string | null): string =>
  Object.entries(roles).find(([key]) => key === role)?.[1] ?? 'bộ phận xử lý'
