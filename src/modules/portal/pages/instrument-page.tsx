import QRCode from 'qrcode'
import type { Bilingual } from '#kernel/locale.ts'
import { type Fen, wanFromFen } from '#kernel/money.ts'
import type { Page } from '#platform/http/pages.ts'
import type { Deps } from '#platform/module/module.ts'
import { type InstrumentPage, showInstrumentPage } from '../use-cases/instrument-page.ts'
import { siteProfile } from '../use-cases/site-profile.ts'
import { numberIn } from './addresses.ts'
import { BookBox } from './book-box.tsx'
import { ContactPart } from './contact-page.tsx'
import { Chinese, Frame } from './frame.tsx'
import { instrumentData } from './instrument-data.ts'
import { classPicturePath } from './pictures.ts'
import { InstrumentProfilePart } from './instrument-profile.tsx'
import { type Reader, readerOf } from './reader.ts'

interface Part {
  readonly reader: Reader
  readonly page: InstrumentPage
}

/** A text of the unit under a heading; nothing when the unit said nothing. */
function Said({ reader, heading, text }: { reader: Reader; heading: string; text: string }) {
  if (text === '') return null
  return (
    <section className="panel">
      <h2>{reader.say(`instrument.${heading}`)}</h2>
      <div className="prose">
        <p lang={reader.locale === 'en' ? 'zh-CN' : undefined}>{text}</p>
      </div>
    </section>
  )
}

/** Unit, centre and city. */
function Home({ reader, page }: Part) {
  const { entry, centre, city } = page.instrument
  return (
    <p>
      <a href={reader.href(`/units/${entry.unitId}`)}>{reader.name(entry.unitName, entry.unitNameEn)}</a>
      {centre === undefined ? null : (
        <>
          {' · '}
          <a href={reader.href(`/units/${entry.unitId}#centre-${centre.id}`)}>
            {reader.name(centre.name, centre.nameEn)}
          </a>
        </>
      )}
      {city === undefined ? '' : ` · ${reader.pick(city)}`}
    </p>
  )
}

function Tags({ reader, page }: Part) {
  const { entry, classPath } = page.instrument
  const leaf = classPath.at(-1)
  return (
    <ul className="tags">
      {leaf === undefined ? null : (
        <li>
          <a href={reader.href(`/instruments?class=${leaf.prefix}`)}>{reader.pick(leaf.name)}</a>
        </li>
      )}
      {entry.modes.map((mode) => (
        <li key={mode}>{reader.say(`mode.${mode}`)}</li>
      ))}
    </ul>
  )
}

function Lead({ reader, page, picture, qr }: Part & { picture: string; qr: string }) {
  const { entry, englishName } = page.instrument
  const main = reader.name(entry.name, englishName)
  const second = main === entry.name ? englishName : entry.name
  return (
    <div className="panel lead">
      <img src={picture} alt={reader.say('instrument.picture', { name: main })} width="200" height="200" />
      <div>
        <div className="qr">
          <img src={qr} alt="" />
          {reader.say('instrument.qr')}
        </div>
        <h1 lang={reader.chinese(englishName)}>{`${main} ${entry.model}`}</h1>
        {second === '' ? null : <p lang={second === entry.name ? 'zh-CN' : 'en'}>{second}</p>}
        <Home reader={reader} page={page} />
        <Tags reader={reader} page={page} />
        <button type="button" className="plain" data-print="" hidden>
          {reader.say('print')}
        </button>
      </div>
    </div>
  )
}

function KeyFigures({ reader, page }: Part) {
  const { entry, classPath, disciplines, country, bookedOn, department, address, technical } = page.instrument
  const list = (all: readonly Bilingual[]) =>
    all.map((one) => reader.pick(one)).join(reader.locale === 'en' ? ', ' : '、')
  const worth =
    entry.worthFen === undefined
      ? ''
      : reader.say('instrument.worth.value', { wan: reader.number(wanFromFen(entry.worthFen as Fen), 2) })
  const chinese = reader.locale === 'en' ? 'zh-CN' : undefined
  const rows: readonly (readonly [string, string, (string | undefined)?])[] = [
    ['model', entry.model],
    entry.makerId === undefined
      ? ['maker', entry.maker, chinese]
      : ['maker', reader.name(entry.makerName, entry.makerNameEn)],
    ['country', reader.pick(country)],
    ['worth', worth],
    ['booked_on', bookedOn],
    ['class', classPath.map(({ name }) => reader.pick(name)).join(' › ')],
    ['disciplines', list(disciplines)],
    ['department', department, chinese],
    ['address', address, chinese],
    ['technical', technical, chinese],
  ]
  return (
    <section className="panel">
      <h2>{reader.say('instrument.key_figures')}</h2>
      <table className="keys">
        <tbody>
          {rows.map(([key, value, lang]) =>
            value === '' ? null : (
              <tr key={key}>
                <th scope="row">{reader.say(`instrument.${key}`)}</th>
                <td lang={lang} style={{ whiteSpace: 'pre-line' }}>
                  {value}
                </td>
              </tr>
            ),
          )}
        </tbody>
      </table>
    </section>
  )
}

function WhoMayUse({ reader, page }: Part) {
  const { entry } = page.instrument
  return (
    <section className="panel">
      <h2>{reader.say('instrument.who')}</h2>
      {entry.openTo.length === 0 ? (
        <p>{reader.say('instrument.who.nobody')}</p>
      ) : (
        <ul className="tags inline">
          {entry.openTo.map((kind) => (
            <li key={kind}>{reader.say(`openTo.${kind}`)}</li>
          ))}
        </ul>
      )}
    </section>
  )
}

function Hours({ reader, page }: Part) {
  if (page.years.length === 0) return null
  const figure = (key: string, value: number) => (
    <div>
      <dt>{reader.say(`instrument.hours.${key}`)}</dt>
      <dd>{reader.number(value)}</dd>
    </div>
  )
  return (
    <section className="panel">
      <h2>{reader.say('instrument.hours')}</h2>
      {page.years.map(({ year, sums }) => (
        <div key={year}>
          <h3>{reader.say('instrument.hours.year', { year })}</h3>
          <dl className="hours">
            {figure('effective', Math.round(sums.effectiveMinutes / 60))}
            {figure('external', Math.round(sums.externalMinutes / 60))}
            {figure('records', sums.records)}
          </dl>
        </div>
      ))}
    </section>
  )
}

function Similar({ reader, page }: Part) {
  if (page.similar.length === 0) return null
  return (
    <section className="panel similar">
      <h2>{reader.say('instrument.similar')}</h2>
      <ul className="files">
        {page.similar.map((entry) => (
          <li key={entry.instrumentId}>
            <a href={reader.href(`/instruments/${entry.instrumentId}`)}>
              {reader.locale === 'en' && entry.nameEn !== '' ? (
                entry.nameEn
              ) : (
                <Chinese reader={reader}>{entry.name}</Chinese>
              )}
              {` ${entry.model}`}
            </a>{' '}
            <span className="quiet">
              {reader.locale === 'en' && entry.unitNameEn !== '' ? entry.unitNameEn : entry.unitName}
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

/** Everything the public may know about an instrument, and the way to book it. */
export const instrumentPage: Page<Deps> = {
  path: '/instruments/:instrumentId',
  async render(call, deps) {
    const reader = readerOf(call, deps.words)
    const [site, page] = await Promise.all([
      siteProfile(deps),
      showInstrumentPage(deps, numberIn(call.params['instrumentId']) ?? 0),
    ])
    const { instrument } = page
    const { entry } = instrument
    const { publicUrl } = deps.config
    const canonical = `/instruments/${entry.instrumentId}`
    const picture =
      instrument.pictureId === undefined
        ? classPicturePath(entry.classCode)
        : `/media/pictures/${instrument.pictureId}`
    const svg = await QRCode.toString(publicUrl + reader.href(canonical), { type: 'svg', margin: 1 })
    const name = reader.locale === 'en' && instrument.englishName !== '' ? instrument.englishName : entry.name
    const part = { reader, page }
    const html = (
      <Frame
        {...{ reader, site, publicUrl, canonical }}
        title={`${name} ${entry.model} · ${reader.locale === 'en' && entry.unitNameEn !== '' ? entry.unitNameEn : entry.unitName}`}
        description={entry.summary}
        current="instruments"
        crumbs={[
          { name: reader.say('menu.home'), path: '/' },
          { name: reader.say('menu.instruments'), path: '/instruments' },
          ...instrument.classPath
            .slice(0, 2)
            .map((one) => ({ name: reader.pick(one.name), path: `/instruments?class=${one.prefix}` })),
          { name: `${name} ${entry.model}` },
        ]}
        data={[
          instrumentData(instrument, {
            url: publicUrl + reader.href(canonical),
            image: publicUrl + picture,
            unitUrl: publicUrl + reader.href(`/units/${entry.unitId}`),
          }),
        ]}
      >
        <div className="wide instrument">
          <Lead {...part} picture={picture} qr={`data:image/svg+xml,${encodeURIComponent(svg)}`} />
          <BookBox {...part} />
          <div className="rest">
            <Said reader={reader} heading="does" text={instrument.does} />
            <Said
              reader={reader}
              heading="services"
              text={instrument.services === instrument.does ? '' : instrument.services}
            />
            <KeyFigures {...part} />
            <WhoMayUse {...part} />
            <InstrumentProfilePart reader={reader} unitId={entry.unitId} profile={page.profile} />
            <Said reader={reader} heading="price" text={instrument.price} />
            <Said reader={reader} heading="rules" text={instrument.rules} />
            <ContactPart reader={reader} instrument={instrument} />
            <Similar {...part} />
            <Hours {...part} />
            <Said reader={reader} heading="achievement" text={instrument.achievement} />
          </div>
        </div>
      </Frame>
    )
    return { html, cacheSeconds: 30 }
  },
}
