import { Button } from 'antd'
import { useTranslation } from 'react-i18next'
import { PageFrame } from '../../ui/page-frame.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { OrderList } from './order-list.tsx'

const states = [
  'draft',
  'group_review',
  'submitted',
  'quoted',
  'awaiting_samples',
  'received',
  'measuring',
  'handed_over',
  'complained',
  'closed',
]

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
