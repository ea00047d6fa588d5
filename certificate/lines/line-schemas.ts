/** The lines of a certificate as they are read: each with the keys that are written of its kind, and no other. */
import { z } from 'zod'
import { cutoverOutcomes } from '../../domain/certificate/run-facts.ts'
import { endingNames, powers, tiers } from '../../domain/dossier/dossier.ts'

const id = z.string().regex(/^[0-9a-f-]{36}$/)
const correction = z.int().min(0)
const instant = z.number()

const units = z.array(z.string())
const desk = z.strictObject({
  task: z.string(),
  waitsFor: z.enum(['desk', 'applicant', 'engine', 'bank']),
  ...{ power: z.enum(powers).nullable(), tier: z.enum(tiers).nullable() },
  before: units,
  after: z.union([units, z.strictObject({ byResponsibility: units, byInbox: units })]),
})

const run = { kind: z.literal('run'), id, correction }
const runSchema = z.union([
  z.strictObject({
    ...run,
    outcome: z.enum(cutoverOutcomes).exclude(['closed', 'importedLater']),
    desks: z.array(desk),
  }),
  z.strictObject({ ...run, outcome: z.literal('closed'), ending: z.enum(endingNames), at: instant }),
  z.strictObject({ ...run, outcome: z.literal('importedLater'), at: instant }),
])

/** Of an engine that was not asked nothing is said. */
const listed = { id, correction, inRows: z.boolean(), inEngine: z.boolean().optional() }
const bodySchema = z.union([
  runSchema,
  z.strictObject({ kind: z.literal('missing'), ...listed }),
  z.strictObject({ kind: z.literal('notListed'), ...listed }),
  z.strictObject({ kind: z.literal('notInEngine'), ...listed }),
  z.strictObject({
    ...{ kind: z.literal('result'), id, correction },
    ...{ result: z.string(), issuedAt: instant, receptionUnitId: z.string() },
  }),
  z.strictObject({
    ...{ kind: z.literal('original'), id, paper: z.string() },
    ...{ unitId: z.string(), officeId: z.string().nullable(), since: instant },
  }),
  z.strictObject({
    ...{ kind: z.literal('order'), id },
    ...{ createdAt: instant, dossiers: z.array(id).nullable() },
  }),
  z.strictObject({
    ...{ kind: z.literal('request'), id, request: id },
    ...{ asked: z.string(), unitId: z.string().nullable(), acceptedAt: instant },
    ...{ appliedAt: instant.nullable(), refusedAt: instant.nullable() },
  }),
])

/** In a supplement a line says whether it no longer holds or holds now. */
const changeSchema = z.strictObject({ kind: z.enum(['was', 'is']), line: bodySchema })

export type FactBody = z.infer<typeof bodySchema>

/** A line that is no frame. */
export const factSchema = z.union([bodySchema, changeSchema])
