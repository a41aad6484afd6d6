import { Button, Card, Space, Tag, Typography } from 'antd'
import { useTranslation } from 'react-i18next'
import type { LedgerImportView, LedgerSuggestionsView } from '#modules/reporting/contract.ts'
import { useFormat } from '../../lib/format.ts'
import { type FittingColumn, FittingTable } from '../../ui/fitting-table.tsx'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import {
  forRows,
  type ImportKey,
  type RowAnswers,
  useRowAnswers,
  useRowSuggestions,
} from './ledger-queries.ts'
import { usePlace } from './row-place.ts'
import { gathered, type GatheredSuggestion, sureOnes } from './suggestions-gathered.ts'

const colours = { sure: 'success', likely: 'processing', possible: 'default' } as const
type Answered = LedgerSuggestionsView['answered'][number]

interface GroupProps {
  readonly group: GatheredSuggestion
  readonly busy: boolean
  readonly answer: (given: RowAnswers) => void
}

/** One click for all rows of a suggestion. */
function Acts({ group, busy, answer, rows }: GroupProps & { readonly rows: readonly number[] }) {
  const { t } = useTranslation('ledger')
  const items = forRows(rows, group)
  return (
    <Space>
      <Button size="small" disabled={busy} onClick={() => answer({ act: 'take', items })}>
        {t('suggested.take')}
      </Button>
      <Button size="small" type="text" disabled={busy} onClick={() => answer({ act: 'refuse', items })}>
        {t('suggested.refuse')}
      </Button>
    </Space>
  )
}

/** The rows of a suggestion, each with its own reason and answer. */
function Rows(props: GroupProps) {
  const { t } = useTranslation('ledger')
  const place = usePlace()
  return (
    <FittingTable
      rowKey="no"
      size="small"
      dataSource={props.group.rows}
      pagination={{ pageSize: 20, hideOnSinglePage: true, showSizeChanger: false }}
      columns={[
        { title: t('rows.no'), align: 'right', render: (_, row) => place(row) },
        { title: t('rows.number'), dataIndex: 'innerId' },
        { title: t('rows.name'), dataIndex: 'name' },
        { title: t('suggested.now'), render: (_, row) => row.current || t('rows.empty') },
        { title: t('suggested.why'), render: (_, row) => row.reasons.join(t('comma')) },
        { title: '', card: 'whole', render: (_, row) => <Acts {...props} rows={[row.no]} /> },
      ]}
    />
  )
}

interface TableProps {
  readonly groups: readonly GatheredSuggestion[]
  readonly busy: boolean
  readonly answer: (given: RowAnswers) => void
}

function Groups({ groups, ...rest }: TableProps) {
  const { t } = useTranslation('ledger')
  const format = useFormat()
  const columns: FittingColumn<GatheredSuggestion>[] = [
    { title: t('groups.element'), render: (_, group) => group.elementLabel },
    {
      title: t('suggested.value'),
      render: (_, group) => (
        <>
          <strong>{group.label}</strong>{' '}
          <Tag color={colours[group.confidence]}>{t(`suggested.confidence.${group.confidence}`)}</Tag>
        </>
      ),
    },
    {
      title: t('suggested.why'),
      render: (_, group) => (
        <div style={{ maxWidth: 380, whiteSpace: 'normal' }}>
          {group.rows[0]?.reasons.join(t('comma'))}
          {group.several && <Typography.Text type="secondary">{t('suggested.several')}</Typography.Text>}
        </div>
      ),
    },
    { title: t('groups.rows'), align: 'right', render: (_, group) => format.number(group.rows.length) },
    {
      title: t('suggested.all'),
      card: 'whole',
      render: (_, group) => <Acts group={group} {...rest} rows={group.rows.map(({ no }) => no)} />,
    },
  ]
  return (
    <FittingTable<GatheredSuggestion>
      rowKey="key"
      size="small"
      dataSource={groups}
      pagination={{ pageSize: 10, hideOnSinglePage: true, showSizeChanger: false }}
      expandable={{ expandedRowRender: (group) => <Rows group={group} {...rest} /> }}
      columns={columns}
    />
  )
}

/** One click for every suggestion the program is almost sure of; the others are looked at one by one. */
function TakeSure({ groups, busy, answer }: TableProps) {
  const { t } = useTranslation('ledger')
  const format = useFormat()
  const items = sureOnes(groups)
  if (items.length === 0) return null
  return (
    <Button disabled={busy} onClick={() => answer({ act: 'take', items })}>
      {t('suggested.takeSure', { count: items.length, values: format.number(items.length) })}
    </Button>
  )
}

/** What was taken or refused so far; it can be taken back until the rows go in. */
function AnsweredList({
  answered,
  busy,
  answer,
}: Omit<TableProps, 'groups'> & { answered: readonly Answered[] }) {
  const { t } = useTranslation('ledger')
  const format = useFormat()
  if (answered.length === 0) return null
  return (
    <FittingTable<Answered>
      rowKey={(one) => `${one.element} ${one.answer} ${one.byName} ${one.label}`}
      size="small"
      dataSource={answered}
      pagination={{ pageSize: 5, hideOnSinglePage: true, showSizeChanger: false }}
      columns={[
        { title: t('suggested.answered'), render: (_, one) => t(`suggested.${one.answer}`, { ...one }) },
        { title: t('groups.rows'), align: 'right', render: (_, one) => format.number(one.rows.length) },
        {
          title: '',
          card: 'whole',
          render: (_, one) => (
            <Button
              size="small"
              type="text"
              disabled={busy}
              onClick={() => answer({ act: 'undo', items: forRows(one.rows, one) })}
            >
              {t('suggested.undo')}
            </Button>
          ),
        },
      ]}
    />
  )
}

/** Suggestions over the rows of the file, the same ones together; nothing is taken unless somebody takes it. */
export function SuggestionsPanel({
  ledger,
  of,
}: {
  readonly ledger: LedgerImportView
  readonly of: ImportKey
}) {
  const { t } = useTranslation('ledger')
  const format = useFormat()
  const query = useRowSuggestions(of, `${ledger.state}-${ledger.good}`)
  const answers = useRowAnswers(of)
  const pages = query.data?.pages ?? []
  const groups = gathered(pages.flatMap(({ items }) => items))
  const answered = pages[0]?.answered ?? []
  if (groups.length === 0 && answered.length === 0 && !query.hasNextPage) return null
  const rest = { busy: answers.isPending, answer: (given: RowAnswers) => answers.mutate(given) }
  return (
    <Card size="small" title={t('suggested.title')}>
      <Space orientation="vertical" size="small" style={{ width: '100%' }}>
        <Typography.Text type="secondary">{t('suggested.hint')}</Typography.Text>
        <ProblemAlert problem={answers.error ?? query.error} />
        <TakeSure groups={groups} {...rest} />
        {groups.length > 0 && <Groups groups={groups} {...rest} />}
        <AnsweredList answered={answered} {...rest} />
        {query.hasNextPage && (
          <Button loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
            {t('suggested.more', {
              looked: format.number(pages.reduce((sum, { looked }) => sum + looked, 0)),
            })}
          </Button>
        )}
      </Space>
    </Card>
  )
}
