import { randomUUID } from 'node:crypto'
import { transaction } from '../../db/connection/transaction.ts'
import { findOrder, type OneOffPayout, type Order, openOrder } from '../../db/money/payment.ts'
import type { Dong } from '../../domain/money.ts'
import { type PayoutForm, readPayoutForm } from './payout-form.ts'
import { accountContext, type PaymentDeps, settleOrder } from './settle-order.ts'

export interface BenefitPayoutDeps extends PaymentDeps {
  /** Runs the amount rule of a procedure on a form; what it gives is whole đồng. */
  amountOf: (rule: string, form: Readonly<Record<string, unknown>>) => Dong
}

export interface BenefitPayout {
  dossierId: string
  taskKey: string
  benefit: string
  amountRule: string
  accountField: string
  /** Since when it is owed, in milliseconds. */
  at: number
}

/** Why the desk must decide how to go on. What the bank wrote stands with the order. */
export type PayoutRejection = 'byBank' | 'noAccount' | 'noPayee' | 'nothingDue'

export type PayoutOutcome = { outcome: 'paid' } | { outcome: 'rejected'; reason: PayoutRejection }

/**
 * Pays a dossier's benefit to its applicant, once, however often and from wherever it is run again.
 *
 * The order of a task is fixed when the task is first run. A later task of the same dossier and benefit pays only
 * what is still owed: after a rejection all of it to the account then on the form, after a payment nothing.
 * @throws PaymentPending while it is not settled: run it again
 */
export async function payBenefit(deps: BenefitPayoutDeps, input: BenefitPayout): Promise<PayoutOutcome> {
  const businessKey = `${input.dossierId}/${input.taskKey}`
  for (;;) {
    const order = await orderFor(deps, input, businessKey)
    if (order === undefined) return { outcome: 'paid' }
    if (typeof order === 'string') return { outcome: 'rejected', reason: order }
    const { state } = await settleOrder(deps, order.id)
    deps.crashPoint?.('after_commit_before_complete')
    // An earlier task's order comes first; with that settled we look again at what is still owed.
    if (order.businessKey !== businessKey) continue
    return state === 'CONFIRMED' ? { outcome: 'paid' } : { outcome: 'rejected', reason: 'byBank' }
  }
}

async function orderFor(
  deps: BenefitPayoutDeps,
  input: BenefitPayout,
  businessKey: string,
): Promise<Order | PayoutRejection | undefined> {
  const known = await findOrder(deps.database.sql, businessKey)
  if (known !== undefined) return known
  const form = await readPayoutForm(deps.database.sql, input.dossierId)
  const payout = payoutOf(deps, input, businessKey, form)
  if (typeof payout === 'string') return payout
  return transaction(deps.database.sql, (tx) => openOrder(tx, payout, input.at))
}

function payoutOf(
  deps: BenefitPayoutDeps,
  input: BenefitPayout,
  businessKey: string,
  form: PayoutForm,
): OneOffPayout | PayoutRejection {
  const [payeeId, ...others] = form.applicantIds
  if (payeeId === undefined || others.length > 0) return 'noPayee'
  const sealed = form.secrets[input.accountField]
  if (sealed === undefined) return 'noAccount'
  const amountDong = amountFor(deps, input, form.body)
  if (amountDong === 0n) return 'nothingDue'
  const { dossierId, benefit, accountField } = input
  const cipher = Buffer.from(sealed.cipher, 'base64')
  const account = deps.vault.open(cipher, sealed.keyId, `form.${accountField}`)
  const orderId = randomUUID()
  const order = deps.vault.seal(account, accountContext(orderId))
  return {
    businessKey,
    orderId,
    dossierId,
    payeeId,
    benefit,
    amountDong,
    accountCipher: order.cipher,
    accountKeyId: order.keyId,
  }
}

function amountFor(
  { amountOf }: BenefitPayoutDeps,
  { amountRule, dossierId }: BenefitPayout,
  form: Readonly<Record<string, unknown>>,
): Dong {
  let amount: Dong | undefined
  try {
    amount = amountOf(amountRule, form)
  } catch {
    // Its message may quote the form.
  }
  if (amount !== undefined && amount >= 0n) return amount
  throw new Error(
    `Amount rule "${amountRule}" gives no amount for the form of dossier ${dossierId}, so nothing was paid; ` +
      'correct the rule or the form, and the payment goes on by itself',
  )
}
