import { register } from 'tsx/esm/api'
import { defineConfig } from 'vitest/config'
import { SlowestFirst } from './tests/slowest-first.ts'

// Before any Date exists: the forks inherit it, and PostgreSQL and the workflow sandbox run in UTC as well.
process.env.TZ = 'UTC'

// The system's own modules are loaded as in operation, by Node with tsx, and only tests go through vitest: it would transform and
// fetch the 531 definitions again for each file that loads them. The main process loads some for the shared servers.
register()

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    globalSetup: ['tests/global-setup.ts'],
    setupFiles: [
      'tests/fresh-file.ts',
      'tests/days/leave-out.ts',
      'tests/db/statements/observe-statements.ts',
    ],
    sequence: { setupFiles: 'list', sequencer: SlowestFirst },
    // The Temporal SDK and its native core want a process of their own.
    pool: 'forks',
    // One process for many files, which loads the system once; see docs/decisions/0046-files-share-processes.md.
    isolate: false,
    // On two cores: a file waits for servers and timers more than it computes.
    maxWorkers: 3,
    execArgv: ['--import', 'tsx'],
    server: { deps: { inline: [/\/tests\//], external: [/\.ts$/] } },
    // They end what hangs, also on a machine that is three times as slow; none of them measures speed.
    testTimeout: 120_000,
    hookTimeout: 240_000,
    teardownTimeout: 30_000,
  },
})
