import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { orderStates } from '#modules/orders/contract.ts'
import { PageFrame } from '../../ui/page-frame.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { OrderList } from './order-list.tsx'

const ended = ['declined', 'expired', 'rejected', 'cancelled']
const states = orderStates.filter((state) => !ended.includes(state))

/** The orders somebody placed. */
export default function MyOrdersPage() {
  const { t } = useTranslation('orders')
  const find = (
    <Button type="primary" href="/instruments">
      {t('act.find')}
    </Button>
  )
  return (
    <PageFrame title={t('menu.mine')} hint={t('mine.hint')} extra={find}>
      <OrderList whose="mine" states={states} empty={<EmptyState why={t('mine.empty')}>{find}</EmptyState>} />
    </PageFrame>
  )
}
