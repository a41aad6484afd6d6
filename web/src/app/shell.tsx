import { MenuOutlined } from '@ant-design/icons'
import { Link, Outlet, useLocation, useNavigate } from '@tanstack/react-router'
import { useQuery } from '@tanstack/react-query'
import { Button, Drawer, Grid, Layout, Menu } from 'antd'
import { useEffect, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { sessionQuery } from '../lib/session.ts'
import { LoadingState } from '../ui/states.tsx'
import { ProblemAlert } from '../ui/problem-alert.tsx'
import { useMenu } from './menu.tsx'
import { SearchBox, Tools } from './top-bar.tsx'
import mark from '../ui/mark.svg'

/** Sends a visitor to the sign-in page and back afterwards. */
function useSignedInOnly() {
  const session = useQuery(sessionQuery)
  const navigate = useNavigate()
  const { href, pathname } = useLocation()
  useEffect(() => {
    // The address changes before this component leaves; asking again then would nest the return address for ever.
    if (session.data === null && !pathname.endsWith('/sign-in'))
      void navigate({ to: '/sign-in', search: { return: href }, replace: true })
  }, [session.data, href, pathname, navigate])
  return session
}

function SideMenu({ onChosen }: { readonly onChosen?: () => void }) {
  const { t } = useTranslation('app')
  const menu = useMenu()
  const navigate = useNavigate()
  return (
    <nav aria-label={t('menu')}>
      <Menu
        mode="inline"
        items={menu.items}
        selectedKeys={menu.selected === undefined ? [] : [menu.selected]}
        onClick={({ key }) => {
          onChosen?.()
          void navigate({ to: key })
        }}
      />
    </nav>
  )
}

/** Top bar, menu of what the person may do, and the page. */
export function Shell() {
  const { t } = useTranslation('app')
  const session = useSignedInOnly()
  const wide = Grid.useBreakpoint().lg ?? true
  const [open, setOpen] = useState(false)
  const where = useMenu().where
  if (!session.data)
    return session.error === null ? <LoadingState /> : <ProblemAlert problem={session.error} />
  return (
    <Layout className="shell">
      <a className="skip" href="#main">
        {t('skip')}
      </a>
      <Layout.Header className="shell-head">
        {!wide && (
          <Button type="text" icon={<MenuOutlined />} aria-label={t('menu')} onClick={() => setOpen(true)} />
        )}
        <Link to="/" className="shell-brand">
          <img src={mark} alt="" />
          <span>{t('brand')}</span>
        </Link>
        {wide && <span className="shell-where">{where}</span>}
        <SearchBox />
        <Tools session={session.data} />
      </Layout.Header>
      <Layout>
        {wide ? (
          <Layout.Sider width={216} className="shell-side" theme="light">
            <SideMenu />
          </Layout.Sider>
        ) : (
          <Drawer
            placement="left"
            size={280}
            open={open}
            onClose={() => setOpen(false)}
            title={t('brand')}
            styles={{ body: { padding: 0 } }}
          >
            <SideMenu onChosen={() => setOpen(false)} />
          </Drawer>
        )}
        <Layout.Content id="main" className="shell-main" role="main" aria-label={t('main')} tabIndex={-1}>
          <Outlet />
        </Layout.Content>
      </Layout>
    </Layout>
  )
}
