/** Pays once, and kills itself at the crash point CRASH_AT: what a worker looks like that dies there. */
import { payBenefit } from '../../../activities/payment/benefit-payout.ts'
import { httpGateway } from '../../../activities/payment/gateways/http-gateway.ts'
import { openDatabase } from '../../../db/database.ts'
import { createVault, vaultKeysFromEnv } from '../../../db/identity/identity-vault.ts'
import { asFiled } from './filed-dossier.ts'

const { CRASH_AT, DATABASE_URL = '', GATEWAY_URL = '', PAYOUT = '' } = process.env
const keys = vaultKeysFromEnv(process.env)
if (keys === undefined) throw new Error('IDENTITY_KEYS is needed')
await payBenefit(
  {
    database: openDatabase(DATABASE_URL, { connections: 2 }),
    vault: createVault(keys),
    gateway: httpGateway({ url: GATEWAY_URL }),
    amountOf: asFiled,
    crashPoint: (name) => {
      if (name === CRASH_AT) process.kill(process.pid, 'SIGKILL')
    },
  },
  JSON.parse(PAYOUT),
)
