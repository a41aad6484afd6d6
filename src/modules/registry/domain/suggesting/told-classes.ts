import { aliasesOf, type CodeTable } from '../code-table.ts'
import { ClassClassifier, type ToldClass } from './class-classifier.ts'
import type { Variants } from './text-units.ts'

const listOf = (text: string | undefined): string[] => (text ?? '').split('|').filter((one) => one !== '')

/** The classifier for a table of classes and the words and series of models that tell them (db/reference/class-words). */
export function classifierFor(
  classes: CodeTable,
  words: CodeTable | undefined,
  variants?: Variants,
): ClassClassifier {
  const told = classes.entries
    .filter(({ code }) => !classes.parents.has(code))
    .map((entry): ToldClass => {
      const own = words?.byCode.get(entry.code)?.attributes
      return {
        code: entry.code,
        name: entry.name,
        nameEn: entry.nameEn,
        words: [...new Set([...listOf(own?.['words']), ...aliasesOf(entry)])],
        models: listOf(own?.['models']),
      }
    })
  return new ClassClassifier(told, variants)
}
