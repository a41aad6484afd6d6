import { GlobalOutlined, SearchOutlined, UserOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Button, Dropdown, Grid, Input, type InputRef } from 'antd'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { SessionView } from '#modules/identity/contract.ts'
import { organizationsContract } from '#modules/organizations/contract.ts'
import { call } from '../lib/client.ts'
import { useFormat } from '../lib/format.ts'
import { useSignOut } from '../lib/session.ts'
import { Preferences } from '../ui/preferences.tsx'
import { NoticeBell } from './notice-bell.tsx'

/** Finds instruments on the public pages; Ctrl K puts the cursor here. */
export function SearchBox() {
  const { t, i18n } = useTranslation('app')
  const box = useRef<InputRef>(null)
  const wide = Grid.useBreakpoint().md ?? true
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== 'k' || !(event.ctrlKey || event.metaKey)) return
      event.preventDefault()
      box.current?.focus()
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [])
  const prefix = i18n.language === 'en' ? '/en' : ''
  if (!wide)
    return (
      <Button
        className="shell-search-small"
        type="text"
        icon={<SearchOutlined />}
        href={`${prefix}/instruments`}
        aria-label={t('search')}
      />
    )
  return (
    <form role="search" className="shell-search" action={`${prefix}/instruments`} method="get">
      <Input
        ref={box}
        name="q"
        prefix={<SearchOutlined />}
        suffix={<kbd>{t('search.key')}</kbd>}
        placeholder={t('search')}
        aria-label={t('search')}
        allowClear
      />
    </form>
  )
}

function WhoAndForWhom({ name }: { readonly name: string }) {
  const { t } = useTranslation('app')
  const { either } = useFormat()
  const mine = useQuery({
    queryKey: ['my-unit'],
    staleTime: 300_000,
    queryFn: ({ signal }) => call(organizationsContract.myUnit, { signal }),
  })
  const { unit, claim } = mine.data ?? {}
  const noUnit = claim === undefined ? '' : t('claimWaits', { unit: claim.unitName })
  return (
    <span className="who">
      <span>{name}</span>
      <span className="who-unit">{unit === undefined ? noUnit : either(unit.name, unit.nameEn)}</span>
    </span>
  )
}

/** Language, looks, the public site, and who I am. */
export function Tools({ session }: { readonly session: SessionView }) {
  const { t, i18n } = useTranslation('app')
  const wide = Grid.useBreakpoint().md ?? true
  const navigate = useNavigate()
  const signOut = useSignOut()
  return (
    <div className="shell-tools">
      <Preferences />
      <NoticeBell />
      <Button
        type="text"
        icon={<GlobalOutlined />}
        href={i18n.language === 'en' ? '/en' : '/'}
        aria-label={t('publicSite')}
        title={t('publicSite')}
      />
      <Dropdown
        trigger={['click']}
        menu={{
          items: [
            { key: 'account', label: t('account') },
            { key: 'out', label: t('signOut') },
          ],
          onClick: ({ key }) => void (key === 'out' ? signOut() : navigate({ to: '/account' })),
        }}
      >
        <Button
          type="text"
          icon={<UserOutlined />}
          title={t('account')}
          {...(wide ? {} : { 'aria-label': t('account') })}
        >
          {wide ? <WhoAndForWhom name={session.displayName} /> : undefined}
        </Button>
      </Dropdown>
    </div>
  )
}
