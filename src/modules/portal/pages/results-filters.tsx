import { filterNames, type FilterName } from '../use-cases/results-address.ts'
import { type NamedFacet, priceBands, type ResultsPage } from '../use-cases/show-results.ts'
import type { Reader } from './reader.ts'

/** What the parts of the results page share. */
export interface ResultsView {
  readonly reader: Reader
  readonly page: ResultsPage
  readonly chosen: ReadonlyMap<string, string>
  /** The address of this page with some of its query changed; another choice begins at the first page. */
  readonly link: (changes: Readonly<Record<string, string | undefined>>) => string
}

type Side = 'city' | 'unit' | 'maker' | 'discipline' | 'openTo' | 'mode'
const worded: ReadonlySet<string> = new Set(['openTo', 'mode'])
const shownAtOnce = 8

const nameOf = (reader: Reader, side: string, facet: NamedFacet): string =>
  worded.has(side) ? reader.say(`${side}.${facet.value}`) : reader.pick(facet.name)

function Choice({
  view,
  name,
  count,
  on,
  changes,
  level = 0,
}: {
  view: ResultsView
  name: string
  count: number
  on: boolean
  changes: Readonly<Record<string, string | undefined>>
  level?: number
}) {
  return (
    <li data-on={on ? '' : undefined} className={level === 0 ? undefined : `level${level}`}>
      <a href={view.link(changes)} rel="nofollow" aria-current={on ? 'true' : undefined}>
        {name}
      </a>
      <span className="quiet">{view.reader.number(count)}</span>
    </li>
  )
}

function SideFilter({ view, side }: { view: ResultsView; side: Side }) {
  const { reader, page, chosen } = view
  const all = page.facets[side]
  if (all.length === 0) return null
  const choice = (facet: NamedFacet) => {
    const on = chosen.get(side) === facet.value
    return (
      <Choice
        key={facet.value}
        view={view}
        name={nameOf(reader, side, facet)}
        count={facet.count}
        on={on}
        changes={{ [side]: on ? undefined : facet.value }}
      />
    )
  }
  const [first, rest] = [all.slice(0, shownAtOnce), all.slice(shownAtOnce)]
  return (
    <section>
      <h2>{reader.say(`filter.${side}`)}</h2>
      <ul>{first.map(choice)}</ul>
      {rest.length === 0 ? null : (
        <details open={rest.some((facet) => chosen.get(side) === facet.value)}>
          <summary>{reader.say('filter.more', { count: rest.length })}</summary>
          <ul>{rest.map(choice)}</ul>
        </details>
      )}
    </section>
  )
}

/** The class tree: all of the top, and below a chosen one its next level. */
function ClassFilter({ view }: { view: ResultsView }) {
  const { reader, page } = view
  const chosen = (page.query.classCode ?? '').replace(/(00)+$/, '')
  const shown = page.facets.class.filter(
    ({ value }) =>
      value.length === 2 || (chosen !== '' && chosen.startsWith(value.slice(0, value.length - 2))),
  )
  if (shown.length === 0) return null
  return (
    <section>
      <h2>{reader.say('filter.class')}</h2>
      <ul>
        {shown
          .filter(({ value }) => value.length === 2 || !value.endsWith('00'))
          .map(({ value, name, count }) => (
            <Choice
              key={value}
              view={view}
              name={reader.pick(name)}
              count={count}
              on={chosen.startsWith(value)}
              level={value.length / 2 - 1}
              changes={{
                class: chosen === value ? (value.length === 2 ? undefined : value.slice(0, -2)) : value,
              }}
            />
          ))}
      </ul>
    </section>
  )
}

const bandName = (reader: Reader, from: number, to: number | undefined): string =>
  to === undefined
    ? reader.say('price.from', { from })
    : from === 0
      ? reader.say('price.below', { to })
      : reader.say('price.between', { from, to })

function PriceFilter({ view }: { view: ResultsView }) {
  const { reader, page, chosen } = view
  if (page.facets.price.length === 0 && !chosen.has('priceFrom') && !chosen.has('priceTo')) return null
  const counts = new Map(page.facets.price.map(({ value, count }) => [value, count]))
  const keep = [...chosen].filter(([name]) => name !== 'priceFrom' && name !== 'priceTo')
  return (
    <section>
      <h2>{reader.say('filter.price')}</h2>
      <ul>
        {priceBands.map(({ key, from, to }) => {
          const on = page.query.priceFrom === from && page.query.priceTo === to
          return counts.has(key) ? (
            <Choice
              key={key}
              view={view}
              name={bandName(reader, from, to)}
              count={counts.get(key) ?? 0}
              on={on}
              changes={
                on
                  ? { priceFrom: undefined, priceTo: undefined }
                  : { priceFrom: String(from), priceTo: to === undefined ? undefined : String(to) }
              }
            />
          ) : null
        })}
      </ul>
      <form action={reader.href('/instruments')}>
        {page.query.q === '' ? null : <input type="hidden" name="q" value={page.query.q} />}
        {keep.map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <input
          name="priceFrom"
          inputMode="decimal"
          aria-label={reader.say('price.from_label')}
          defaultValue={page.query.priceFrom}
        />
        <span>{'–'}</span>
        <input
          name="priceTo"
          inputMode="decimal"
          aria-label={reader.say('price.to_label')}
          defaultValue={page.query.priceTo}
        />
        <button type="submit" className="plain">
          {reader.say('filter.apply')}
        </button>
      </form>
    </section>
  )
}

/** Every side from which the results can be narrowed. */
export function Filters({ view }: { view: ResultsView }) {
  return (
    <aside className="filters" id="filters" aria-label={view.reader.say('filters')}>
      <ClassFilter view={view} />
      <SideFilter view={view} side="city" />
      <SideFilter view={view} side="openTo" />
      <SideFilter view={view} side="mode" />
      <PriceFilter view={view} />
      <SideFilter view={view} side="maker" />
      <SideFilter view={view} side="discipline" />
      <SideFilter view={view} side="unit" />
    </aside>
  )
}

function chosenName(view: ResultsView, filter: FilterName, value: string): string {
  const { reader, page } = view
  if (filter === 'priceFrom') return reader.say('price.from', { from: value })
  if (filter === 'priceTo') return reader.say('price.below', { to: value })
  if (filter === 'class') {
    const name = page.names.className(value.replace(/(00)+$/, ''))
    return name === undefined ? value : reader.pick(name)
  }
  if (filter === 'city') return reader.pick(page.names.cityName(value) ?? { zh: value, en: value })
  const facet = page.facets[filter].find((one) => one.value === value)
  if (facet !== undefined) return nameOf(reader, filter, facet)
  return reader.has(`${filter}.${value}`) ? reader.say(`${filter}.${value}`) : value
}

/** What is chosen, each to be taken off with one click. */
export function Chosen({ view }: { view: ResultsView }) {
  const { reader, chosen, link } = view
  if (chosen.size === 0) return null
  return (
    <p className="chosen">
      {filterNames.flatMap((filter) => {
        const value = chosen.get(filter)
        if (value === undefined) return []
        const name = chosenName(view, filter, value)
        return [
          <a
            key={filter}
            href={link({ [filter]: undefined })}
            aria-label={reader.say('filter.take_off', { name })}
          >
            {`${name} ×`}
          </a>,
        ]
      })}
    </p>
  )
}
