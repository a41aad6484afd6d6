import { dateIn, type Instant } from '#kernel/time.ts'
import { unitById } from '#modules/organizations/index.ts'
import {
  type CodeTable,
  type ElementDictionary,
  instrumentKind,
  suggestions,
  validationGround,
  type ValidationGround,
} from '#modules/registry/index.ts'
import type { Db } from '#platform/db/connect.ts'
import type { Fix } from '../data/ledger-import-repository.ts'
import { CodeIndex } from '../domain/ledger-codes.ts'
import type { LedgerElement } from '../domain/ledger-element.ts'
import { type FitOf, fitsByType, HeadingBook } from '../domain/ledger-headings.ts'
import type { LedgerGround } from '../domain/ledger-values.ts'

const indexes = new WeakMap<CodeTable, CodeIndex>()
const indexOf = (table: CodeTable): CodeIndex => {
  const there = indexes.get(table)
  if (there !== undefined) return there
  const made = new CodeIndex(table)
  indexes.set(table, made)
  return made
}
const books = new WeakMap<ElementDictionary, HeadingBook>()

/** The headings of a dictionary, folded once for as long as the dictionary lives. */
export function headingBook(dictionary: ElementDictionary): HeadingBook {
  const there = books.get(dictionary)
  if (there !== undefined) return there
  const made = new HeadingBook(dictionary.elements)
  books.set(dictionary, made)
  return made
}

type Likely = LedgerGround['likely']
/** Searching a whole table for what a text may mean is slow, and ledgers repeat themselves. */
function rememberingLikely({ tables }: ValidationGround): Likely {
  const known = new Map<string, ReturnType<Likely>>()
  return (element, text) => {
    const key = `${element.id}\n${text}`
    if (known.has(key)) return known.get(key)
    const table = tables[element.codeTable ?? '']
    const found =
      table === undefined || text.length > 60 || known.size > 5000
        ? undefined
        : suggestions(table, text, 1, (entry) =>
            element.level === undefined
              ? !table.parents.has(entry.code)
              : entry.attributes['level'] === element.level,
          )[0]
    const likely = found === undefined ? undefined : { value: found.code, label: found.name }
    known.set(key, likely)
    return likely
  }
}

export interface Ground {
  readonly validation: ValidationGround
  readonly ledger: LedgerGround
  readonly fit: FitOf
}

/** What the cells of a unit's ledger are judged against today. */
export async function ledgerGround(
  db: Db,
  unitId: number,
  now: Instant,
  fixes: readonly Fix[],
): Promise<Ground> {
  const zone = (await unitById(db, unitId))?.timeZone ?? 'Asia/Shanghai'
  const today = dateIn(now, zone)
  const validation = await validationGround(db, instrumentKind, today)
  const decided = new Map(fixes.map(({ element, from, to }) => [`${element}\n${from}`, to]))
  const index = (name: string) => {
    const table = validation.tables[name]
    return table === undefined ? undefined : indexOf(table)
  }
  const ledger: LedgerGround = {
    zone,
    today,
    index,
    likely: rememberingLikely(validation),
    fix: (element, text) => decided.get(`${element}\n${text}`) ?? decided.get(`${element}\n*`),
  }
  return { validation, ledger, fit: fitWith(index) }
}

/** A column fits a code element when its texts can be found in the table; names of places elsewhere do not. */
const fitWith =
  (index: LedgerGround['index']): FitOf =>
  (element: LedgerElement, samples) => {
    const byType = fitsByType(element, samples)
    const table = index(element.codeTable ?? '')
    if (byType !== true || table === undefined) return byType
    const texts = samples.map((cell) => String(cell).trim()).filter((text) => text !== '')
    // Classes are written in everybody's own words; places, countries and disciplines are not.
    return (
      element.codeTable === 'classes' || texts.some((text) => table.find(text, element.level) !== undefined)
    )
  }
