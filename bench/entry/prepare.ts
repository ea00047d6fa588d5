/** Prepares so many beneficiaries in a process of its own; how long it took, and what it held at most. */
import { openDatabase } from '../../db/database.ts'
import { prepared } from '../prepared.ts'

const database = openDatabase(process.env.DATABASE_OWNER_URL ?? '', { connections: 2, name: 'bench prepare' })
const ms = await prepared(database, Number(process.argv[2]))
await database.close()
process.stdout.write(`${JSON.stringify({ ms, bytes: process.resourceUsage().maxRSS * 1024 })}\n`)
