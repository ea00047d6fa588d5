import { describe, expect, it } from 'vitest'
import { planOf } from '../../../../procedures/grammar/plan/compile-plan.ts'
import { diagram } from '../../../../procedures/grammar/plan/diagram.ts'
import { byHand } from '../../invented/by-hand.ts'
import { consultation } from '../../invented/consultation.ts'
import { notice } from '../../invented/notice.ts'
import { payout } from '../../invented/payout.ts'
import { registration } from '../../invented/registration.ts'
import { silentConsultation } from '../../invented/silent-consultation.ts'

describe('the diagram of a procedure', () => {
  it('shows every step, every way and every ending in Vietnamese', () => {
    expect(diagram(planOf(registration))).toBe(`flowchart TD
  step_receive["Tiếp nhận hồ sơ"]
  step_receive -->|"Tiếp nhận"| step_review
  step_receive -->|"Yêu cầu bổ sung"| ask_supplement
  step_receive -->|"Từ chối tiếp nhận"| end_notReceived
  step_review["Thẩm định hồ sơ"]
  step_review -->|"Đạt"| step_sign
  step_review -->|"Yêu cầu bổ sung"| ask_supplement
  step_review -->|"Không đủ điều kiện"| end_refused
  step_sign["Ký duyệt"]
  step_sign -->|"Ký duyệt"| step_issue
  step_sign -->|"Trả lại bước trước"| step_review
  step_sign -->|"Không đủ điều kiện"| end_refused
  step_issue[["Phát hành kết quả"]]
  step_issue -->|"Phát hành kết quả"| end_issued
  ask_supplement[/"Người nộp bổ sung hồ sơ"/]
  ask_supplement -->|"Đã bổ sung"| step_receive
  end_issued(["Đã trả kết quả"])
  end_refused(["Từ chối giải quyết"])
  end_notReceived(["Từ chối tiếp nhận"])
`)
  })

  it('shows what a form may spare a dossier', () => {
    const lines = diagram(planOf(notice))
    expect(lines).toContain('step_inspect["Kiểm tra, xác minh (nếu có)"]')
    expect(lines).toContain('step_inspect -.->|"Không áp dụng"| step_publish')
  })

  it('shows what silence does, where it does something', () => {
    expect(diagram(planOf(silentConsultation))).toContain('|"Không có ý kiến (coi là đồng ý)"| step_sign')
    expect(diagram(planOf(consultation))).not.toContain('Không có ý kiến')
  })

  it('leads only to nodes that it has', () => {
    for (const definition of [registration, consultation, silentConsultation, notice, payout, byHand]) {
      const lines = diagram(planOf(definition)).trim().split('\n').slice(1)
      const nodes = lines.flatMap((line) => /^ {2}(\w+)[[({]/.exec(line)?.[1] ?? [])
      const targets = lines.flatMap((line) => /\| (\w+)$/.exec(line)?.[1] ?? [])
      expect([...new Set(targets)].filter((target) => !nodes.includes(target))).toEqual([])
      expect(new Set(nodes).size).toBe(nodes.length)
    }
  })

  it('escapes its labels, whatever they say', () => {
    const plan = planOf({
      ...registration,
      steps: { ...registration.steps, issue: { do: 'issue', name: 'Cấp "sổ đỏ" #1 <b>', result: 'x' } },
    })
    expect(diagram(plan)).toContain('step_issue[["Cấp #quot;sổ đỏ#quot; #35;1 #lt;b#gt;"]]')
  })
})
