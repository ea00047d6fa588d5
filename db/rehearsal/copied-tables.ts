/** Which tables a rehearsal has from the live database, and which not: every table is in one of the two lists. */
import { getTableName } from 'drizzle-orm'
import { recordedTables } from '../schema/record-time.ts'

/** What stands in a column in place of the live value, as SQL. `salted` hides a hash and keeps equal ones equal. */
type Replacement = 'null' | 'salted' | { sql: string }

/** Copied under one snapshot, with the columns that do not come along as they are. */
export const copiedTables: Readonly<Record<string, Readonly<Record<string, Replacement>>>> = {
  ...Object.fromEntries(
    recordedTables.flatMap((table) => {
      const name = getTableName(table)
      return [
        [name, {}],
        [`${name}_history`, {}],
      ]
    }),
  ),
  adopted_edition: {},
  beneficiary: {},
  beneficiary_merge: {},
  benefit: {},
  benefit_amount: {},
  beneficiary_party: {},
  budget_ceiling: {},
  budget_commitment: {},
  budget_source: {},
  calendar_recount: {},
  certificate: {},
  certificate_page: {},
  conflict_of_interest: {},
  correction: { body_hash: 'salted' },
  // Bodies and contents may hold numbers of persons, and a hash without a key can be tried out.
  decision_request: { body_hash: 'salted' },
  dossier: { content_hash: 'salted' },
  dossier_code_counter: {},
  // Sealed values are replaced after the copy: a payout needs some account.
  dossier_form: {},
  dossier_party: {},
  dossier_revision: {},
  due_line: {},
  due_part: {},
  edition_adoption: {},
  edition_adoption_item: {},
  entitlement: {},
  // A rehearsal pays nobody, so no account of a person comes along.
  entitlement_compared: {},
  entitlement_channel: {
    account_cipher: { sql: "case channel when 'transfer' then ''::bytea end" },
    account_key_id: { sql: "case channel when 'transfer' then 'none' end" },
  },
  entitlement_fact: {},
  entitlement_payee: {},
  entitlement_proposal: {},
  entitlement_row: { row_hash: 'salted', identity_hash: 'salted' },
  external_code: {},
  frozen_engine: {},
  frozen_engine_run: {},
  frozen_list: {},
  frozen_run: {},
  import_batch: {},
  import_quarantine: {},
  import_row: { row_hash: 'salted', identity_hash: 'salted' },
  journal: {},
  journal_head: {},
  journal_seal: {},
  ledger_posting: {},
  mandate_change: {},
  cash_receipt: {},
  order_withdrawal: {},
  merge_decision: {},
  note: {},
  notice_policy: {},
  open_part: {},
  order_part: {},
  original_place: {},
  paper: {},
  // Its files do not come along, so here they are erased ones: the name goes with the file.
  paper_file: {
    name_cipher: 'null',
    name_key_id: 'null',
    erased_at: { sql: 'coalesce(erased_at, added_at)' },
    body_hash: 'salted',
  },
  paper_blank: {},
  paper_blank_entered: {},
  party: { phone: 'null', identity_cipher: 'null', identity_key_id: 'null', identity_hmac: 'null' },
  party_name: {},
  payment_order: {},
  payout_run: {},
  payout_run_step: {},
  payout_run_total: {},
  pending_supplement: {},
  place: {},
  placement: { body_hash: 'salted' },
  plan: {},
  proposal_decision: {},
  readiness_answer: {},
  recorded_death: {},
  reference_change: {},
  reference_level: {},
  reorganisation_step: {},
  result: {},
  staff_row: {},
  standard_rate: {},
  task: {},
  task_change: {},
  task_count: {},
  task_count_mark: {},
}

/** What a rehearsal begins without, and why. */
export const tablesLeftOut: Readonly<Record<string, string>> = {
  alert: 'an alert of the live system is for its own persons on call; those of a rehearsal are its failures',
  bank_line: 'what the bank says of live orders; it says nothing of those of a rehearsal',
  bank_line_correction: 'as bank_line',
  bank_row_kept_out: 'as bank_line',
  bank_statement: 'as bank_line',
  beneficiary_identity:
    'numbers of persons; no filing of a rehearsal finds a person of the live system by one',
  database_identity: 'a copy is a database of its own',
  delivery: 'nobody outside hears of what happens in a rehearsal',
  event:
    'what was on its way to a delivery; steps of the rehearsal write their own, and no subscription takes them',
  filing_key: 'receipts of callers: who files in a rehearsal files for the first time',
  follow_failure: 'wrong secrets of a quarter of an hour; secrets are others here',
  last_round: 'rounds of the live system are none of the rehearsal',
  notice: 'what was sent to people, in words; personal',
  notice_wave: 'people are notified of a cut-over by the live system',
  notice_wave_step: 'as notice_wave',
  notice_outbox: 'what is still to be sent to people is sent by the live system',
  officer_identity:
    'a look-up value of the live key; parties have none here either, so an own case is known only where it was declared',
  outbox: 'messages to the live engine; each open run gets one of its own',
  reorganisation_duty: 'who is on call for the live cut-over',
  reorganisation_go: 'a decision about the live cut-over',
  sealing_key: 'a rehearsal has keys of its own',
  staff_stage: 'rows of an import that is in progress',
  subscription: 'an address of another system, and the secret that signs what it is sent',
}
