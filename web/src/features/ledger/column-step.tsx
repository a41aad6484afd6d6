import { Alert, Button, Checkbox, Select, Space, Table, Tag, Typography } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { LedgerColumnView, LedgerImportView, LedgerTargetView } from '#modules/reporting/contract.ts'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { Loaded } from '../../ui/states.tsx'
import { type ImportKey, useDecisions, useTargets } from './ledger-queries.ts'

type Choice = Pick<LedgerColumnView, 'element' | 'valueUnit'>
type Choices = Readonly<Record<number, Choice>>

const certaintyColour: Readonly<Record<LedgerColumnView['certainty'], string>> = {
  ...{ remembered: 'success', sure: 'success', likely: 'warning', by_values: 'warning', none: 'default' },
}

function Samples({ column }: { readonly column: LedgerColumnView }) {
  const { t } = useTranslation('ledger')
  if (column.samples.length === 0)
    return <Typography.Text type="secondary">{t('columns.noSamples')}</Typography.Text>
  return (
    <Typography.Text type="secondary" ellipsis style={{ maxWidth: 360 }}>
      {column.samples.slice(0, 3).join(' · ')}
    </Typography.Text>
  )
}

interface TableProps {
  readonly ledger: LedgerImportView
  readonly targets: readonly LedgerTargetView[]
  readonly choices: Choices
  readonly choose: (position: number, choice: Choice) => void
}

function MappingTable({ ledger, targets, choices, choose }: TableProps) {
  const { t } = useTranslation('ledger')
  const used = new Set(Object.values(choices).map(({ element }) => element))
  const options = (own: string) => [
    { value: '', label: t('columns.leaveOut') },
    ...targets.map(({ element, label, required }) => ({
      value: element,
      label: required ? `${label} *` : label,
      disabled: element !== own && used.has(element),
    })),
    {
      value: '#worthRange',
      label: t('columns.range'),
      disabled: own !== '#worthRange' && used.has('#worthRange'),
    },
  ]
  return (
    <Table<LedgerColumnView>
      rowKey="position"
      size="small"
      pagination={false}
      scroll={{ x: 'max-content' }}
      dataSource={ledger.columns}
      columns={[
        { title: t('columns.heading'), dataIndex: 'heading', render: (heading: string) => <b>{heading}</b> },
        { title: t('columns.samples'), render: (_, column) => <Samples column={column} /> },
        {
          title: t('columns.means'),
          render: (_, column) => {
            const choice = choices[column.position] ?? column
            return (
              <Space>
                <Select
                  aria-label={t('columns.meansOf', { heading: column.heading })}
                  style={{ width: 240 }}
                  showSearch={{ optionFilterProp: 'label' }}
                  value={choice.element}
                  options={options(choice.element)}
                  onChange={(element) => choose(column.position, { element, valueUnit: column.valueUnit })}
                />
                {choice.element === 'worth' && (
                  <Select
                    aria-label={t('columns.unit')}
                    style={{ width: 130 }}
                    value={choice.valueUnit}
                    options={(['yuan', 'wan', ''] as const).map((value) => ({
                      value,
                      label: t(value === '' ? 'columns.unit.byRow' : `columns.unit.${value}`),
                    }))}
                    onChange={(valueUnit) => choose(column.position, { element: 'worth', valueUnit })}
                  />
                )}
              </Space>
            )
          },
        },
        {
          title: t('columns.certainty'),
          render: (_, column) => {
            const same = choices[column.position]?.element === column.element
            const certainty = same ? column.certainty : 'remembered'
            return (
              <Tag color={certaintyColour[certainty]}>
                {t(same ? `certainty.${certainty}` : 'certainty.yours')}
              </Tag>
            )
          },
        },
      ]}
    />
  )
}

interface Props {
  readonly ledger: LedgerImportView
  readonly of: ImportKey
  readonly onDone: () => void
}

/** Second step: what each column means, with samples; the answer is remembered for the unit. */
export function ColumnStep({ ledger, of, onDone }: Props) {
  const { t } = useTranslation('ledger')
  const targets = useTargets()
  const { map } = useDecisions(of)
  const [choices, setChoices] = useState<Choices>(() =>
    Object.fromEntries(
      ledger.columns.map(({ position, element, valueUnit }) => [position, { element, valueUnit }]),
    ),
  )
  const used = new Set(Object.values(choices).map(({ element }) => element))
  const numbered = used.has('innerId')
  const [makes, setMakes] = useState(ledger.makesNumber)
  const send = () => {
    const columns = Object.entries(choices).map(([position, choice]) => ({
      position: Number(position),
      ...choice,
    }))
    map.mutate({ columns, makesNumber: makes && !numbered }, { onSuccess: onDone })
  }
  return (
    <Space orientation="vertical" size="middle" style={{ width: '100%' }}>
      <ProblemAlert problem={map.error} />
      <Loaded query={targets}>
        {({ items }) => (
          <MappingTable
            ledger={ledger}
            targets={items}
            choices={choices}
            choose={(position, choice) => setChoices((before) => ({ ...before, [position]: choice }))}
          />
        )}
      </Loaded>
      {!numbered && (
        <Alert
          type="warning"
          showIcon
          title={t('columns.noNumber')}
          description={
            <Checkbox checked={makes} onChange={(event) => setMakes(event.target.checked)}>
              {t('columns.makeNumber')}
            </Checkbox>
          }
        />
      )}
      {!used.has('cname') && <Alert type="warning" showIcon title={t('columns.noName')} />}
      <Space wrap>
        <Button
          type="primary"
          loading={map.isPending}
          disabled={!used.has('cname') || (!numbered && !makes)}
          onClick={send}
        >
          {t('columns.check')}
        </Button>
        <Typography.Text type="secondary">{t('columns.remembered')}</Typography.Text>
      </Space>
    </Space>
  )
}
