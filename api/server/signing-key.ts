import { readFile } from 'node:fs/promises'
import {
  calculateJwkThumbprint,
  createLocalJWKSet,
  createRemoteJWKSet,
  exportJWK,
  generateKeyPair,
  importJWK,
  importSPKI,
  SignJWT,
} from 'jose'
import { z } from 'zod'
import { exists, othersMayRead, writeOnce } from '../../db/identity/key-file.ts'
import { OperatorError } from '../../domain/operator-error.ts'
import {
  type Algorithm,
  audience,
  type Caller,
  issuer,
  tokenVerifier,
  type VerifyToken,
} from '../access/auth.ts'

export interface SigningKey {
  verify: VerifyToken
  /** A token for a caller, valid for so many days from now. */
  issue(caller: Caller, days: number): Promise<string>
}

/** Thrown at start-up; its message is for the operator. */
export class SigningKeyError extends OperatorError {
  override readonly name = 'SigningKeyError'
}

/**
 * The key in `file`, made where there is none: for `npm start`, and for who asks for a token.
 * @throws SigningKeyError where others may read the file, or it holds no key
 */
export async function embeddedSigningKey(file: string): Promise<SigningKey> {
  // `npm start` and the token command may both start for the first time.
  await writeOnce(file, newKey)
  return await readSigningKey(file)
}

/**
 * The key in `file`, for an API: one that made a key of its own would refuse the tokens that another key signed, and say nothing of why.
 * @throws SigningKeyError where there is none, others may read the file, or it holds no key
 */
export async function readSigningKey(file: string): Promise<SigningKey> {
  if (!(await exists(file))) {
    throw new SigningKeyError(
      `Neither an identity provider is set nor is there a key that signs tokens, ${file}; set THONG_SUOT_JWKS_URL or ` +
        'THONG_SUOT_JWT_PUBLIC_KEY, copy the key of the other APIs there, or make one: npm run token -- --role operator',
    )
  }
  if (await othersMayRead(file)) {
    throw new SigningKeyError(
      `Others may read the key file ${file}, so anybody may sign tokens; run: chmod 600 ${file}`,
    )
  }
  const jwk = parseKey(await readFile(file, 'utf8'), file)
  const { d: _, ...publicKey } = jwk
  const key = await importJWK(jwk, 'EdDSA')
  return {
    verify: tokenVerifier(createLocalJWKSet({ keys: [publicKey] }), 'EdDSA'),
    issue: ({ id, role, unitId }, days) =>
      new SignJWT({ role, ...(unitId === null ? {} : { unit: unitId }) })
        .setProtectedHeader({ alg: 'EdDSA', kid: jwk.kid })
        .setSubject(id)
        .setIssuer(issuer)
        .setAudience(audience)
        .setIssuedAt()
        .setNotBefore(Math.floor(Date.now() / 1000))
        .setExpirationTime(Math.floor(Date.now() / 1000) + Math.round(days * 86_400))
        .sign(key),
  }
}

/**
 * The verifier for an identity provider of one's own: THONG_SUOT_JWKS_URL, or THONG_SUOT_JWT_PUBLIC_KEY (PEM), with
 * THONG_SUOT_JWT_ALGORITHM (EdDSA unless it says ES256). Undefined where neither is set.
 * @throws SigningKeyError on an algorithm, address or key that cannot be used
 */
export async function verifierFromEnv(
  env: Record<string, string | undefined>,
): Promise<VerifyToken | undefined> {
  const algorithm = algorithmOf(env.THONG_SUOT_JWT_ALGORITHM)
  const url = env.THONG_SUOT_JWKS_URL
  const pem = env.THONG_SUOT_JWT_PUBLIC_KEY
  try {
    if (url) return tokenVerifier(createRemoteJWKSet(new URL(url), { timeoutDuration: 3_000 }), algorithm)
    if (pem) return tokenVerifier(await importSPKI(pem, algorithm), algorithm)
  } catch (cause) {
    throw new SigningKeyError(
      'THONG_SUOT_JWKS_URL is no address, or THONG_SUOT_JWT_PUBLIC_KEY no PEM key of the algorithm; correct it',
      { cause },
    )
  }
  return undefined
}

function algorithmOf(text: string | undefined): Algorithm {
  if (text === undefined || text === '' || text === 'EdDSA') return 'EdDSA'
  if (text === 'ES256') return 'ES256'
  throw new SigningKeyError(
    `THONG_SUOT_JWT_ALGORITHM is "${text}", which is not accepted; set EdDSA or ES256`,
  )
}

async function newKey(): Promise<string> {
  const { privateKey } = await generateKeyPair('EdDSA', { extractable: true })
  const jwk = await exportJWK(privateKey)
  const kid = await calculateJwkThumbprint(jwk)
  return `${JSON.stringify({ ...jwk, alg: 'EdDSA', use: 'sig', kid })}\n`
}

const privateKeySchema = z.object({
  kty: z.literal('OKP'),
  crv: z.literal('Ed25519'),
  x: z.string(),
  d: z.string(),
  kid: z.string(),
  alg: z.literal('EdDSA'),
})

// The parser's own message would quote the key.
function parseKey(text: string, file: string): z.infer<typeof privateKeySchema> {
  try {
    return privateKeySchema.parse(JSON.parse(text))
  } catch {}
  throw new SigningKeyError(
    `The key file ${file} holds no Ed25519 key; restore it, or delete it to have one made (tokens then end)`,
  )
}
