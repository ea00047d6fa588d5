/** Closed lists, as `db/schema` declares them. */
import { is } from 'drizzle-orm'
import { getTableConfig, PgTable } from 'drizzle-orm/pg-core'
import * as bankStatements from '../../../db/schema/bank-statements.ts'
import * as benefitRates from '../../../db/schema/benefit-rates.ts'
import * as benefits from '../../../db/schema/benefits.ts'
import * as bodies from '../../../db/schema/bodies.ts'
import * as counts from '../../../db/schema/counts.ts'
import * as dossier from '../../../db/schema/dossier.ts'
import * as editions from '../../../db/schema/editions.ts'
import * as entitlementFacts from '../../../db/schema/entitlement-facts.ts'
import * as events from '../../../db/schema/events.ts'
import * as go from '../../../db/schema/go.ts'
import * as imports from '../../../db/schema/imports.ts'
import * as journal from '../../../db/schema/journal.ts'
import * as keys from '../../../db/schema/keys.ts'
import * as merges from '../../../db/schema/merges.ts'
import * as money from '../../../db/schema/money.ts'
import * as notices from '../../../db/schema/notices.ts'
import * as operation from '../../../db/schema/operation.ts'
import * as papers from '../../../db/schema/papers.ts'
import * as parties from '../../../db/schema/parties.ts'
import * as payoutRuns from '../../../db/schema/payout-runs.ts'
import * as people from '../../../db/schema/people.ts'
import * as places from '../../../db/schema/places.ts'
import * as proposals from '../../../db/schema/proposals.ts'
import * as readiness from '../../../db/schema/readiness.ts'
import * as recordTime from '../../../db/schema/record-time.ts'
import * as reorganisations from '../../../db/schema/reorganisations.ts'
import * as requests from '../../../db/schema/requests.ts'
import * as tasks from '../../../db/schema/tasks.ts'
import * as territory from '../../../db/schema/territory.ts'

const schema = {
  ...bankStatements,
  ...benefitRates,
  ...benefits,
  ...bodies,
  ...counts,
  ...dossier,
  ...editions,
  ...entitlementFacts,
  ...events,
  ...go,
  ...imports,
  ...journal,
  ...keys,
  ...merges,
  ...money,
  ...notices,
  ...operation,
  ...papers,
  ...parties,
  ...payoutRuns,
  ...people,
  ...places,
  ...proposals,
  ...readiness,
  ...reorganisations,
  ...requests,
  ...tasks,
  ...territory,
  ...recordTime,
}

/** The TypeScript type of each, by `table.column`. */
export const closedLists = new Map(
  Object.values(schema).flatMap((table) =>
    is(table, PgTable)
      ? getTableConfig(table).columns.flatMap((column) =>
          column.enumValues === undefined || column.enumValues.length === 0
            ? []
            : [
                [
                  `${getTableConfig(table).name}.${column.name}`,
                  column.enumValues.map((value) => `'${value}'`).join(' | '),
                ] as const,
              ],
        )
      : [],
  ),
)
