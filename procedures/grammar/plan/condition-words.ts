import type { Condition } from '../definition/condition.ts'
import type { Form } from '../definition/field.ts'

/** A condition as people read it, by the labels of the form: `Xin cấp giấy chứng nhận: có`. */
export function conditionInWords(condition: Condition, form: Form): string {
  const field = choiceOf(condition, form)
  if (field !== null) return `${field.label}: ${field.answers.join(' hoặc ')}`
  if ('all' in condition) return condition.all.map((part) => conditionInWords(part, form)).join(' và ')
  if ('any' in condition) return condition.any.map((part) => conditionInWords(part, form)).join(' hoặc ')
  if ('not' in condition) return `không phải (${conditionInWords(condition.not, form)})`
  const label = form[condition.field]?.label ?? condition.field
  return 'atLeast' in condition ? `${label}: từ ${condition.atLeast} trở lên` : `${label}: ${condition.is}`
}

interface Choice {
  name: string
  label: string
  /** In words, those of which one has to be given. */
  answers: readonly string[]
}

/** What only asks for some of the answers of one field is worded by these: a negation of options is hard to read. */
function choiceOf(condition: Condition, form: Form): Choice | null {
  if ('all' in condition || 'atLeast' in condition) return null
  if ('any' in condition) {
    const parts = condition.any.map((part) => choiceOf(part, form))
    const [first = null] = parts
    if (first === null || parts.some((part) => part?.name !== first.name)) return null
    return { ...first, answers: parts.flatMap((part) => part?.answers ?? []) }
  }
  if ('not' in condition) {
    const given = choiceOf(condition.not, form)
    if (given === null) return null
    const answers = answersOf(given.name, form).filter((answer) => !given.answers.includes(answer))
    return { ...given, answers }
  }
  const field = form[condition.field]
  if (field?.kind === 'choice') {
    const is = String(condition.is)
    return { name: condition.field, label: field.label, answers: [field.options[is] ?? is] }
  }
  if (field?.kind !== 'yesNo') return null
  return { name: condition.field, label: field.label, answers: [condition.is === true ? 'có' : 'không'] }
}

function answersOf(name: string, form: Form): readonly string[] {
  const field = form[name]
  return field?.kind === 'choice' ? Object.values(field.options) : ['có', 'không']
}
