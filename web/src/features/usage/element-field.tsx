import { useQuery } from '@tanstack/react-query'
import { Form, Input, InputNumber, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import type { ElementDefinitionView } from '#modules/registry/contract.ts'
import { useFormat } from '../../lib/format.ts'
import { codeTableQuery } from './usage-queries.ts'

function CodeSelect({ element, ...rest }: { readonly element: ElementDefinitionView }) {
  const format = useFormat()
  const table = useQuery(codeTableQuery(element.codeTable ?? ''))
  const several = element.type === 'codes' ? ({ mode: 'multiple' } as const) : {}
  return (
    <Select
      {...rest}
      {...several}
      loading={table.isPending}
      showSearch={{ optionFilterProp: 'label' }}
      {...(element.maxValues === undefined ? {} : { maxCount: element.maxValues })}
      options={(table.data?.entries ?? [])
        .filter(({ hasChildren }) => !hasChildren)
        .map(({ code, name, nameEn }) => ({ value: code, label: `${code} ${format.either(name, nameEn)}` }))}
    />
  )
}

function EnumSelect({ element, ...rest }: { readonly element: ElementDefinitionView }) {
  const format = useFormat()
  const several = element.type === 'enums' ? ({ mode: 'multiple' } as const) : {}
  return (
    <Select
      {...rest}
      {...several}
      allowClear
      {...(element.maxValues === undefined || element.type !== 'enums'
        ? {}
        : { maxCount: element.maxValues })}
      options={(element.enum ?? []).map(({ value, zh, en }) => ({
        value,
        label: format.either(zh ?? value, en),
      }))}
    />
  )
}

function Control({ element, ...rest }: { readonly element: ElementDefinitionView }) {
  const length = element.maxLength === undefined ? {} : { maxLength: element.maxLength, showCount: true }
  const format = useFormat()
  switch (element.type) {
    case 'number':
    case 'integer':
      return (
        <InputNumber
          {...rest}
          className="usage-number"
          suffix={element.unit === undefined ? undefined : format.measure(element.unit)}
        />
      )
    case 'code':
    case 'codes':
      return <CodeSelect {...rest} element={element} />
    case 'enum':
    case 'enums':
      return <EnumSelect {...rest} element={element} />
    case 'longtext':
      return <Input.TextArea {...rest} {...length} autoSize={{ minRows: 2 }} />
    default:
      return <Input {...rest} {...length} />
  }
}

/** One element of the dictionary as a field: label above, help under it, "(optional)" where it may stay empty. */
export function ElementField({
  element,
  error,
}: {
  readonly element: ElementDefinitionView
  readonly error: string | undefined
}) {
  const { t } = useTranslation('ui')
  const format = useFormat()
  const label = format.either(element.label.zh, element.label.en)
  const isOptional = !element.required && element.requiredWhen === undefined
  return (
    <Form.Item
      name={['elements', element.id]}
      label={isOptional ? `${label} (${t('optional')})` : label}
      extra={format.either(element.help.zh, element.help.en)}
      {...(error === undefined ? {} : { validateStatus: 'warning' as const, help: error })}
    >
      <Control element={element} />
    </Form.Item>
  )
}
