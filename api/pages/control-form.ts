/** The sheet that goes with a dossier from desk to desk: who gave it to whom, and whether each kept its time. */
import type { HandOver } from '../../db/dossier/record/hand-overs.ts'
import { roles } from '../../domain/dossier/dossier.ts'
import { officialForm } from '../../domain/dossier/official-form.ts'
import { instantInShort } from '../../domain/time/date-words.ts'
import { localDate } from '../../domain/time/local-day.ts'
import { timeliness, timelinessOf } from '../../domain/time/timeliness.ts'
import { caseRows, type FormSource, formRemarks } from './official-form-contents.ts'
import type { OfficialPage } from './official-page.ts'

const NOT_DONE = 'Chưa xong'

/** Numbered by its last entry: what was on it before a renumbering is carried on under the new number. */
export const controlFormAt = (handOvers: readonly HandOver[]) => {
  const at = Math.max(...handOvers.map(({ givenAt, doneAt }) => doneAt ?? givenAt))
  return { at, form: handOvers.length === 0 ? undefined : officialForm('control', localDate(at)) }
}

/** For officers alone: it holds what they wrote to one another. */
export function controlFormOf(source: FormSource, handOvers: readonly HandOver[]): OfficialPage {
  const { at, form } = controlFormAt(handOvers)
  return {
    form,
    title: form?.name ?? 'Phiếu kiểm soát quá trình giải quyết hồ sơ',
    unit: source.receivedBy,
    at,
    rows: caseRows(source),
    list: {
      headings: ['STT', 'Bước', 'Giao', 'Nhận', 'Hạn', 'Xong', 'Kết quả', 'Ghi chú'],
      rows: handOvers.map((handOver, i) => [
        i + 1,
        handOver.step,
        `${giverOf(handOver)}\n${instantInShort(handOver.givenAt)}`,
        receiverOf(handOver),
        inShort(handOver.dueAt),
        inShort(handOver.doneAt),
        outcomeOf(handOver),
        handOver.note ?? '',
      ]),
    },
    remarks: formRemarks,
    signer: null,
    qr: null,
  }
}

function giverOf({ givenBy }: HandOver): string {
  if (givenBy === null) return ''
  if (givenBy.officer !== null)
    return [givenBy.officer, givenBy.unit].filter((name) => name !== null).join(', ')
  if (givenBy.kind === 'start' || givenBy.kind === 'supplement') return 'Người nộp hồ sơ'
  return givenBy.kind === 'due' ? 'Hết hạn của bước trước' : 'Hệ thống'
}

/** The desk, and the officer where one decided there; a unit that took the place of the first is named with the officer. */
function receiverOf({ role, unit, signed }: HandOver): string {
  const desk = [roles[role], unit].filter((name) => name !== null).join(', ')
  if (signed === null) return desk
  return signed.unit.name === unit
    ? `${desk}\n${signed.officer.name}`
    : `${desk}\n${signed.officer.name}, ${signed.unit.name}`
}

function outcomeOf({ doneAt, dueAt }: HandOver): string {
  if (doneAt === null) return NOT_DONE
  return dueAt === null ? 'Không có hạn' : timeliness[timelinessOf(doneAt, dueAt)]
}

const inShort = (at: number | null): string => (at === null ? '' : instantInShort(at))
