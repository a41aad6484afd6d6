import type { Page } from '#platform/http/pages.ts'
import type { Deps } from '#platform/module/module.ts'
import { mostSlots, readSlotsAddress, slotsAddressOf, slotsAtOnce } from '../use-cases/slots-address.ts'
import { slotOrders, showSlots } from '../use-cases/show-slots.ts'
import { siteProfile } from '../use-cases/site-profile.ts'
import { Frame } from './frame.tsx'
import { type Reader, readerOf } from './reader.ts'
import { QuickChoices, SlotsForm, type SlotsView } from './slots-form.tsx'
import { SlotRows } from './slots-rows.tsx'

const addressOf = (query: URLSearchParams): string =>
  query.size === 0 ? '/slots' : `/slots?${query.toString()}`

/** Addresses that differ from this one in some words; another choice begins with the first slots. */
const linkFrom =
  (reader: Reader, chosen: ReadonlyMap<string, string>): SlotsView['link'] =>
  (changes) => {
    const next = new URLSearchParams([...chosen].filter(([name]) => name !== 'limit'))
    for (const [name, value] of Object.entries(changes))
      if (value === undefined) next.delete(name)
      else next.set(name, value)
    return reader.href(addressOf(next))
  }

function Orders({ view }: { view: SlotsView }) {
  const { reader, page, link } = view
  const { sort, near } = page.question
  const shown = slotOrders.filter((order) => order !== 'distance' || near !== undefined || reader.signedIn)
  return (
    <p className="sorts">
      <span>{reader.say('sort')}</span>
      {shown.map((order) =>
        order === sort ? (
          <span key={order} aria-current="true">
            {reader.say(`slots.order.${order}`)}
          </span>
        ) : (
          <a key={order} href={link({ sort: order === 'soonest' ? undefined : order })} rel="nofollow">
            {reader.say(`slots.order.${order}`)}
          </a>
        ),
      )}
    </p>
  )
}

/** The parameters of the address that make up each wish. */
const partsOf: Readonly<Record<string, readonly string[]>> = {
  dates: ['from', 'to'],
  hours: ['hoursFrom', 'hoursTo'],
}

function Nothing({ view }: { view: SlotsView }) {
  const { reader, page, link, chosen } = view
  const { loosen } = page.found
  return (
    <div className="panel nothing">
      <h2>{reader.say('slots.nothing')}</h2>
      {loosen.length === 0 ? (
        <p>{reader.say('slots.nothing.advice')}</p>
      ) : (
        <>
          <p>{reader.say('slots.nothing.loosen')}</p>
          <ul>
            {loosen.map(({ wish, count }) => (
              <li key={wish}>
                <a
                  href={link(Object.fromEntries((partsOf[wish] ?? [wish]).map((name) => [name, undefined])))}
                  rel="nofollow"
                >
                  {reader.say('slots.without', {
                    wish: reader.say(`slots.wish.${wish}`),
                    count,
                    number: reader.number(count),
                  })}
                </a>
              </li>
            ))}
          </ul>
        </>
      )}
      {chosen.size === 0 ? null : (
        <p>
          <a href={reader.href('/slots')}>{reader.say('slots.nothing.all')}</a>
        </p>
      )}
    </div>
  )
}

function Results({ view }: { view: SlotsView }) {
  const { reader, page, link } = view
  const { items, total } = page.found
  if (items.length === 0) return <Nothing view={view} />
  const { limit } = page.question
  const more = items.length >= limit && total > items.length && limit < mostSlots
  return (
    <>
      <div className="listhead">
        <p>
          <strong>{reader.say('slots.count', { number: reader.number(total), count: total })}</strong>
        </p>
        <Orders view={view} />
      </div>
      <SlotRows view={view} />
      {more ? (
        <p className="more">
          <a
            className="button"
            rel="nofollow"
            href={link({ limit: String(Math.min(mostSlots, limit + slotsAtOnce)) })}
          >
            {reader.say('slots.more')}
          </a>
        </p>
      ) : null}
    </>
  )
}

/** One question over all instruments: when is the next free time; needs no JavaScript. */
export const slotsPage: Page<Deps> = {
  path: '/slots',
  async render(call, deps) {
    const reader = readerOf(call, deps.words)
    const question = readSlotsAddress(call.url)
    const site = await siteProfile(deps)
    const page = await showSlots(deps, call.actor, question, site.zone)
    const chosen = slotsAddressOf(question)
    const view: SlotsView = { reader, page, chosen, link: linkFrom(reader, chosen) }
    const title = reader.say('slots.title')
    const html = (
      <Frame
        {...{ reader, site, publicUrl: deps.config.publicUrl }}
        title={title}
        description={reader.say('slots.description')}
        canonical="/slots"
        noindex={chosen.size > 0}
        current="slots"
        crumbs={[{ name: reader.say('menu.home'), path: '/' }, { name: title }]}
      >
        <div className="wide">
          <h1>{title}</h1>
          <SlotsForm view={view} />
          <QuickChoices view={view} />
          <Results view={view} />
          {page.found.items.length === 0 ? null : (
            <p className="quiet">
              {reader.say(reader.signedIn ? 'slots.judged_as_you' : 'slots.judged', {
                at: reader.moment(page.found.asOf, site.zone),
              })}
            </p>
          )}
        </div>
      </Frame>
    )
    return { html }
  },
}
