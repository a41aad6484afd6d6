import { useQuery } from '@tanstack/react-query'
import { Alert, App, Button, Checkbox, Drawer, Grid, Space, Tag } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { bookingContract } from '#modules/booking/contract.ts'
import { call, type Replied } from '../../lib/client.ts'
import { useFormat } from '../../lib/format.ts'
import { FittingTable } from '../../ui/fitting-table.tsx'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { EmptyState, Loaded } from '../../ui/states.tsx'
import { type TemplateItem, templateQuery, useBookingAct } from './booking-queries.ts'
import { TouchedList } from './touched-list.tsx'

type Instrument = Replied<typeof bookingContract.bookingTemplate>['instruments'][number]
type Applied = Replied<typeof bookingContract.applyBookingTemplate>['applied']

function Instruments({
  items,
  chosen,
  onChoose,
}: {
  readonly items: readonly Instrument[]
  readonly chosen: readonly number[]
  readonly onChoose: (ids: number[]) => void
}) {
  const { t } = useTranslation('booking')
  const { either } = useFormat()
  return (
    <FittingTable<Instrument>
      rowKey="instrumentId"
      size="small"
      pagination={false}
      dataSource={[...items]}
      rowSelection={{ selectedRowKeys: [...chosen], onChange: (keys) => onChoose(keys.map(Number)) }}
      locale={{ emptyText: <EmptyState why={t('template.noInstruments')} /> }}
      columns={[
        {
          title: t('facts.instrument'),
          render: (_, item) => (
            <>
              {either(item.name, item.nameEn)}{' '}
              {item.follows && <Tag color="processing">{t('template.followed')}</Tag>}
              {!item.bookable && <Tag>{t('managed.shut')}</Tag>}
            </>
          ),
        },
        {
          title: t('template.differs'),
          render: (_, item) =>
            item.version === 0
              ? t('template.notOpened')
              : item.differs.map((part) => t(`part.${part}`)).join(t('rules.comma')) || '–',
        },
      ]}
    />
  )
}

/** What applying would touch, before it is done. */
function Look({ applied }: { readonly applied: Applied }) {
  const { t } = useTranslation('booking')
  const touched = applied.filter((one) => one.touched.length > 0)
  const number = touched.reduce((sum, one) => sum + one.touched.length, 0)
  return (
    <Alert
      type={number === 0 ? 'success' : 'warning'}
      showIcon
      style={{ marginBottom: 16 }}
      title={t(number === 0 ? 'template.touchesNone' : 'template.touches', { number, count: number })}
      description={touched.map((one) => (
        <section key={one.instrumentId}>
          <b>{one.name}</b>
          <TouchedList bookings={one.touched} />
        </section>
      ))}
    />
  )
}

/** Choose instruments, look at what would be touched, then apply. */
export function ApplyDrawer({
  template,
  onClose,
}: {
  readonly template: TemplateItem
  readonly onClose: () => void
}) {
  const { t } = useTranslation('booking')
  const { message } = App.useApp()
  const wide = Grid.useBreakpoint()['md'] === true
  const known = useQuery(templateQuery(template.id))
  const [chosen, setChosen] = useState<number[]>([])
  const [keepOwn, setKeepOwn] = useState(true)
  const [look, setLook] = useState<Applied>()
  const act = useBookingAct((dryRun: boolean) =>
    call(bookingContract.applyBookingTemplate, {
      params: { templateId: template.id },
      body: { instrumentIds: chosen, keepOwn, dryRun },
    }),
  )
  const choose = (ids: number[]) => {
    setChosen(ids)
    setLook(undefined)
  }
  const apply = () =>
    act.mutate(false, {
      onSuccess: ({ applied }) => {
        void message.success(t('template.applied', { number: applied.length, count: applied.length }))
        onClose()
      },
    })
  return (
    <Drawer
      open
      onClose={onClose}
      size={wide ? 760 : '100%'}
      title={t('template.applyTitle', { name: template.name })}
    >
      <Loaded query={known}>
        {({ instruments }) => <Instruments items={instruments} chosen={chosen} onChoose={choose} />}
      </Loaded>
      <Checkbox
        checked={keepOwn}
        style={{ margin: '16px 0' }}
        onChange={({ target }) => {
          setKeepOwn(target.checked)
          setLook(undefined)
        }}
      >
        {t('template.keepOwn')}
      </Checkbox>
      {look !== undefined && <Look applied={look} />}
      <ProblemAlert problem={act.error} />
      <Space>
        {look === undefined ? (
          <Button
            type="primary"
            disabled={chosen.length === 0}
            loading={act.isPending}
            onClick={() => act.mutate(true, { onSuccess: ({ applied }) => setLook(applied) })}
          >
            {t('template.look')}
          </Button>
        ) : (
          <Button type="primary" loading={act.isPending} onClick={apply}>
            {t('template.applyNow', { number: chosen.length, count: chosen.length })}
          </Button>
        )}
        <Button onClick={onClose}>{t('form.leave')}</Button>
      </Space>
    </Drawer>
  )
}
