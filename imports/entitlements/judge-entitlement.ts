/** What a row of a list would grant, or why it grants nothing. */
import type { Listed } from '../../db/benefits/listed.ts'
import type { QuarantineReason } from '../../domain/dossier/imports.ts'
import type { Dong } from '../../domain/money.ts'
import { searchable } from '../../domain/vietnamese.ts'
import type { Territory } from '../territory-then.ts'
import type { EntitlementRow } from './entitlement-row.ts'

export interface CatalogueRow {
  code: string
  name: string
  fromMonth: string
  amountDong: string
}

/** The benefits there are, by code or name, and their amounts. */
export class Catalogue {
  readonly #codes = new Map<string, string>()
  readonly #amounts = new Map<string, CatalogueRow[]>()

  constructor(rows: readonly CatalogueRow[]) {
    for (const row of rows) {
      for (const name of [row.code, row.name]) this.#codes.set(searchable(name), row.code)
      this.#amounts.set(row.code, [...(this.#amounts.get(row.code) ?? []), row])
    }
  }

  codeOf(named: string): string | null {
    return this.#codes.get(searchable(named)) ?? null
  }

  /** For a month, as recorded last; null where there is none yet. */
  amountOf(code: string, month: string): Dong | null {
    const found = this.#amounts.get(code)?.findLast(({ fromMonth }) => fromMonth <= month)
    return found === undefined ? null : BigInt(found.amountDong)
  }
}

export interface JudgingEntitlements {
  catalogue: Catalogue
  territory: Pick<Territory, 'placeOf'>
  source: string
}

export function judgeEntitlement(
  row: EntitlementRow,
  { catalogue, territory, source }: JudgingEntitlements,
): { listed: Listed } | { reason: QuarantineReason; columns: readonly string[] } {
  const { from: fromMonth, times, decision, martyr } = row
  const benefit = catalogue.codeOf(row.benefit)
  const amount = benefit === null ? null : catalogue.amountOf(benefit, fromMonth)
  if (benefit === null || amount === null) return { reason: 'unknownBenefit', columns: ['benefit'] }
  if (row.amountDong !== undefined && BigInt(row.amountDong) !== amount * BigInt(times)) {
    return { reason: 'amountDiffers', columns: ['amountDong'] }
  }
  const place = territory.placeOf(row, 'residence')
  if (place === null) return { reason: 'unknownPlace', columns: ['oldWard', 'oldWardName'] }
  const { payeeName, payeeNumber, payeeRole } = row
  return {
    listed: {
      ...{ fromMonth, basis: decision, recordedBy: `import:${source}`, dossierId: null, times, benefit },
      person: { name: row.name, identityNumber: row.identityNumber },
      ...(martyr === undefined
        ? ({ ground: 'decision', groundRef: decision } as const)
        : ({ ground: 'martyr', groundRef: martyr } as const)),
      areaId: place.areaId,
      payee:
        payeeName === undefined || payeeNumber === undefined || payeeRole === undefined
          ? null
          : { name: payeeName, identityNumber: payeeNumber, role: payeeRole },
      account: row.account ?? null,
    },
  }
}
