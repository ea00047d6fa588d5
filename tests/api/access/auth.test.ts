import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  createLocalJWKSet,
  exportJWK,
  exportSPKI,
  generateKeyPair,
  importJWK,
  type JWTPayload,
  type JWTVerifyGetKey,
  SignJWT,
  UnsecuredJWT,
} from 'jose'
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest'
import { type Caller, tokenVerifier, type VerifyToken } from '../../../api/access/auth.ts'
import {
  embeddedSigningKey,
  readSigningKey,
  type SigningKey,
  verifierFromEnv,
} from '../../../api/server/signing-key.ts'
import { OperatorError } from '../../../domain/operator-error.ts'
import { machineNow } from '../../clock.ts'

let folder = ''
let file = ''
let keys: SigningKey
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'thong-suot-keys-'))
  file = join(folder, 'deeper', 'api.jwk')
  keys = await embeddedSigningKey(file)
})
afterAll(() => rm(folder, { recursive: true, force: true }))

const officer: Caller = { id: 'can-bo:new:00004:oneStop:1', role: 'officer', unitId: 'new:00004' }
const refused = (verify: VerifyToken, token: string) =>
  expect(verify(token)).rejects.toMatchObject({ code: 'unauthenticated' })

describe('the embedded signing key', () => {
  test('verifies the tokens that it signed', async () => {
    expect(await keys.verify(await keys.issue(officer, 1))).toEqual(officer)
    const portal: Caller = { id: 'portal', role: 'service', unitId: null }
    expect(await keys.verify(await keys.issue(portal, 1))).toEqual(portal)
  })

  test('is the same at the next start, and for processes that start at the same moment', async () => {
    const other = join(folder, 'together.jwk')
    const [first, second] = await Promise.all([embeddedSigningKey(other), embeddedSigningKey(other)])
    expect(await second.verify(await first.issue(officer, 1))).toEqual(officer)
    const later = await embeddedSigningKey(file)
    expect(await later.verify(await keys.issue(officer, 1))).toEqual(officer)
  })

  test('is in a file that its owner alone can read, and refused otherwise', async () => {
    expect((await stat(file)).mode & 0o777).toBe(0o600)
    const open = join(folder, 'open.jwk')
    await embeddedSigningKey(open)
    await chmod(open, 0o644)
    await expect(embeddedSigningKey(open)).rejects.toThrow('chmod 600')
  })

  test('is named and not quoted where its file is broken', async () => {
    const broken = join(folder, 'broken.jwk')
    await writeFile(broken, '{"kty":"OKP","d":"secret-part"}', { mode: 0o600 })
    const failure = await embeddedSigningKey(broken).catch((error: unknown) => error)
    expect(String(failure)).toContain(broken)
    expect(String(failure)).not.toContain('secret-part')
  })
})

test('an API makes no key: it names the file that is missing, and what to set', async () => {
  const missing = join(folder, 'none', 'api.jwk')
  const failure = await readSigningKey(missing).catch((error: unknown) => error)
  expect(failure).toBeInstanceOf(OperatorError)
  expect(String(failure)).toContain(missing)
  expect(String(failure)).toContain('THONG_SUOT_JWKS_URL')
  await expect(stat(missing)).rejects.toMatchObject({ code: 'ENOENT' })
  await embeddedSigningKey(missing)
  await readSigningKey(missing)
})

describe('a token', () => {
  const now = () => Math.floor(machineNow() / 1000)
  const good = (): JWTPayload => ({
    sub: officer.id,
    role: 'officer',
    iss: 'thong-suot',
    aud: 'thong-suot-api',
    nbf: now() - 10,
    exp: now() + 600,
  })
  const signed = async (payload: JWTPayload, header: object = {}, understood: readonly string[] = []) => {
    const jwk = JSON.parse(await readFile(file, 'utf8'))
    const crit = Object.fromEntries(understood.map((name) => [name, true]))
    return await new SignJWT(payload)
      .setProtectedHeader({ alg: 'EdDSA', kid: jwk.kid, ...header })
      .sign(await importJWK(jwk, 'EdDSA'), { crit })
  }

  test('with nothing wrong is accepted', async () => {
    expect(await keys.verify(await signed(good()))).toEqual({ ...officer, unitId: null })
  })

  test('is accepted where the clocks differ by seconds', async () => {
    expect(await keys.verify(await signed({ ...good(), exp: now() - 10, nbf: now() + 10 }))).toBeDefined()
  })

  test.each([
    ['expired', { exp: now() - 61 }],
    ['not yet valid', { nbf: now() + 61 }],
    ['without an end', { exp: undefined }],
    ['for another audience', { aud: 'another-api' }],
    ['of another issuer', { iss: 'somebody' }],
    ['for nobody', { sub: undefined }],
    ['with a role that does not exist', { role: 'chairman' }],
    ['without a role', { role: undefined }],
  ])('is refused when it is %s', async (_what, change) => {
    await refused(keys.verify, await signed({ ...good(), ...change }))
  })

  test('that is not signed is refused, whatever its header claims', async () => {
    await refused(keys.verify, new UnsecuredJWT(good()).encode())
  })

  test('is refused when it is signed by another algorithm, with the public key as its secret', async () => {
    const { x = '' } = JSON.parse(await readFile(file, 'utf8'))
    const forged = new SignJWT(good()).setProtectedHeader({ alg: 'HS256' })
    await refused(keys.verify, await forged.sign(Buffer.from(x, 'base64url')))
  })

  test('is refused when its key is unknown, or another is named', async () => {
    const { privateKey } = await generateKeyPair('EdDSA')
    const forged = new SignJWT(good()).setProtectedHeader({ alg: 'EdDSA', kid: 'x' })
    await refused(keys.verify, await forged.sign(privateKey))
    await refused(keys.verify, await signed(good(), { kid: 'unknown' }))
  })

  test('is refused when it carries the key to verify it with, or says where to fetch that', async () => {
    const { privateKey, publicKey } = await generateKeyPair('EdDSA', { extractable: true })
    const jwk = await exportJWK(publicKey)
    const { kid } = JSON.parse(await readFile(file, 'utf8'))
    for (const header of [
      { jwk },
      { jku: 'https://keys.example' },
      { x5u: 'https://keys.example' },
      { kid, jwk },
    ]) {
      const forged = new SignJWT(good()).setProtectedHeader({ alg: 'EdDSA', ...header })
      await refused(keys.verify, await forged.sign(privateKey))
    }
  })

  test('is refused when it requires a rule that is not known here', async () => {
    await refused(keys.verify, await signed(good(), { crit: ['mystery'], mystery: true }, ['mystery']))
  })

  test('is refused when a letter of it was changed', async () => {
    const [head, payload, signature] = (await signed(good())).split('.')
    const raised = Buffer.from(JSON.stringify({ ...good(), role: 'supervisor' })).toString('base64url')
    await refused(keys.verify, [head, raised, signature].join('.'))
    await refused(keys.verify, [head, payload, signature?.slice(0, -4)].join('.'))
    await refused(keys.verify, 'not.a.token')
  })
})

describe('keys of an identity provider', () => {
  test('are taken from the environment: a public key, for one algorithm only', async () => {
    const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true })
    const verify = await verifierFromEnv({
      THONG_SUOT_JWT_PUBLIC_KEY: await exportSPKI(publicKey),
      THONG_SUOT_JWT_ALGORITHM: 'ES256',
    })
    const token = await new SignJWT({ role: 'service' })
      .setProtectedHeader({ alg: 'ES256' })
      .setSubject('portal')
      .setIssuer('thong-suot')
      .setAudience('thong-suot-api')
      .setExpirationTime('1h')
      .sign(privateKey)
    expect(await verify?.(token)).toEqual({ id: 'portal', role: 'service', unitId: null })
    await refused(tokenVerifier(publicKey, 'EdDSA'), token)
  })

  test('let no token in until they are fetched', async () => {
    const { publicKey, privateKey } = await generateKeyPair('EdDSA', { extractable: true })
    const jwk = { ...(await exportJWK(publicKey)), kid: 'one', alg: 'EdDSA' }
    let up = false
    const provider = createServer((_request, response) => {
      response.writeHead(up ? 200 : 500, { 'content-type': 'application/json' })
      response.end(up ? JSON.stringify({ keys: [jwk] }) : '{}')
    })
    await new Promise<void>((resolve) => provider.listen(0, '127.0.0.1', resolve))
    const address = provider.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    const verify = await verifierFromEnv({ THONG_SUOT_JWKS_URL: `http://127.0.0.1:${port}/jwks` })
    const token = await new SignJWT({ role: 'service' })
      .setProtectedHeader({ alg: 'EdDSA', kid: 'one' })
      .setSubject('portal')
      .setIssuer('thong-suot')
      .setAudience('thong-suot-api')
      .setExpirationTime('1h')
      .sign(privateKey)
    await expect(verify?.(token)).rejects.toMatchObject({ code: 'keysUnavailable' })
    up = true
    expect(await verify?.(token)).toMatchObject({ id: 'portal' })
    await new Promise((resolve) => provider.close(resolve))
    const away = await verifierFromEnv({ THONG_SUOT_JWKS_URL: `http://127.0.0.1:${port}/jwks` })
    await expect(away?.(token)).rejects.toMatchObject({ code: 'keysUnavailable' })
  })

  test('may change while the process runs: a token of a new key is accepted, one of a withdrawn key is not', async () => {
    const made = async (kid: string) => {
      const { publicKey, privateKey } = await generateKeyPair('EdDSA', { extractable: true })
      const token = await new SignJWT({ role: 'service' })
        .setProtectedHeader({ alg: 'EdDSA', kid })
        .setSubject(kid)
        .setIssuer('thong-suot')
        .setAudience('thong-suot-api')
        .setExpirationTime('1h')
        .sign(privateKey)
      return { token, jwk: { ...(await exportJWK(publicKey)), kid, alg: 'EdDSA' } }
    }
    const [before, after] = [await made('before'), await made('after')]
    let published = [before.jwk]
    const keySet: JWTVerifyGetKey = (header, token) => createLocalJWKSet({ keys: published })(header, token)
    const verify = tokenVerifier(keySet, 'EdDSA')
    expect(await verify(before.token)).toMatchObject({ id: 'before' })
    await refused(verify, after.token)
    published = [before.jwk, after.jwk]
    expect(await verify(after.token)).toMatchObject({ id: 'after' })
    published = [after.jwk]
    // What was verified in the last half minute is remembered, and no longer.
    vi.useFakeTimers({ now: machineNow() + 31_000, toFake: ['Date'] })
    await refused(verify, before.token)
    expect(await verify(after.token)).toMatchObject({ id: 'after' })
    vi.useRealTimers()
  })

  test('that make no sense stop the start', async () => {
    expect(await verifierFromEnv({})).toBeUndefined()
    await expect(verifierFromEnv({ THONG_SUOT_JWT_ALGORITHM: 'HS256' })).rejects.toThrow('EdDSA or ES256')
    await expect(verifierFromEnv({ THONG_SUOT_JWKS_URL: 'nonsense' })).rejects.toThrow('THONG_SUOT_JWKS_URL')
    await expect(verifierFromEnv({ THONG_SUOT_JWT_PUBLIC_KEY: 'nonsense' })).rejects.toThrow('no PEM key')
  })
})
