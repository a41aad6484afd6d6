import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { Button, Flex, Input, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import type { ElementDictionaryView } from '#modules/registry/contract.ts'
import type { RecordView } from '#modules/reporting/contract.ts'
import { useFormat } from '../../lib/format.ts'
import { attachedParts } from './attached-tables.tsx'
import { sectionsOf } from './form-values.ts'

export interface Reason {
  readonly element: string
  readonly reason: string
}
interface Props {
  readonly record: RecordView
  readonly dictionary: ElementDictionaryView
  readonly reasons: readonly Reason[]
  readonly onChange: (reasons: readonly Reason[]) => void
}

/** Reasons to return, each on one element or attached sheet. */
export function ElementReasons({ record, dictionary, reasons, onChange }: Props) {
  const { t } = useTranslation('reporting')
  const { either } = useFormat()
  const options = [
    ...sectionsOf(dictionary.elements)
      .flatMap(({ definitions }) => definitions)
      .map(({ id, label }) => ({ value: id, label: either(label.zh, label.en) })),
    ...attachedParts(record).map((part) => ({ value: part, label: t(`record.part.${part}`) })),
  ]
  const change = (at: number, part: Partial<Reason>) =>
    onChange(reasons.map((one, i) => (i === at ? { ...one, ...part } : one)))
  return (
    <Flex vertical gap={8}>
      {reasons.map((one, at) => (
        <Flex key={at} gap={8} wrap>
          <Select
            showSearch={{ optionFilterProp: 'label' }}
            aria-label={t('record.reasonElement')}
            placeholder={t('record.reasonElement')}
            style={{ flex: '1 1 140px' }}
            popupMatchSelectWidth={false}
            value={one.element === '' ? null : one.element}
            options={options}
            onChange={(element: string) => change(at, { element })}
          />
          <Input
            aria-label={t('record.reasonText')}
            placeholder={t('record.reasonText')}
            style={{ flex: '2 1 200px' }}
            value={one.reason}
            maxLength={500}
            onChange={(event) => change(at, { reason: event.target.value })}
          />
          <Button
            type="text"
            icon={<DeleteOutlined />}
            aria-label={t('record.reasonRemove')}
            onClick={() => onChange(reasons.filter((_one, i) => i !== at))}
          />
        </Flex>
      ))}
      <div>
        <Button icon={<PlusOutlined />} onClick={() => onChange([...reasons, { element: '', reason: '' }])}>
          {t('record.reasonAdd')}
        </Button>
      </div>
    </Flex>
  )
}
