/** What the issue of a result does to entitlements, in the transaction that writes the issue. */
import { addMonths, monthAfter, monthOf } from '../../domain/benefits/month.ts'
import { localDate } from '../../domain/time/local-day.ts'
import { cite } from '../../procedures/grammar/definition/basis.ts'
import {
  type GrantRule,
  type IssueEffects,
  issueEffectsOf,
} from '../../procedures/grammar/definition/grant-rule.ts'
import type { WriteInput } from '../../procedures/grammar/run/write.ts'
import type { Vault } from '../identity/identity-vault.ts'
import type { Transaction } from '../statement.ts'
import { proposeAtDeath } from './death/propose-at-death.ts'
import { grantEntitlement, type Recording, recordChannel } from './facts.ts'
import { type PersonNamed, partyOf } from './person.ts'
import { readSignedForm, type SignedForm } from './signed-form.ts'

/** Who records what follows from a result by its rule; who signed it is in the dossier that each fact names. */
const recordedBy = 'engine'

/** Whether the write has to be one transaction with rows of benefits. A correction issues again what was granted once. */
export const hasEffects = (input: WriteInput): boolean => Object.keys(effectsOf(input).effects).length > 0

function effectsOf({ correction, item, change, issue }: WriteInput): { effects: IssueEffects; at: number } {
  const of = issue ?? { item, change }
  return { effects: correction === undefined ? issueEffectsOf(of.change) : {}, at: of.item.at }
}

/**
 * Run after the rows of the write: the signature is among them. The revision that the write keeps is the fence, so a repeated write
 * grants nothing again.
 * @throws Error where the form does not say to whom or from when, or there is no vault: nothing of the write is kept then
 */
export async function carryOutIssue(
  tx: Transaction,
  vault: Vault | undefined,
  input: WriteInput,
): Promise<void> {
  const { effects, at } = effectsOf(input)
  if (Object.keys(effects).length === 0) return
  const { dossierId } = input
  if (vault === undefined)
    throw new Error(`This worker has no keys, so the result of dossier ${dossierId} cannot grant a benefit`)
  const form = await readSignedForm(tx, vault, dossierId)
  if (effects.grants !== undefined) await grant(tx, vault, form, { dossierId, at, rule: effects.grants })
  if (effects.death !== undefined) {
    const { person, diedOn } = effects.death
    const [dead, day] = [form.person(person), form.textOrNull(diedOn)]
    // Taken over with its form on paper, or of one who has no number or whose day is not known: registered, and nothing can be proposed.
    if (dead === null || day === null) return
    await proposeAtDeath(tx, { dossierId, lookup: vault.lookup(dead.identityNumber), diedOn: day })
  }
}

interface Granting {
  dossierId: string
  /** Of the issue, ms. */
  at: number
  rule: GrantRule
}

async function grant(tx: Transaction, vault: Vault, form: SignedForm, of: Granting): Promise<void> {
  const { dossierId, rule } = of
  const beneficiary = form.person(rule.beneficiary)
  if (beneficiary === null)
    throw new Error(
      `The signed form of dossier ${dossierId} names no beneficiary, so its result grants nothing`,
    )
  const benefits = benefitsOf(form, rule)
  if (benefits.length === 0) return
  const partyId = await partyOf(tx, vault, dossierId, beneficiary)
  const payee = rule.payee === undefined ? null : form.person(rule.payee)
  const payeeId = payee === null ? partyId : await partyOf(tx, vault, dossierId, payee)
  const recording: Recording = {
    fromMonth: firstMonth(form, of),
    basis: cite(rule.basis),
    ...{ recordedBy, dossierId },
  }
  const account = rule.account === undefined ? null : form.secret(rule.account)
  for (const benefit of benefits) {
    const id = await grantEntitlement(tx, {
      ...recording,
      ...{ partyId, benefit },
      ...(rule.ground === 'dossier'
        ? ({ ground: 'dossier', groundRef: dossierId } as const)
        : ({ ground: 'martyr', groundRef: form.text(rule.ground.martyr) } as const)),
      times: 1,
      areaId: form.areaId,
      payees: [{ partyId: payeeId, role: roleOf(rule, payee), share: 1 }],
    })
    if (account !== null) await recordChannel(tx, vault, id, { ...recording, payeeId, account })
  }
}

const roleOf = ({ payee }: GrantRule, named: PersonNamed | null) =>
  named === null || payee === undefined ? 'self' : payee.role

function benefitsOf(form: SignedForm, { benefit }: GrantRule): readonly string[] {
  if (typeof benefit === 'string') return [benefit]
  const meant = benefit.means[form.text(benefit.choice)]
  if (meant === undefined) throw new Error(`The choice ${benefit.choice} of a signed form means no benefit`)
  return typeof meant === 'string' ? [meant] : meant
}

function firstMonth(form: SignedForm, { at, rule: { from } }: Granting): string {
  const ofIssue = monthOf(localDate(at))
  if (from === 'monthOfIssue') return ofIssue
  if (from === 'monthAfterIssue') return addMonths(ofIssue, 1)
  return 'monthOf' in from ? monthOf(form.text(from.monthOf)) : monthAfter(form.text(from.monthAfter))
}
