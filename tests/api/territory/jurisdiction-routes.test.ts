import { beforeAll, describe, expect, test } from 'vitest'
import { type ApiWorld, apiWorldWithoutEngine } from '../app.ts'
import type { Client } from '../client.ts'

let anybody: Client
beforeAll(async () => {
  const api: ApiWorld = await apiWorldWithoutEngine()
  anybody = await api.as({ role: 'operator' })
})

const BEFORE = 'asOf=2025-06-30T23:59:59%2B07:00'
const SINCE = 'asOf=2025-07-01T00:00:00%2B07:00'
const marriage = (rest: string) => anybody.get(`/jurisdiction?procedure=1.000894&${rest}`)

describe('the answer to who is competent', () => {
  test('has in words with reasons who was until the cut-over and who is since', async () => {
    expect((await marriage(`power=sign&oldWard=00001&${BEFORE}`)).body).toMatchObject({
      area: 'cell:00001:00097',
      answers: [{ unit: { id: 'old:00001' }, until: '2025-06-30T17:00:00.000Z', custodian: false }],
    })
    expect((await marriage(`power=sign&oldWard=00001&${SINCE}`)).body).toMatchObject({
      answers: [
        {
          ...{ unit: { id: 'new:00097', name: 'Phường Hồng Hà', tier: 'commune' }, custodian: false },
          ...{ from: '2025-06-30T17:00:00.000Z', until: null, assumed: false },
          words: expect.stringMatching(/^Phường Hồng Hà có thẩm quyền ký quyết định .*1656.*72\/2025\/QH15/),
        },
      ],
    })
  })

  test('names a custodian who receives, and no unit that decides, until the place is known', async () => {
    const parts = { mayBeIn: ['Phường Ngọc Hà', 'Phường Giảng Võ'], custodian: true, assumed: true }
    const justice = { ...parts, keptBy: 'field', unit: { id: 'hanoi:so-tu-phap', tier: 'department' } }
    const may = 'chỉ tiếp nhận, thông báo, trả kết quả và xác định địa bàn, không quyết định nội dung'
    expect((await marriage(`power=receive&oldWard=00007&${SINCE}`)).body).toMatchObject({
      answers: [
        {
          ...{ ...justice, from: '2025-06-30T17:00:00.000Z', until: null },
          basis: [expect.stringContaining('120/2025/NĐ-CP'), expect.stringContaining('72/2025/QH15')],
          words: expect.stringContaining(`với tư cách đơn vị tạm giữ lĩnh vực Hộ tịch: ${may}`),
        },
      ],
    })
    expect((await marriage(`power=sign&oldWard=00007&${SINCE}`)).body).toMatchObject({
      answers: [{ ...justice, words: expect.stringMatching(/^Chưa đơn vị nào được ký quyết định/) }],
    })
    const merit = `/jurisdiction?procedure=1.010824&power=receive&oldWard=00007&${SINCE}`
    expect((await anybody.get(merit)).body).toMatchObject({
      answers: [
        {
          ...parts,
          keptBy: null,
          unit: { id: 'new:00008' },
          words: expect.stringContaining('tạm giữ chung'),
        },
      ],
    })
  })

  test('is given by coordinates, and for a tier that holds the power without any area', async () => {
    expect((await marriage('power=sign&lat=21.0381&lon=105.816')).body).toMatchObject({
      ...{ area: 'unplaced:new:00008', evidence: 'theo tọa độ trong ranh giới' },
      answers: [{ unit: { id: 'new:00008' } }],
    })
    expect((await marriage('power=sign&tier=department&newWard=00008')).body).toMatchObject({
      answers: [{ tier: 'department', unit: { id: 'hanoi:so-tu-phap' }, assumed: true }],
    })
  })

  test.each([
    ['an unknown procedure', 'procedure=9.999999&power=sign&oldWard=00001', 422],
    ['no place', 'procedure=1.000894&power=sign', 422],
    ['half a point', 'procedure=1.000894&power=sign&lat=21', 400],
  ])('is refused for %s', async (_, asked, status) => {
    expect((await anybody.get(`/jurisdiction?${asked}`)).status).toBe(status)
  })
})
