import { spawn } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { startOf } from './other-days.ts'
import { shiftedClock } from './shifted-clock.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))

export interface DayResult {
  readonly passed: number
  readonly skipped: number
  /** For each failure the file, the test and the first lines of its message. */
  readonly failures: readonly string[]
}

/** What is read of Vitest's own report. */
const report = z.object({
  numPassedTests: z.number(),
  numPendingTests: z.number(),
  testResults: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      message: z.string(),
      assertionResults: z.array(
        z.object({
          fullName: z.string(),
          status: z.string(),
          failureMessages: z.array(z.string()).nullish(),
        }),
      ),
    }),
  ),
})

type FileReport = z.infer<typeof report>['testResults'][number]

/**
 * Runs the suite with clocks that begin at a day.
 * @param day as `startOf` takes it
 * @param args of Vitest: parts of file names; none for the whole suite
 */
export async function runDay(day: string, args: readonly string[]): Promise<DayResult> {
  const clock = await shiftedClock(startOf(day))
  const folder = await mkdtemp(join(tmpdir(), 'thong-suot-day-'))
  try {
    const outputFile = join(folder, 'report.json')
    const ended = await vitest([...args, '--reporter=json', `--outputFile=${outputFile}`], clock)
    const text = await readFile(outputFile, 'utf8').catch(() => null)
    const nothingSaid = `Vitest ended with ${ended.code}: ${ended.output.slice(-2_000)}`
    if (text === null) return { passed: 0, skipped: 0, failures: [nothingSaid] }
    const { numPassedTests, numPendingTests, testResults } = report.parse(JSON.parse(text))
    const failures = testResults.flatMap(failuresOf)
    return {
      passed: numPassedTests,
      skipped: numPendingTests,
      failures: failures.length === 0 && ended.code !== 0 ? [nothingSaid] : failures,
    }
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

function failuresOf({ name, status, message, assertionResults }: FileReport): readonly string[] {
  const file = relative(root, name)
  const failed = assertionResults.filter((test) => test.status === 'failed')
  const lines = failed.map(
    ({ fullName, failureMessages }) =>
      `${file}: ${fullName}: ${firstLines(failureMessages?.join('\n') ?? '')}`,
  )
  // A file can fail as a whole: it cannot be loaded, or what is done before or after its tests fails.
  return lines.length === 0 && status === 'failed' ? [`${file}: ${firstLines(message)}`] : lines
}

const firstLines = (message: string): string => message.split('\n').slice(0, 4).join(' ').slice(0, 500)

async function vitest(
  args: readonly string[],
  env: Readonly<Record<string, string>>,
): Promise<{ code: number | null; output: string }> {
  const child = spawn(process.execPath, [join(root, 'node_modules/vitest/vitest.mjs'), 'run', ...args], {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const end = () => void child.kill()
  process.once('exit', end)
  let output = ''
  for (const stream of [child.stdout, child.stderr])
    stream.setEncoding('utf8').on('data', (text: string) => {
      output = (output + text).slice(-10_000)
    })
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject)
    child.once('close', resolve)
  })
  process.off('exit', end)
  return { code, output }
}
