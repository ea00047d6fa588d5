/** Loads the catalogue of benefits, their amounts, the standard rate and the reference level from `data/benefits/`. */
import { benefitKinds, cadences } from '../../domain/benefits/benefit.ts'
import { monthOf } from '../../domain/benefits/month.ts'
import { dongToJson, parseDong } from '../../domain/money.ts'
import { LOAD } from '../reorganisations/enactment/enact-loaded.ts'
import { benefit } from '../schema/benefit-rates.ts'
import type { Transaction } from '../statement.ts'
import { choice, column, parseCsv } from './csv.ts'
import { declaredRows, insertNew } from './insert-rows.ts'
import { readDataFile } from './reference-files.ts'

interface AmountRow {
  fromMonth: string
  amountDong: string
  basis: string
  source: string
  assumed: boolean
}

export interface BenefitFiles {
  benefits: readonly (typeof benefit.$inferInsert)[]
  amounts: readonly (AmountRow & { benefit: string })[]
  rates: readonly (AmountRow & { signedOn: string | null; inForceOn: string | null })[]
  levels: readonly AmountRow[]
}

/** @throws Error where a file is missing or a row does not fit its header */
export async function readBenefitFiles(): Promise<BenefitFiles> {
  const rowsOf = async (name: string) => parseCsv(await readDataFile(`benefits/${name}.csv`))
  return {
    benefits: (await rowsOf('benefits')).map(benefitRow),
    amounts: (await rowsOf('amounts')).map((row) => ({ ...amountRow(row), benefit: column(row, 'benefit') })),
    rates: (await rowsOf('standard_rates')).map((row) => ({
      ...amountRow(row),
      signedOn: column(row, 'signed') || null,
      inForceOn: column(row, 'in_force') || null,
    })),
    levels: (await rowsOf('reference_levels')).map(amountRow),
  }
}

/**
 * Safe to repeat: a benefit that exists stays as it is, and an amount is recorded where the table never had it. What was recorded since
 * for the same month stays the later one.
 * @param tx a transaction that holds the lock of reference data
 */
export async function loadBenefitRates(tx: Transaction, files: BenefitFiles): Promise<void> {
  await insertNew(tx, declaredRows(benefit, [...files.benefits]))
  await tx`
    insert into benefit_amount (benefit, from_month, amount_dong, basis, source, assumed, recorded_by)
    select benefit, "fromMonth", "amountDong", basis, source, assumed, ${LOAD}
    from json_to_recordset(${JSON.stringify(files.amounts)}::text::json) as given (benefit text, "fromMonth" text, "amountDong" bigint,
      basis text, source text, assumed boolean)
    where not exists (select from benefit_amount known
      where (known.benefit, known.from_month, known.amount_dong) = (given.benefit, given."fromMonth", given."amountDong"))`
  await tx`
    insert into standard_rate (from_month, amount_dong, basis, source, assumed, recorded_by, signed_on, in_force_on)
    select "fromMonth", "amountDong", basis, source, assumed, ${LOAD}, "signedOn", "inForceOn"
    from json_to_recordset(${JSON.stringify(files.rates)}::text::json) as given ("fromMonth" text, "amountDong" bigint, basis text,
      source text, assumed boolean, "signedOn" date, "inForceOn" date)
    where not exists (select from standard_rate known
      where (known.from_month, known.amount_dong) = (given."fromMonth", given."amountDong"))`
  await tx`
    insert into reference_level (from_month, amount_dong, basis, source, assumed, recorded_by)
    select "fromMonth", "amountDong", basis, source, assumed, ${LOAD}
    from json_to_recordset(${JSON.stringify(files.levels)}::text::json) as given ("fromMonth" text, "amountDong" bigint, basis text,
      source text, assumed boolean)
    where not exists (select from reference_level known
      where (known.from_month, known.amount_dong) = (given."fromMonth", given."amountDong"))`
}

function benefitRow(row: Record<string, string>): typeof benefit.$inferInsert {
  const rate = column(row, 'injury_rate_percent')
  return {
    code: column(row, 'code'),
    name: column(row, 'name_vi').normalize('NFC'),
    kind: choice(row, 'kind', benefitKinds),
    cadence: choice(row, 'cadence', cadences),
    injuryRate: rate === '' ? null : Number(rate),
    per: column(row, 'per_vi').normalize('NFC') || null,
    followsRate: column(row, 'follows_rate') === 'yes',
  }
}

function amountRow(row: Record<string, string>): AmountRow {
  return {
    fromMonth: monthOf(column(row, 'from')),
    amountDong: dongToJson(parseDong(column(row, 'amount_vnd'))),
    basis: column(row, 'basis').normalize('NFC'),
    source: column(row, 'source').normalize('NFC'),
    assumed: column(row, 'assumed') === '1',
  }
}
