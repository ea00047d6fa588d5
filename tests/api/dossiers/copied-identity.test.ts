import { expect, test } from 'vitest'
import { apiWorldWithoutEngine, secretOf } from '../app.ts'

test('a number that was copied from another party is shown nowhere: the dossier fails to open, its own neighbour opens', async () => {
  const api = await apiWorldWithoutEngine()
  const [own, other] = [await api.files(), await api.files()]
  await api.database.asOwner(
    (sql) => sql`
      update party set identity_cipher = (
        select identity_cipher from party join dossier_party on party_id = party.id
        where dossier_id = ${other.dossierId} and identity_cipher is not null limit 1)
      where id in (select party_id from dossier_party where dossier_id = ${own.dossierId}) and identity_cipher is not null`,
  )
  const service = await api.service()
  const refused = await service.get(`/dossiers/${own.dossierId}`)
  expect(refused.status).toBe(500)
  expect(JSON.stringify(refused.body)).not.toContain(secretOf.identity.slice(-4))
  expect(await service.get(`/dossiers/${other.dossierId}`)).toMatchObject({ status: 200 })
})
