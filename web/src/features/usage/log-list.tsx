import { Button, Flex, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { useFormat } from '../../lib/format.ts'
import { type FittingColumn, FittingTable } from '../../ui/fitting-table.tsx'
import { EmptyState } from '../../ui/states.tsx'

interface Props<Row> {
  readonly columns: readonly FittingColumn<Row>[]
  readonly page: { readonly items: Row[]; readonly next?: string | undefined }
  /** Where this page begins; the newest one when absent. */
  readonly after: string | undefined
  readonly empty: string
  readonly onAfter: (after: string | undefined) => void
  readonly onOpen: (id: number) => void
}

/** A log, newest first: a row opens, the foot leads to older entries and back to the newest. */
export function LogList<Row extends { readonly id: number }>(props: Props<Row>) {
  const { columns, page, after, empty, onAfter, onOpen } = props
  const { t } = useTranslation('usage')
  return (
    <>
      <FittingTable<Row>
        rowKey="id"
        below={820}
        size="middle"
        columns={columns}
        dataSource={page.items}
        pagination={false}
        locale={{ emptyText: <EmptyState why={empty} /> }}
        onRow={({ id }) => ({ onClick: () => onOpen(id), className: 'row-opens' })}
      />
      <Flex gap={8} justify="center" className="usage-foot">
        {after !== undefined && <Button onClick={() => onAfter(undefined)}>{t('newest')}</Button>}
        {page.next !== undefined && <Button onClick={() => onAfter(page.next)}>{t('older')}</Button>}
      </Flex>
    </>
  )
}

/** One filter of a log that is chosen from a few values. */
export function LogFilter<Value extends string>({
  label,
  value,
  options,
  onChange,
}: {
  readonly label: string
  readonly value: Value | undefined
  readonly options: readonly { readonly value: Value; readonly label: string }[]
  readonly onChange: (value: Value | undefined) => void
}) {
  return (
    <Select<Value | null>
      aria-label={label}
      allowClear
      placeholder={label}
      style={{ width: 160 }}
      value={value ?? null}
      onChange={(chosen) => onChange(chosen ?? undefined)}
      options={[...options]}
    />
  )
}

interface OfInstrument {
  readonly instrumentName: string
  readonly instrumentNameEn: string
}

/** The column of the instrument in the reader's language. */
export function useInstrumentColumn<Row extends OfInstrument>(): FittingColumn<Row> {
  const { t } = useTranslation('usage')
  const { either } = useFormat()
  return {
    title: t('instrument'),
    render: (_, { instrumentName, instrumentNameEn }) => either(instrumentName, instrumentNameEn),
  }
}
