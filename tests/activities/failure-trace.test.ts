import { ApplicationFailure, CancelledFailure } from '@temporalio/common'
import { MockActivityEnvironment } from '@temporalio/testing'
import { describe, expect, test } from 'vitest'
import { FailureTrace } from '../../activities/failure-trace.ts'
import { PaymentPending } from '../../activities/payment/settle-order.ts'
import { DomainError } from '../../domain/errors.ts'

const secret = 'Nguyễn Văn An 001099000001'

/** What an activity that throws this fails with, as the history has it. */
async function failure(thrown: unknown): Promise<unknown> {
  const environment = new MockActivityEnvironment(
    {},
    { interceptors: [() => ({ inbound: new FailureTrace() })] },
  )
  return await environment.run(() => Promise.reject(thrown)).catch((error: unknown) => error)
}

describe('what an activity fails with', () => {
  test('has the class, code and place of the error, and nothing of what it says', async () => {
    const failed = await failure(
      Object.assign(new TypeError(`invalid input: "${secret}"`), { code: '22P02' }),
    )
    expect(failed).toBeInstanceOf(ApplicationFailure)
    expect(failed).toMatchObject({
      type: 'TypeError',
      message: expect.stringMatching(/^TypeError \(22P02\) at activities\/failure-trace\.test\.ts:\d+$/),
      nonRetryable: false,
      stack: expect.stringMatching(/\n {4}at .*failure-trace\.test\.ts:\d+:\d+/),
    })
    const { message, stack } = failed instanceof Error ? failed : new Error()
    expect(`${message}${stack}${JSON.stringify(failed)}`).not.toContain('001099000001')
  })

  test('has the code of the closed set', async () => {
    const message = expect.stringMatching(/^DomainError \(staleTask\) at /)
    expect(await failure(new DomainError('staleTask'))).toMatchObject({ type: 'DomainError', message })
  })

  test('says when it is to be tried again, where the error does', async () => {
    expect(await failure(new PaymentPending('notSettled', secret, 200))).toMatchObject({
      type: 'PaymentPending',
      nextRetryDelay: 200,
    })
    expect(await failure(new PaymentPending('notSettled', secret))).toMatchObject({
      nextRetryDelay: undefined,
    })
  })

  test('is left as it is where the activity chose it, and where it was cancelled', async () => {
    const chosen = ApplicationFailure.nonRetryable('bankRefused', 'bankRefused')
    expect(await failure(chosen)).toBe(chosen)
    const cancelled = new CancelledFailure('shutdown')
    expect(await failure(cancelled)).toBe(cancelled)
  })
})
