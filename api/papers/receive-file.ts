/** Receives a file from a multipart body: one part, complete, and on disk before it is answered. */
import type { FastifyRequest } from 'fastify'
import { mostFileBytes } from '../../domain/dossier/paper-file.ts'
import { DomainError, wrongField } from '../../domain/errors.ts'
import { type Incoming, withIncoming } from '../../papers/incoming.ts'

/** Boundaries and headers of a part; far more than any program sends. */
const aroundFileBytes = 64 * 1024

/** Of one part more than there may be, so that it is seen; what is beyond is not kept. */
const limits = { fileSize: mostFileBytes, files: 2, fields: 1, parts: 2, fieldSize: 1_024, headerPairs: 20 }

/**
 * Reads the body to its end, and gives the file to `judge` with the name its sender gave it.
 * @throws {DomainError} `unsupportedMediaType`, `fileTooLarge`, `malformedBody` where it is cut short, `invalidInput`
 * where it is not one file, `storeUnavailable` where this machine cannot write it down
 */
export async function receiveFile<T>(
  request: FastifyRequest,
  folder: string,
  judge: (incoming: Incoming, name: string | undefined) => Promise<T>,
): Promise<T> {
  if (!request.isMultipart()) throw new DomainError('unsupportedMediaType')
  if (Number(request.headers['content-length'] ?? 0) > mostFileBytes + aroundFileBytes) {
    throw new DomainError('fileTooLarge')
  }
  const sent: { name?: string | undefined } = {}
  try {
    return await withIncoming(folder, fileIn(request, sent), (incoming) => judge(incoming, sent.name))
  } catch (error) {
    // What is still on its way is let through to nowhere: most clients read no answer before they have sent everything.
    request.raw.unpipe()
    request.raw.resume()
    throw error
  }
}

async function* fileIn(request: FastifyRequest, sent: { name?: string | undefined }): AsyncGenerator<Buffer> {
  try {
    const parts = request.parts({ limits })
    const { value: part } = await parts.next()
    if (part?.type !== 'file')
      throw wrong('is missing: send it as the one part of the form, with a file name')
    sent.name = part.filename
    for await (const chunk of part.file) yield chunk
    if (part.file.truncated) throw new DomainError('fileTooLarge')
    // Only the end of the form shows that the file is complete.
    const { done } = await parts.next()
    if (done !== true) throw wrong('must be the one part of the form')
  } catch (error) {
    throw arrivalProblem(error)
  }
}

/** The parser's own messages are not passed on: they may quote what was sent. */
function arrivalProblem(error: unknown): unknown {
  if (error instanceof DomainError) return error
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  if (/^FST_(PARTS|FILES|FIELDS)_LIMIT|FST_PROTO/.test(code)) return wrong('must be the one part of the form')
  if (code === 'FST_REQ_FILE_TOO_LARGE') return new DomainError('fileTooLarge')
  return new DomainError('malformedBody', {}, { cause: error })
}

const wrong = (problem: string): DomainError => wrongField('/file', problem)
