import { DatePicker, Input, InputNumber, Select } from 'antd'
import dayjs from 'dayjs'
import { useTranslation } from 'react-i18next'
import type { ElementDefinitionView } from '#modules/registry/contract.ts'
import { useFormat } from '../../lib/format.ts'
import { CodePicker } from './code-pickers.tsx'

export type FormValue = string | number | string[] | null | undefined
interface Props {
  readonly id?: string
  readonly definition: ElementDefinitionView
  readonly value?: FormValue
  readonly onChange?: (value: FormValue) => void
  readonly disabled: boolean
  readonly within: string | undefined
}

const textOf = (value: FormValue) => (typeof value === 'object' ? (value?.join() ?? '') : String(value ?? ''))
const listOf = (value: FormValue): string[] =>
  typeof value === 'object' ? (value ?? []) : value === undefined || value === '' ? [] : [String(value)]

function ChoiceInput({ id, definition, value, onChange, disabled }: Props) {
  const { t } = useTranslation('reporting')
  const format = useFormat()
  const several = definition.type === 'enums'
  const options = (definition.enum ?? []).map((one) => ({
    value: one.value,
    label: format.either(one.zh ?? one.value, one.en),
  }))
  return (
    <Select
      {...(id === undefined ? {} : { id })}
      allowClear
      {...(several ? { mode: 'multiple' as const } : {})}
      value={several ? listOf(value) : value === undefined || value === '' ? null : textOf(value)}
      options={options}
      placeholder={t('form.choose')}
      disabled={disabled}
      onChange={(chosen: string | string[] | null) => onChange?.(chosen)}
    />
  )
}

function NumberInput({ id, definition, value, onChange, disabled }: Props) {
  const format = useFormat()
  return (
    <InputNumber
      {...(id === undefined ? {} : { id })}
      value={typeof value === 'number' || typeof value === 'string' ? value : null}
      min={definition.min ?? Number.MIN_SAFE_INTEGER}
      disabled={disabled}
      suffix={definition.unit === undefined ? undefined : format.measure(definition.unit)}
      style={{ width: 240 }}
      onChange={(number) => onChange?.(number)}
    />
  )
}

function DateInput({ id, value, onChange, disabled }: Props) {
  const day = dayjs(textOf(value), 'YYYY-MM-DD')
  return (
    <DatePicker
      {...(id === undefined ? {} : { id })}
      value={textOf(value) !== '' && day.isValid() ? day : null}
      format="YYYY-MM-DD"
      disabled={disabled}
      style={{ width: 240 }}
      onChange={(date) => onChange?.(date?.format('YYYY-MM-DD') ?? null)}
    />
  )
}

function TextInput({ id, definition, value, onChange, disabled }: Props) {
  const shared = {
    ...(id === undefined ? {} : { id }),
    value: textOf(value),
    disabled,
    onChange: (event: { target: { value: string } }) => onChange?.(event.target.value),
  }
  if (definition.type === 'longtext')
    return (
      <Input.TextArea
        {...shared}
        autoSize={{ minRows: 3, maxRows: 12 }}
        {...(definition.maxLength === undefined ? {} : { count: { show: true, max: definition.maxLength } })}
      />
    )
  return <Input {...shared} />
}

function CodeInput({ id, definition, value, onChange, disabled, within }: Props) {
  const chosen = definition.type === 'codes' ? listOf(value) : textOf(value)
  return (
    <CodePicker
      {...(id === undefined ? {} : { id })}
      definition={definition}
      {...(chosen === '' ? {} : { value: chosen })}
      onChange={(code) => onChange?.(code)}
      disabled={disabled}
      within={within}
    />
  )
}

/** The field an element is filled in with, by its type in the dictionary. */
export function ElementInput(props: Props) {
  switch (props.definition.type) {
    case 'number':
    case 'integer':
      return <NumberInput {...props} />
    case 'date':
      return <DateInput {...props} />
    case 'enum':
    case 'enums':
      return <ChoiceInput {...props} />
    case 'code':
    case 'codes':
      return <CodeInput {...props} />
    default:
      return <TextInput {...props} />
  }
}
