import { Table, type TableColumnType, type TableProps } from 'antd'
import { type ReactNode, type RefObject, useLayoutEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import './fitting-table.css'

/** A column of a list that also knows how it stands on the card of a narrow place. */
export type FittingColumn<T> = TableColumnType<T> & {
  /** `whole`: without its heading over the full width, for buttons; `leftOut`: not on the card. */
  readonly card?: 'whole' | 'leftOut'
}

type Props<T> = Omit<TableProps<T>, 'columns'> & {
  readonly columns: readonly FittingColumn<T>[]
  /** Width of the place, in px, below which rows become cards; a table of a few figures takes a smaller one, 0 never. */
  readonly below?: number
}

/** Whether the element is narrower than so many px, also inside a drawer; known before the first painting. */
function useNarrow(place: RefObject<HTMLElement | null>, below: number): boolean {
  const [narrow, setNarrow] = useState(() => window.innerWidth < below)
  useLayoutEffect(() => {
    const element = place.current
    if (element === null) return
    const measure = () => setNarrow(element.clientWidth < below)
    measure()
    const watch = new ResizeObserver(measure)
    watch.observe(element)
    return () => watch.disconnect()
  }, [place, below])
  return narrow
}

function valueAt(row: unknown, path: unknown): unknown {
  let value = row
  for (const name of [path ?? []].flat() as PropertyKey[])
    value = (value as Record<PropertyKey, unknown> | null | undefined)?.[name]
  return value
}

const isNothing = (shown: ReactNode) =>
  shown === undefined || shown === null || shown === '' || shown === false

function shownIn<T>(column: FittingColumn<T>, row: T, index: number): ReactNode {
  const value = valueAt(row, column.dataIndex)
  const shown = (column.render === undefined ? value : column.render(value, row, index)) as ReactNode
  const long = column.ellipsis !== undefined && !isNothing(shown)
  return long ? <span className="fitting-clamp">{shown}</span> : shown
}

/** Ant Design cuts a long text after one line and then makes all columns equally wide; here it gets three lines. */
const inThreeLines = <T,>(column: FittingColumn<T>): FittingColumn<T> =>
  column.ellipsis === undefined
    ? column
    : { ...column, ellipsis: false, render: (_, row, index) => shownIn(column, row, index) }

function Field<T>({
  column,
  row,
  index,
}: {
  readonly column: FittingColumn<T>
  readonly row: T
  readonly index: number
}) {
  const shown = shownIn(column, row, index)
  if (isNothing(shown)) return null
  const { title } = column
  const onClick = column.onCell?.(row, index).onClick
  if (column.card === 'whole' || typeof title === 'function' || isNothing(title))
    return (
      <div className="fitting-whole" onClick={onClick} role="presentation">
        {shown}
      </div>
    )
  return (
    <div className="fitting-field">
      <span className="fitting-label">{title}</span>
      <span className="fitting-value">{shown}</span>
    </div>
  )
}

function Card<T>({
  columns,
  row,
  index,
}: {
  readonly columns: readonly FittingColumn<T>[]
  readonly row: T
  readonly index: number
}) {
  const [head, ...fields] = columns.filter(({ card }) => card !== 'leftOut')
  return (
    <div className="fitting-card">
      {head !== undefined && <div className="fitting-head">{shownIn(head, row, index)}</div>}
      {fields.map((column, place) => (
        <Field key={column.key ?? place} column={column} row={row} index={index} />
      ))}
    </div>
  )
}

/**
 * The table of every list of the workbench. Takes what Ant Design's Table takes, with `columns` as `FittingColumn<Row>[]`. Where the
 * place is narrower than `below` (700 px, e.g. a phone or a drawer) each row becomes a card: the first column is its head, the others
 * stand under it as heading and value; empty values are left out. Give the column of buttons `card: 'whole'`, a column that only
 * repeats the head `card: 'leftOut'`. Selection, opening a row, pages, expanding and the empty state work as in the table.
 */
export function FittingTable<T extends object>({ columns, below = 700, className, ...props }: Props<T>) {
  const { t } = useTranslation('ui')
  const place = useRef<HTMLDivElement>(null)
  const narrow = useNarrow(place, below)
  const selects = props.rowSelection !== undefined
  const card: FittingColumn<T> = {
    key: 'card',
    title: selects ? t('list.all') : undefined,
    render: (_, row, index) => <Card columns={columns} row={row} index={index} />,
  }
  return (
    <div
      ref={place}
      className={['fitting', below > 0 && 'fitting-list', className].filter(Boolean).join(' ')}
    >
      <Table<T>
        {...props}
        {...(narrow
          ? { className: 'fitting-cards', columns: [card], scroll: {}, showHeader: selects }
          : { columns: columns.map(inThreeLines), scroll: props.scroll ?? { x: true } })}
      />
    </div>
  )
}
