import { CompassOutlined, LockOutlined } from '@ant-design/icons'
import { Link } from '@tanstack/react-router'
import { Button, Result } from 'antd'
import { useTranslation } from 'react-i18next'

const Home = () => {
  const { t } = useTranslation('app')
  return (
    <Link to="/">
      <Button type="primary">{t('backHome')}</Button>
    </Link>
  )
}

/** No page at this address. */
export function NotFoundPage() {
  const { t } = useTranslation('app')
  return (
    <Result icon={<CompassOutlined />} title={t('notFound')} subTitle={t('notFound.why')} extra={<Home />} />
  )
}

/** A page that needs another role; says who can grant it. */
export function ForbiddenPage() {
  const { t } = useTranslation('app')
  return (
    <Result icon={<LockOutlined />} title={t('forbidden')} subTitle={t('forbidden.why')} extra={<Home />} />
  )
}

/** A page that failed while being shown. */
export function CrashedPage({ error }: { readonly error: unknown }) {
  const { t } = useTranslation('app')
  return (
    <Result
      status="error"
      title={t('crashed')}
      subTitle={t('crashed.why')}
      extra={<Button onClick={() => location.reload()}>{t('reload')}</Button>}
    >
      <code>{error instanceof Error ? error.message : String(error)}</code>
    </Result>
  )
}
