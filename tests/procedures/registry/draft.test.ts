import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { check } from '../../../procedures/grammar/checks/check.ts'
import { evidenceOf } from '../../../procedures/grammar/checks/evidence.ts'
import { type DraftRoute, draftOf, draftRoutes } from '../../../procedures/registry/draft.ts'
import { loadDefinitionFiles } from '../../../procedures/registry/registry.ts'
import { temporaryFolder } from '../../embedded/temporary-folder.ts'

const procedures = fileURLToPath(new URL('../../../procedures/', import.meta.url))
const routes = Object.keys(draftRoutes).filter((name): name is DraftRoute => name in draftRoutes)
it('the first draft on every route loads, passes every check, and claims nothing but its name', async () => {
  const folder = await temporaryFolder()
  await mkdir(join(folder, 'ho-tich'))
  for (const [number, route] of routes.entries()) {
    const text = draftOf({
      ...{ code: `9.90000${number}`, name: "Thủ tục có dấu ' và ’", field: 'Hộ tịch', edition: '2025-07-01' },
      ...{ list: 'Danh mục viết cho kiểm thử', route, by: 'councilOffice', result: 'Kết quả' },
    })
    await writeFile(
      join(folder, `ho-tich/9.90000${number}-${route.toLowerCase()}.ts`),
      text.replaceAll("from '../../", `from '${procedures}`),
    )
  }
  const files = await loadDefinitionFiles(folder)
  expect(files).toHaveLength(routes.length)
  for (const { file, loaded } of files) {
    if ('error' in loaded) throw loaded.error
    expect(check(loaded.procedure, file)).toEqual([])
    expect(evidenceOf(loaded.procedure)).toBe('nameOnly')
  }
})
