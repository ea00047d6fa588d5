import type { Condition } from './condition.ts'
import type { Form } from './field.ts'

/** A condition as people read it, by the labels of the form: `Xin cấp giấy chứng nhận: có`. */
export function conditionInWords(condition: Condition, form: Form): string {
  if ('all' in condition) return condition.all.map((part) => conditionInWords(part, form)).join(' và ')
  if ('any' in condition) return condition.any.map((part) => conditionInWords(part, form)).join(' hoặc ')
  if ('not' in condition) return `không phải (${conditionInWords(condition.not, form)})`
  const field = form[condition.field]
  const label = field?.label ?? condition.field
  if ('atLeast' in condition) return `${label}: từ ${condition.atLeast} trở lên`
  const { is } = condition
  if (typeof is === 'boolean') return `${label}: ${is ? 'có' : 'không'}`
  return `${label}: ${field?.kind === 'choice' ? (field.options[is] ?? is) : is}`
}
