import type { Page } from '#platform/http/pages.ts'
import type { Deps } from '#platform/module/module.ts'
import { siteProfile } from '../use-cases/site-profile.ts'
import { type ListedUnit, listUnits, showUnit, type UnitPage } from '../use-cases/units.ts'
import { numberIn } from './addresses.ts'
import { Frame } from './frame.tsx'
import { InstrumentRows } from './instrument-rows.tsx'
import { type Reader, readerOf } from './reader.ts'
import { Centres, Contacts, Norms, Qualifications, Rules, Technicians } from './unit-profile.tsx'

const nameOf = (reader: Reader, of: { name: string; nameEn: string }): string =>
  reader.name(of.name, of.nameEn)

function UnitTable({
  reader,
  units,
  cityName,
}: {
  reader: Reader
  units: readonly ListedUnit[]
  cityName: (code: string | undefined) => string
}) {
  return (
    <table className="units">
      <thead>
        <tr>
          <th scope="col">{reader.say('unit.name')}</th>
          <th scope="col" className="side">
            {reader.say('unit.kind')}
          </th>
          <th scope="col">{reader.say('unit.city')}</th>
          <th scope="col" className="figure">
            {reader.say('unit.instruments')}
          </th>
        </tr>
      </thead>
      <tbody>
        {units.map(({ unit, instruments }) => (
          <tr key={unit.id}>
            <td>
              <a href={reader.href(`/units/${unit.id}`)}>{nameOf(reader, unit)}</a>
            </td>
            <td className="side">{reader.say(`unit.kind.${unit.kind}`)}</td>
            <td>{cityName(unit.cityCode)}</td>
            <td className="figure">
              <a href={reader.href(`/instruments?unit=${unit.id}`)}>{reader.number(instruments)}</a>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

export const unitsPage: Page<Deps> = {
  path: '/units',
  async render(call, deps) {
    const reader = readerOf(call, deps.words)
    const [site, { units, names }] = await Promise.all([siteProfile(deps), listUnits(deps)])
    const cityName = (code: string | undefined) => {
      const name = code === undefined ? undefined : names.cityName(code)
      return name === undefined ? '' : reader.pick(name)
    }
    const html = (
      <Frame
        {...{ reader, site, publicUrl: deps.config.publicUrl }}
        title={reader.say('menu.units')}
        description={reader.say('units.sentence')}
        canonical="/units"
        current="units"
        crumbs={[{ name: reader.say('menu.home'), path: '/' }, { name: reader.say('menu.units') }]}
      >
        <div className="wide">
          <h1>{reader.say('menu.units')}</h1>
          <p className="quiet">{reader.say('units.sentence')}</p>
          <div className="panel" style={{ overflowX: 'auto' }}>
            {units.length === 0 ? (
              <p>{reader.say('units.none')}</p>
            ) : (
              <UnitTable {...{ reader, units, cityName }} />
            )}
          </div>
        </div>
      </Frame>
    )
    return { html, cacheSeconds: 60 }
  },
}

function Facts({ reader, page }: { reader: Reader; page: UnitPage }) {
  const { unit, names } = page
  const city = unit.cityCode === undefined ? undefined : names.cityName(unit.cityCode)
  const website = /^https?:\/\//.test(unit.website) ? unit.website : undefined
  const fact = (key: string, value: string) =>
    value === '' ? null : (
      <tr>
        <th scope="row">{reader.say(`unit.${key}`)}</th>
        <td>{value}</td>
      </tr>
    )
  return (
    <table className="keys">
      <tbody>
        {fact('kind', reader.say(`unit.kind.${unit.kind}`))}
        {fact('city', city === undefined ? '' : reader.pick(city))}
        {fact('street', unit.street)}
        {website === undefined ? null : (
          <tr>
            <th scope="row">{reader.say('unit.website')}</th>
            <td>
              <a href={website} rel="nofollow noopener">
                {website}
              </a>
            </td>
          </tr>
        )}
      </tbody>
    </table>
  )
}

/** A unit as schema.org says it. */
const organizationData = (unit: UnitPage['unit'], url: string, description: string) => ({
  '@context': 'https://schema.org',
  '@type': 'ResearchOrganization',
  name: unit.name,
  url,
  ...(unit.nameEn === '' ? {} : { alternateName: unit.nameEn }),
  ...(description === '' ? {} : { description }),
  ...(unit.street === ''
    ? {}
    : { address: { '@type': 'PostalAddress', streetAddress: unit.street, addressCountry: 'CN' } }),
})

export const unitPage: Page<Deps> = {
  path: '/units/:unitId',
  async render(call, deps) {
    const reader = readerOf(call, deps.words)
    const [site, page] = await Promise.all([
      siteProfile(deps),
      showUnit(deps, numberIn(call.params['unitId']) ?? 0),
    ])
    const { unit } = page
    const { publicUrl } = deps.config
    const name = nameOf(reader, unit)
    const introduction = reader.name(unit.introduction, unit.introductionEn)
    const canonical = `/units/${unit.id}`
    const data = organizationData(unit, publicUrl + reader.href(canonical), introduction)
    const html = (
      <Frame
        {...{ reader, site, publicUrl, canonical }}
        title={name}
        description={introduction.slice(0, 150)}
        current="units"
        crumbs={[
          { name: reader.say('menu.home'), path: '/' },
          { name: reader.say('menu.units'), path: '/units' },
          { name },
        ]}
        data={[data]}
      >
        <div className="wide">
          <div className="panel">
            <h1 lang={reader.chinese(unit.nameEn)}>{name}</h1>
            {introduction === '' ? null : (
              <div className="prose" lang={reader.chinese(unit.introductionEn)}>
                <p>{introduction}</p>
              </div>
            )}
            <Facts reader={reader} page={page} />
          </div>
          <Rules reader={reader} page={page} />
          <Centres reader={reader} page={page} />
          <Qualifications reader={reader} page={page} />
          <Norms reader={reader} page={page} />
          <Technicians reader={reader} page={page} />
          <Contacts reader={reader} page={page} />
          <section>
            <div className="listhead">
              <h2>{reader.say('unit.newest', { number: reader.number(page.total) })}</h2>
              <a href={reader.href(`/instruments?unit=${unit.id}`)}>{reader.say('unit.all')}</a>
            </div>
            <ul className="tags inline">
              {page.classes.map((facet) => (
                <li key={facet.value}>
                  <a href={reader.href(`/instruments?unit=${unit.id}&class=${facet.value}`)}>
                    {`${reader.pick(facet.name)} ${reader.number(facet.count)}`}
                  </a>
                </li>
              ))}
            </ul>
            {page.entries.length === 0 ? (
              <p className="panel">{reader.say('unit.nothing')}</p>
            ) : (
              <InstrumentRows reader={reader} entries={page.entries} names={page.names} heading="h3" />
            )}
          </section>
        </div>
      </Frame>
    )
    return { html, cacheSeconds: 60 }
  },
}
