import { Button, Descriptions, Space, Tag, Typography } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { LedgerImportView, LedgerProblemView, LedgerRowView } from '#modules/reporting/contract.ts'
import { headingOf } from './column-heading.ts'
import { usePlace } from './row-place.ts'
import { FittingTable } from '../../ui/fitting-table.tsx'
import { Loaded } from '../../ui/states.tsx'
import {
  type ImportKey,
  forRows,
  type RowAnswer,
  type RowAnswers,
  type RowWish,
  useRowAnswers,
  useRows,
} from './ledger-queries.ts'

const colours: Readonly<Record<LedgerProblemView['level'], string>> = {
  ...{ error: 'error', warning: 'warning', mended: 'processing' },
}

function Problem({ problem }: { readonly problem: LedgerProblemView }) {
  const { t } = useTranslation('ledger')
  const likely = problem.likely === undefined ? '' : ` ${t('rows.likely', { label: problem.likely.label })}`
  return (
    <li style={{ whiteSpace: 'normal' }}>
      <Tag color={colours[problem.level]} style={{ marginInlineEnd: 8 }}>
        {problem.label || t('groups.row')}
      </Tag>
      {problem.message}
      {likely}
    </li>
  )
}

const rank: Readonly<Record<LedgerProblemView['level'], number>> = { error: 0, warning: 1, mended: 2 }
const worstFirst = (problems: readonly LedgerProblemView[]) =>
  problems.toSorted((a, b) => rank[a.level] - rank[b.level])

/** What is suggested for the row, to be taken or refused, and what was answered. */
function Suggested({ row, of }: { readonly row: LedgerRowView; readonly of: ImportKey }) {
  const { t } = useTranslation('ledger')
  const answer = useRowAnswers(of)
  const say = (act: RowAnswers['act'], one: Omit<RowAnswer, 'no'>) =>
    answer.mutate({ act, items: forRows([row.no], one) })
  return (
    <>
      {row.answers.map((one) => (
        <li key={`${one.element}-${one.label}`} style={{ whiteSpace: 'normal' }}>
          {t(`suggested.${one.answer}`, { ...one })}{' '}
          <Button size="small" type="text" disabled={answer.isPending} onClick={() => say('undo', one)}>
            {t('suggested.undo')}
          </Button>
        </li>
      ))}
      {row.suggestions.map((one) => (
        <li key={`${one.element}-${one.label}`} style={{ whiteSpace: 'normal' }}>
          {one.current !== '' && <Typography.Text delete>{one.current}</Typography.Text>}{' '}
          {t('suggested.line', { elementLabel: one.elementLabel, label: one.label })}{' '}
          <Typography.Text type="secondary">{one.reasons.join(t('comma'))}</Typography.Text>{' '}
          <Button size="small" disabled={answer.isPending} onClick={() => say('take', one)}>
            {t('suggested.take')}
          </Button>
          <Button size="small" type="text" disabled={answer.isPending} onClick={() => say('refuse', one)}>
            {t('suggested.refuse')}
          </Button>
        </li>
      ))}
    </>
  )
}

/** The row as it stands in the file. */
function Cells({ row, ledger }: { readonly row: LedgerRowView; readonly ledger: LedgerImportView }) {
  const { t } = useTranslation('ledger')
  const items = ledger.columns.flatMap(({ position, heading }) => {
    const cell = row.cells[position] ?? ''
    return cell === '' ? [] : [{ key: position, label: headingOf(heading, t), children: String(cell) }]
  })
  return <Descriptions size="small" column={{ xs: 1, md: 2 }} items={items} style={{ maxWidth: 960 }} />
}

interface Props {
  readonly of: ImportKey
  readonly ledger: LedgerImportView
  readonly wish: Omit<RowWish, 'after'>
}

/** Rows of the file with what was found in them. */
export function RowsTable({ of, ledger, wish }: Props) {
  const { t } = useTranslation('ledger')
  const place = usePlace()
  const [trail, setTrail] = useState<readonly number[]>([-1])
  const query = useRows(of, { ...wish, after: trail.at(-1) ?? -1 }, `${ledger.state}-${ledger.bad}`)
  return (
    <Loaded query={query}>
      {({ items, next }) => (
        <>
          <FittingTable<LedgerRowView>
            rowKey="no"
            size="small"
            dataSource={items}
            pagination={false}
            expandable={{ expandedRowRender: (row) => <Cells row={row} ledger={ledger} /> }}
            columns={[
              { title: t('rows.no'), align: 'right', render: (_, row) => place(row) },
              { title: t('rows.number'), render: (_, row) => row.innerId || '—' },
              { title: t('rows.name'), render: (_, row) => row.name || '—' },
              {
                title: t('rows.problems'),
                render: (_, row) => (
                  <ul style={{ margin: 0, paddingLeft: 0, listStyle: 'none', maxWidth: 640 }}>
                    {row.changes.map(({ element, label, before, after }) => (
                      <li key={element} style={{ whiteSpace: 'normal' }}>
                        {t('rows.change', {
                          label,
                          before: before || t('rows.empty'),
                          after: after || t('rows.empty'),
                        })}
                      </li>
                    ))}
                    {worstFirst(row.problems).map((problem) => (
                      <Problem
                        key={`${problem.element}-${problem.code}-${problem.from ?? ''}`}
                        problem={problem}
                      />
                    ))}
                    <Suggested row={row} of={of} />
                  </ul>
                ),
              },
            ]}
          />
          <Space style={{ marginTop: 8 }}>
            {trail.length > 1 && (
              <Button onClick={() => setTrail(trail.slice(0, -1))}>{t('rows.before')}</Button>
            )}
            {next !== undefined && (
              <Button onClick={() => setTrail([...trail, next])}>{t('rows.next')}</Button>
            )}
          </Space>
        </>
      )}
    </Loaded>
  )
}
