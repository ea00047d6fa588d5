import type { Filing } from '../../db/dossier/filing/file-dossier.ts'
import type { Vault } from '../../db/identity/identity-vault.ts'
import { formContext } from '../../db/identity/sealing-context.ts'
import { DomainError, type FieldProblem, wrongField } from '../../domain/errors.ts'
import type { Procedure } from '../../procedures/grammar/definition/procedure.ts'
import type { Plan } from '../../procedures/grammar/plan/plan.ts'
import { formSchema, splitSecrets } from '../../procedures/registry/form-schema.ts'
import type { ApiDeps } from '../server/deps.ts'
import { fieldProblems, type Issue, jsonPointer } from '../server/field-problems.ts'

type Content = Pick<Filing, 'form' | 'papers'>
interface SentContent {
  form: Readonly<Record<string, unknown>>
  papers: readonly { kind: string; originals: number; copies: number; note?: string }[]
}

const schemas = new WeakMap<Procedure, ReturnType<typeof formSchema>>()

/**
 * Form and papers of a dossier by the definition of its edition, with secret fields sealed for that dossier alone.
 * @throws {DomainError} `invalidInput` with every field that is wrong
 */
export function resolveContent(
  vault: Vault,
  procedure: Procedure,
  dossierId: string,
  sent: SentContent,
): Content {
  const schema = schemas.get(procedure) ?? formSchema(procedure.form)
  schemas.set(procedure, schema)
  const parsed = schema.safeParse(sent.form)
  const fields = [
    ...(parsed.success ? [] : fieldProblems(parsed.error.issues.map(issueOf), ['form'])),
    ...paperProblems(procedure, sent.papers),
  ]
  if (fields.length > 0 || !parsed.success) throw new DomainError('invalidInput', { fields })
  const { open, secret } = splitSecrets(procedure.form, parsed.data)
  const secrets = Object.fromEntries(
    Object.entries(secret).map(([name, value]) => {
      const { cipher, keyId } = vault.seal(value, formContext(dossierId, name))
      return [name, { cipher: Buffer.from(cipher).toString('base64'), keyId }]
    }),
  )
  return { form: { open, secrets }, papers: papersOf(sent.papers) }
}

/** The edition that the dossier runs, in force or not; undefined where this build no longer defines it. */
export const editionOf = (
  { registry }: Pick<ApiDeps, 'registry'>,
  plan: Pick<Plan, 'procedure' | 'edition'>,
): Procedure | undefined => registry.edition(plan.procedure, plan.edition)

/** The same, for what cannot do without it. @throws {DomainError} `internal`, with what to put back */
export function definitionOf(deps: Pick<ApiDeps, 'registry'>, plan: Plan): Procedure {
  const procedure = editionOf(deps, plan)
  if (procedure !== undefined) return procedure
  throw new DomainError('internal', {
    hint: `The edition ${plan.edition} of ${plan.procedure} is no longer defined; add its definition again.`,
  })
}

/** @throws {DomainError} `invalidInput` on the address of a paper that the procedure does not know */
export function requirePaper(deps: Pick<ApiDeps, 'registry'>, plan: Plan, kind: string): void {
  const { papers } = definitionOf(deps, plan)
  if (Object.hasOwn(papers, kind)) return
  throw wrongField('/params/kind', `must be one of: ${Object.keys(papers).join(', ')}`)
}

/** Papers alone. @throws {DomainError} `invalidInput` on one that the procedure does not know */
export function resolvePaperContent(procedure: Procedure, papers: SentContent['papers']): Content['papers'] {
  const fields = paperProblems(procedure, papers)
  if (fields.length > 0) throw new DomainError('invalidInput', { fields })
  return papersOf(papers)
}

const papersOf = (papers: SentContent['papers']): Content['papers'] =>
  papers.map(({ kind, originals, copies, note }) => ({ kind, originals, copies, note: note ?? null }))

const issueOf = (issue: object & { path: readonly PropertyKey[] }): Issue => ({ ...issue })

function paperProblems(procedure: Procedure, papers: SentContent['papers']): readonly FieldProblem[] {
  return papers.flatMap(({ kind }, i) =>
    Object.hasOwn(procedure.papers, kind)
      ? []
      : [
          {
            path: jsonPointer(['papers', i, 'kind']),
            problem: `must be one of: ${Object.keys(procedure.papers).join(', ')}`,
          },
        ],
  )
}
