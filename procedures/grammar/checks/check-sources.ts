import { addDaysToDate } from '../../../domain/time/local-day.ts'
import { sourceText } from '../definition/source.ts'
import { movesOf } from '../definition/transition-policy.ts'
import { canStandAt } from '../editions/resume-step.ts'
import type { CheckRule, Finding } from './finding.ts'

/** Rules on what a definition rests on: its law, its dates, its words. */
export const sourceRules: readonly CheckRule[] = [
  basisOrAssumption,
  publishedSource,
  datesExist,
  feesAreWhole,
  optionsToChoose,
  payoutBasis,
  silenceArticle,
  longerArticle,
  sameDayArticle,
  transitionArticle,
  movesLandAtDesks,
  noAbolishedTier,
  wordsAreNfc,
]

/** Less is a page that was read in thousands, or no amount at all. */
const LEAST_FEE_DONG = 1_000

const isBlank = (text: string): boolean => text.trim() === ''

function basisOrAssumption({ procedure: { basis, assumed = [] } }: Parameters<CheckRule>[0]): Finding[] {
  const findings: Finding[] = []
  if (basis.length === 0 && assumed.length === 0) {
    findings.push({
      rule: 'basis',
      step: null,
      what: 'has neither a basis nor an assumption',
      why: 'a decision that names no law cannot be defended, and nobody sees what is still to be found',
      remedy: 'Cite the articles in `basis`, or say in `assumed` what is taken for granted',
    })
  }
  if (assumed.some(isBlank) || basis.some(({ document }) => isBlank(document))) {
    findings.push({
      rule: 'basis',
      step: null,
      what: 'has an empty basis or assumption',
      why: 'it looks sourced and is not',
      remedy: 'Fill it in or remove it',
    })
  }
  return findings
}

function publishedSource({ procedure }: Parameters<CheckRule>[0]): Finding[] {
  if (!isBlank(sourceText(procedure.source)) && !isBlank(procedure.name) && !isBlank(procedure.field))
    return []
  return [
    {
      rule: 'source',
      step: null,
      what: 'lacks its name, its field or its source',
      why: 'nobody could compare it with what was published',
      remedy: 'Fill in `name`, `field` and `source`',
    },
  ]
}

function datesExist({ procedure: { edition, until } }: Parameters<CheckRule>[0]): Finding[] {
  const found = (what: string): Finding[] => [
    {
      rule: 'dates',
      step: null,
      what,
      why: 'the law of the day a dossier is filed is found by comparing these dates',
      remedy: 'Write `edition` and `until` as existing days, YYYY-MM-DD, in that order',
    },
  ]
  const wrong = [edition, ...(until === undefined ? [] : [until])].find((date) => !isDate(date))
  if (wrong !== undefined) return found(`has "${wrong}" for a date`)
  return until !== undefined && until < edition ? found('ends before it begins') : []
}

function isDate(date: string): boolean {
  try {
    return addDaysToDate(date, 0) === date
  } catch (error) {
    if (error instanceof RangeError) return false
    throw error
  }
}

function feesAreWhole({ procedure }: Parameters<CheckRule>[0]): Finding[] {
  return Object.entries(procedure.feeDong)
    .filter(([, fee]) => fee !== null && (!Number.isSafeInteger(fee) || (fee !== 0 && fee < LEAST_FEE_DONG)))
    .map(([channel, fee]) => ({
      rule: 'fee',
      step: null,
      what: `has the fee ${fee} for the channel ${channel}`,
      why: 'a fee is whole đồng, no page means as little as this, and nobody is paid for filing',
      remedy: `Write whole đồng, 0 or at least ${LEAST_FEE_DONG}`,
    }))
}

function optionsToChoose({ procedure }: Parameters<CheckRule>[0]): Finding[] {
  return Object.entries(procedure.form)
    .filter(
      ([, field]) =>
        (field.kind === 'choice' && Object.keys(field.options).length === 0) ||
        (field.kind === 'count' && field.least > field.most) ||
        (field.kind === 'text' && field.maxLength < 1),
    )
    .map(([name]) => ({
      rule: 'field',
      step: null,
      what: `has the field ${name}, which no value fits`,
      why: 'nobody could file such a dossier',
      remedy: 'Give it options, or bounds with something between them',
    }))
}

function payoutBasis({ procedure }: Parameters<CheckRule>[0]): Finding[] {
  return Object.entries(procedure.steps)
    .filter(([, step]) => step.do === 'payout' && step.basis === undefined)
    .map(([id]) => ({
      rule: 'payoutBasis',
      step: id,
      what: 'pays without a basis',
      why: 'money leaves the treasury only on an article',
      remedy: 'Give the step `basis: article(...)`',
    }))
}

function silenceArticle({ procedure }: Parameters<CheckRule>[0]): Finding[] {
  return Object.entries(procedure.steps)
    .filter(
      ([, step]) =>
        step.do === 'consult' &&
        step.silenceConsents !== undefined &&
        step.silenceConsents.article === undefined,
    )
    .map(([id]) => ({
      rule: 'silenceArticle',
      step: id,
      what: 'takes silence for consent without naming an article',
      why: 'silence decides only where an article says so; otherwise it is lateness',
      remedy: 'Cite the article in `silenceConsents`, or remove it',
    }))
}

function transitionArticle({ procedure: { transitionPolicy } }: Parameters<CheckRule>[0]): Finding[] {
  if (transitionPolicy === undefined) return []
  const { policy, basis } = transitionPolicy
  if (!isBlank(basis.document) && (policy === 'lawOfFiling' || basis.article !== undefined)) return []
  return [
    {
      rule: 'transitionArticle',
      step: null,
      what: `says ${policy} of open dossiers without naming the article`,
      why: 'nobody is judged by a law that came after the filing, unless a text says so',
      remedy:
        'Cite the transitional article in `transitionPolicy`, or say lawOfFiling with what it follows from',
    },
  ]
}

function movesLandAtDesks({ procedure: { transitionPolicy }, plan }: Parameters<CheckRule>[0]): Finding[] {
  if (transitionPolicy === undefined) return []
  return Object.entries(movesOf(transitionPolicy)).flatMap(([from, to]): Finding[] => {
    const step = Object.hasOwn(plan.steps, to) ? plan.steps[to] : undefined
    if (step !== undefined && canStandAt(step)) return []
    return [
      {
        rule: 'moves',
        step: null,
        what:
          step === undefined
            ? `moves dossiers from ${from} to ${to}, which does not exist`
            : `moves dossiers from ${from} to ${to}, where no desk decides while the clock runs`,
        why: 'a dossier would be at no step, or be done by the engine with nobody having decided',
        remedy: 'Name a step of this edition that a desk decides and that does not stop the clock',
      },
    ]
  })
}

/**
 * Districts and townships were abolished on 1 July 2025 (72/2025/QH15: xã, phường, đặc khu); what they issued before that
 * stays valid and may be named so.
 */
const abolishedTier =
  /(?<!\p{L})(quận|huyện|thị xã|thị trấn)(?!\p{L})(?!.*trước (ngày )?0?1(\/0?7\/| tháng 0?7 năm )2025)/iu

function noAbolishedTier({ procedure: { edition, papers, steps } }: Parameters<CheckRule>[0]): Finding[] {
  if (edition < '2025-07-01') return []
  const words = [
    ...Object.values(papers).map(({ name }) => [null, name] as const),
    ...Object.entries(steps).flatMap(([id, step]) =>
      [step.name, step.do === 'issue' ? step.result : undefined].map((text) => [id, text ?? ''] as const),
    ),
  ]
  return words
    .filter(([, text]) => abolishedTier.test(text))
    .map(([step, text]) => ({
      rule: 'abolishedTier',
      step,
      what: `sends to a district or township: "${text}"`,
      why: 'they were abolished on 1 July 2025, so nobody could do it or issue it',
      remedy: 'Name who holds it since; for what they issued earlier, write “trước 01/7/2025”',
    }))
}

function longerArticle({ procedure }: Parameters<CheckRule>[0]): Finding[] {
  return Object.entries(procedure.steps)
    .filter(
      ([, step]) => 'longer' in step && step.longer !== undefined && step.longer.basis.article === undefined,
    )
    .map(([id]) => ({
      rule: 'longerArticle',
      step: id,
      what: 'makes the statutory time longer without naming an article',
      why: 'neither a consultation nor a verification stops the clock unless a law gives more time for it',
      remedy: 'Cite the article in `longer.basis`, or remove `longer`',
    }))
}

function sameDayArticle({ procedure: { sameDay } }: Parameters<CheckRule>[0]): Finding[] {
  if (sameDay === undefined || sameDay.article !== undefined) return []
  return [
    {
      rule: 'sameDayArticle',
      step: null,
      what: 'owes its result on the day of reception without naming an article',
      why: 'officers would be late by a rule that nobody can look up',
      remedy: 'Cite the article in `sameDay`, or remove it',
    },
  ]
}

function wordsAreNfc({ procedure }: Parameters<CheckRule>[0]): Finding[] {
  // All words at once first: of 531 definitions hardly one needs the way to each.
  const words = JSON.stringify(procedure)
  if (words === words.normalize('NFC')) return []
  return stringsIn(procedure, '')
    .filter(([, words]) => words !== words.normalize('NFC'))
    .map(([path]) => ({
      rule: 'nfc',
      step: /^steps\.(\w+)/.exec(path)?.[1] ?? null,
      what: `has words at ${path} that are not NFC`,
      why: 'equal names would compare as different',
      remedy: 'Save the file in Unicode NFC',
    }))
}

/** Every string in a value, keys among them, with the way to it. */
function stringsIn(value: unknown, path: string): readonly (readonly [string, string])[] {
  if (typeof value === 'string') return [[path, value]]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, part]) => {
    const at = path === '' ? key : `${path}.${key}`
    return [[at, key] as const, ...stringsIn(part, at)]
  })
}
