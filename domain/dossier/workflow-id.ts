/** A workflow of a dossier: its own, or that of the correction of this number, which comes after the end of all before. */
export interface Run {
  dossierId: string
  /** 0 for the dossier's own workflow. */
  correction: number
}

/** A dossier's workflow has the dossier's id, a correction's the number of the correction as well. */
export const dossierWorkflowId = (dossierId: string, correction = 0): string =>
  correction === 0 ? dossierId : `${dossierId}/correction-${correction}`

/** The child workflow in which the engine does a step of a dossier by hand. */
export const childWorkflowId = (dossierId: string, task: string): string => `${dossierId}/${task}`

/** Null for an id of another form, such as that of a child of a dossier's workflow. */
export function runOf(workflowId: string): Run | null {
  const [, dossierId, number] = /^([^/]+)(?:\/correction-([1-9]\d*))?$/.exec(workflowId) ?? []
  return dossierId === undefined ? null : { dossierId, correction: Number(number ?? 0) }
}
