import { lapsedBefore, laterThan } from '../../../domain/law-in-force.ts'
import { dayNotFound, evidenceOf, type Gap, gapsOf, notFound } from './evidence.ts'
import type { CheckRule, Finding, Subject } from './finding.ts'

/** Rules on what is known of a procedure, and on what nobody may do while it is not. */
export const evidenceRules: readonly CheckRule[] = [
  gapsAreSaid,
  filledIsSourced,
  assumedTimeIsRoutes,
  silenceNeedsEvidence,
  moneyNeedsEvidence,
  basisInForce,
]

const gaps = Object.keys(notFound).filter((name): name is Gap => name in notFound)

function gapsAreSaid({ procedure }: Subject): Finding[] {
  const open = gapsOf(procedure)
  const said = gaps.filter((gap) => procedure.assumed?.includes(notFound[gap]))
  const unsaid = open.filter((gap) => !said.includes(gap))
  const filled = said.filter((gap) => !open.includes(gap))
  return [
    ...unsaid.map((gap) => ({
      rule: 'gapUnsaid',
      step: null,
      what: `lacks its ${gap} and does not say so`,
      why: 'slip and handbook would show a guess as if it were published',
      remedy: `Add \`notFound.${gap}\` to \`assumed\`, or fill it in from a source`,
    })),
    ...filled.map((gap) => ({
      rule: 'gapFilled',
      step: null,
      what: `says that its ${gap} was not found, and has it`,
      why: 'officers would distrust what is known',
      remedy: `Take \`notFound.${gap}\` out of \`assumed\``,
    })),
  ]
}

/** A list tells a name. What else is in the definition was read somewhere, or it was made up. */
function filledIsSourced({ procedure }: Subject): Finding[] {
  const { source } = procedure
  if (typeof source === 'string') return []
  const open = gapsOf(procedure)
  return gaps
    .filter((gap) => !open.includes(gap) && (source[gap] ?? '').trim() === '')
    .map((gap) => ({
      rule: 'unsourced',
      step: null,
      what: `has its ${gap}, which its source, a list, cannot tell`,
      why: 'a gap that is filled without a source is a guess that looks like law',
      remedy: `Name in \`source.${gap}\` where it was read, or leave the gap open`,
    }))
}

function assumedTimeIsRoutes({ procedure: { totalAssumed, route } }: Subject): Finding[] {
  if (totalAssumed === undefined || route !== undefined) return []
  return [
    {
      rule: 'assumedTime',
      step: null,
      what: 'assumes its time on a way of its own',
      why: 'only a standard route has procedures of known time to go by',
      remedy: 'Spread a route of procedures/routes/, or find the time',
    },
  ]
}

function silenceNeedsEvidence({ procedure }: Subject): Finding[] {
  if (evidenceOf(procedure) === 'full') return []
  return Object.entries(procedure.steps)
    .filter(([, step]) => step.do === 'consult' && step.silenceConsents !== undefined)
    .map(([id]) => ({
      rule: 'tacitOnGaps',
      step: id,
      what: 'takes silence for consent in a procedure that is not fully known',
      why: 'nobody has read the law by which silence would decide',
      remedy: 'Remove `silenceConsents`, or find time, basis and papers',
    }))
}

function moneyNeedsEvidence({ procedure }: Subject): Finding[] {
  if (evidenceOf(procedure) === 'full') return []
  return Object.entries(procedure.steps)
    .filter(([, step]) => step.do === 'payout')
    .map(([id]) => ({
      rule: 'paysOnGaps',
      step: id,
      what: 'pays in a procedure that is not fully known',
      why: 'money that left cannot be called back when the law turns out to be another',
      remedy: 'End with the decision that is issued, or find time, basis and papers',
    }))
}

function basisInForce({ procedure: { basis, edition, assumed } }: Subject): Finding[] {
  const dayKnown = assumed?.includes(dayNotFound) !== true
  return basis.flatMap(({ document }) => {
    const why = lapsedBefore(document, edition) ?? (dayKnown ? laterThan(document, edition) : null)
    if (why === null) return []
    return {
      rule: 'basisInForce',
      step: null,
      what: `cites ${document}, which ${why}`,
      why: `on the first day of the edition, ${edition}, it says nothing`,
      remedy:
        'Cite the document in force, or correct the day of the edition; where it was not found, say `dayNotFound`',
    }
  })
}
