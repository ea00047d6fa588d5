/** What the words of a notice are made of; read when it is sent, and kept nowhere else. Instants in ms. */
export interface NoticeFacts {
  /** Name of the recipient. */
  recipient: string
  /** The dossier's code, and the name of its procedure. */
  code: string
  procedure: string
  /** End of the dossier's statutory time, and of the task's. */
  dueAt: number | null
  taskDueAt: number | null
  /** The step that the task is, where the notice is about one. */
  step: string | null
  /** Name of the result, once there is one. */
  result: string | null
  /** The unit that has it from an instant on, and where one goes; null where the notice is about none. */
  desk: { unit: string; address: string | null; from: number; ended: boolean } | null
  /** The unit whose counter the applicant has to go to, and its address. */
  goTo: string | null
  goToAddress: string | null
}

/** Where papers are fetched and brought; the unit that received the dossier may have ended, or receive no longer. */
export const placeOf = ({ goTo, goToAddress }: NoticeFacts): string =>
  goTo === null ? 'nơi đã nộp hồ sơ' : goToAddress === null ? goTo : `${goTo}, ${goToAddress}`

export interface NoticeTemplate {
  subject(facts: NoticeFacts): string
  /** Without the salutation: a digest has several under one. */
  body(facts: NoticeFacts): string
}
