/**
 * An error whose words are for the person who runs a command or a process: they name files, settings and codes, and nothing that a citizen
 * or an officer gave. Of every other error only class, code and place are said.
 */
export class OperatorError extends Error {
  override readonly name: string = 'OperatorError'
}
