import type { Fault } from '../link-proxy.ts'
import type { FaultKind } from '../nemesis.ts'
import type { Scenario } from '../run.ts'
import type { LinkName, Site } from '../site.ts'
import { Work } from '../work.ts'

export const partitions: Scenario = {
  id: 'F13',
  title: 'links break in every way that a link can break, one at a time',
  async run(run) {
    const { site } = run
    const engine = (['workerToTemporal', 'apiToTemporal'] as const).flatMap((link) => [
      broken(site, [link], { is: 'blackHole' }),
      broken(site, [link], { is: 'refuse' }),
      broken(site, [link], { is: 'halfOpen', silent: 'up' }, 'half open, requests vanish'),
      broken(site, [link], { is: 'halfOpen', silent: 'down' }, 'half open, replies vanish'),
      broken(site, [link], { is: 'cutReply', times: 3 }, 'reply lost'),
    ])
    const everybody = ['workerToPostgres', 'apiToPostgres'] as const
    const database = [
      broken(site, everybody, { is: 'blackHole' }),
      broken(site, everybody, { is: 'refuse' }),
      broken(site, everybody, { is: 'cutReply', times: 5, fits: isCommit }, 'answer to COMMIT lost'),
      broken(site, ['workerToPostgres'], { is: 'dropReplies' }),
    ]
    const kinds = [...engine, ...database]
    const work = new Work(site, { procedure: 'registration', dossiers: run.size(30, 200) })
    const faults = {
      faults: run.size(6, kinds.length * 2),
      everyMs: [300, run.size(1_200, 5_000)],
      lastsMs: [600, run.size(1_500, 20_000)],
    } as const
    await Promise.all([work.run(), run.suffer(kinds, faults)])
  },
}

/** The transaction is committed, and its answer never reaches the caller. */
const isCommit = (reply: Buffer): boolean => reply.includes('COMMIT\0')

function broken(site: Site, names: readonly LinkName[], fault: Fault, called: string = fault.is): FaultKind {
  const set = async (to: Fault) => void (await Promise.all(names.map((name) => site.links[name].set(to))))
  return {
    name: `${names.join(' and ')}: ${called}`,
    begin: () => set(fault),
    end: () => set({ is: 'none' }),
  }
}
