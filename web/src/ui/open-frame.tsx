import { Button, Card } from 'antd'
import { type ReactNode, useEffect } from 'react'
import { useTranslation } from 'react-i18next'
import { Preferences } from './preferences.tsx'
import mark from './mark.svg'

/** A page for visitors: sign-in, registration. */
export function OpenFrame({
  title,
  children,
  aside,
}: {
  readonly title: string
  readonly children: ReactNode
  /** Stands beside the card, below it on a phone. */
  readonly aside?: ReactNode
}) {
  const { t, i18n } = useTranslation('ui')
  useEffect(() => {
    document.title = `${title} · ${t('brand')}`
  }, [title, t])
  return (
    <div className="open">
      <header className="open-head">
        <a href={i18n.language === 'en' ? '/en' : '/'} className="shell-brand">
          <img src={mark} alt="" />
          <span>{t('brand')}</span>
        </a>
        <span className="open-tagline">{t('tagline')}</span>
        <div className="shell-tools">
          <Button type="text" href={i18n.language === 'en' ? '/en' : '/'} className="open-back">
            {t('publicSite')}
          </Button>
          <Preferences />
        </div>
      </header>
      <main className="open-main">
        <Card className="open-card">
          <h1 className="open-title">{title}</h1>
          {children}
        </Card>
        {aside}
      </main>
    </div>
  )
}
