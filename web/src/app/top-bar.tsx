import {
  BgColorsOutlined,
  GlobalOutlined,
  SearchOutlined,
  TranslationOutlined,
  UserOutlined,
} from '@ant-design/icons'
import { useNavigate } from '@tanstack/react-router'
import { Button, Dropdown, Grid, Input, type InputRef } from 'antd'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { SessionView } from '#modules/identity/contract.ts'
import { changeAppearance, themes, useAppearance } from '../lib/appearance.ts'
import { switchLocale } from '../lib/i18n.ts'
import { useSignOut } from '../lib/session.ts'

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

function AppearanceButton() {
  const { t } = useTranslation('app')
  const { theme, largeText } = useAppearance()
  return (
    <Dropdown
      trigger={['click']}
      menu={{
        selectable: true,
        multiple: true,
        selectedKeys: [theme, ...(largeText ? ['large'] : [])],
        items: [
          ...themes.map((key) => ({ key, label: t(`theme.${key}`) })),
          { type: 'divider' },
          { key: 'large', label: t('largeText') },
        ],
        onClick: ({ key }) => {
          const chosen = themes.find((known) => known === key)
          changeAppearance(chosen === undefined ? { largeText: !largeText } : { theme: chosen })
        },
      }}
    >
      <Button type="text" icon={<BgColorsOutlined />} aria-label={t('appearance')} title={t('appearance')} />
    </Dropdown>
  )
}

/** Language and looks, also for pages without the shell. */
export function Preferences() {
  const { t, i18n } = useTranslation('app')
  const other = i18n.language === 'en' ? 'zh-CN' : 'en'
  return (
    <>
      <Button
        type="text"
        icon={<TranslationOutlined />}
        onClick={() => switchLocale(other)}
        aria-label={t('language')}
        lang={other}
      >
        {other === 'en' ? 'EN' : '中文'}
      </Button>
      <AppearanceButton />
    </>
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
        <Button type="text" icon={<UserOutlined />} aria-label={t('account')}>
          {wide ? session.displayName : undefined}
        </Button>
      </Dropdown>
    </div>
  )
}
