/** A marriage from counter to certificate, over HTTP and by the client that services and officers' programs use. */
import { beforeAll, expect, test } from 'vitest'
import { type Client, createClient, type Dossier, type InboxItem } from '../../client/client.ts'
import { type ApiWorld, apiWorld, commune, marriageForm, portal, secretOf } from './app.ts'

let api: ApiWorld
let url: string
beforeAll(async () => {
  api = await apiWorld()
  url = await api.app.listen({ port: 0, host: '127.0.0.1' })
})

const clientOf = async (id: string, role: 'service' | 'officer'): Promise<Client> =>
  createClient({ url, token: await api.keys.issue({ id, role, unitId: null }, 1) })
const officer = (role: string) => clientOf(`can-bo:${commune}:${role}:1`, 'officer')

test('a marriage is filed, found in the inbox, decided by three officers, and its certificate issued', async () => {
  const service = await clientOf(portal, 'service')
  const filed = await service.file({
    procedure: '1.000894',
    channel: 'online',
    receptionUnit: commune,
    parties: [{ role: 'applicant', kind: 'person', name: secretOf.name, identityNumber: secretOf.identity }],
    places: [{ kind: 'residence', oldWard: '00004' }],
    form: marriageForm(),
    papers: [{ kind: 'declaration', originals: 1, copies: 0 }],
  })
  expect(filed.code).toMatch(/^H26\.\d+-\d{6}-\d{4}$/)
  expect(await service.read(filed.dossierId)).toMatchObject({ code: filed.code, status: 'open', revision: 1 })
  await api.starts(filed)
  const last = lastOf(service, filed.dossierId)

  const reception = await officer('oneStop')
  const inbox: InboxItem[] = []
  for await (const item of reception.inbox()) inbox.push(item)
  expect(inbox).toMatchObject([{ code: filed.code, step: 'receive', late: false }])
  const [receive] = inbox
  expect(await reception.decide(receive?.task ?? '', { outcome: 'accepted' })).toMatchObject({
    status: 'applied',
    revision: 2,
  })

  const review = await api.opened(filed.dossierId, 'review.1')
  await (await officer('civilStatus')).decide(review, { outcome: 'approved', note: 'Đủ điều kiện' })

  const sign = await api.opened(filed.dossierId, 'sign.1')
  const signed = await (await officer('chair')).decide(sign, { outcome: 'signed' })

  expect(await last).toMatchObject({
    code: filed.code,
    status: 'closed',
    ending: { code: 'issued', name: 'Đã trả kết quả' },
    result: { name: 'Giấy chứng nhận kết hôn' },
  })
  expect(await service.awaitOutcome(signed.decision)).toMatchObject({ status: 'applied', task: sign })
})

/** How it stands when it is closed. */
async function lastOf(service: Client, dossierId: string): Promise<Dossier | null> {
  let last: Dossier | null = null
  for await (const dossier of service.follow(dossierId, { everyMs: 50 })) last = dossier
  return last
}
