/** A dossier at its signature, whose result does something to benefits; its secrets are sealed as a filing seals them. */

import { writeTransition } from '../../../db/dossier/transition/write-transition.ts'
import { createVault } from '../../../db/identity/identity-vault.ts'
import { formContext } from '../../../db/identity/sealing-context.ts'
import { newId } from '../../../db/new-id.ts'
import type { Procedure } from '../../../procedures/grammar/definition/procedure.ts'
import { advance } from '../../../procedures/grammar/run/advance.ts'
import { initialState } from '../../../procedures/grammar/run/event.ts'
import { issueAfter } from '../../../procedures/grammar/run/issue-after.ts'
import type { WriteInput } from '../../../procedures/grammar/run/write.ts'
import { type DossierStory, fileOnly, type World } from '../../dossier-story.ts'
import { inputOf } from '../dossier/transition/write-input.ts'

const key = (byte: number) => Buffer.alloc(32, byte).toString('base64')
export const vault = createVault({ current: 'k', keys: { k: key(1) }, lookup: key(2) })

export const signedAt = Date.parse('2026-11-25T09:00:00+07:00')

/**
 * Filed, received and reviewed by officers of the commune.
 * @param form.open what is not sealed @param form.secret what is
 * @returns it with the write of its signature, which holds the issue too
 */
export async function atSignature(
  world: World,
  procedure: Procedure,
  form: { open: Readonly<Record<string, unknown>>; secret: Readonly<Record<string, string>> },
): Promise<{ dossier: DossierStory; input: WriteInput }> {
  const id = newId()
  const secrets = Object.fromEntries(
    Object.entries(form.secret).map(([field, plain]) => {
      const { cipher, keyId } = vault.seal(plain, formContext(id, field))
      return [field, { cipher: Buffer.from(cipher).toString('base64'), keyId }]
    }),
  )
  const at = signedAt
  const dossier = await fileOnly({ ...world, now: () => at }, procedure, form.open, { id, secrets })
  let state = inputOf(dossier, initialState([]), { kind: 'start', key: 'start', at }).after
  for (const [task, outcome] of [
    ['receive.1', 'accepted'],
    ['review.1', 'approved'],
  ] as const) {
    const input = inputOf(dossier, state, (await dossier.recordDecision(task, outcome, { at })).item)
    await writeTransition(world.database, input)
    state = input.after
  }
  const { item } = await dossier.recordDecision('sign.1', 'signed', { at })
  const input = inputOf(dossier, state, item)
  const next = advance(dossier.plan, state, item)
  const issue = 'refused' in next ? null : issueAfter(dossier.plan, item, next, at)
  if (issue === null) throw new Error('the signature leads to no issue')
  const { state: _, ...change } = issue.next
  return { dossier, input: { ...input, issue: { item: issue.event, change } } }
}
