import type { Bilingual } from '#kernel/locale.ts'
import { codeTable } from '#modules/registry/index.ts'
import type { Deps } from '#platform/module/module.ts'

/** Names of cities by their codes. */
export async function cityNames(
  deps: Pick<Deps, 'db'>,
): Promise<(code: string | undefined) => Bilingual | undefined> {
  const areas = await codeTable(deps.db, 'areas')
  return (code) => {
    const area = code === undefined ? undefined : areas?.byCode.get(code)
    return area && { zh: area.name, en: area.nameEn || area.name }
  }
}
