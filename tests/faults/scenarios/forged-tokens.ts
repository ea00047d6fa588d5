import { randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { generateKeyPair, importJWK, type JWTPayload, SignJWT, UnsecuredJWT } from 'jose'
import { openRoutes } from '../../api/access-table.ts'
import { methods } from '../../api/fuzz.ts'
import { Intruder } from '../intruder.ts'
import type { Scenario } from '../run.ts'
import { commune, type Site } from '../site.ts'

export const forgedTokens: Scenario = {
  id: 'F26',
  title: 'tokens that nobody issued, or not for this, at every route',
  async run(run) {
    const { site } = run
    const intruder = new Intruder(site)
    const { paths } = await intruder.document()
    const routes = Object.entries(paths).flatMap(([path, by]) =>
      methods
        .filter((method) => method.toLowerCase() in by && !openRoutes.includes(path))
        .map((method) => ({ method, path })),
    )
    const { good, forged } = await tokensOf(site)
    const before = JSON.stringify(await intruder.rows())
    for (const { method, path } of routes) {
      const url = path.replace(/\{\w+\}/g, () => randomUUID())
      const headers = { 'idempotency-key': randomUUID(), 'content-type': 'application/json' }
      const made = { method, url, headers, ...(method === 'POST' ? { payload: '{}' } : {}) }
      for (const [what, token] of forged) {
        const { status } = await intruder.send(made, token)
        run.check('no forged token opens a door', status === 401, `${what} at ${method} ${path}: ${status}`)
      }
      // Else the doors were closed to everybody.
      const { status } = await intruder.send(made, good)
      run.check('a good one is known at each', status !== 401, `${method} ${path}`)
    }
    run.check('nothing is written meanwhile', JSON.stringify(await intruder.rows()) === before)
  },
}

async function tokensOf(
  site: Site,
): Promise<{ good: string; forged: readonly (readonly [string, string])[] }> {
  const jwk = JSON.parse(await readFile(join(site.dir, 'signing.json'), 'utf8'))
  const now = Math.floor(Date.now() / 1000)
  const claims: JWTPayload = {
    ...{ sub: `can-bo:${commune}:oneStop:1`, role: 'officer', unit: commune },
    ...{ iss: 'thong-suot', aud: 'thong-suot-api', nbf: now - 10, exp: now + 600 },
  }
  const key = await importJWK(jwk, 'EdDSA')
  const signed = (changes: object, header: object = {}) =>
    new SignJWT({ ...claims, ...changes })
      .setProtectedHeader({ alg: 'EdDSA', kid: jwk.kid, ...header })
      .sign(key)
  const { privateKey } = await generateKeyPair('EdDSA')
  const stranger = new SignJWT(claims).setProtectedHeader({ alg: 'EdDSA', kid: jwk.kid })
  const confused = new SignJWT(claims).setProtectedHeader({ alg: 'HS256', kid: jwk.kid })
  const [head, , signature] = (await signed({})).split('.')
  const raised = Buffer.from(JSON.stringify({ ...claims, role: 'operator' })).toString('base64url')
  return {
    good: await signed({}),
    forged: [
      ['none', ''],
      ['unsigned', new UnsecuredJWT(claims).encode()],
      ['signed with the public key', await confused.sign(Buffer.from(jwk.x, 'base64url'))],
      ['signed by a stranger', await stranger.sign(privateKey)],
      ['of an unknown key', await signed({}, { kid: 'unknown' })],
      ['expired', await signed({ exp: now - 61 })],
      ['not valid yet', await signed({ nbf: now + 61 })],
      ['for another audience', await signed({ aud: 'another-api' })],
      ['of another issuer', await signed({ iss: 'somebody' })],
      ['raised after it was signed', [head, raised, signature].join('.')],
    ],
  }
}
