import { organisationBefore, organisationSince } from '../../db/load/organisation/organisation.ts'
import type { CompetenceRow, ReferenceFiles } from '../../db/load/reference-files.ts'
import { isOnSubstance, roles } from '../../domain/dossier/dossier.ts'
import { holdsAt } from '../../domain/territory/span.ts'
import type { UnitTier } from '../../domain/territory/unit.ts'
import type { Finding } from '../../procedures/grammar/checks/finding.ts'
import type { Procedure } from '../../procedures/grammar/definition/procedure.ts'
import { planOf } from '../../procedures/grammar/plan/compile-plan.ts'
import type { Desk } from '../../procedures/grammar/plan/plan.ts'
import type { OfficeRow } from '../../reorganisations/grammar/reference-rows.ts'

/** The last day of the organisation with districts. Its offices are not kept, so only the powers can be looked for. */
const DISTRICTS_LAST_DAY = '2025-06-30'

/**
 * Whether every desk that a definition names is there: in both organisations a unit with the power, and today an office of
 * it with the role that does the field; and where nobody knows whose the place is, at the unit that keeps the field, somebody
 * who receives it. Reads the tables once, for all definitions.
 */
export function deskCheck(files: ReferenceFiles): (procedure: Procedure, file: string) => readonly Finding[] {
  const holders = holdersOf(files.competence)
  const staffed = staffedUnits(files)
  return (procedure, file) =>
    Object.entries(planOf(procedure).steps).flatMap(([step, { desks }]) =>
      desks.flatMap((desk) => {
        const found = problemOf(procedure, desk)
        return found === null
          ? []
          : { rule: 'desk', file, step, why: 'the task would wait where nobody is', ...found }
      }),
    )

  function problemOf(procedure: Procedure, desk: Desk): { what: string; remedy: string } | null {
    const { edition, field } = procedure
    const gap = [DISTRICTS_LAST_DAY, edition].find((on) => holders(procedure, desk, on) === undefined)
    if (gap !== undefined) {
      return {
        what: `needs the power to ${desk.power} of a ${desk.tier}, which nobody held on ${gap}`,
        remedy: 'Say in data/units/competence.csv who holds it',
      }
    }
    const holder = holders(procedure, desk, edition)
    if (holder === undefined) return null
    if (!staffed(holder, desk.role, field)) {
      return {
        what: `is done by “${roles[desk.role]}”, and no office of the ${holder.heldBy} has them for the field ${field}`,
        remedy: 'Name the role whose office does the field, or add the field to data/units/office_fields.csv',
      }
    }
    const away = holder.unitId === null ? custodianWithout(procedure, desk) : undefined
    if (away === undefined) return null
    return {
      what: `is done by “${roles[desk.role]}”, and no office of ${away}, which keeps the field ${field}, has them`,
      remedy: 'Name in data/units/custody.csv a unit with such an office',
    }
  }

  /** A unit that keeps the procedure or its field and has nobody to do what a custodian may. */
  function custodianWithout({ code, field, edition }: Procedure, { power, role }: Desk): string | undefined {
    if (isOnSubstance(power)) return undefined
    return files.custody
      .filter(({ scope, subject }) => subject === (scope === 'procedure' ? code : field))
      .filter(({ until }) => until === null || edition < until)
      .find(({ unitId }) => !staffed({ heldBy: 'custodian', unitId }, role, field))?.unitId
  }
}

type Holders = (procedure: Procedure, desk: Desk, on: string) => CompetenceRow | undefined

/** Who holds a power on a local date: by the procedure's own row before its field's and everybody's. */
function holdersOf(competence: readonly CompetenceRow[]): Holders {
  const bySubject = new Map<string, CompetenceRow[]>()
  for (const row of competence) {
    const key = `${row.scope} ${row.subject}`
    bySubject.set(key, [...(bySubject.get(key) ?? []), row])
  }
  return ({ code, field }, { tier, power }, on) =>
    [`procedure ${code}`, `field ${field}`, 'all *']
      .flatMap((key) => bySubject.get(key) ?? [])
      .find(
        ({ tier: of, powers, from, until }) =>
          of === tier && powers.includes(power) && (from ?? '') <= on && (until === null || on < until),
      )
}

/** Whether every unit that holds a power has an office with a role that does a field. */
function staffedUnits(
  files: ReferenceFiles,
): (held: { heldBy: UnitTier | 'custodian'; unitId: string | null }, role: string, field: string) => boolean {
  const { at, after } = organisationSince(files, organisationBefore(files))
  const officesOf = new Map<string, OfficeRow[]>()
  for (const office of after.office)
    officesOf.set(office.unitId, [...(officesOf.get(office.unitId) ?? []), office])
  const units = after.unit
    .filter(({ valid }) => holdsAt(valid, at))
    .map(({ id, tier }) => ({ id, tier, offices: officesOf.get(id) ?? [] }))
  const known = new Map<string, boolean>()
  return ({ heldBy, unitId }, role, field) => {
    const key = [heldBy, unitId, role, field].join('/')
    const holders = units.filter(({ id, tier }) => (unitId === null ? tier === heldBy : id === unitId))
    const answer =
      known.get(key) ??
      (holders.length > 0 &&
        holders.every(({ offices }) =>
          offices.some(
            ({ roles, fields }) => roles.some((one) => one === role) && (fields?.includes(field) ?? true),
          ),
        ))
    known.set(key, answer)
    return answer
  }
}
