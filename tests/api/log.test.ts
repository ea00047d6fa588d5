import { Writable } from 'node:stream'
import { pino } from 'pino'
import { expect, test } from 'vitest'
import { openDatabase } from '../../db/database.ts'
import { apiWorldWithoutEngine, marriageFiling, secretOf } from './app.ts'

test('the log says which route, how it ended and how long it took, and nothing of what was sent', async () => {
  const lines: string[] = []
  const stream = new Writable({
    write(chunk, _encoding, done) {
      lines.push(String(chunk))
      done()
    },
  })
  const api = await (await apiWorldWithoutEngine()).appWith({ log: pino({ level: 'trace' }, stream) })
  const service = await api.service()
  const filed = await api.files()
  const path = `/dossiers/${filed.dossierId}/papers/identity`
  await service.upload(path, { name: `${secretOf.name}.pdf`, content: '%PDF-1.7' })
  await service.upload(path, { name: `${secretOf.name}.pdf`, content: `<b>${secretOf.name}</b>` })
  const broken = {
    name: secretOf.name,
    content: secretOf.name,
    spoil: (body: Buffer) => body.subarray(0, -9),
  }
  await service.upload(path, broken)
  await service.post('/dossiers', marriageFiling({ channel: secretOf.name }))
  await service.post('/dossiers', `{"name": "${secretOf.name}"`)
  await service.get(`/inbox?after=${encodeURIComponent(secretOf.name)}`)
  await service.get(`/${secretOf.phone}`)
  // A table that is missing fails as nothing foresaw: its error names the statement and its values.
  await api.database.asOwner((sql) => sql`alter table filing_key rename to filing_key_gone`)
  expect(await service.post('/dossiers', marriageFiling())).toMatchObject({
    status: 500,
    body: { code: 'internal' },
  })
  await api.database.asOwner((sql) => sql`alter table filing_key_gone rename to filing_key`)
  const elsewhere = openDatabase('postgres://nobody:secret-word@127.0.0.1:1/nothing')
  await (await api.appWithout(elsewhere)).service().then((away) => away.post('/dossiers', marriageFiling()))
  await elsewhere.close()

  const log = lines.join('')
  expect(lines.map((line) => JSON.parse(line))).toContainEqual(
    expect.objectContaining({ route: '/dossiers', method: 'POST', status: 201, ms: expect.any(Number) }),
  )
  expect(lines.map((line) => JSON.parse(line))).toContainEqual(
    expect.objectContaining({
      msg: 'request failed',
      code: 'internal',
      failure: expect.objectContaining({
        name: 'PostgresError',
        code: '42P01',
        at: expect.arrayContaining([expect.stringMatching(/:\d+:\d+\)?$/)]),
      }),
    }),
  )
  for (const personal of [...Object.values(secretOf), 'Trần Văn Bình', 'Bearer', 'eyJ', 'secret-word']) {
    expect(log).not.toContain(personal)
  }
})
