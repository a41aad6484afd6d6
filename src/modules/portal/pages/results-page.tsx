import { refuse } from '#kernel/refusal.ts'
import type { Page } from '#platform/http/pages.ts'
import type { Deps } from '#platform/module/module.ts'
import { chosenOf, readAddress, resultsPerPage } from '../use-cases/results-address.ts'
import { type CatalogueQuery, showResults, sortOrders, type Suggestion } from '../use-cases/show-results.ts'
import { siteProfile } from '../use-cases/site-profile.ts'
import { Frame, SearchBox } from './frame.tsx'
import { InstrumentRows } from './instrument-rows.tsx'
import { type Reader, readerOf } from './reader.ts'
import { Chosen, Filters, type ResultsView } from './results-filters.tsx'

function Sorts({ view }: { view: ResultsView }) {
  const { reader, link, page } = view
  return (
    <p className="sorts">
      <span>{reader.say('sort')}</span>
      {sortOrders.map((sort) =>
        page.query.sort === sort ? (
          <span key={sort} aria-current="true">
            {reader.say(`sort.${sort}`)}
          </span>
        ) : (
          <a key={sort} href={link({ sort: sort === 'relevance' ? undefined : sort })} rel="nofollow">
            {reader.say(`sort.${sort}`)}
          </a>
        ),
      )}
    </p>
  )
}

function shownPages(page: number, last: number): number[] {
  const around = [page - 2, page - 1, page, page + 1, page + 2]
  return [...new Set([1, ...around, last])].filter((one) => one >= 1 && one <= last)
}

function Pages({ view }: { view: ResultsView }) {
  const { reader, link, page } = view
  const last = Math.min(500, Math.ceil(page.result.total / resultsPerPage))
  if (last <= 1) return null
  const shown = shownPages(page.query.page, last)
  return (
    <nav className="pages" aria-label={reader.say('pages')}>
      {shown.map((one, i) => [
        i > 0 && one - (shown[i - 1] ?? 0) > 1 ? (
          <span key={`gap-${one}`} className="gap">
            {'…'}
          </span>
        ) : null,
        one === page.query.page ? (
          <span key={one} aria-current="page">
            {one}
          </span>
        ) : (
          <a key={one} href={link({ page: one === 1 ? undefined : String(one) })}>
            {one}
          </a>
        ),
      ])}
    </nav>
  )
}

function suggestionLine(view: ResultsView, suggestion: Suggestion) {
  const { reader, link } = view
  const say = (details: object = {}) =>
    reader.say(`nothing.${suggestion.kind}`, { ...suggestion, ...details })
  if (suggestion.kind === 'without_filters')
    return (
      <a href={reader.href(`/instruments?q=${encodeURIComponent(view.page.query.q)}`)}>
        {say({ number: reader.number(suggestion.count) })}
      </a>
    )
  return <a href={link({ q: suggestion.q })}>{say()}</a>
}

function Nothing({ view }: { view: ResultsView }) {
  const { reader, page } = view
  return (
    <div className="panel nothing">
      <h2>{reader.say('nothing')}</h2>
      {page.result.suggestions.length === 0 ? (
        <p>{reader.say('nothing.advice')}</p>
      ) : (
        <ul>
          {page.result.suggestions.map((suggestion, i) => (
            <li key={i}>{suggestionLine(view, suggestion)}</li>
          ))}
        </ul>
      )}
      <p>
        <a href={reader.href('/instruments')}>{reader.say('nothing.all')}</a>
      </p>
    </div>
  )
}

/** In English the English terms, where there are any. */
const readable = (reader: Reader, terms: readonly string[]): readonly string[] => {
  const latin = terms.filter((term) => !/\p{Script=Han}/u.test(term))
  return reader.locale === 'en' && latin.length > 0 ? latin : terms
}

function Understood({ reader, view }: { reader: Reader; view: ResultsView }) {
  const { understood } = view.page.result
  if (understood.length === 0) return null
  const separator = reader.locale === 'en' ? ', ' : '、'
  const byTyped = Map.groupBy(understood, ({ typed }) => typed)
  return (
    <p className="quiet">
      {[...byTyped]
        .map(([typed, all]) =>
          reader.say('results.understood', {
            typed,
            meant: readable(
              reader,
              all.map(({ meant }) => meant),
            )
              .slice(0, 4)
              .join(separator),
          }),
        )
        .join(' ')}
    </p>
  )
}

function headingOf(reader: Reader, view: ResultsView): string {
  const { query, names, facets } = view.page
  if (query.q !== '') return reader.say('results.for', { q: query.q })
  if (query.classCode !== undefined) {
    const name = names.className(query.classCode.replace(/(00)+$/, ''))
    if (name !== undefined) return reader.pick(name)
  }
  if (query.unit !== undefined) {
    const unit = facets.unit.find(({ value }) => value === String(query.unit))
    if (unit !== undefined) return reader.pick(unit.name)
  }
  const city = query.city === undefined ? undefined : names.cityName(query.city)
  return city === undefined
    ? reader.say('results.all')
    : reader.say('results.in_city', { city: reader.pick(city) })
}

const addressOf = (query: URLSearchParams): string =>
  query.size === 0 ? '/instruments' : `/instruments?${query.toString()}`

/** What the address says in one order, with and without what does not make another page. */
function addressesOf(query: CatalogueQuery, chosen: ReadonlyMap<string, string>) {
  const own = new URLSearchParams(
    [...(query.q === '' ? [] : [['q', query.q] as const]), ...chosen].map((pair) => [...pair]),
  )
  const named = new URLSearchParams(own)
  if (query.sort !== 'relevance') named.set('sort', query.sort)
  if (query.page > 1) own.set('page', String(query.page))
  return { named, canonical: addressOf(own) }
}

/** Addresses that differ from this one in some words; another choice begins at the first page. */
const linkFrom =
  (reader: Reader, named: URLSearchParams): ResultsView['link'] =>
  (changes) => {
    const next = new URLSearchParams(named)
    for (const [key, value] of Object.entries(changes))
      if (value === undefined) next.delete(key)
      else next.set(key, value)
    return reader.href(addressOf(next))
  }

/** The page of free time with as much of this question as it understands. */
function slotsFor({ q, classCode, city, unit, mode, openTo }: CatalogueQuery): string {
  const wishes = { q: q === '' ? undefined : q, class: classCode, city, unit, mode, userKind: openTo }
  const set = Object.entries(wishes).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)]],
  )
  return `/slots?${new URLSearchParams(set).toString()}`
}

/** Words, several filters, orders and far pages are for readers, not for search engines. */
const isDeep = (query: CatalogueQuery, chosen: ReadonlyMap<string, string>): boolean =>
  query.q !== '' || chosen.size > 1 || query.sort !== 'relevance' || query.page > 20

/** Found instruments as rows, with filters as links and forms: nothing here needs JavaScript. */
export const resultsPage: Page<Deps> = {
  path: '/instruments',
  async render(call, deps) {
    const reader = readerOf(call, deps.words)
    const query = readAddress(call.url)
    const [site, page] = await Promise.all([siteProfile(deps), showResults(deps, query)])
    const chosen = chosenOf(query)
    const { named, canonical } = addressesOf(query, chosen)
    const link = linkFrom(reader, named)
    const view: ResultsView = { reader, page, chosen, link }
    const last = Math.max(1, Math.min(500, Math.ceil(page.result.total / resultsPerPage)))
    if (query.page > last) return refuse('not_found', { code: 'not_found', subject: 'page' })
    const deep = isDeep(query, chosen)
    const heading = headingOf(reader, view)
    const html = (
      <Frame
        {...{ reader, site, publicUrl: deps.config.publicUrl }}
        title={heading}
        canonical={canonical}
        noindex={deep || page.result.total === 0}
        current="instruments"
        crumbs={[
          { name: reader.say('menu.home'), path: '/' },
          ...(heading === reader.say('results.all')
            ? []
            : [{ name: reader.say('menu.instruments'), path: '/instruments' }]),
          { name: heading },
        ]}
      >
        <div className="wide">
          <h1 className="unseen">{heading}</h1>
          <SearchBox reader={reader} q={query.q} keep={chosen} />
          <Chosen view={view} />
          <div className="results">
            <div className="list">
              <div className="listhead">
                <p>
                  <strong>
                    {reader.say('results.count', {
                      number: reader.number(page.result.total),
                      count: page.result.total,
                    })}
                  </strong>{' '}
                  <a className="tofilters" href="#filters">
                    {reader.say('filters')}
                  </a>
                </p>
                {page.result.total > 1 ? <Sorts view={view} /> : null}
              </div>
              {page.result.total === 0 ? null : (
                <p className="quiet">
                  <a href={reader.href(slotsFor(query))} rel="nofollow">
                    {reader.say('results.find_slot')}
                  </a>
                </p>
              )}
              <Understood reader={reader} view={view} />
              {page.result.total === 0 ? (
                <Nothing view={view} />
              ) : (
                <InstrumentRows
                  reader={reader}
                  entries={page.result.entries}
                  names={page.names}
                  marks={page.result.marks}
                  free={page.free}
                />
              )}
              <Pages view={view} />
            </div>
            <Filters view={view} />
          </div>
        </div>
      </Frame>
    )
    // That there is nothing is asked anew each time: it may just have been accepted.
    return { html, cacheSeconds: page.result.total === 0 ? 0 : 10 }
  },
}
