import type { Database } from '../database.ts'

export async function loadReference(_db: Database): Promise<void> {}
