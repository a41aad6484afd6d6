import { SettingOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Button, Flex, Segmented } from 'antd'
import { useTranslation } from 'react-i18next'
import type { OrderRowView } from '#modules/orders/contract.ts'
import { useFilters } from '../../lib/address.ts'
import { useFormat } from '../../lib/format.ts'
import { PageFrame } from '../../ui/page-frame.tsx'
import { EmptyState, Loaded } from '../../ui/states.tsx'
import { type ListAddress, OrderList } from './order-list.tsx'
import { ordersQuery } from './order-queries.ts'

const steps = [
  'submitted',
  'quoted',
  'awaiting_samples',
  'received',
  'measuring',
  'handed_over',
  'complained',
] as const

function BoardCard({ row }: { readonly row: OrderRowView }) {
  const { t } = useTranslation('orders')
  const format = useFormat()
  return (
    <Link to={`/orders/${row.orderId}`} className="order-card">
      <strong>{row.orderNo}</strong>
      <span>{row.instrumentName}</span>
      <span className="order-second">
        {t('board.about', { who: row.requesterName, count: row.sampleCount })}
      </span>
      {row.expectedOn !== undefined && (
        <span className="order-second">{t('board.expected', { date: format.date(row.expectedOn) })}</span>
      )}
    </Link>
  )
}

/** Orders under way, a column for each step. */
function Board() {
  const { t } = useTranslation('orders')
  const query = useQuery(ordersQuery({ whose: 'staff', state: steps.join(','), limit: 200 }))
  return (
    <Loaded query={query}>
      {({ items }) => (
        <div className="order-board">
          {steps.map((step) => {
            const rows = items.filter((row) => row.state === step)
            return (
              <section key={step} aria-label={t(`state.${step}`)}>
                <h2>{t('board.step', { step: t(`state.${step}`), count: rows.length })}</h2>
                {rows.map((row) => (
                  <BoardCard key={row.orderId} row={row} />
                ))}
              </section>
            )
          })}
        </div>
      )}
    </Loaded>
  )
}

/** The orders at the instruments somebody answers for. */
export default function DeskPage() {
  const { t } = useTranslation('orders')
  const [{ view }, change] = useFilters<ListAddress>()
  return (
    <PageFrame
      title={t('menu.desk')}
      hint={t('desk.hint')}
      extra={
        <Flex gap={8} wrap>
          <Segmented
            value={view ?? 'list'}
            onChange={(next) => change({ view: next === 'list' ? undefined : next })}
            options={[
              { value: 'list', label: t('desk.list') },
              { value: 'board', label: t('desk.board') },
            ]}
          />
          <Link to="/order-settings">
            <Button icon={<SettingOutlined />}>{t('menu.settings')}</Button>
          </Link>
        </Flex>
      }
    >
      {view === 'board' ? (
        <Board />
      ) : (
        <OrderList
          whose="staff"
          states={[...steps, 'closed', 'rejected', 'cancelled', 'declined', 'expired']}
          empty={<EmptyState why={t('desk.empty')} />}
        />
      )}
    </PageFrame>
  )
}
