import { useTranslation } from 'react-i18next'
import type { ElementDefinitionView, ElementDictionaryView } from '#modules/registry/contract.ts'
import { useFormat } from '../../lib/format.ts'

type Condition = NonNullable<ElementDefinitionView['requiredWhen']>

/** A condition of the dictionary as a sentence. */
export function useConditionWords(dictionary: ElementDictionaryView): (condition: Condition) => string {
  const { t } = useTranslation('registry')
  const { either } = useFormat()
  const labelOf = (id: string) => {
    const label = dictionary.elements.find((element) => element.id === id)?.label
    return label === undefined ? id : either(label.zh, label.en)
  }
  const valueOf = (id: string, value: string) => {
    const option = dictionary.elements
      .find((element) => element.id === id)
      ?.enum?.find((one) => one.value === value)
    return option === undefined ? value : either(option.zh ?? option.value, option.en)
  }
  const words = (condition: Condition): string => {
    const { element = '', equals, notIn, atLeast, filled, all, any } = condition
    const label = labelOf(element)
    const values = (list: readonly string[]) =>
      list.map((value) => valueOf(element, value)).join(t('dictionary.and'))
    return [
      equals === undefined ? '' : t('when.equals', { label, value: valueOf(element, equals) }),
      condition.in === undefined ? '' : t('when.in', { label, values: values(condition.in) }),
      notIn === undefined ? '' : t('when.notIn', { label, values: values(notIn) }),
      atLeast === undefined ? '' : t('when.atLeast', { label, value: atLeast }),
      filled === undefined ? '' : t(filled ? 'when.filled' : 'when.empty', { label }),
      (all ?? []).map(words).join(t('when.and')),
      (any ?? []).map(words).join(t('when.or')),
    ]
      .filter((part) => part !== '')
      .join(t('when.and'))
  }
  return words
}
