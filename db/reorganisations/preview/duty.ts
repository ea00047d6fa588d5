/** Who is on duty at a reorganisation, and what was decided before its instant. */
import type { GoDecision } from '../../../domain/territory/reorganisation/go.ts'
import type { Querying } from '../../database.ts'
import { typedRows } from '../../statement.ts'

/** Instants in ms. */
export interface NewDuty {
  reorganisation: string
  role: string
  officerId: string
  startsAt: number
  endsAt: number
  /** The entry that it takes the place of. */
  replaces: number | null
  enteredBy: string
  at: number
}

/** @returns false where no officer has this id, or the entry to replace is none of this reorganisation or was replaced already */
export async function enterDuty(sql: Querying, duty: NewDuty): Promise<boolean> {
  const { reorganisation, role, officerId, startsAt, endsAt, replaces, enteredBy, at } = duty
  const made = await typedRows(sql, 'reorganisations.enterDuty')`
    insert into reorganisation_duty (reorganisation, role, officer_id, starts_at, ends_at, replaces, entered_by, valid_at)
    select ${reorganisation}, ${role}, officer.id, instant(${startsAt}), instant(${endsAt}), ${replaces}::bigint, ${enteredBy},
      instant(${at})
    from officer where officer.id = ${officerId} and (${replaces}::bigint is null or exists (
      select from reorganisation_duty old where old.id = ${replaces}::bigint and old.reorganisation = ${reorganisation}))
    on conflict do nothing returning id::float8`
  return made.length > 0
}

/** The entries that none replaces, by time. */
export async function dutiesOf(sql: Querying, reorganisation: string) {
  return await typedRows(sql, 'reorganisations.duties')`
    select duty.id::float8, duty.role, duty.officer_id as "officerId", epoch_ms(duty.starts_at) as "startsAt",
      epoch_ms(duty.ends_at) as "endsAt", duty.entered_by as "enteredBy"
    from reorganisation_duty duty
    where duty.reorganisation = ${reorganisation} and not exists (
      select from reorganisation_duty later where later.replaces = duty.id)
    order by duty.starts_at, duty.id`
}

export interface NewGoDecision {
  reorganisation: string
  run: number
  decision: GoDecision
  actorId: string
  /** Ids of the checks that are red. */
  reds: readonly string[]
  basis: string | null
  at: number
}

export async function recordGoDecision(sql: Querying, decided: NewGoDecision): Promise<void> {
  const { reorganisation, run, decision, actorId, reds, basis, at } = decided
  await sql`
    insert into reorganisation_go (reorganisation, run, decision, actor_id, red, reds, basis, valid_at)
    values (${reorganisation}, ${run}, ${decision}, ${actorId}, ${reds.length}, ${JSON.stringify(reds)}::text::jsonb, ${basis},
      instant(${at}))`
}

/** The latest first. */
export async function goDecisionsOf(sql: Querying, { id, run }: { id: string; run: number }) {
  return await typedRows(sql, 'reorganisations.goDecisions')`
    select decision, actor_id as "actorId", red, basis, epoch_ms(valid_at) as at
    from reorganisation_go where reorganisation = ${id} and run = ${run} order by id desc limit 100`
}
