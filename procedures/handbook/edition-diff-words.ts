/** What `compareEditions` found as lines for people: English sentences, names and times in Vietnamese. */

import { endings, roles } from '../../domain/dossier/dossier.ts'
import { durationInWords } from '../../domain/time/date-words.ts'
import type { Duration } from '../../domain/time/duration.ts'
import { outcomeNames } from '../grammar/definition/step.ts'
import type { Change } from '../grammar/editions/edition-diff.ts'
import type { Effect } from '../grammar/editions/edition-effect.ts'
import { isList, type Value } from '../grammar/same-value.ts'

/** What a newer edition would do to a dossier of the older one. */
export const effectsInWords: Record<Effect, string> = {
  standsOnRemovedStep: 'is on a step that is removed',
  gainsStep: 'gains a step',
  changesAhead: 'goes on otherwise: a step ahead falls away, or has another desk, time, place or way',
  unaffected: 'unaffected: the same from there on',
}

const properties: Readonly<Record<string, string>> = {
  connecting: 'connecting rule',
  total: 'statutory time',
  sameDay: 'owed on the day of reception by',
  supplementWithin: 'time to complete the dossier',
  timeGroup: 'chain of procedures',
  dong: 'đồng',
  replacedBy: 'replaced by',
  sometimes: 'required sometimes only',
  maxLength: 'longest text',
  desks: 'desk',
  within: 'time',
  when: 'only where',
  onDue: 'when its time is over',
  notBy: 'not by the officer of',
  longer: 'adds to the statutory time',
  does: 'engine',
  leadsTo: 'leads to',
}

/** Each change on a line of its own, indented. */
export const changesInWords = (changes: readonly Change[]): readonly string[] =>
  changes.length === 0 ? ['  nothing is otherwise'] : changes.map((change) => `  ${changeInWords(change)}`)

export function changeInWords({ about, of, name, what, from, to }: Change): string {
  const which = subjectOf(about, of, name)
  if (what === 'added') return `${which} is new${about === 'way' ? `, leads to ${leads(to)}` : detailsOf(to)}`
  if (what === 'removed') return `${which} is gone`
  if (what === 'moved') return `${which} comes ${after(to)}, came ${after(from)}`
  const property = Object.hasOwn(properties, what) ? properties[what] : what
  return `${which}: ${property} ${inWords(from)} → ${inWords(to)}`
}

function subjectOf(about: Change['about'], of: string, name: string | null): string {
  if (about === 'procedure' || about === 'time') return about
  if (about !== 'way') return name === null ? `${about} ${of}` : `${about} ${of} “${name}”`
  const [step, outcome = ''] = of.split(':')
  const outcomes: Readonly<Record<string, string>> = outcomeNames
  const said = Object.hasOwn(outcomes, outcome) ? ` “${outcomes[outcome]}”` : ''
  return `step ${step} “${name}”, outcome ${outcome}${said}`
}

/** Who does a new step, and in what time. */
function detailsOf(says: Value): string {
  if (typeof says !== 'object' || says === null || isList(says) || says.desks === undefined) return ''
  return [says.desks, says.within]
    .filter((value) => value !== null && !(isList(value) && value.length === 0))
    .map((value) => `, ${inWords(value)}`)
    .join('')
}

const after = (step: Value): string => (step === null ? 'first' : `after ${inWords(step)}`)

const leads = (to: Value): string =>
  typeof to === 'object' && to !== null && !isList(to) ? inWords(to.leadsTo) : inWords(to)

function inWords(value: Value): string {
  if (value === null || value === undefined) return 'nothing'
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  if (typeof value === 'string') return Object.hasOwn(words, value) ? (words[value] ?? value) : value
  if (typeof value === 'number') return String(value)
  if (isList(value)) return value.length === 0 ? 'nothing' : value.map(inWords).join('; ')
  const time = durationIn(value)
  if (time !== null) return durationInWords(time)
  if (typeof value.role === 'string') return deskInWords(value.role, value.tier)
  return conditionInWords(value)
}

const words: Readonly<Record<string, string>> = endings

function deskInWords(role: string, tier: Value): string {
  const known: Readonly<Record<string, string>> = roles
  return `${known[role] ?? role}${tier === 'commune' ? '' : ` (${String(tier)})`}`
}

function durationIn(value: { readonly [key: string]: Value }): Duration | null {
  const { workingDays, workingHours, days } = value
  if (typeof workingDays === 'number') return { workingDays }
  if (typeof workingHours === 'number') return { workingHours }
  return typeof days === 'number' ? { days } : null
}

function conditionInWords(value: { readonly [key: string]: Value }): string {
  const { all, any, not, field, is, atLeast } = value
  if (isList(all)) return all.map(inWords).join(' and ')
  if (isList(any)) return `(${any.map(inWords).join(' or ')})`
  if (not !== undefined) return `not ${inWords(not)}`
  if (typeof field !== 'string') return JSON.stringify(value)
  return is === undefined ? `${field} ≥ ${inWords(atLeast)}` : `${field} is ${inWords(is)}`
}
