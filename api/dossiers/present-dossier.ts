import { z } from 'zod'
import type { DossierContent, DossierView } from '../../db/dossier/dossier-view.ts'
import type { CorrectionView } from '../../db/dossier/results/corrections.ts'
import type { Vault } from '../../db/identity/identity-vault.ts'
import { formContext, identityContext } from '../../db/identity/sealing-context.ts'
import {
  clockStates,
  correctionEndingNames,
  correctionEndings,
  dossierChannels,
  dossierStatuses,
  endings,
  lateEntries,
  taskHolders,
} from '../../domain/dossier/dossier.ts'
import { portalClocks, portalStatusOf } from '../../domain/dossier/portal-status.ts'
import { localDate } from '../../domain/time/local-day.ts'
import { adoptingPolicies } from '../../procedures/grammar/definition/transition-policy.ts'
import { deskOutcomes } from '../../procedures/grammar/plan/plan.ts'
import type { PaperStatus } from '../papers/paper-checklist.ts'
import { paperAnswer, presentPaper } from '../papers/present-papers.ts'
import { externalCode, instant, isoOf, isoOrNull } from '../server/schemas.ts'

export const portalStatusAnswer = z
  .object({
    number: z.int().min(1).max(10),
    name: z.string().describe('Vietnamese'),
    clock: z.enum(portalClocks),
  })
  .meta({ id: 'PortalStatus', description: 'As the National Public Service Portal numbers it' })

export const correctionAnswer = z
  .object({
    number: z.int(),
    askedAt: instant,
    dueAt: instant,
    ending: z
      .object({ code: z.enum(correctionEndingNames), name: z.string() })
      .nullable()
      .describe('Null while it is open'),
    endedAt: instant.nullable(),
  })
  .meta({ id: 'Correction' })

export const dossierAnswer = z
  .object({
    id: z.uuid(),
    code: z.string(),
    procedure: z.object({ code: z.string(), name: z.string(), edition: z.iso.date() }),
    adopted: z
      .array(
        z.object({
          from: z.iso.date(),
          to: z.iso.date(),
          at: instant,
          policy: z.enum(adoptingPolicies),
          basis: z.string().describe('Vietnamese, as it is cited'),
        }),
      )
      .describe('Newer editions that it took while it was open, in their order'),
    channel: z.enum(dossierChannels),
    receptionUnit: z.string(),
    area: z.string(),
    groupId: z.uuid().nullable(),
    possibleDuplicateOf: z.uuid().nullable(),
    status: z.enum(dossierStatuses),
    portalStatus: portalStatusAnswer,
    revision: z.int(),
    clock: z.enum(clockStates),
    externalCodes: z.array(externalCode).describe('What other systems call it'),
    filedAt: instant.describe('Legal receipt'),
    enteredLater: z
      .object({ at: instant, reason: z.enum(lateEntries) })
      .nullable()
      .describe('When it was entered and why, where that was later than its receipt'),
    dueAt: instant.nullable().describe('End of the statutory time, as far as it is known'),
    ending: z.object({ code: z.string(), name: z.string() }).nullable(),
    endedAt: instant.nullable(),
    result: z
      .object({
        name: z.string(),
        issuedAt: instant,
        early: z.boolean().describe('First issued before the day it was promised for'),
        collected: z.object({ at: instant, by: z.string(), how: z.string() }).nullable(),
        correction: z.int().describe('The correction that issued it; 0 where none did'),
        superseded: z
          .array(z.object({ name: z.string(), issuedAt: instant, correction: z.int() }))
          .describe('Results in force before it, the latest first'),
      })
      .nullable()
      .describe('The result in force'),
    corrections: z.array(
      correctionAnswer.extend({
        ground: z.string().nullable().describe('For who filed the dossier and the officers it lies with'),
      }),
    ),
    tasks: z.array(
      z.object({
        id: z.string(),
        step: z.string(),
        name: z.string(),
        holder: z.enum(taskHolders),
        role: z.string().nullable(),
        power: z.string().nullable(),
        unit: z
          .object({ id: z.string(), name: z.string(), custodian: z.boolean() })
          .nullable()
          .describe('Responsible now'),
        openedAt: instant,
        dueAt: instant.nullable(),
        lateAt: instant.nullable(),
        claimedBy: z.string().nullable(),
        outcomes: z.array(z.string()).describe('What the desk may decide'),
      }),
    ),
  })
  .meta({ id: 'Dossier' })

export function presentDossier(
  view: DossierView,
  { personal }: { personal: boolean },
): z.infer<typeof dossierAnswer> {
  return {
    id: view.id,
    code: view.code,
    procedure: { code: view.procedureCode, name: view.procedureName, edition: view.edition },
    adopted: view.adoptedEditions.map((adopted) => ({ ...adopted, at: isoOf(adopted.at) })),
    channel: view.channel,
    receptionUnit: view.receptionUnitId,
    area: view.areaId,
    groupId: view.groupId,
    possibleDuplicateOf: view.possibleDuplicateOf,
    status: view.status,
    portalStatus: portalStatusOf(view),
    revision: view.revision,
    clock: view.clock,
    externalCodes: [...view.externalCodes],
    filedAt: isoOf(view.filedAt),
    enteredLater:
      view.enteredAt === null || view.enteredLater === null
        ? null
        : { at: isoOf(view.enteredAt), reason: view.enteredLater },
    dueAt: isoOrNull(view.dueAt),
    ending: view.ending === null ? null : { code: view.ending, name: endings[view.ending] },
    endedAt: isoOrNull(view.endedAt),
    result: presentResult(view),
    corrections: view.corrections.map((correction) => ({
      ...presentCorrection(correction),
      ground: personal ? correction.ground : null,
    })),
    tasks: view.tasks.map(presentTask),
  }
}

function presentResult(view: DossierView): z.infer<typeof dossierAnswer>['result'] {
  const { result, issuedAt, firstIssuedAt, dueAt, collectedAt, collectedBy, collectedHow } = view
  const [inForce, ...superseded] = view.results
  if (result === null || issuedAt === null) return null
  const handed = collectedAt !== null && collectedBy !== null && collectedHow !== null
  return {
    name: result,
    issuedAt: isoOf(issuedAt),
    early: dueAt !== null && localDate(firstIssuedAt ?? issuedAt) < localDate(dueAt),
    collected: handed ? { at: isoOf(collectedAt), by: collectedBy, how: collectedHow } : null,
    correction: inForce?.correction ?? 0,
    superseded: superseded.map((former) => ({ ...former, issuedAt: isoOf(former.issuedAt) })),
  }
}

export function presentCorrection(
  correction: Omit<CorrectionView, 'ground'>,
): z.infer<typeof correctionAnswer> {
  const { number, askedAt, dueAt, ending, endedAt } = correction
  return {
    number,
    askedAt: isoOf(askedAt),
    dueAt: isoOf(dueAt),
    ending: ending === null ? null : { code: ending, name: correctionEndings[ending] },
    endedAt: isoOrNull(endedAt),
  }
}

function presentTask(task: DossierView['tasks'][number]): z.infer<typeof dossierAnswer>['tasks'][number] {
  const { id, step, holder, role, power, claimedBy, planStep, unitId, unitName } = task
  return {
    id,
    step,
    name: planStep?.name ?? 'Bổ sung hồ sơ',
    holder,
    role,
    power,
    unit:
      unitId === null ? null : { id: unitId, name: unitName ?? unitId, custodian: task.custodian ?? false },
    openedAt: isoOf(task.openedAt),
    dueAt: isoOrNull(task.dueAt),
    lateAt: isoOrNull(task.lateAt),
    claimedBy,
    outcomes: planStep === null || holder !== 'desk' ? [] : deskOutcomes(planStep).toSorted(),
  }
}

export const contentAnswer = z
  .object({
    parties: z.array(
      z.object({
        role: z.string(),
        kind: z.string(),
        name: z.string(),
        phone: z.string().nullable(),
        identityNumber: z.string().nullable().describe('Its last four digits'),
      }),
    ),
    places: z.array(
      z.object({
        kind: z.string(),
        area: z.string(),
        evidence: z.string().describe('How its area was found'),
        connecting: z.boolean().describe('It decides who is responsible'),
        address: z.string().nullable(),
        neighbourhood: z.string().nullable(),
      }),
    ),
    form: z
      .record(z.string(), z.unknown())
      .describe('Identity and account numbers by their last four digits'),
    formVersion: z.int(),
    papers: z.array(
      z.object({ kind: z.string(), originals: z.int(), copies: z.int(), note: z.string().nullable() }),
    ),
    checklist: z
      .array(paperAnswer)
      .describe('Papers that are required, present, missing or replaced; with their files'),
  })
  .meta({ id: 'DossierContent' })

/** Enough to compare with a paper on the desk, too little to take away. */
export function presentContent(
  vault: Vault,
  content: DossierContent,
  checklist: readonly PaperStatus[],
): z.infer<typeof contentAnswer> {
  const { dossierId, parties, places, form, papers } = content
  const secrets = Object.entries(form.secrets).map(([name, { cipher, keyId }]) => [
    name,
    masked(vault.open(Buffer.from(cipher, 'base64'), keyId, formContext(dossierId, name))),
  ])
  return {
    parties: parties.map(({ identity, ...party }) => ({
      ...party,
      identityNumber:
        identity === null
          ? null
          : masked(vault.open(identity.cipher, identity.keyId, identityContext(identity.partyId))),
    })),
    places: places.map(({ areaId, ...place }) => ({ ...place, area: areaId })),
    form: { ...form.body, ...Object.fromEntries(secrets) },
    formVersion: form.version,
    papers: [...papers],
    checklist: checklist.map((paper) => presentPaper(vault, paper, true)),
  }
}

const masked = (number: string): string => `${'•'.repeat(Math.max(number.length - 4, 4))}${number.slice(-4)}`
