import { PrinterOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { Button, QRCode } from 'antd'
import { useTranslation } from 'react-i18next'
import type { OrderView } from '#modules/orders/contract.ts'
import { usePathParam } from '../../lib/address.ts'
import { PageFrame } from '../../ui/page-frame.tsx'
import { EmptyState, Loaded } from '../../ui/states.tsx'
import { orderQuery } from './order-queries.ts'
import './orders.css'

function Labels({ order }: { readonly order: OrderView }) {
  const { t } = useTranslation('orders')
  const here = order.samples.filter((sample) => sample.sampleNo !== undefined)
  const hazards = new Map(order.hazards.map((one) => [one.code, one.name]))
  if (here.length === 0) return <EmptyState why={t('labels.none')} />
  return (
    <div className="order-labels">
      {here.map((sample) => (
        <div key={sample.position} className="order-label">
          <QRCode
            type="svg"
            size={88}
            bordered={false}
            color="#000000"
            bgColor="#ffffff"
            value={`${location.origin}/app/orders/${order.orderId}?sample=${sample.sampleNo ?? ''}`}
          />
          <div>
            <strong>{sample.sampleNo}</strong>
            <div>{sample.name}</div>
            <div>{sample.storage}</div>
            <div>{sample.hazards.map((code) => hazards.get(code) ?? code).join(' · ')}</div>
          </div>
        </div>
      ))}
    </div>
  )
}

/** Labels to print and stick on the samples of an order. */
export default function LabelsPage() {
  const { t } = useTranslation('orders')
  const query = useQuery(orderQuery(Number(usePathParam('orderId'))))
  return (
    <PageFrame
      title={t('labels.title', { no: query.data?.orderNo ?? '' })}
      extra={
        <Button type="primary" icon={<PrinterOutlined />} onClick={() => window.print()}>
          {t('labels.print')}
        </Button>
      }
    >
      <Loaded query={query}>{(order) => <Labels order={order} />}</Loaded>
    </PageFrame>
  )
}
