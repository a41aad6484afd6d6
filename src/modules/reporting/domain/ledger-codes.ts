/** A code table as an import sees it; the registry's tables fit it. */
export interface LedgerCodeTable {
  readonly entries: readonly LedgerCode[]
  readonly parents: ReadonlySet<string>
}
export interface LedgerCode {
  readonly code: string
  readonly name: string
  readonly nameEn: string
  readonly parent: string
  readonly attributes: Readonly<Record<string, string>>
}

const folded = (text: string) =>
  text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s·.,，、()（）\-_]/g, '')

const namesOf = (entry: LedgerCode) => [
  entry.code,
  entry.name,
  entry.nameEn,
  entry.attributes['alpha2'] ?? '',
  ...(entry.attributes['aliases'] ?? '').split('|'),
]

/** Finds an entry by code, name, English name or alias, whatever the spacing and case. */
export class CodeIndex {
  private readonly byName = new Map<string, LedgerCode[]>()
  readonly table: LedgerCodeTable

  constructor(table: LedgerCodeTable) {
    this.table = table
    for (const entry of table.entries)
      for (const name of new Set(namesOf(entry).map(folded))) {
        if (name === '') continue
        const there = this.byName.get(name)
        if (there === undefined) this.byName.set(name, [entry])
        else there.push(entry)
      }
  }

  /** The entry meant by a text; among several of one name the deepest, or the one of the level asked for. */
  find(text: string, level?: string): LedgerCode | undefined {
    const found = this.byName.get(folded(text)) ?? []
    const fitting = level === undefined ? found : found.filter((entry) => entry.attributes['level'] === level)
    return fitting.find((entry) => !this.isGroup(entry)) ?? fitting[0]
  }

  /** A group has entries below it; a report wants one of those. */
  isGroup(entry: LedgerCode): boolean {
    return this.table.parents.has(entry.code)
  }
}

const withoutSuffix = /(省|市|区|县|国|仪器设备|设备|仪器|装置|系统|类|学)$/

/** A text with a number before or behind the name, `010409 红外光谱仪`, `红外光谱仪(010409)`, `430-材料科学`. */
export function findLoosely(index: CodeIndex, text: string, level?: string): LedgerCode | undefined {
  const exact = index.find(text, level)
  if (exact !== undefined) return exact
  const [, number, rest] = /^(\d{3,6})\s*[-_:：/ ]?\s*(.+)$/.exec(text) ?? []
  const inBrackets = /[(（](\d{3,6})[)）]$/.exec(text)?.[1]
  for (const part of [number, rest, inBrackets, text.replace(/[(（].*[)）]$/, '')]) {
    const found = part === undefined || part === '' ? undefined : index.find(part, level)
    if (found !== undefined) return found
  }
  return level === undefined ? undefined : index.find(text.replace(withoutSuffix, ''), level)
}

/** Words ledgers use for the fixed choices of the form. */
const synonyms: readonly (readonly [value: string, ...words: string[]])[] = [
  ['是', 'yes', 'y', 'true', '1', '有', '√', '在', '免税'],
  ['否', 'no', 'n', 'false', '0', '没有', '×', 'x', '不在', '不是', '已解除监管', '非免税'],
  ['购置', '购买', '购入', '采购', '外购', '新购', '政府采购', '自购', 'purchase', 'bought'],
  ['研制', '自制', '自研', '自行研制', '自主研发', 'self-made', 'in-house'],
  ['赠送', '捐赠', '接受捐赠', '受赠', 'gift', 'donation'],
  ['其他', '其它', '调拨', '无偿调拨', '调入', '划拨', '盘盈', 'others'],
  ['通用', '通用设备', '通用仪器', 'general'],
  ['专用', '专用设备', '专用仪器', 'special'],
  ['中央财政资金', '中央财政', '中央', '国家财政', '中央专项'],
  ['地方财政资金', '地方财政', '省财政', '市财政', '地方', '省级财政'],
  ['单位自有资金', '自有资金', '自筹', '自筹资金', '单位自筹', '学校自筹', '科研经费'],
  ['其他资金', '其他', '其它', '社会捐赠'],
]

interface Choice {
  readonly value: string
  readonly zh?: string
  readonly en: string
}

/** The choice of a list a text means, by value, Chinese or English name, or a usual word for it. */
export function findChoice(choices: readonly Choice[], text: string): string | undefined {
  const wish = folded(text)
  const named = choices.find((choice) =>
    [choice.value, choice.zh ?? '', choice.en].some((name) => folded(name) === wish),
  )
  if (named !== undefined) return named.value
  const values = new Set(choices.map((choice) => choice.value))
  return synonyms.find(
    ([value, ...words]) => values.has(value) && words.some((word) => folded(word) === wish),
  )?.[0]
}

/** Several values in one cell, however they are divided; a name that itself holds a divider is tried whole first. */
export const severalIn = (text: string): string[] =>
  text
    .split(/[,，;；、|\n]+|\s\/\s|(?<=[\u4e00-\u9fff])[/／](?=[\u4e00-\u9fff])/u)
    .map((part) => part.trim())
    .filter((part) => part !== '')
