import { DeleteOutlined, PlusOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Button, Card } from 'antd'
import { useTranslation } from 'react-i18next'
import type { ElementDefinitionView } from '#modules/registry/contract.ts'
import type { RecordView } from '#modules/reporting/contract.ts'
import { useFormat } from '../../lib/format.ts'
import { FittingTable } from '../../ui/fitting-table.tsx'
import { EmptyState, Loaded } from '../../ui/states.tsx'
import { ElementInput } from './element-input.tsx'
import type { FormValues } from './form-values.ts'
import { recordDictionaryQuery } from './record-queries.ts'

export type AttachedRows = Readonly<Record<string, readonly FormValues[]>>

interface Props {
  readonly record: RecordView
  readonly part: string
  readonly rows: readonly FormValues[]
  readonly onChange: (rows: readonly FormValues[]) => void
}

type Line = { readonly at: number; readonly values: FormValues }

function Cell({
  definition,
  line,
  problems,
  onChange,
}: {
  readonly definition: ElementDefinitionView
  readonly line: Line
  readonly problems: RecordView['attachedProblems']
  readonly onChange: (values: FormValues) => void
}) {
  const { either } = useFormat()
  const mine = problems.filter((one) => one.row === line.at + 1 && one.element === definition.id)
  return (
    <div
      className="attached-cell"
      role="group"
      aria-label={`${line.at + 1} ${either(definition.label.zh, definition.label.en)}`}
    >
      <ElementInput
        definition={definition}
        value={line.values[definition.id]}
        onChange={(value) => onChange({ ...line.values, [definition.id]: value })}
        disabled={false}
        within={undefined}
      />
      {mine.map((one) => (
        <div key={one.message} className="attached-problem">
          {one.message}
        </div>
      ))}
    </div>
  )
}

/** A sheet attached to a record, filled in row by row; what is wrong stands beneath the cell. */
export function AttachedEditor({ record, part, rows, onChange }: Props) {
  const { t } = useTranslation('reporting')
  const { either, number } = useFormat()
  const query = useQuery(recordDictionaryQuery(`${record.kind}-${part}`))
  const problems = record.attachedProblems.filter((one) => one.part === part)
  const lines = rows.map((values, at): Line => ({ at, values }))
  // Which year a row is of follows from its record.
  const fresh: FormValues = record.kind === '7' ? { year: Number(record.innerId) } : {}
  return (
    <Loaded query={query} rows={3}>
      {({ title, elements }) => (
        <Card
          className="report-section"
          id={part}
          tabIndex={-1}
          title={`${either(title?.zh ?? part, title?.en ?? part)} · ${number(rows.length)}`}
          extra={
            <Button icon={<PlusOutlined />} onClick={() => onChange([...rows, fresh])}>
              {t('record.addRow')}
            </Button>
          }
        >
          <FittingTable<Line>
            rowKey="at"
            size="small"
            pagination={{ hideOnSinglePage: true, pageSize: 20, showSizeChanger: false }}
            scroll={{ x: 'max-content' }}
            dataSource={lines}
            locale={{ emptyText: <EmptyState why={t('record.attachedNone')} /> }}
            columns={[
              // In front, so that as a card each row has a name and every field its label.
              { key: 'row', title: t('record.row'), render: (_: unknown, line: Line) => line.at + 1 },
              ...elements
                .filter((element) => element.local !== true)
                .map((definition) => ({
                  key: definition.id,
                  title: `${either(definition.label.zh, definition.label.en)}${definition.unit === undefined ? '' : ` (${definition.unit})`}`,
                  render: (_: unknown, line: Line) => (
                    <Cell
                      definition={definition}
                      line={line}
                      problems={problems}
                      onChange={(values) => onChange(rows.with(line.at, values))}
                    />
                  ),
                })),
              {
                key: 'remove',
                title: t('record.rowActs'),
                render: (_: unknown, line: Line) => (
                  <Button
                    type="text"
                    icon={<DeleteOutlined />}
                    aria-label={t('record.removeRow', { row: line.at + 1 })}
                    onClick={() => onChange(rows.filter((_row, at) => at !== line.at))}
                  />
                ),
              },
            ]}
          />
        </Card>
      )}
    </Loaded>
  )
}
