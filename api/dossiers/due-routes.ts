import type { FastifyPluginAsyncZod } from 'fastify-type-provider-zod'
import { z } from 'zod'
import { type DueFacts, readDueFacts } from '../../db/time/due-facts.ts'
import { currentCalendar } from '../../db/time/published-calendar.ts'
import { clockStates } from '../../domain/dossier/dossier.ts'
import { DomainError } from '../../domain/errors.ts'
import { addDuration, type Calendar } from '../../domain/time/calendar.ts'
import { reckonDue } from '../../domain/time/clock-events.ts'
import { durationInWords, instantInWords } from '../../domain/time/date-words.ts'
import { explainDue } from '../../domain/time/explain-due.ts'
import { allow, type Caller, callerOf } from '../access/auth.ts'
import { dossierFor } from '../access/dossier-access.ts'
import type { RouteDeps } from '../server/deps.ts'
import { bearer, dossierParams, instant, isoOrNull, problems } from '../server/schemas.ts'

const due = z
  .object({
    dossier: z.uuid(),
    clock: z.enum(clockStates),
    dueAt: instant.nullable(),
    provisional: z.boolean().describe('It lies where the days off are not published yet'),
    words: z.array(z.string()).describe('Why it is this date, in Vietnamese, in the order of time'),
    days: z.array(
      z.object({ date: z.iso.date(), counted: z.boolean(), why: z.string().describe('Vietnamese') }),
    ),
  })
  .meta({ id: 'Due' })

export const dueRoutes =
  (deps: RouteDeps): FastifyPluginAsyncZod =>
  async (app) => {
    app.get(
      '/dossiers/:id/due',
      {
        onRequest: allow(deps.verify, 'service', 'officer', 'supervisor', 'operator'),
        schema: {
          tags: ['dossiers'],
          summary:
            'Why a dossier is due on its date: which days count, which do not, and by which legal text',
          security: bearer,
          params: dossierParams,
          response: { 200: due, ...problems('notFound') },
        },
      },
      (request) => showDue(deps, callerOf(request), request.params.id),
    )
  }

/** @throws {DomainError} `notFound` */
export async function showDue(
  deps: RouteDeps,
  caller: Caller,
  idOrCode: string,
): Promise<z.infer<typeof due>> {
  const { sql } = deps.database
  const { head } = await dossierFor(deps, caller, idOrCode)
  const [facts, calendar] = await Promise.all([readDueFacts(sql, head.id), currentCalendar(sql, deps.now())])
  if (facts === null) throw new DomainError('notFound')
  return {
    dossier: head.id,
    clock: facts.clock,
    dueAt: isoOrNull(facts.dueAt),
    ...explained(facts, calendar),
  }
}

function explained(
  facts: DueFacts,
  calendar: Calendar,
): Pick<z.infer<typeof due>, 'provisional' | 'words' | 'days'> {
  const asked = askedWords(facts, calendar)
  const course = reckonDue(calendar, facts.events)
  if (course === null) {
    const none =
      facts.dueAt === null
        ? 'Thời hạn chưa bắt đầu: hồ sơ chưa được tiếp nhận.'
        : 'Không còn đủ dữ liệu để giải thích ngày hẹn này: các lần ghi của hồ sơ đã mất.'
    return { provisional: false, words: [none, ...asked], days: [] }
  }
  // The date promised is kept, even where the calendar of today would give another.
  const { words, days, provisional } = explainDue(calendar, course)
  const differs =
    facts.dueAt === null || facts.dueAt === course.dueAtMs
      ? []
      : [`Ngày hẹn đã báo vẫn là ${instantInWords(facts.dueAt)}: lịch nghỉ công bố sau không dời về trước.`]
  return {
    provisional,
    words: [...words, ...asked, ...facts.moves.map((move) => move.words), ...differs],
    days: [...days],
  }
}

/** A supplement request after its time limit is applied, and reported (118/2025/NĐ-CP, Điều 19 khoản 5). */
function askedWords({ asked, time }: DueFacts, calendar: Calendar): readonly string[] {
  return asked.flatMap(({ at, since }, round) => {
    const within = time?.supplements.askWithin[round] ?? null
    if (within === null || at <= addDuration(calendar, since, within)) return []
    return [
      `Yêu cầu bổ sung lúc ${instantInWords(at)} muộn hơn ${durationInWords(within)} kể từ ${instantInWords(since)}.`,
    ]
  })
}
