import { Typography } from 'antd'
import { type ReactNode, useEffect } from 'react'

interface Props {
  readonly title: string
  /** One sentence under the title: what this page is for. */
  readonly hint?: ReactNode
  /** Buttons at the right of the title. */
  readonly extra?: ReactNode
  readonly children: ReactNode
  /** Forms and texts read better when not too wide. */
  readonly narrow?: boolean
}

/** Title, what the page is for, what one can do, and the content. */
export function PageFrame({ title, hint, extra, children, narrow }: Props) {
  useEffect(() => {
    document.title = `${title} · 共仪`
  }, [title])
  return (
    <article className={narrow === true ? 'page page-narrow' : 'page'}>
      <header className="page-head">
        <div>
          <Typography.Title level={1} className="page-title">
            {title}
          </Typography.Title>
          {hint !== undefined && (
            <Typography.Paragraph type="secondary" className="page-hint">
              {hint}
            </Typography.Paragraph>
          )}
        </div>
        {extra !== undefined && <div className="page-extra">{extra}</div>}
      </header>
      {children}
    </article>
  )
}
