/** Signatures of certificates: Ed25519, which signs the same bytes the same way each time. */
import {
  createHash,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  type KeyObject,
  sign,
  verify,
} from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { othersMayRead, writeOnce } from '../db/identity/key-file.ts'
import { StartUpError } from '../domain/start-up-error.ts'

/** Signed with the root, so that the signature means nothing else. */
const meaning = 'thong-suot certificate 1\n'

export interface CertificateKey {
  /** SHA-256 of the public key (SPKI, DER), in hex. */
  id: string
  /** Over a root, in base64. */
  sign(root: string): string
  /** PEM; given to those who verify. */
  publicKey: string
}

export const certificateKey = (key: KeyObject): CertificateKey => {
  const publicKey = createPublicKey(key)
  return {
    id: keyIdOf(publicKey),
    sign: (root) => sign(null, Buffer.from(meaning + root), key).toString('base64'),
    publicKey: String(publicKey.export({ type: 'spki', format: 'pem' })),
  }
}

export const isSignedBy = (publicKey: KeyObject, root: string, signature: string): boolean =>
  verify(null, Buffer.from(meaning + root), publicKey, Buffer.from(signature, 'base64'))

export const keyIdOf = (publicKey: KeyObject): string =>
  createHash('sha256')
    .update(publicKey.export({ type: 'spki', format: 'der' }))
    .digest('hex')

export const signatureLine = (key: CertificateKey, root: string): string =>
  signedLine({ root, key: key.id, signature: key.sign(root) })

/** The one way to write it: base64 leaves letters, signs and bits open. */
export const signedLine = ({
  root,
  key,
  signature,
}: {
  root: string
  key: string
  signature: string
}): string =>
  JSON.stringify({
    ...{ kind: 'signature', root, algorithm: 'Ed25519', key },
    signature: Buffer.from(signature, 'base64').toString('base64'),
  })

export const publicFileOf = (file: string): string => file.replace(/\.pem$/, '.pub.pem')

/**
 * The key in `file` (PKCS 8, PEM), made at the first certificate; its public half is written beside it.
 * @throws {StartUpError} where others may read the file, or it holds no Ed25519 key
 */
export async function readCertificateKey(file: string): Promise<CertificateKey> {
  await writeOnce(file, () =>
    String(generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' })),
  )
  if (await othersMayRead(file)) {
    throw unusable(`Others may read the key file ${file}.`, `Run: chmod 600 ${file}`)
  }
  const key = ed25519(() => readFile(file).then((pem) => createPrivateKey(pem)))
  const made = certificateKey(await key.catch(() => refuseKey(file)))
  await writeOnce(publicFileOf(file), () => made.publicKey, 0o644)
  return made
}

/** @throws {StartUpError} where the file holds no public Ed25519 key */
export async function readPublicKey(file: string): Promise<KeyObject> {
  const key = ed25519(() => readFile(file).then((pem) => createPublicKey(pem)))
  return await key.catch(() => refuseKey(file))
}

async function ed25519(read: () => Promise<KeyObject>): Promise<KeyObject> {
  const key = await read()
  if (key.asymmetricKeyType !== 'ed25519') throw new TypeError('another kind of key')
  return key
}

function refuseKey(file: string): never {
  throw unusable(`${file} holds no Ed25519 key in PEM, or is not there.`, 'Give the right file with --key.')
}

const unusable = (what: string, remedy: string): StartUpError =>
  new StartUpError({ what, why: 'A signature with it would prove nothing.', remedy })
