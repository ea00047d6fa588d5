/** Imports every module of a folder at once and tells how long it took. */
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

const [folder = ''] = process.argv.slice(2)
const began = performance.now()
const names = await readdir(folder)
await Promise.all(names.map((name) => import(pathToFileURL(join(folder, name)).href)))
process.stdout.write(`${JSON.stringify({ ms: performance.now() - began })}\n`)
