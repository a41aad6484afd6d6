import type { Page } from '#platform/http/pages.ts'
import type { Deps } from '#platform/module/module.ts'
import { isInForce, type Notice, paragraphsOf } from '../domain/notice.ts'
import { allNotices, readNotice } from '../use-cases/notices.ts'
import { siteProfile } from '../use-cases/site-profile.ts'
import { numberIn } from './addresses.ts'
import { Frame } from './frame.tsx'
import { type Reader, readerOf } from './reader.ts'

const inEnglish = (reader: Reader, english: string) => reader.locale === 'en' && english !== ''
const languageOf = (reader: Reader, english: string) =>
  reader.locale === 'en' && english === '' ? 'zh-CN' : undefined
const titleOf = (reader: Reader, notice: Notice) =>
  inEnglish(reader, notice.titleEn) ? notice.titleEn : notice.title

/** Notices as lines with their day. */
export function NoticeList({
  reader,
  notices,
  zone,
}: {
  reader: Reader
  notices: readonly Notice[]
  zone: string
}) {
  if (notices.length === 0) return <p className="quiet">{reader.say('notices.none')}</p>
  return (
    <ul className="notices">
      {notices.map((notice) => (
        <li key={notice.id}>
          <a href={reader.href(`/notices/${notice.id}`)} lang={languageOf(reader, notice.titleEn)}>
            {titleOf(reader, notice)}
          </a>
          <time dateTime={reader.date(notice.publishedAt, zone)}>
            {reader.date(notice.publishedAt, zone)}
          </time>
        </li>
      ))}
    </ul>
  )
}

const perPage = 30

export const noticesPage: Page<Deps> = {
  path: '/notices',
  async render(call, deps) {
    const reader = readerOf(call, deps.words)
    const site = await siteProfile(deps)
    const page = numberIn(call.url.searchParams.get('page')) ?? 1
    const notices = await allNotices(deps, (page - 1) * perPage, perPage + 1)
    const canonical = page === 1 ? '/notices' : `/notices?page=${page}`
    const html = (
      <Frame
        {...{ reader, site, canonical, publicUrl: deps.config.publicUrl }}
        title={reader.say('menu.notices')}
        current="notices"
        crumbs={[{ name: reader.say('menu.home'), path: '/' }, { name: reader.say('menu.notices') }]}
      >
        <div className="wide">
          <h1>{reader.say('menu.notices')}</h1>
          <div className="panel">
            <NoticeList reader={reader} notices={notices.slice(0, perPage)} zone={site.zone} />
          </div>
          <nav className="pages" aria-label={reader.say('pages')}>
            {page > 1 ? (
              <a href={reader.href(`/notices?page=${page - 1}`)}>{reader.say('pages.before')}</a>
            ) : null}
            {notices.length > perPage ? (
              <a href={reader.href(`/notices?page=${page + 1}`)}>{reader.say('pages.after')}</a>
            ) : null}
          </nav>
        </div>
      </Frame>
    )
    return { html, cacheSeconds: 30 }
  },
}

export const noticePage: Page<Deps> = {
  path: '/notices/:noticeId',
  async render(call, deps) {
    const reader = readerOf(call, deps.words)
    const site = await siteProfile(deps)
    const notice = await readNotice(deps, numberIn(call.params['noticeId']) ?? 0)
    const title = titleOf(reader, notice)
    const source = inEnglish(reader, notice.sourceEn) ? notice.sourceEn : notice.source
    const body = inEnglish(reader, notice.bodyEn) ? notice.bodyEn : notice.body
    const day = reader.date(notice.publishedAt, site.zone)
    const data = {
      '@context': 'https://schema.org',
      '@type': 'Article',
      headline: title,
      datePublished: new Date(notice.publishedAt).toISOString(),
      ...(source === '' ? {} : { publisher: { '@type': 'Organization', name: source } }),
    }
    const html = (
      <Frame
        {...{ reader, site, title, publicUrl: deps.config.publicUrl }}
        canonical={`/notices/${notice.id}`}
        current="notices"
        description={paragraphsOf(body)[0]?.slice(0, 150)}
        crumbs={[
          { name: reader.say('menu.home'), path: '/' },
          { name: reader.say('menu.notices'), path: '/notices' },
          { name: title },
        ]}
        data={[data]}
      >
        <article className="wide">
          <div className="panel">
            <div className="prose">
              <h1 lang={languageOf(reader, notice.titleEn)}>{title}</h1>
              <p className="quiet">
                <time dateTime={day}>{day}</time>
                {source === '' ? null : (
                  <span
                    lang={languageOf(reader, notice.sourceEn)}
                  >{` · ${reader.say('notice.source', { source })}`}</span>
                )}
              </p>
              {isInForce(notice, deps.clock.now()) ? null : (
                <p className="note">{reader.say('notice.over')}</p>
              )}
              <div lang={languageOf(reader, notice.bodyEn)}>
                {paragraphsOf(body).map((paragraph, i) => (
                  <p key={i}>{paragraph}</p>
                ))}
              </div>
              <button type="button" className="plain" data-print="" hidden>
                {reader.say('print')}
              </button>
            </div>
          </div>
        </article>
      </Frame>
    )
    return { html, cacheSeconds: 60 }
  },
}
