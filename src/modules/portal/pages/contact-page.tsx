import type { Page } from '#platform/http/pages.ts'
import type { Deps } from '#platform/module/module.ts'
import { type InstrumentContact, type PublicInstrument, showContact } from '../use-cases/instrument-page.ts'
import { siteProfile } from '../use-cases/site-profile.ts'
import { numberIn } from './addresses.ts'
import { Frame } from './frame.tsx'
import { type Reader, readerOf } from './reader.ts'

const rowsOf = ({ name, phone, email, address }: InstrumentContact) =>
  [
    ['name', name],
    ['phone', phone],
    ['email', email],
    ['mail_address', address],
  ].filter(([, value]) => value !== '')

/** A phone number and an e-mail address can be used with one touch. */
function Reach({ kind, value }: { kind: string; value: string }) {
  if (kind === 'email') return <a href={`mailto:${encodeURI(value)}`}>{value}</a>
  if (kind === 'phone' && /^[\d+() -]+$/.test(value))
    return <a href={`tel:${value.replaceAll(/[^\d+]/g, '')}`}>{value}</a>
  return value
}

function ContactTable({ reader, contact }: { reader: Reader; contact: InstrumentContact }) {
  return (
    <table className="keys">
      <tbody>
        {rowsOf(contact).map(([key = '', value = '']) => (
          <tr key={key}>
            <th scope="row">{reader.say(`instrument.contact.${key}`)}</th>
            <td lang={reader.locale === 'en' ? 'zh-CN' : undefined}>
              <Reach kind={key} value={value} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** Whom to ask, and the way to phone and e-mail, which are shown one instrument at a time. */
export function ContactPart({ reader, instrument }: { reader: Reader; instrument: PublicInstrument }) {
  const { entry, contact } = instrument
  const known = { ...contact, phone: '', email: '' }
  if (rowsOf(known).length === 0 && !contact.reachable) return null
  return (
    <section className="panel">
      <h2>{reader.say('instrument.contact')}</h2>
      <ContactTable reader={reader} contact={known} />
      {contact.reachable ? (
        <p>
          <a
            className="plain button"
            rel="nofollow"
            href={reader.href(`/instruments/${entry.instrumentId}/contact`)}
          >
            {reader.say('instrument.contact.show')}
          </a>
        </p>
      ) : null}
    </section>
  )
}

/** Phone and e-mail of one instrument; every reading is logged and counted. */
export const contactPage: Page<Deps> = {
  path: '/instruments/:instrumentId/contact',
  async render(call, deps) {
    const reader = readerOf(call, deps.words)
    const id = numberIn(call.params['instrumentId']) ?? 0
    const [site, { instrument, contact }] = [await siteProfile(deps), await showContact(deps, call, id)]
    const name = reader.name(instrument.entry.name, instrument.englishName)
    const title = reader.say('instrument.contact.of', { name })
    const html = (
      <Frame
        {...{ reader, site, title, publicUrl: deps.config.publicUrl }}
        canonical={`/instruments/${id}/contact`}
        noindex
        current="instruments"
        crumbs={[
          { name: reader.say('menu.home'), path: '/' },
          { name: reader.say('menu.instruments'), path: '/instruments' },
          { name, path: `/instruments/${id}` },
          { name: reader.say('instrument.contact') },
        ]}
      >
        <div className="wide">
          <section className="panel">
            <h1>{title}</h1>
            <ContactTable reader={reader} contact={contact} />
            <p className="quiet">{reader.say('instrument.contact.rule')}</p>
            <p>
              <a href={reader.href(`/instruments/${id}`)}>{reader.say('instrument.contact.back')}</a>
            </p>
          </section>
        </div>
      </Frame>
    )
    return { html }
  },
}
