import { transaction } from '../../db/connection/transaction.ts'
import { accountContext, formContext } from '../../db/identity/sealing-context.ts'
import { type OneOffPayout, openOrder, orderIdOf } from '../../db/money/open-order.ts'
import { alertUnopenedForm, findOrder, type Order } from '../../db/money/payment.ts'
import { type PayoutForm, readPayoutForm } from '../../db/money/payout-form.ts'
import type { Dong } from '../../domain/money.ts'
import { now, opening, type PaymentDeps, settleOrder } from './settle-order.ts'

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

/** Why the desk must decide how to go on. What the bank wrote is kept with the order. */
export type PayoutRejection =
  | 'byBank'
  | 'noAccount'
  | 'noPayee'
  | 'nothingDue'
  /** No signature is behind it: what to pay, and to whom, nobody has decided. */
  | 'notSigned'
  /** A supplement named another account, and no second person has confirmed it yet. */
  | 'accountUnconfirmed'

export type PayoutOutcome = { outcome: 'paid' } | { outcome: 'rejected'; reason: PayoutRejection }

/**
 * Pays a dossier's benefit to its applicant, once, however often and from wherever it is run again.
 *
 * Amount and payee are those of the form that was signed, whatever the form says later and whatever plan the dossier runs.
 * Another account is paid to only once an officer has let the payout go on with it, not the one who requested it.
 * The order of a task is fixed when the task is first run. A later task of the same dossier and benefit pays only
 * what is still owed: after a rejection all of it, after a payment nothing.
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
  const { dossierId, accountField: field } = input
  const payout = await opening(() => payoutOf(deps, input, businessKey, form), {
    otherwise: `Nothing is paid for dossier ${dossierId}`,
    alert: () => alertUnopenedForm(deps.database.sql, { dossierId, field, at: now(deps) }),
  })
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
  if (form.signed === null) return 'notSigned'
  const account = accountIn(deps, input, form.confirmed)
  const latest = accountIn(deps, input, form.latest)
  if (latest === undefined) return 'noAccount'
  if (latest !== account) return 'accountUnconfirmed'
  const amountDong = amountFor(deps, input, form.signed.body)
  if (amountDong === 0n) return 'nothingDue'
  const { dossierId, benefit } = input
  const orderId = orderIdOf(businessKey)
  const order = deps.vault.seal(account, accountContext(orderId))
  return {
    businessKey,
    orderId,
    dossierId,
    payeeId,
    benefit,
    amountDong,
    ...{ areaId: form.areaId, unitId: form.signed.unitId },
    accountCipher: order.cipher,
    accountKeyId: order.keyId,
  }
}

function accountIn(
  { vault }: BenefitPayoutDeps,
  { accountField, dossierId }: BenefitPayout,
  { secrets }: Pick<PayoutForm['latest'], 'secrets'>,
): string | undefined {
  const sealed = secrets[accountField]
  if (sealed === undefined) return undefined
  return vault.open(Buffer.from(sealed.cipher, 'base64'), sealed.keyId, formContext(dossierId, accountField))
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
