import { PlusOutlined } from '@ant-design/icons'
import { Button, Drawer } from 'antd'
import { type ReactNode, useState } from 'react'
import { type FittingColumn, FittingTable } from '../../ui/fitting-table.tsx'
import { EmptyState } from '../../ui/states.tsx'

interface Props<Row> {
  readonly rows: readonly Row[]
  readonly columns: readonly FittingColumn<Row>[]
  readonly head: { readonly title: string; readonly nameOf: (row: Row) => string }
  readonly words: { readonly none: string; readonly add: string }
  /** Whether rows may be added and opened. */
  readonly edits: boolean
  /** The form of a row, or of a new one. */
  readonly form: (row: Row | undefined, close: () => void) => ReactNode
}

/** Things of a unit, few enough for one list: a row opens its form in a drawer, a button opens an empty one. */
export function ListWithForm<Row extends { readonly id: number }>(props: Props<Row>) {
  const { rows, columns, head, words, edits, form } = props
  const [open, setOpen] = useState<Row | 'new'>()
  const row = open === 'new' ? undefined : open
  const add = (
    <Button type="primary" icon={<PlusOutlined />} onClick={() => setOpen('new')}>
      {words.add}
    </Button>
  )
  const name = (one: Row) =>
    edits ? (
      <Button type="link" className="cell-link" onClick={() => setOpen(one)}>
        {head.nameOf(one)}
      </Button>
    ) : (
      head.nameOf(one)
    )
  return (
    <>
      {edits && rows.length > 0 && <div className="list-actions">{add}</div>}
      <FittingTable<Row>
        rowKey="id"
        size="small"
        dataSource={rows}
        pagination={false}
        onRow={(one) => (edits ? { onClick: () => setOpen(one), className: 'row-opens' } : {})}
        locale={{ emptyText: <EmptyState why={words.none}>{edits && add}</EmptyState> }}
        columns={[{ title: head.title, key: 'name', render: (_, one) => name(one) }, ...columns]}
      />
      <Drawer
        open={open !== undefined}
        onClose={() => setOpen(undefined)}
        title={row === undefined ? words.add : head.nameOf(row)}
        size={480}
        destroyOnHidden
      >
        {form(row, () => setOpen(undefined))}
      </Drawer>
    </>
  )
}
