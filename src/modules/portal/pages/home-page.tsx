import { type Fen, wanFromFen } from '#kernel/money.ts'
import type { Page } from '#platform/http/pages.ts'
import type { Deps } from '#platform/module/module.ts'
import { type CityCount, type Home, showHome } from '../use-cases/home.ts'
import { siteProfile } from '../use-cases/site-profile.ts'
import { Chinese, Frame, SearchBox } from './frame.tsx'
import { NoticeList } from './notice-pages.tsx'
import { type Reader, readerOf } from './reader.ts'

/** Which of the five shades a count gets: by its share of the largest. */
const shadeOf = (count: number, most: number): number =>
  count === 0 || most === 0 ? 0 : Math.min(4, Math.ceil(Math.sqrt(count / most) * 4))

function Tiles({ reader, cities }: { reader: Reader; cities: readonly CityCount[] }) {
  const most = Math.max(...cities.map(({ count }) => count), 0)
  return (
    <ul className="tiles">
      {cities.map(({ code, name, row, column, count }) => (
        <li key={code} style={{ '--row': row + 1, '--column': column + 1 } as object}>
          <a className={`s${shadeOf(count, most)}`} href={reader.href(`/instruments?city=${code}`)}>
            <span>{reader.locale === 'en' ? name.en : name.zh.replace(/市$/, '')}</span>
            <strong>{reader.number(count)}</strong>
          </a>
        </li>
      ))}
    </ul>
  )
}

function Slots({ reader, freeSoon }: { reader: Reader; freeSoon: Home['freeSoon'] }) {
  if (freeSoon.length === 0) return null
  return (
    <section className="panel">
      <h2>{reader.say('home.free_soon')}</h2>
      <ul className="slots">
        {freeSoon.map(({ entry, slot, zone }) => (
          <li key={entry.instrumentId}>
            <time dateTime={new Date(slot.start).toISOString()}>{reader.moment(slot.start, zone)}</time>
            <a href={reader.href(`/instruments/${entry.instrumentId}`)}>
              {reader.locale === 'en' && entry.nameEn !== '' ? (
                entry.nameEn
              ) : (
                <Chinese reader={reader}>{entry.name}</Chinese>
              )}
            </a>
            <span className="quiet">
              {reader.locale === 'en' && entry.unitNameEn !== '' ? entry.unitNameEn : entry.unitName}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Figures({ reader, home }: { reader: Reader; home: Home }) {
  const figure = (key: string, value: string) => (
    <div>
      <dt>{reader.say(`home.figure.${key}`, { year: home.year })}</dt>
      <dd className="value">{value}</dd>
      <dd className="quiet">{reader.say(`home.figure.${key}.means`, { year: home.year })}</dd>
    </div>
  )
  const yi = wanFromFen(home.totals.worthFen as Fen) / 10_000
  return (
    <dl className="figures">
      {figure('instruments', reader.number(home.totals.instruments))}
      {figure('units', reader.number(home.totals.units))}
      {figure(
        'worth',
        reader.say('home.figure.worth.value', { yi: reader.number(yi, 2), million: reader.number(yi * 100) }),
      )}
      {figure('hours', reader.number(home.effectiveHours))}
    </dl>
  )
}

/** One sentence, one search box with examples that work, free times, cities, figures, notices. */
export const homePage: Page<Deps> = {
  path: '/',
  async render(call, deps) {
    const reader = readerOf(call, deps.words)
    const site = await siteProfile(deps)
    const home = await showHome(deps, site.zone)
    const { publicUrl } = deps.config
    const data = {
      '@context': 'https://schema.org',
      '@type': 'WebSite',
      name: reader.pick(site.name),
      url: publicUrl + reader.href('/'),
      potentialAction: {
        '@type': 'SearchAction',
        target: `${publicUrl}${reader.href('/instruments')}?q={search_term_string}`,
        'query-input': 'required name=search_term_string',
      },
    }
    const html = (
      <Frame
        {...{ reader, site, publicUrl }}
        title={reader.pick(site.name)}
        description={reader.say('home.sentence')}
        canonical="/"
        current="home"
        data={[data]}
      >
        <div className="hero">
          <div className="wide">
            <h1>
              {reader
                .say('home.sentence')
                .split(/(?<=，|, )/)
                .map((clause) => (
                  <span key={clause}>{clause}</span>
                ))}
            </h1>
            <SearchBox reader={reader} q="" large />
            <p className="examples">
              <a href={reader.href('/slots')}>{reader.say('home.find_slot')}</a>
            </p>
            {home.examples.length === 0 ? null : (
              <p className="examples">
                <span>{reader.say('home.examples')}</span>
                {home.examples.map((q) => (
                  <a
                    key={q}
                    lang={reader.locale === 'en' && /\p{Script=Han}/u.test(q) ? 'zh-CN' : undefined}
                    href={reader.href(`/instruments?q=${encodeURIComponent(q)}`)}
                  >
                    {q}
                  </a>
                ))}
              </p>
            )}
            {site.accounts.length === 0 ? null : (
              <p className="note">
                <a href={reader.href('/demo')}>{reader.say('home.demonstration')}</a>
              </p>
            )}
          </div>
        </div>
        <div className="wide">
          <Slots reader={reader} freeSoon={home.freeSoon} />
          <div className="two">
            <section className="panel">
              <h2>{reader.say('home.cities')}</h2>
              <Tiles reader={reader} cities={home.cities} />
            </section>
            <div>
              <section className="panel">
                <h2>{reader.say('home.figures')}</h2>
                <Figures reader={reader} home={home} />
                <p className="quiet">
                  {reader.say('home.as_of', { at: reader.moment(home.asOf, site.zone) })}
                </p>
              </section>
              <section className="panel">
                <h2>{reader.say('home.notices')}</h2>
                <NoticeList reader={reader} notices={home.notices} zone={site.zone} />
              </section>
            </div>
          </div>
        </div>
      </Frame>
    )
    return { html, cacheSeconds: 30 }
  },
}
