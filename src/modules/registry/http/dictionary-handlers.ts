import { found } from '#kernel/refusal.ts'
import { dateIn } from '#kernel/time.ts'
import type { Handlers } from '#platform/http/contract.ts'
import type { Deps } from '#platform/module/module.ts'
import { sheetMediaTypes } from '#platform/sheets/write-sheet.ts'
import type { dictionaryContract, ElementDefinitionView } from '../contract.ts'
import { dictionaryByVersion, elementDictionaries, elementDictionary } from '../data/reference-reader.ts'
import { dictionaryName, type ElementDictionary } from '../domain/element-dictionary.ts'
import { addDictionary, checkDictionary, dictionarySchema } from '../use-cases/element-dictionaries.ts'
import { importTemplate } from '../use-cases/import-template.ts'

const today = (deps: Deps) => dateIn(deps.clock.now(), 'Asia/Shanghai')

const onlyForImports = new Set(['headings', 'meaning'])
/** What a form needs of a definition; what ledgers call it is left out unless the whole is wanted. */
const definitionView = (definition: object, whole: boolean): ElementDefinitionView =>
  Object.fromEntries(
    Object.entries(definition).filter(([key]) => whole || !onlyForImports.has(key)),
  ) as unknown as ElementDefinitionView

function headView(dictionary: ElementDictionary) {
  const { generation, kind, part, title, version, effectiveFrom, source, elements } = dictionary
  const count = elements.length
  return {
    ...{ generation, kind, version, effectiveFrom, source, count, name: dictionaryName(dictionary) },
    ...(part === undefined ? {} : { part }),
    ...(title === undefined ? {} : { title }),
  }
}

export const dictionaryHandlers: Handlers<typeof dictionaryContract, Deps> = {
  async elementDictionaries(_call, deps) {
    const all = await elementDictionaries(deps.db, today(deps))
    return { items: all.map(({ dictionary, inForce }) => ({ ...headView(dictionary), inForce })) }
  },
  async elementDictionary({ params, query }, deps) {
    const read =
      query.version === undefined
        ? elementDictionary(deps.db, params.kind, query.on ?? today(deps), query.generation)
        : dictionaryByVersion(deps.db, query.version)
    const dictionary = found(await read, 'element_dictionary')
    const { sections, ...head } = dictionary
    return {
      ...head,
      ...(sections === undefined ? {} : { sections: { ...sections } }),
      elements: dictionary.elements.map((one) => definitionView(one, query.version !== undefined)),
    }
  },
  async elementSchema({ params, query }, deps) {
    const schema = await dictionarySchema(deps, params.kind, query.generation)
    return { ...schema, $schema: String(schema['$schema']), title: String(schema['title']) }
  },
  async importTemplate({ query, locale }, deps) {
    const wish = { kinds: query.kinds.split(','), generation: query.generation }
    const { fileName, bytes } = await importTemplate(deps, wish, locale)
    return { fileName, bytes, mediaType: sheetMediaTypes.xlsx }
  },
  async checkDictionary({ actor, locale, upload }, deps) {
    const { dictionary, replaces, difference, refusals } = await checkDictionary(deps, actor, upload)
    const before = replaces === undefined ? undefined : await dictionaryByVersion(deps.db, replaces)
    const labels = new Map(
      [...(before?.elements ?? []), ...(dictionary?.elements ?? [])].map(({ id, label }) => [id, label]),
    )
    return {
      ...(dictionary === undefined ? {} : { head: headView(dictionary) }),
      ...(replaces === undefined ? {} : { replaces }),
      difference: difference.map(({ element, change, fields }) => ({
        ...{ element, change, fields: [...fields] },
        label: labels.get(element) ?? { zh: element, en: element },
      })),
      problems: refusals.map((refusal) => ({
        ...refusal,
        message: deps.words.say(locale, refusal.code, refusal),
      })),
    }
  },
  async addDictionary({ actor, query, upload }, deps) {
    return addDictionary(deps, actor, { bytes: upload, effectiveFrom: query.effectiveFrom })
  },
}
