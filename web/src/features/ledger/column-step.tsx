import { Alert, Button, Checkbox, Select, Space, Tag, Typography } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { LedgerColumnView, LedgerImportView, LedgerTargetView } from '#modules/reporting/contract.ts'
import { FittingTable } from '../../ui/fitting-table.tsx'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { Loaded } from '../../ui/states.tsx'
import { headingOf } from './column-heading.ts'
import { type ImportKey, useDecisions, useTargets } from './ledger-queries.ts'
import { SheetChoice } from './sheet-choice.tsx'

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
    <Typography.Text type="secondary" ellipsis style={{ maxWidth: 300 }}>
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

/** What a column may carry besides elements. */
const beside = [
  ['#worthRange', 'columns.range'],
  ['#worthUnit', 'columns.worthUnit'],
  ['#standing', 'columns.standing'],
  ['#leftOn', 'columns.leftOn'],
  ['#system', 'columns.system'],
] as const

interface ColumnProps extends Omit<TableProps, 'ledger'> {
  readonly column: LedgerColumnView
}

/** What one column is taken for, and the unit of money where it matters. */
function Meaning({ column, targets, choices, choose }: ColumnProps) {
  const { t } = useTranslation('ledger')
  const used = new Set(Object.values(choices).map(({ element }) => element))
  const choice = choices[column.position] ?? column
  const taken = (element: string) => element !== choice.element && used.has(element)
  const options = [
    { value: '', label: t('columns.leaveOut') },
    ...targets.map(({ element, label, required }) => ({
      value: element,
      label: required ? `${label} *` : label,
      disabled: taken(element),
    })),
    ...beside.map(([value, label]) => ({ value, label: t(label), disabled: taken(value) })),
  ]
  return (
    <Space wrap>
      <Select
        aria-label={t('columns.meansOf', { heading: headingOf(column.heading, t) })}
        style={{ width: 230 }}
        showSearch={{ optionFilterProp: 'label' }}
        value={choice.element}
        options={options}
        onChange={(element) => choose(column.position, { element, valueUnit: column.valueUnit })}
      />
      {choice.element === 'worth' && (
        <Select
          aria-label={t('columns.unit')}
          style={{ width: 110 }}
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
}

function Certainty({ column, choices }: Pick<ColumnProps, 'column' | 'choices'>) {
  const { t } = useTranslation('ledger')
  const same = choices[column.position]?.element === column.element
  return (
    <Tag color={certaintyColour[same ? column.certainty : 'remembered']}>
      {t(same ? `certainty.${column.certainty}` : 'certainty.yours')}
    </Tag>
  )
}

function Heading({ column }: { readonly column: LedgerColumnView }) {
  const { t } = useTranslation('ledger')
  return (
    <>
      <b>{headingOf(column.heading, t)}</b> {column.hidden && <Tag>{t('columns.hidden')}</Tag>}
    </>
  )
}

/** Of two columns of one heading the visible one is taken; whoever wants the other says so here. */
function HiddenTwins({ ledger }: { readonly ledger: LedgerImportView }) {
  const { t } = useTranslation('ledger')
  const visible = new Set(ledger.columns.flatMap(({ hidden, heading }) => (hidden ? [] : [heading])))
  const plain = (heading: string) => heading.replace(/ \(\d+\)$/, '')
  const twins = ledger.columns.filter(
    ({ hidden, heading }) => hidden && plain(heading) !== heading && visible.has(plain(heading)),
  )
  if (twins.length === 0) return null
  const headings = twins.map(({ heading }) => plain(heading)).join(t('comma'))
  return <Alert type="info" showIcon title={t('columns.hiddenTwin', { headings })} />
}

/** One line a column of the file: its samples, what it means, how sure that is. */
function MappingTable({ ledger, ...rest }: TableProps) {
  const { t } = useTranslation('ledger')
  return (
    <FittingTable<LedgerColumnView>
      rowKey="position"
      size="small"
      pagination={false}
      dataSource={ledger.columns}
      columns={[
        {
          title: t('columns.heading'),
          dataIndex: 'heading',
          render: (_, column) => <Heading column={column} />,
        },
        { title: t('columns.samples'), render: (_, column) => <Samples column={column} /> },
        {
          title: t('columns.means'),
          card: 'whole',
          render: (_, column) => <Meaning column={column} {...rest} />,
        },
        {
          title: t('columns.certainty'),
          render: (_, column) => <Certainty column={column} choices={rest.choices} />,
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
  const [whole, setWhole] = useState(ledger.whole)
  const [leftOut, setLeftOut] = useState<readonly string[]>(() =>
    ledger.sheets.flatMap((sheet) => (sheet.leftOut ? [sheet.name] : [])),
  )
  const send = () => {
    const columns = Object.entries(choices).map(([position, choice]) => ({
      position: Number(position),
      ...choice,
    }))
    map.mutate(
      { columns, makesNumber: makes && !numbered, whole, leftOut: [...leftOut] },
      { onSuccess: onDone },
    )
  }
  return (
    <Space orientation="vertical" size="middle" style={{ width: '100%' }}>
      <ProblemAlert problem={map.error} />
      <SheetChoice sheets={ledger.sheets} leftOut={leftOut} onChange={setLeftOut} />
      <HiddenTwins ledger={ledger} />
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
      <div>
        <Checkbox checked={whole} onChange={(event) => setWhole(event.target.checked)}>
          {t('columns.whole')}
        </Checkbox>
        <Typography.Paragraph type="secondary" style={{ marginInlineStart: 24 }}>
          {t('columns.wholeHint')}
        </Typography.Paragraph>
      </div>
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
