import { useTranslation } from 'react-i18next'
import { PageFrame } from '../../ui/page-frame.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { OrderList } from './order-list.tsx'

/** Orders of the groups somebody leads. */
export default function GroupPage() {
  const { t } = useTranslation('orders')
  return (
    <PageFrame title={t('menu.group')} hint={t('group.hint')}>
      <OrderList
        whose="group"
        states={['group_review', 'submitted', 'quoted', 'measuring', 'handed_over', 'closed', 'rejected']}
        empty={<EmptyState why={t('group.empty')} />}
      />
    </PageFrame>
  )
}
