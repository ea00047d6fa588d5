import { executeChild, ParentClosePolicy, sleep, TemporalFailure } from '@temporalio/workflow'

const childEndsMs = 1_000

/** Runs a child to its end, also where the child of a run that this one took the place of has not ended yet. */
export async function executeChildInPlace<I, O>(
  workflow: string,
  { input, ...of }: { workflowId: string; taskQueue?: string; input: I },
): Promise<O> {
  for (;;) {
    try {
      return await executeChild<(input: I) => Promise<O>>(workflow, {
        ...of,
        args: [input],
        parentClosePolicy: ParentClosePolicy.REQUEST_CANCEL,
      })
    } catch (error) {
      // It ends a moment after its parent.
      if (!isAlreadyStarted(error)) throw error
      await sleep(childEndsMs)
    }
  }
}

/** By its name: the SDK for workflows exports no class of it. */
const isAlreadyStarted = (error: unknown): boolean =>
  error instanceof TemporalFailure && error.name === 'WorkflowExecutionAlreadyStartedError'
