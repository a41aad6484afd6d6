import { HomeOutlined } from '@ant-design/icons'
import { useLocation } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useSession } from '../lib/session.ts'
import { allows, collectedRoutes } from './collected.ts'
import { menuGroups } from './feature-route.ts'

const homeKey = '/'

/** The menu entries the person may open, grouped by the words of their work, and where they are. */
export function useMenu() {
  const { t } = useTranslation()
  const session = useSession()
  const held = session?.abilities ?? []
  const { pathname } = useLocation()
  const mine = collectedRoutes.filter(
    ({ menu, ability }) =>
      menu !== undefined &&
      allows(ability, held) &&
      (session === undefined || menu.when?.(session) !== false),
  )
  const groups = menuGroups.flatMap((group) => {
    const children = mine
      .flatMap(({ feature, path, menu }) =>
        menu?.group === group
          ? [{ key: path, icon: menu.icon, order: menu.order, label: t(menu.label, { ns: feature }) }]
          : [],
      )
      .toSorted((a, b) => a.order - b.order)
      .map(({ key, icon, label }) => ({ key, icon, label }))
    return children.length === 0
      ? []
      : [{ type: 'group' as const, key: group, label: t(`group.${group}`, { ns: 'app' }), children }]
  })
  const entries = groups.flatMap((group) => group.children.map((child) => ({ ...child, group: group.label })))
  const here = entries
    .filter(({ key }) => pathname === key || pathname.startsWith(`${key}/`))
    .toSorted((a, b) => b.key.length - a.key.length)[0]
  return {
    items: [{ key: homeKey, icon: <HomeOutlined />, label: t('home', { ns: 'app' }) }, ...groups],
    selected: here?.key ?? (pathname === homeKey ? homeKey : undefined),
    where: here === undefined ? '' : `${here.group} / ${here.label}`,
  }
}
