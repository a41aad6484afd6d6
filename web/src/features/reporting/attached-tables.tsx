import { useQuery } from '@tanstack/react-query'
import { Alert, Card, Flex, Table } from 'antd'
import { useTranslation } from 'react-i18next'
import type { RecordView } from '#modules/reporting/contract.ts'
import { useFormat } from '../../lib/format.ts'
import { EmptyState, Loaded } from '../../ui/states.tsx'
import { recordDictionaryQuery } from './record-queries.ts'

function AttachedTable({ record, part }: { readonly record: RecordView; readonly part: string }) {
  const { t } = useTranslation('reporting')
  const { either, measure, number } = useFormat()
  const query = useQuery(recordDictionaryQuery(`${record.kind}-${part}`))
  const rows = (record.attached[part] ?? []).map((row, i) => ({ ...row, '#': i + 1 }))
  const problems = record.attachedProblems.filter((problem) => problem.part === part)
  return (
    <Loaded query={query} rows={3}>
      {({ title, elements }) => (
        <Card title={`${either(title?.zh ?? part, title?.en ?? part)} · ${number(rows.length)}`}>
          {problems.length > 0 && (
            <Alert
              className="problem"
              type="warning"
              showIcon
              title={t('record.attachedProblems', { count: problems.length })}
              description={problems
                .slice(0, 5)
                .map(({ row, message }) => t('record.attachedProblem', { row, message }))
                .join('；')}
            />
          )}
          <Table<Record<string, string | number | string[]>>
            rowKey="#"
            size="small"
            pagination={{ hideOnSinglePage: true, pageSize: 20 }}
            scroll={{ x: 'max-content' }}
            dataSource={rows}
            locale={{ emptyText: <EmptyState why={t('record.attachedEmpty')} /> }}
            columns={elements
              .filter((element) => element.local !== true)
              .map((element) => ({
                title: `${either(element.label.zh, element.label.en)}${element.unit === undefined ? '' : ` (${measure(element.unit)})`}`,
                dataIndex: element.id,
                ...(element.type === 'number' ? { align: 'right' as const } : {}),
              }))}
          />
        </Card>
      )}
    </Loaded>
  )
}

/** The names of the sheets attached to records of a kind. */
export const attachedParts = ({ kind }: Pick<RecordView, 'kind'>): readonly string[] =>
  kind === '7' ? ['income', 'assets'] : []

/** The sheets attached to a yearly effect. */
export function AttachedTables({ record }: { readonly record: RecordView }) {
  return (
    <Flex vertical gap={16}>
      {attachedParts(record).map((part) => (
        <AttachedTable key={part} record={record} part={part} />
      ))}
    </Flex>
  )
}
