import { gzipSync } from 'node:zlib'
import { requestMaker } from '../../api/fuzz.ts'
import { Intruder, type Sendable } from '../intruder.ts'
import type { Scenario } from '../run.ts'
import { commune } from '../site.ts'
import { bearable } from '../stall.ts'
import { fileOne } from '../walk.ts'

export const malformedInput: Scenario = {
  id: 'F24',
  title: 'requests made up from the description of the API and broken, and what is known to break others',
  async run(run) {
    const { site } = run
    const intruder = new Intruder(site)
    const tokens = await intruder.tokens()
    const dossierId = await fileOne(site, 'registration')
    const largest = intruder.filing({ groupId: 'x'.repeat(250_000) })
    const bearableMs = await bearable(intruder.loop, () => intruder.send(largest, tokens.service))
    for (const made of knownTrouble(intruder)) {
      const { status } = await intruder.try(run, made, tokens.service, bearableMs)
      run.check(
        'what is known to break others is refused',
        status === 0 || (status >= 400 && status < 500),
        `${made.broken}: ${status}`,
      )
    }
    const make = requestMaker(await intruder.document(), site.random, {
      'id of dossiers': [dossierId],
      'id of tasks': [`${dossierId}.receive.1`],
      task: [`${dossierId}.receive.1`],
      ...{ unit: [commune], receptionUnit: [commune], procedure: ['9.000001'], oldWard: ['00004'] },
    })
    const roles = Object.values(tokens)
    const seen = new Map<number, number>()
    for (let n = 0; n < run.size(150, 5_000); n += 1) {
      const made = n % 20 === 0 ? intruder.filing() : make()
      const token =
        n % 20 === 0 ? tokens.service : (roles[Math.floor(site.random.next() * roles.length)] ?? '')
      const { status } = await intruder.try(run, made, token, bearableMs)
      seen.set(status, (seen.get(status) ?? 0) + 1)
    }
    const reached = [200, 201, 400].filter((status) => !seen.has(status))
    run.check('requests come past the doors', reached.length === 0, `none was answered ${reached.join()}`)
  },
}

function knownTrouble(intruder: Intruder): readonly Sendable[] {
  const fitting = intruder.filing()
  const text = String(fitting.payload)
  const json = (broken: string, payload: string): Sendable => ({ ...intruder.filing(), broken, payload })
  const encoded = (broken: string, payload: Uint8Array, encoding: string): Sendable => ({
    ...{ ...fitting, broken, payload },
    headers: { ...fitting.headers, 'content-encoding': encoding },
  })
  const bomb = gzipSync(Buffer.alloc(100_000_000, ' '))
  const changed = (changes: object) => String(intruder.filing(changes).payload)
  return [
    json('cut short', text.slice(0, -9)),
    json('an array 100,000 deep', `${'['.repeat(100_000)}${']'.repeat(100_000)}`),
    json(
      'a form 20,000 deep',
      changed({ form: 'DEEP' }).replace('"DEEP"', `${'{"a":'.repeat(20_000)}1${'}'.repeat(20_000)}`),
    ),
    json('a prototype', text.replace('{', '{"__proto__":{"role":"operator"},')),
    json('a constructor’s prototype', text.replace('{', '{"constructor":{"prototype":{"role":"operator"}},')),
    json(
      'a number beyond all',
      changed({ papers: [{ kind: 'request', originals: 'N', copies: 0 }] }).replace('"N"', '1e400'),
    ),
    json('NUL in a name', changed({ form: { name: 'a\0b', identity: '001090000001' } })),
    json(
      'half of a surrogate pair',
      changed({ form: { name: 'HALF', identity: '001090000001' } }).replace('HALF', '\\ud800'),
    ),
    json('10 MB', `{"form":{"note":"${'x'.repeat(10_000_000)}"}}`),
    encoded('a hundred megabytes in gzip', bomb, 'gzip'),
    encoded('gzip twice', gzipSync(bomb), 'gzip, gzip'),
    encoded('an encoding that is none', Buffer.from(text), 'x-none'),
    {
      ...fitting,
      broken: 'another type',
      payload: text,
      headers: { ...fitting.headers, 'content-type': 'application/xml' },
    },
  ]
}
