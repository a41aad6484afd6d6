import type { ReactNode } from 'react'
import type { Site } from '../use-cases/site-profile.ts'
import { publicScriptPath, publicStylePath } from './assets.ts'
import type { Reader } from './reader.ts'
import { breadcrumbList, type Crumb, safeJson } from './structured-data.ts'

export interface FrameProps {
  readonly reader: Reader
  readonly site: Site
  readonly title: string
  readonly description?: string | undefined
  /** Path and query that name the page, without the language; also what both languages share. */
  readonly canonical: string
  readonly publicUrl: string
  readonly noindex?: boolean | undefined
  readonly crumbs?: readonly Crumb[] | undefined
  readonly data?: readonly object[] | undefined
  readonly current?: 'home' | 'instruments' | 'slots' | 'units' | 'notices' | 'help' | 'demo' | undefined
  readonly children: ReactNode
}

const english = (path: string): string =>
  path === '/' ? '/en' : path.startsWith('/?') ? `/en${path.slice(1)}` : `/en${path}`

function Head({ reader, site, title, description, canonical, publicUrl, noindex, crumbs, data }: FrameProps) {
  const absolute = (path: string) => publicUrl + reader.href(path)
  const structured = [...(crumbs === undefined ? [] : [breadcrumbList(crumbs, absolute)]), ...(data ?? [])]
  const siteName = reader.pick(site.name)
  return (
    <head>
      <meta charSet="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      <title>{title === siteName ? title : `${title} · ${siteName}`}</title>
      {description === undefined || description === '' ? null : (
        <meta name="description" content={description} />
      )}
      {noindex === true ? <meta name="robots" content="noindex,follow" /> : null}
      <link rel="canonical" href={absolute(canonical)} />
      <link rel="alternate" hrefLang="zh-CN" href={publicUrl + canonical} />
      <link rel="alternate" hrefLang="en" href={publicUrl + english(canonical)} />
      <link rel="alternate" hrefLang="x-default" href={publicUrl + canonical} />
      <link rel="icon" href="/assets/mark.svg" type="image/svg+xml" />
      <link rel="stylesheet" href={publicStylePath} />
      <script src={publicScriptPath} />
      {structured.map((value, i) => (
        <script key={i} type="application/ld+json" dangerouslySetInnerHTML={{ __html: safeJson(value) }} />
      ))}
    </head>
  )
}

function Top({ reader, site, current }: FrameProps) {
  const link = (key: NonNullable<FrameProps['current']>, path: string) => (
    <li>
      <a href={reader.href(path)} aria-current={current === key ? 'page' : undefined}>
        {reader.say(`menu.${key}`)}
      </a>
    </li>
  )
  return (
    <header className="top">
      <div className="wide">
        <a className="mark" href={reader.href('/')}>
          <img src="/assets/mark.svg" alt="" width="28" height="28" />
          <span>{reader.pick(site.name)}</span>
        </a>
        <nav aria-label={reader.say('menu.label')}>
          <ul>
            {link('instruments', '/instruments')}
            {link('slots', '/slots')}
            {link('units', '/units')}
            {link('notices', '/notices')}
            {link('help', '/help')}
            {site.accounts.length > 0 ? link('demo', '/demo') : null}
          </ul>
        </nav>
        <div className="tools">
          <span className="sizes" data-sizes="" hidden>
            <button type="button" data-size="normal" aria-label={`A ${reader.say('size.normal')}`}>
              {'A'}
            </button>
            <button type="button" data-size="large" aria-label={`A+ ${reader.say('size.large')}`}>
              {'A+'}
            </button>
          </span>
          <button
            type="button"
            className="theme"
            data-theme-switch=""
            hidden
            aria-label={reader.say('theme.switch')}
            title={reader.say('theme.switch')}
          >
            {'◐'}
          </button>
          <a
            className="language"
            href={reader.otherHref}
            lang={reader.locale === 'en' ? 'zh-CN' : 'en'}
            hrefLang={reader.locale === 'en' ? 'zh-CN' : 'en'}
          >
            {reader.say('language.other')}
          </a>
          <a className="button" href="/app/">
            {reader.say(reader.signedIn ? 'menu.workbench' : 'menu.sign_in')}
          </a>
        </div>
      </div>
    </header>
  )
}

function Foot({ reader, site }: FrameProps) {
  const fact = (key: string, value: string) =>
    value === '' ? null : (
      <div>
        <dt>{reader.say(`foot.${key}`)}</dt>
        <dd lang={reader.locale === 'en' && /\p{Script=Han}/u.test(value) ? 'zh-CN' : undefined}>{value}</dd>
      </div>
    )
  return (
    <footer className="foot">
      <div className="wide">
        <dl>
          {fact('host', reader.pick(site.host))}
          {fact('contact_unit', reader.pick(site.contactUnit))}
          {fact('phone', site.phone)}
          {fact('email', site.email)}
          {fact('icp', site.icp)}
          {fact('police', site.police)}
          {fact('site_code', site.siteCode)}
        </dl>
        <p>
          <a href={reader.href('/help')}>{reader.say('menu.help')}</a>
          <a href="/api/docs">{reader.say('foot.api')}</a>
          <a href="/sitemap.xml">{reader.say('foot.sitemap')}</a>
        </p>
      </div>
    </footer>
  )
}

function Crumbs({ reader, crumbs }: FrameProps) {
  if (crumbs === undefined) return null
  return (
    <nav className="crumbs wide" aria-label={reader.say('crumbs')}>
      <ol>
        {crumbs.map((crumb) => (
          <li key={crumb.name}>
            {crumb.path === undefined ? (
              <span aria-current="page">{crumb.name}</span>
            ) : (
              <a href={reader.href(crumb.path)}>{crumb.name}</a>
            )}
          </li>
        ))}
      </ol>
    </nav>
  )
}

/** The frame of every public page: head, way back, content, foot. */
export function Frame(props: FrameProps) {
  const { reader, children } = props
  return (
    <html lang={reader.locale}>
      <Head {...props} />
      <body>
        <a className="skip" href="#content">
          {reader.say('skip')}
        </a>
        <Top {...props} />
        <Crumbs {...props} />
        <main id="content" tabIndex={-1}>
          {children}
        </main>
        <Foot {...props} />
      </body>
    </html>
  )
}

/** Chinese text on an English page says so, for readers' voices and fonts. */
export const Chinese = ({ reader, children }: { reader: Reader; children: ReactNode }) =>
  reader.locale === 'en' ? <span lang="zh-CN">{children}</span> : children

/** The search box, the same everywhere; keeps what else was chosen. */
export function SearchBox({
  reader,
  q,
  keep,
  large,
}: {
  reader: Reader
  q: string
  keep?: ReadonlyMap<string, string> | undefined
  large?: boolean | undefined
}) {
  return (
    <form
      className={large === true ? 'search large' : 'search'}
      action={reader.href('/instruments')}
      role="search"
    >
      <label htmlFor="q" className="unseen">
        {reader.say('search.label')}
      </label>
      <input
        id="q"
        name="q"
        type="search"
        defaultValue={q}
        maxLength={100}
        placeholder={reader.say('search.placeholder')}
        autoComplete="off"
        data-suggest="/api/v1/instruments/suggest"
      />
      {[...(keep ?? [])].map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <button type="submit" className="accent">
        {reader.say('search.button')}
      </button>
    </form>
  )
}
