import type { BenefitFiles } from '../../db/load/benefit-rates.ts'
import type { Finding } from '../../procedures/grammar/checks/finding.ts'
import { benefitsMeant } from '../../procedures/grammar/definition/grant-rule.ts'
import type { Procedure } from '../../procedures/grammar/definition/procedure.ts'

/** Whether each benefit that a definition grants is in the catalogue, with an amount, on the first day of its edition. */
export function benefitCheck(
  files: Pick<BenefitFiles, 'benefits' | 'amounts'>,
): (procedure: Procedure, file: string) => readonly Finding[] {
  const known = new Set(files.benefits.map(({ code }) => code))
  return ({ steps, edition }, file) =>
    Object.entries(steps).flatMap(([step, loaded]) => {
      const granted = loaded.do === 'issue' ? loaded.grants : undefined
      if (granted === undefined) return []
      return benefitsMeant(granted)
        .filter(
          (code) =>
            !known.has(code) ||
            !files.amounts.some(
              ({ benefit, fromMonth }) => benefit === code && fromMonth <= edition.slice(0, 7),
            ),
        )
        .map((code) => ({
          ...{ rule: 'benefit', file, step },
          what: `grants the benefit ${code}, which has no amount on ${edition}`,
          why: 'nothing would be owed for what was granted',
          remedy: 'Name a code of data/benefits/benefits.csv with an amount from that day on',
        }))
    })
}
