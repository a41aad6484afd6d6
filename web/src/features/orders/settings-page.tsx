import { useQuery } from '@tanstack/react-query'
import { Alert, Card, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { bookingContract } from '#modules/booking/contract.ts'
import { useFilters } from '../../lib/address.ts'
import { call } from '../../lib/client.ts'
import { PageFrame } from '../../ui/page-frame.tsx'
import { EmptyState, Loaded } from '../../ui/states.tsx'
import { settingsQuery } from './order-queries.ts'
import { SettingsForm } from './settings-form.tsx'
import './orders.css'

function OfInstrument({ instrumentId }: { readonly instrumentId: number }) {
  const { t } = useTranslation('orders')
  const query = useQuery(settingsQuery(instrumentId))
  return (
    <Loaded query={query}>
      {(known) => {
        const inForce = known.versions.find((one) => one.version === known.inForce)
        return (
          <Card title={known.instrumentName}>
            <Alert
              style={{ marginBottom: 16 }}
              type={inForce?.accepts === true ? 'success' : 'info'}
              showIcon
              title={t(inForce?.accepts === true ? 'settings.accepts' : 'settings.acceptsNot')}
            />
            <SettingsForm key={`${instrumentId} ${known.versions[0]?.version ?? 0}`} known={known} />
            {known.versions.map((one) => (
              <div key={one.version} className="order-second">
                {t(one.accepts ? 'settings.versionYes' : 'settings.versionNo', {
                  version: one.version,
                  from: one.effectiveFrom,
                  who: one.changedByName,
                })}
              </div>
            ))}
          </Card>
        )
      }}
    </Loaded>
  )
}

/** How the instruments somebody answers for take samples. */
export default function SettingsPage() {
  const { t } = useTranslation('orders')
  const [{ instrument }, change] = useFilters<{ instrument: string | undefined }>()
  const managed = useQuery({
    queryKey: ['orders', 'managed'],
    queryFn: ({ signal }) => call(bookingContract.managedInstruments, { query: {}, signal }),
  })
  const options = (managed.data?.items ?? []).map(({ instrumentId, name }) => ({
    value: String(instrumentId),
    label: name,
  }))
  return (
    <PageFrame title={t('menu.settings')} hint={t('settings.hint')} narrow>
      <Select
        style={{ width: '100%', marginBottom: 16 }}
        aria-label={t('settings.choose')}
        placeholder={t('settings.choose')}
        loading={managed.isPending}
        showSearch={{ optionFilterProp: 'label' }}
        value={instrument ?? null}
        onChange={(value: string | null) => change({ instrument: value ?? undefined })}
        options={options}
      />
      {instrument === undefined ? (
        <Card>
          <EmptyState why={t('settings.choose')} />
        </Card>
      ) : (
        <OfInstrument instrumentId={Number(instrument)} />
      )}
    </PageFrame>
  )
}
