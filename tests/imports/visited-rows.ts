/** How many rows the statements of a run touch, as PostgreSQL counts them itself: for tests that no plan compares each row of a list with all. */
import postgres from 'postgres'
import { z } from 'zod'
import { arrayTypes, textTypes } from '../../db/array-types.ts'
import type { Database } from '../../db/database.ts'

export interface VisitedStatement {
  text: string
  /** How often it ran. */
  runs: number
  /** Rows that its busiest node returned or took out, over all runs and loops. */
  visited: number
  /** That node, as EXPLAIN names it, with what it compares. */
  node: string
}

interface Node {
  'Node Type': string
  'Relation Name'?: string | undefined
  'CTE Name'?: string | undefined
  'Join Filter'?: string | undefined
  Filter?: string | undefined
  'Actual Rows': number
  'Actual Loops': number
  'Rows Removed by Filter'?: number | undefined
  'Rows Removed by Join Filter'?: number | undefined
  'Rows Removed by Index Recheck'?: number | undefined
  Plans?: Node[] | undefined
}

const nodeSchema: z.ZodType<Node> = z.lazy(() =>
  z.object({
    'Node Type': z.string(),
    'Relation Name': z.string().optional(),
    'CTE Name': z.string().optional(),
    'Join Filter': z.string().optional(),
    Filter: z.string().optional(),
    'Actual Rows': z.number(),
    'Actual Loops': z.number(),
    'Rows Removed by Filter': z.number().optional(),
    'Rows Removed by Join Filter': z.number().optional(),
    'Rows Removed by Index Recheck': z.number().optional(),
    Plans: z.array(nodeSchema).optional(),
  }),
)
const loggedSchema = z.object({ 'Query Text': z.string(), Plan: nodeSchema })

/**
 * A pool whose statements PostgreSQL explains after it ran them (`auto_explain`); the plans come as notices.
 * @param ownerUrl of a superuser: others may not load the library
 * @param options.asLarge tables of a few rows are looked up by their indexes, as they are once they are large; else they are read whole
 */
export function watchedDatabase(
  ownerUrl: string,
  options: { asLarge?: boolean } = {},
): {
  database: Pick<Database, 'sql' | 'reserve'>
  /** What ran since the last call, the busiest first. */
  statements: () => readonly VisitedStatement[]
  close: () => Promise<void>
} {
  let plans: z.infer<typeof loggedSchema>[] = []
  const open = (max: number) =>
    postgres(ownerUrl, {
      ...{ max, fetch_types: false, types: { ...arrayTypes, ...textTypes } },
      onnotice: ({ message = '' }) => {
        const [, logged] = /^duration: .*?plan:\s*(\{.*\})\s*$/s.exec(message) ?? []
        if (logged !== undefined) plans.push(loggedSchema.parse(JSON.parse(logged)))
      },
      connection: {
        // As the pools of the product are opened.
        ...{ TimeZone: 'UTC', plan_cache_mode: 'force_generic_plan' as const },
        ...(options.asLarge === true ? { enable_seqscan: 'off' } : {}),
        session_preload_libraries: 'auto_explain',
        // The driver leaves out a number 0.
        'auto_explain.log_min_duration': '0ms',
        'auto_explain.log_analyze': true,
        'auto_explain.log_timing': false,
        'auto_explain.log_format': 'json',
        'auto_explain.log_level': 'notice',
      },
    })
  // Locks of a session are taken over the second.
  const [sql, own] = [open(2), open(1)]
  return {
    database: { sql, reserve: (work) => work(own) },
    statements() {
      const found = visitedBy(plans)
      plans = []
      return found
    },
    close: async () => void (await Promise.all([sql.end({ timeout: 5 }), own.end({ timeout: 5 })])),
  }
}

function visitedBy(plans: readonly z.infer<typeof loggedSchema>[]): readonly VisitedStatement[] {
  const found = new Map<string, VisitedStatement>()
  for (const { 'Query Text': text, Plan } of plans) {
    const [busiest] = nodesOf(Plan)
      .map((node) => ({ node: nameOf(node), visited: visitsOf(node) }))
      .sort((a, b) => b.visited - a.visited)
    if (busiest === undefined) continue
    const before = found.get(text)
    found.set(text, {
      text,
      runs: (before?.runs ?? 0) + 1,
      visited: (before?.visited ?? 0) + busiest.visited,
      node: busiest.node,
    })
  }
  return [...found.values()].sort((a, b) => b.visited - a.visited)
}

const nodesOf = (node: Node): Node[] => [node, ...(node.Plans ?? []).flatMap(nodesOf)]

const nameOf = (node: Node): string =>
  [node['Node Type'], node['Relation Name'] ?? node['CTE Name'], node['Join Filter'] ?? node.Filter]
    .filter((part) => part !== undefined)
    .join(' on ')

/** PostgreSQL gives averages over loops. */
const visitsOf = (node: Node): number =>
  Math.round(
    node['Actual Loops'] *
      (node['Actual Rows'] +
        (node['Rows Removed by Filter'] ?? 0) +
        (node['Rows Removed by Join Filter'] ?? 0) +
        (node['Rows Removed by Index Recheck'] ?? 0)),
  )
