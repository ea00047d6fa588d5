import { describeItem } from '../../demo/checks.ts'
import type { Evidence, ShownDossier, StoredDossier } from '../../demo/evidence.ts'
import { type Intention, intentionsOf } from '../../demo/intentions.ts'
import type { Receipt } from '../../demo/observed.ts'
import type { JournalRow } from '../../harness/evidence.ts'
import { loadProcedures } from '../../procedures/registry/registry.ts'

/** An old commune that was split, and the part of it that everything in these tests lies in. */
export const split = {
  oldWard: '00007',
  unplacedAreaId: 'unplaced:old:00007',
  areaId: 'cell:00007:00004',
  custodianId: 'new:00008',
}

export async function intentionsFor(count: number): Promise<readonly Intention[]> {
  const communes = [{ unitId: 'new:00004', name: 'Phường Ba Đình', areaId: 'cell:00001:00004', split }]
  return intentionsOf(await loadProcedures(), { communes, count, seed: 1, now: instant })
}

/** When the districts ended; all was filed since. */
export const instant = Date.parse('2026-11-25T09:00:00+07:00')

/** Evidence of a day on which everything went as intended: numbers stand for ids, one decision for all. */
export function goodDay(intentions: readonly Intention[]) {
  const dossiers: StoredDossier[] = intentions.map(
    ({ number, body, commune, split, ends, late, items, paidDong }) => ({
      ...{ id: `id-${number}`, code: `code-${number}`, channel: body.channel, ending: ends, late, paidDong },
      enteredLater: body.received?.reason ?? null,
      areaId: commune.areaId,
      placed: split && `${split.unplacedAreaId} → ${split.areaId} by ${split.custodianId}`,
      items: items.map(describeItem),
    }),
  )
  const paid = intentions.filter(({ paidDong }) => paidDong > 0n)
  const sum = paid.reduce((total, { paidDong }) => total + paidDong, 0n)
  return {
    observed: {
      receipts: dossiers.map(
        ({ id, code }, number): Receipt => ({
          ...{ number, dossierId: id, code, engineAway: false },
          ...{ sent: instant, answered: instant, toFormer: true, routed: true },
        }),
      ),
      decisions: [
        { id: 'request-0', kind: 'decide', firstAnswer: 503, status: 'applied' },
      ] as Evidence['observed']['decisions'],
      bulk: [2],
      placements: dossiers.flatMap(({ id, areaId, placed }) =>
        placed === null ? [] : [{ dossierId: id, area: areaId, by: split.custodianId }],
      ),
      surprises: [] as string[],
      backlogPlaced: 0,
      backlogDecided: [],
      tooLate: 0,
      engineAway: false,
    },
    stored: storedFor(dossiers),
    dossiers,
    shown: new Map<string, ShownDossier>(
      dossiers.map(({ id, code, ending }) => [
        id,
        { code, status: 'closed', ending: ending === null ? null : { code: ending } },
      ]),
    ),
    payments: {
      ledger: {
        orders: paid.map(({ number, paidDong }) => ({
          ...{ id: `order-${number}`, state: 'CONFIRMED' as const, amountDong: paidDong },
          gatewayRef: `ref-${number}`,
        })),
        balances: { paid: sum, entitlement: -sum },
        overpaidLineIds: [],
      },
      bank: {
        transfers: paid.map(({ number, paidDong }) => ({
          ...{ orderKey: `order-${number}`, ref: `ref-${number}`, amountDong: String(paidDong) },
        })),
        settledDong: String(sum),
      },
    },
    workflows: { running: 0, completed: intentions.length },
    movedAreaId: 'cell:moved',
    ...{ instant, imported: new Set<string>() },
    substituted: [{ id: 'request-0', arranged: 'b for a', written: 'b for a' }],
  } satisfies Evidence
}

function storedFor(dossiers: readonly StoredDossier[]) {
  const journal: JournalRow[] = ['', 'hash-1', 'hash-2'].map((prevHash, i) => ({
    ...{ dossierId: 'id-0', seq: i + 1, kind: 'decided', revision: i + 1, requestId: null },
    ...{ prevHash, hash: `hash-${i + 1}`, reckoned: `hash-${i + 1}` },
  }))
  return {
    dossiers: dossiers.map(({ id, ending }) => ({
      ...{ id, revision: 3, status: 'closed' as const, ending, started: true, open: [] },
    })),
    filings: dossiers.map(({ id }) => ({ key: `demo-${id}`, dossierId: id })),
    requests: [requestOf('applied')],
    effects: [
      { dossierId: 'id-0', revision: 2, effectKey: 'request-0', item: { key: 'request-0', kind: 'decide' } },
    ],
    journal,
    heads: [{ dossierId: 'id-0', seq: 3, hash: 'hash-3' }],
    deadlines: [],
    outboxLag: 0,
  }
}

function requestOf(
  status: Evidence['stored']['requests'][number]['status'],
): Evidence['stored']['requests'][number] {
  return {
    ...{
      id: 'request-0',
      key: 'key-0',
      dossierId: 'id-0',
      correction: 0,
      status,
      acknowledged: true,
      refusal: null,
    },
    item: { kind: 'decide', task: 'receive.1', outcome: 'accepted' },
  }
}
