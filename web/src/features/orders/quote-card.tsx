import { Card, Collapse } from 'antd'
import { useTranslation } from 'react-i18next'
import type { OrderView } from '#modules/orders/contract.ts'
import { useFormat } from '../../lib/format.ts'
import { FittingTable } from '../../ui/fitting-table.tsx'

type Quote = OrderView['quotes'][number]
type Line = Quote['lines'][number]

function QuoteLines({ quote }: { readonly quote: Quote }) {
  const { t } = useTranslation('orders')
  const format = useFormat()
  return (
    <>
      <FittingTable<Line & { readonly at: number }>
        rowKey="at"
        size="small"
        below={420}
        pagination={false}
        dataSource={quote.lines.map((line, at) => ({ ...line, at }))}
        columns={[
          { key: 'what', title: t('quote.what'), dataIndex: 'what' },
          {
            key: 'price',
            title: t('quote.priceYuan'),
            align: 'right',
            render: (_, line) => format.number(line.unitPriceFen / 100, 2),
          },
          { key: 'amount', title: t('quote.amount'), align: 'right', dataIndex: 'amount' },
          {
            key: 'sum',
            title: t('quote.sumYuan'),
            align: 'right',
            render: (_, line) => format.number((line.unitPriceFen * line.amount) / 100, 2),
          },
        ]}
      />
      <p>
        <strong>{t('quote.total', { total: format.money(quote.totalFen) })}</strong>
      </p>
      <p className="order-second">
        {t('quote.about', {
          who: quote.quotedByName,
          when: format.date(quote.quotedAt),
          until: format.date(quote.validUntil),
          expected: format.date(quote.expectedOn),
        })}
      </p>
      {quote.note !== '' && <p className="order-text">{quote.note}</p>}
    </>
  )
}

/** The quote that counts, and those before it. */
export function QuoteCard({ order }: { readonly order: OrderView }) {
  const { t } = useTranslation('orders')
  const [last, ...before] = order.quotes
  if (last === undefined) return null
  return (
    <Card title={t('part.quote', { revision: last.revision })}>
      <QuoteLines quote={last} />
      {before.length > 0 && (
        <Collapse
          size="small"
          items={before.map((quote) => ({
            key: quote.revision,
            label: t('quote.before', { revision: quote.revision }),
            children: <QuoteLines quote={quote} />,
          }))}
        />
      )}
    </Card>
  )
}
