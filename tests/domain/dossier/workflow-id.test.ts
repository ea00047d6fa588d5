import { expect, test } from 'vitest'
import { dossierWorkflowId, runOf } from '../../../domain/dossier/workflow-id.ts'

test('a workflow is found by its dossier and correction, and they by its id', () => {
  for (const correction of [0, 1, 12]) {
    expect(runOf(dossierWorkflowId('6f0c', correction))).toEqual({ dossierId: '6f0c', correction })
  }
  expect(dossierWorkflowId('6f0c', 2)).toBe('6f0c/correction-2')
})

test('the id of a child workflow is no id of a dossier or correction', () => {
  for (const id of ['6f0c/clear.1', '6f0c/correction-0', '6f0c/correction-1/clear.1'])
    expect(runOf(id)).toBeNull()
})
