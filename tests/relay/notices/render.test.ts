import { expect, test } from 'vitest'
import { noticeEvents } from '../../../domain/dossier/notices.ts'
import type { NoticeFacts } from '../../../relay/notices/notice-template.ts'
import { render, renderDigest } from '../../../relay/notices/render.ts'

const due = Date.parse('2026-11-25T17:00:00+07:00')
const facts: NoticeFacts = {
  recipient: 'Nguyễn Thị Hồng Thắm',
  code: 'H26.301.1-261124-0001',
  procedure: 'Thủ tục đăng ký kết hôn',
  dueAt: due,
  taskDueAt: due,
  step: 'Ký ban hành',
  result: 'Giấy chứng nhận kết hôn',
  desk: null,
  ...{ goTo: 'Phường Thử Mới', goToAddress: 'Số 1, phố Thử' },
}

test('each kind of notice has its words, names the dossier and is written in NFC', () => {
  for (const event of Object.keys(noticeEvents)) {
    if (!isEvent(event)) continue
    const { subject, body } = render(event, facts)
    expect(subject).toContain(facts.code)
    expect(body.startsWith('Kính gửi Nguyễn Thị Hồng Thắm. ')).toBe(true)
    expect(subject + body).toBe((subject + body).normalize('NFC'))
    expect(body).not.toMatch(/undefined|null/)
  }
})

test('an apology tells the new date, a result what it is', () => {
  expect(render('apology', facts).body).toContain('Ngày hẹn trả mới: 17:00 ngày 25/11/2026.')
  expect(render('apology', { ...facts, dueAt: null }).body).toMatch(/đúng hẹn\.$/)
  expect(render('resultReady', facts).body).toContain('Giấy chứng nhận kết hôn')
})

test('who has to go somewhere reads where, and never “where you filed” while that is known', () => {
  for (const event of ['supplementAsked', 'refused', 'resultReady', 'resultCorrected'] as const) {
    expect(render(event, facts).body).toContain('tại Phường Thử Mới, Số 1, phố Thử')
    expect(render(event, { ...facts, goToAddress: null }).body).toMatch(/tại Phường Thử Mới[ .]/)
    expect(render(event, { ...facts, goTo: null, goToAddress: null }).body).toContain('tại nơi đã nộp hồ sơ')
  }
})

test('a digest has one salutation and a line for each', () => {
  const notices = [
    { event: 'tasksReassigned', facts },
    { event: 'tasksReassigned', facts: { ...facts, code: 'H26.301.1-261124-0002' } },
  ] as const
  const { subject, body } = renderDigest(facts.recipient, due, notices)
  expect(subject).toBe('2 thông báo đến hết ngày 25/11/2026')
  expect(body.split('\n')).toHaveLength(3)
})

const isEvent = (event: string): event is keyof typeof noticeEvents => event in noticeEvents
