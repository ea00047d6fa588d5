import { register } from 'tsx/esm/api'
import { defineConfig } from 'vitest/config'

// Before any Date exists: the forks inherit it, and PostgreSQL and the workflow sandbox run in UTC as well.
process.env.TZ = 'UTC'

// The system's own modules are loaded as in operation, by Node with tsx, and only tests go through vitest: it would transform and
// fetch the 531 definitions again for each file that loads them. The main process loads some for the shared servers.
register()

export default defineConfig({
  test: {
    include: ['tests/**/*.test.ts'],
    globalSetup: ['tests/global-setup.ts'],
    setupFiles: ['tests/db/statements/observe-statements.ts'],
    // The Temporal SDK and its native core want a process of their own.
    pool: 'forks',
    // More at once only makes them wait for each other: they share one PostgreSQL and one Temporal.
    maxWorkers: 2,
    execArgv: ['--import', 'tsx'],
    server: { deps: { inline: [/\/tests\//], external: [/\.ts$/] } },
    testTimeout: 30_000,
    hookTimeout: 90_000,
    teardownTimeout: 30_000,
  },
})
