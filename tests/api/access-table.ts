/** Who may ask what of whom: one row for each route. A route without a row fails `access.test.ts`. */
import { machineNow } from '../clock.ts'
import { commune } from '../dossier-story.ts'
import type { Row } from './access-matter.ts'
import { moneyRows } from './payouts/access-rows.ts'

// Code and secret substitute for a token on /follow.
export const openRoutes = [
  ...['/follow', '/health', '/metrics', '/procedures', '/procedures/{code}', '/ready'],
  ...['/procedures/{code}/handbook', '/procedures/{code}/handbook.md'],
]

const everybody = { service: 'all', officer: 'all', supervisor: 'all', operator: 'all' } as const
const daysAgo = (days: number) => new Date(machineNow() - days * 86_400_000).toISOString().slice(0, 10)
/** Of what is not there: who may do it is judged elsewhere. */
const reorganisation = 'offices-2027-01-01'
const soon = () => new Date(machineNow() + 3_600_000).toISOString()

export const accessTable: Readonly<Record<string, Row>> = {
  // A portal files for every unit; an officer only where the officer works: see filings.test.ts.
  'post /dossiers': { reach: { service: 'all', officer: 'all' } },
  // An officer of the city or a department: see internal-dossier-routes.test.ts.
  'post /internal-dossiers': { reach: { officer: 'all' } },
  // What is found is the caller's own: see dossier-search.test.ts. A unit that is none of the caller's is refused.
  'get /dossiers': {
    reach: { service: 'all', officer: 'own', supervisor: 'own', operator: 'all' },
    query: `unit=${commune}`,
  },
  'post /dossiers/search': {
    reach: { service: 'all', officer: 'own', supervisor: 'own' },
    body: () => ({ name: 'nguyen thi', unit: commune }),
  },
  // Where a dossier is is no secret among officials; whom it is about is: the matrix looks for names.
  'get /dossiers/{id}': { reach: { ...everybody, service: 'own' } },
  'get /dossiers/{id}/timeline': { reach: { ...everybody, service: 'own' } },
  'get /dossiers/{id}/due': { reach: { ...everybody, service: 'own' } },
  // Pages with names on them.
  'get /dossiers/{id}/slip': { reach: { service: 'own', officer: 'own' } },
  'get /dossiers/{id}/forms': { reach: { service: 'own', officer: 'own' } },
  'get /dossiers/{id}/forms/{number}': { reach: { service: 'own', officer: 'own' } },
  'get /dossiers/{id}/papers': { reach: { service: 'own', officer: 'own', supervisor: 'own' } },
  // A body that is no form is judged after who sends it: see papers.test.ts for what gets in.
  'post /dossiers/{id}/papers/{kind}': { reach: { service: 'own', officer: 'own' } },
  'post /dossiers/{id}/papers/{kind}/originals': {
    reach: { officer: 'own' },
    body: () => ({ unit: commune }),
  },
  'get /originals': { reach: { officer: 'own', supervisor: 'own' }, query: `unit=${commune}` },
  'get /papers/{id}': { reach: { service: 'own', officer: 'own' }, id: ({ file }) => file },
  'post /dossiers/{id}/collection': {
    reach: { officer: 'own' },
    body: () => ({ by: 'applicant', how: 'counter' }),
  },
  'post /dossiers/{id}/corrections': {
    reach: { service: 'own', officer: 'own' },
    body: () => ({ ground: 'Sai ngày sinh' }),
  },
  'post /dossiers/{id}/conflicts-of-interest': {
    reach: { officer: 'own' },
    id: ({ another }) => another,
    body: () => ({ reason: 'Em ruột của người nộp' }),
  },
  'post /dossiers/{id}/external-codes': {
    reach: { service: 'own', officer: 'own' },
    body: ({ dossierId }) => ({ system: 'dvcqg', code: dossierId }),
  },
  'get /external-codes': {
    reach: { ...everybody, service: 'own' },
    query: ({ dossierId }) => `system=truoc&code=${dossierId}`,
  },
  'post /dossiers/{id}/supplements': { reach: { service: 'own', officer: 'own' }, body: () => ({}) },
  'post /dossiers/{id}/withdrawal': { reach: { service: 'own', officer: 'own' }, body: () => ({}) },
  'post /dossiers/{id}/extension': {
    reach: { supervisor: 'own' },
    body: () => ({ by: { workingDays: 1 }, note: 'Xin lỗi' }),
  },
  'get /inbox': { reach: { officer: 'own', supervisor: 'own' }, query: `unit=${commune}` },
  'get /escalations': { reach: { officer: 'own', supervisor: 'own' }, query: `unit=${commune}` },
  'post /tasks/{id}/claim': { reach: { officer: 'own' }, body: () => ({}) },
  'delete /tasks/{id}/claim': { reach: { officer: 'all' } },
  'post /tasks/{id}/decisions': { reach: { officer: 'own' }, body: () => ({ outcome: 'accepted' }) },
  'post /tasks/{id}/reassignment': { reach: { supervisor: 'own' }, body: () => ({ officer: null }) },
  'post /tasks/decisions': {
    reach: { officer: 'own' },
    body: ({ task }) => ({ items: [{ task, outcome: 'accepted' }] }),
  },
  'post /tasks/reassignments': {
    reach: { supervisor: 'own' },
    body: ({ task }) => ({ tasks: [task], officer: null }),
  },
  'get /tasks/{id}/authority': {
    // Officers ask for themselves.
    reach: { officer: 'own', supervisor: 'all' },
    query: `officer=can-bo:${commune}:oneStop:1`,
  },
  'post /mandates': {
    reach: { supervisor: 'own' },
    body: () => ({
      ...{ unit: commune, role: 'police', officer: `can-bo:${commune}:military:1`, kind: 'delegated' },
      ...{ actingFor: `can-bo:${commune}:police:1`, until: soon(), basis: 'Quyết định 1/QĐ-UBND' },
    }),
  },
  'get /mandates': {
    reach: { officer: 'own', supervisor: 'own', operator: 'all' },
    query: `unit=${commune}`,
  },
  'delete /mandates/{id}': { reach: { supervisor: 'own' }, id: ({ lend }) => lend() },
  // An officer reads the own notices; those of a dossier are for whom it concerns: see notices.test.ts.
  'get /notices': { reach: { officer: 'all', supervisor: 'all', operator: 'all' } },
  'get /units': { reach: everybody },
  'get /units/{id}': { reach: everybody, id: () => commune },
  'get /units/{id}/load': {
    reach: { supervisor: 'own', operator: 'all' },
    id: () => commune,
    query: () => `from=${daysAgo(1)}T00:00:00Z&to=${daysAgo(-1)}T00:00:00Z`,
  },
  ...moneyRows,
  'get /readiness': { reach: { officer: 'all', supervisor: 'all', operator: 'all' } },
  'get /units/{id}/readiness': {
    reach: { officer: 'all', supervisor: 'all', operator: 'all' },
    id: () => commune,
  },
  'post /units/{id}/readiness': {
    reach: { operator: 'all' },
    id: () => commune,
    body: () => ({ criterion: 'equipment', answer: 'met', team: 'Đoàn kiểm tra' }),
  },
  // Supervisors are shown no applicant: the matrix looks for names.
  'get /units/{id}/register': {
    reach: { officer: 'own', supervisor: 'own' },
    id: () => commune,
    query: () => `from=${daysAgo(1)}&to=${daysAgo(-1)}`,
  },
  // Two persons: see reorganisation-routes.test.ts.
  'get /reorganisations': { reach: { operator: 'all' } },
  'get /reorganisations/{id}': { reach: { operator: 'all' }, id: () => reorganisation },
  'post /reorganisations/{id}/proposal': {
    reach: { operator: 'all' },
    id: () => reorganisation,
    body: () => ({}),
  },
  'post /reorganisations/{id}/approval': {
    reach: { operator: 'all' },
    id: () => reorganisation,
    body: () => ({ rowsHash: '0'.repeat(64) }),
  },
  'post /reorganisations/{id}/arming': { reach: { operator: 'all' }, id: () => reorganisation },
  'post /reorganisations/{id}/postponement': {
    reach: { operator: 'all' },
    id: () => reorganisation,
    body: () => ({ effectiveAt: soon(), basis: 'Quyết định 1/QĐ-UBND' }),
  },
  'post /reorganisations/{id}/call-off': {
    reach: { operator: 'all' },
    id: () => reorganisation,
    body: () => ({ basis: 'Quyết định 1/QĐ-UBND' }),
  },
  'post /reorganisations/{id}/undo': {
    reach: { operator: 'all' },
    id: () => reorganisation,
    body: () => ({ effectiveAt: soon(), basis: 'Quyết định 1/QĐ-UBND' }),
  },
  'get /jurisdiction': {
    reach: everybody,
    query: 'procedure=1.000894&power=sign&oldWard=00004',
  },
  'get /placements': { reach: { officer: 'own', supervisor: 'own' }, query: `unit=${commune}` },
  // Only of what a custodian keeps: see placements.test.ts.
  'post /placements/{id}': {
    reach: { officer: 'all' },
    body: () => ({ area: 'cell:00004:00004', basis: 'Sổ địa chính' }),
  },
  'get /procedures/{code}/adoptions': { reach: { operator: 'all' } },
  'get /adoptions/{id}': { reach: { operator: 'all' }, id: ({ adopt }) => adopt() },
  // The file is the body: see tests/api/imports for what is done with it.
  'post /imports': {
    reach: { operator: 'all' },
    query: 'source=mot-cua-quan&asOf=2025-06-30T10:00:00Z',
  },
  'post /imports/entitlements': { reach: { operator: 'all' }, query: 'source=ba-dinh' },
  'post /imports/staff': { reach: { operator: 'all' }, query: 'source=so-noi-vu' },
  'get /imports/{id}': { reach: { operator: 'all' }, id: ({ takeOver }) => takeOver() },
  'get /audits/competence': { reach: { operator: 'all' } },
  'post /subscriptions': { reach: { operator: 'all' } },
  'get /subscriptions': { reach: { operator: 'all' } },
  'post /subscriptions/{id}/resume': { reach: { operator: 'all' }, id: ({ subscribe }) => subscribe() },
  'delete /subscriptions/{id}': { reach: { operator: 'all' }, id: ({ subscribe }) => subscribe() },
  'get /statistics/on-time': {
    reach: { supervisor: 'own', operator: 'all' },
    query: `from=2025-07-01T00:00:00Z&to=2025-08-01T00:00:00Z&unit=${commune}`,
  },
  'get /units/{id}/hand-over': { reach: { officer: 'own', supervisor: 'own' }, id: () => commune },
  // Who may is decided by the unit that receives each item: see papers/confirm-hand-over.test.ts.
  'post /units/{id}/hand-over/received': {
    reach: { officer: 'all' },
    id: () => commune,
    body: ({ dossierId }) => ({ received: [{ dossier: dossierId, kind: 'result', what: 'none' }] }),
  },
  'post /units/{id}/blanks': { reach: { supervisor: 'own' }, id: () => commune, body: () => ({ count: 1 }) },
  'get /units/{id}/blanks': { reach: { officer: 'own', supervisor: 'own' }, id: () => commune },
  'get /units/{id}/blanks/print': {
    reach: { officer: 'own', supervisor: 'own' },
    id: () => commune,
    query: 'from=1',
  },
  'get /reorganisations/{id}/go': { reach: { operator: 'all' }, id: () => reorganisation },
  'post /reorganisations/{id}/duties': {
    reach: { operator: 'all' },
    id: () => reorganisation,
    body: () => ({
      ...{ role: 'Trực cơ sở dữ liệu', officer: 'can-bo:new:00004:oneStop:1' },
      ...{ from: '2027-01-01T00:00:00Z', until: '2027-01-02T00:00:00Z' },
    }),
  },
  'post /reorganisations/{id}/go-decisions': {
    reach: { operator: 'all' },
    id: () => reorganisation,
    body: () => ({ decision: 'noGo' }),
  },
  'get /reorganisations/{id}/notices': { reach: { operator: 'all' }, id: () => reorganisation },
  'post /reorganisations/{id}/notices': {
    reach: { operator: 'all' },
    id: () => reorganisation,
    body: () => ({ policy: 'none' }),
  },
  'post /reorganisations/{id}/notices/pause': { reach: { operator: 'all' }, id: () => reorganisation },
  'post /reorganisations/{id}/notices/resume': { reach: { operator: 'all' }, id: () => reorganisation },
  'post /reorganisations/{id}/notices/retry': { reach: { operator: 'all' }, id: () => reorganisation },
  'get /reorganisations/{id}/preview': {
    reach: { supervisor: 'own', operator: 'all' },
    id: () => 'hanoi-2025-07-01',
    query: `standing=true&unit=${commune}`,
  },
  'get /counts': {
    reach: { officer: 'own', supervisor: 'own', operator: 'all' },
    query: `by=unit&unit=${commune}`,
  },
  'get /decisions/{id}': {
    reach: { service: 'own', officer: 'own', supervisor: 'own', operator: 'all' },
  },
}
