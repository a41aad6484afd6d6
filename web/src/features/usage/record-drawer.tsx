import { useQuery } from '@tanstack/react-query'
import { Alert, Button, Descriptions, Drawer, Form } from 'antd'
import { useTranslation } from 'react-i18next'
import type { z } from 'zod'
import type { ElementDictionaryView } from '#modules/registry/contract.ts'
import { usageContract } from '#modules/usage/contract.ts'
import { call } from '../../lib/client.ts'
import { useFormat } from '../../lib/format.ts'
import { showInFields } from '../../ui/field-problems.ts'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { Loaded } from '../../ui/states.tsx'
import { ElementField } from './element-field.tsx'
import { RecordStateTag } from './tags.tsx'
import { recordDictionaryQuery, recordQuery, useAct } from './usage-queries.ts'

type Detail = z.output<(typeof usageContract.record)['reply']['body']>
type Elements = Detail['elements']
interface Shown {
  readonly record: Detail
  readonly dictionary: ElementDictionaryView
}

const textOf = (value: Elements[string] | undefined): string =>
  Array.isArray(value) ? value.join('、') : String(value ?? '')

/** What follows from the log, and for readers everything. */
function ReadOnly({ record, dictionary }: Shown) {
  const { t } = useTranslation('usage')
  const format = useFormat()
  const shown = dictionary.elements.filter(
    ({ id, system }) =>
      system !== true &&
      (record.derived.includes(id) || (!record.mayComplete && record.elements[id] !== undefined)),
  )
  const named = (id: string, value: Elements[string] | undefined) => {
    const option = dictionary.elements
      .find((element) => element.id === id)
      ?.enum?.find((one) => one.value === value)
    return option === undefined ? textOf(value) : format.either(option.zh ?? option.value, option.en)
  }
  return (
    <Descriptions
      column={1}
      size="small"
      bordered
      items={[
        { key: 'no', label: t('recordNo'), children: record.recordNo },
        { key: 'state', label: t('state'), children: <RecordStateTag state={record.state} /> },
        ...shown.map(({ id, label, unit }) => ({
          key: id,
          label: format.either(label.zh, label.en),
          children: [named(id, record.elements[id]), unit].filter(Boolean).join(' '),
        })),
      ]}
    />
  )
}

function RecordForm({ record, dictionary }: Shown) {
  const { t } = useTranslation('usage')
  const [form] = Form.useForm<{ elements: Elements }>()
  const fields = dictionary.elements.filter(
    ({ id, system }) => system !== true && !record.derived.includes(id),
  )
  const complete = useAct(
    ({ elements }: { elements: Elements }) =>
      call(usageContract.completeRecord, {
        params: { recordId: record.id },
        body: {
          elements: Object.fromEntries(fields.map(({ id }) => [id, elements[id] ?? ''])),
        },
      }),
    'done.completed',
  )
  const errorOf = (id: string) => record.problems.find(({ element }) => element === id)?.message
  return (
    <Form
      form={form}
      layout="vertical"
      initialValues={{ elements: record.elements }}
      onFinish={(values) =>
        complete.mutate(values, { onError: (problem) => void showInFields(form, problem) })
      }
    >
      <ProblemAlert problem={complete.error} except={(path) => path?.startsWith('elements.') === true} />
      {fields.map((element) => (
        <ElementField key={element.id} element={element} error={errorOf(element.id)} />
      ))}
      <Button type="primary" htmlType="submit" loading={complete.isPending}>
        {t('record.save')}
      </Button>
    </Form>
  )
}

/** One service record: what follows from the log to read, the rest as a form made from the element dictionary. */
export function RecordDrawer({
  recordId,
  onClose,
}: {
  readonly recordId: number
  readonly onClose: () => void
}) {
  const { t } = useTranslation('usage')
  const { either } = useFormat()
  const record = useQuery(recordQuery(recordId))
  const dictionary = useQuery(recordDictionaryQuery)
  return (
    <Drawer
      open
      size={620}
      title={
        record.data === undefined
          ? t('menu.records')
          : either(record.data.instrumentName, record.data.instrumentNameEn)
      }
      onClose={onClose}
    >
      <Loaded query={record}>
        {(shown) => (
          <Loaded query={dictionary}>
            {(elements) => (
              <>
                {shown.missing.length > 0 && (
                  <Alert
                    type="warning"
                    showIcon
                    className="usage-filters"
                    title={t('record.missing', { count: shown.missing.length })}
                  />
                )}
                <ReadOnly record={shown} dictionary={elements} />
                {!shown.personalShown && <p className="usage-sums">{t('record.masked')}</p>}
                {shown.mayComplete && (
                  <>
                    <h3 className="usage-heading">{t('record.form')}</h3>
                    <RecordForm key={shown.id} record={shown} dictionary={elements} />
                  </>
                )}
              </>
            )}
          </Loaded>
        )}
      </Loaded>
    </Drawer>
  )
}
