/** `npm run client:generate`: the API's description of itself, and the types of `client/` from it. */
import { execFileSync } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { describeApi } from '../api/openapi.ts'

const client = fileURLToPath(new URL('../client/', import.meta.url))
await writeFile(`${client}openapi.json`, await describeApi())
// The generator needs a TypeScript that has an API: the one in client/node_modules, not the project's own.
execFileSync(
  process.execPath,
  ['node_modules/openapi-typescript/bin/cli.js', 'openapi.json', '--output', 'schema.d.ts'],
  { cwd: client, stdio: ['ignore', 'ignore', 'inherit'] },
)
process.stdout.write('client/openapi.json and client/schema.d.ts are those of the routes; commit both.\n')
