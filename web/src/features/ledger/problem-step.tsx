import { Alert, Button, Card, Flex, Popconfirm, Segmented, Space, Statistic, Tag, Typography } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { LedgerGroupView, LedgerImportView } from '#modules/reporting/contract.ts'
import { useFilters } from '../../lib/address.ts'
import { useFormat } from '../../lib/format.ts'
import { type FittingColumn, FittingTable } from '../../ui/fitting-table.tsx'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { ComparisonPanel, hasOpenLinks } from './comparison-panel.tsx'
import { FixCell } from './fix-cell.tsx'
import { type ImportKey, useDecisions } from './ledger-queries.ts'
import { usePlace } from './row-place.ts'
import { RowsTable } from './rows-table.tsx'
import { SuggestionsPanel } from './suggestions-panel.tsx'

type Level = LedgerGroupView['level']
const levels: readonly Level[] = ['error', 'warning', 'mended']
const colours: Readonly<Record<Level, string>> = { error: 'error', warning: 'warning', mended: 'processing' }
const keyOf = ({ code, element, from, fixable }: LedgerGroupView) =>
  [code, element, fixable ? from : ''].join('|')

interface GroupsProps {
  readonly ledger: LedgerImportView
  readonly of: ImportKey
  readonly level: Level
  readonly fixes: Readonly<Record<string, string>>
  readonly decide: (key: string, to: string | undefined) => void
}

/** Problems by kind; each opens the rows that have it, and where one text is the cause, one decision mends all. */
function GroupsTable({ ledger, of, level, fixes, decide }: GroupsProps) {
  const { t } = useTranslation('ledger')
  const format = useFormat()
  const place = usePlace()
  const groups = ledger.groups.filter((group) => group.level === level)
  const wording = (group: LedgerGroupView) =>
    group.varies ? t('groups.example', { row: place(group), message: group.message }) : group.message
  const fixCell = (group: LedgerGroupView) =>
    group.fixable && (
      <FixCell group={group} value={fixes[keyOf(group)]} onChange={(to) => decide(keyOf(group), to)} />
    )
  const columns: FittingColumn<LedgerGroupView>[] = [
    { title: t('groups.element'), render: (_, group) => group.label || t('groups.row') },
    {
      title: t('groups.what'),
      render: (_, group) => <div style={{ maxWidth: 460, whiteSpace: 'normal' }}>{wording(group)}</div>,
    },
    { title: t('groups.rows'), align: 'right', render: (_, group) => format.number(group.count) },
    ...(groups.some((group) => group.fixable)
      ? [
          {
            title: t('groups.fix'),
            card: 'whole' as const,
            render: (_: unknown, group: LedgerGroupView) => fixCell(group),
          },
        ]
      : []),
  ]
  return (
    <FittingTable<LedgerGroupView>
      rowKey={keyOf}
      size="small"
      dataSource={groups}
      pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
      locale={{ emptyText: <EmptyState why={t(`groups.none.${level}`)} /> }}
      expandable={{
        expandedRowRender: (group) => (
          <RowsTable
            of={of}
            ledger={ledger}
            wish={{
              code: group.code,
              element: group.element,
              ...(group.fixable ? { from: group.from } : {}),
            }}
          />
        ),
      }}
      columns={columns}
    />
  )
}

interface LeaveProps {
  readonly ledger: LedgerImportView
  readonly busy: boolean
  readonly onLeave: (element: string) => void
}

/** Where many different texts of one element cannot be used: one decision for all of them. */
function LeaveEmpty({ ledger, busy, onLeave }: LeaveProps) {
  const { t } = useTranslation('ledger')
  const format = useFormat()
  const fixable = ledger.groups.filter((group) => group.level === 'error' && group.fixable)
  const many = [...Map.groupBy(fixable, (group) => group.element)].filter(([, groups]) => groups.length > 1)
  if (many.length === 0) return null
  return (
    <Space wrap>
      {many.map(([element, groups]) => (
        <Popconfirm
          key={element}
          title={t('leave.sure', { label: groups[0]?.label ?? element })}
          okText={t('leave.ok')}
          cancelText={t('leave.no')}
          onConfirm={() => onLeave(element)}
        >
          <Button loading={busy}>
            {t('leave.all', {
              label: groups[0]?.label ?? element,
              kinds: format.number(groups.length),
              rows: format.number(groups.reduce((sum, { count }) => sum + count, 0)),
            })}
          </Button>
        </Popconfirm>
      ))}
    </Space>
  )
}

interface Props {
  readonly ledger: LedgerImportView
  readonly of: ImportKey
  readonly onRemap: () => void
}

function Missing({ ledger }: { readonly ledger: LedgerImportView }) {
  const { t } = useTranslation('ledger')
  if (ledger.withoutColumn.length === 0) return null
  const names = ledger.withoutColumn.map(({ label }) => label).join(t('comma'))
  return <Alert type="info" showIcon title={t('without', { names })} />
}

function Figures({ ledger }: { readonly ledger: LedgerImportView }) {
  const { t } = useTranslation('ledger')
  return (
    <Card size="small">
      <Flex gap="16px 48px" wrap>
        <Statistic title={t('figures.good')} value={ledger.good} />
        <Statistic title={t('figures.bad')} value={ledger.bad} />
        <Statistic title={t('figures.all')} value={ledger.rowCount} />
      </Flex>
    </Card>
  )
}

/** Third step: what was found, by kind, with "fix all like this"; then the good rows go in. */
export function ProblemStep({ ledger, of, onRemap }: Props) {
  const { t } = useTranslation('ledger')
  const format = useFormat()
  const { fix, start } = useDecisions(of)
  const first = levels.find((level) => ledger.groups.some((group) => group.level === level)) ?? 'error'
  const [{ level: asked }, change] = useFilters<{ level: string | undefined }>()
  const level = levels.find((one) => one === asked) ?? first
  const [fixes, setFixes] = useState<Readonly<Record<string, string>>>({})
  const decided = ledger.groups.filter((group) => fixes[keyOf(group)] !== undefined)
  const apply = () =>
    fix.mutate(
      decided.map((group) => ({
        element: group.element,
        from: group.from ?? '',
        to: fixes[keyOf(group)] ?? '',
      })),
    )
  const decide = (key: string, to: string | undefined) =>
    setFixes((before) => {
      const others = Object.entries(before).filter(([of]) => of !== key)
      return Object.fromEntries(to === undefined ? others : [...others, [key, to]])
    })
  const tab = (of: Level) => ({
    value: of,
    label: (
      <Space>
        {t(`level.${of}`)}
        <Tag color={colours[of]}>{ledger.groups.filter((group) => group.level === of).length}</Tag>
      </Space>
    ),
  })
  return (
    <Space orientation="vertical" size="middle" style={{ width: '100%' }}>
      <ProblemAlert problem={fix.error ?? start.error} />
      <Figures ledger={ledger} />
      <ComparisonPanel ledger={ledger} of={of} />
      <Missing ledger={ledger} />
      <Segmented<Level>
        value={level}
        onChange={(chosen) => change({ level: chosen })}
        options={levels.map(tab)}
      />
      <Typography.Text type="secondary">{t(`level.${level}.why`)}</Typography.Text>
      {level === 'error' && (
        <LeaveEmpty
          ledger={ledger}
          busy={fix.isPending}
          onLeave={(element) => fix.mutate([{ element, from: '*', to: '' }])}
        />
      )}
      <GroupsTable ledger={ledger} of={of} level={level} fixes={fixes} decide={decide} />
      <SuggestionsPanel ledger={ledger} of={of} />
      <Space wrap>
        {decided.length > 0 && (
          <Button type="primary" loading={fix.isPending} onClick={apply}>
            {t('fix.apply', { count: decided.length })}
          </Button>
        )}
        <Button
          type={decided.length > 0 ? 'default' : 'primary'}
          disabled={ledger.good === 0 || hasOpenLinks(ledger)}
          loading={start.isPending}
          onClick={() => start.mutate()}
        >
          {t('import', { count: ledger.good, good: format.number(ledger.good) })}
        </Button>
        <Button onClick={onRemap}>{t('remap')}</Button>
        {ledger.bad > 0 && <Typography.Text type="secondary">{t('import.bad')}</Typography.Text>}
      </Space>
    </Space>
  )
}
