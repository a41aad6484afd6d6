import type { ReadProfile, UnitPage } from '../use-cases/units.ts'
import { Chinese } from './frame.tsx'
import type { Reader } from './reader.ts'

interface Part {
  readonly reader: Reader
  readonly page: UnitPage
}
interface Named {
  readonly id: number
  readonly name: string
  readonly nameEn: string
}

/** A name in the reader's language, marked as Chinese where there is no English. */
function Name({ reader, of }: { reader: Reader; of: { name: string; nameEn: string } }) {
  return <span lang={reader.chinese(of.nameEn)}>{reader.name(of.name, of.nameEn)}</span>
}

/** What a kind is called; the code itself when the table does not know it any more. */
export const kindName = (
  reader: Reader,
  kinds: ReadonlyMap<string, { name: string; nameEn: string }>,
  code: string,
): string => {
  const kind = kinds.get(code)
  return kind === undefined ? code : reader.name(kind.name, kind.nameEn)
}

/** The rules in force and those to come, each with its day; earlier versions stand on the page of the rule. */
export function Rules({ reader, page }: Part) {
  const profile = page.profile
  const rules = profile?.rules.filter(({ standing }) => standing !== 'superseded') ?? []
  return (
    <section className="panel" id="rules">
      <h2>{reader.say('unit.rules')}</h2>
      {rules.length === 0 || profile === undefined ? (
        <p className="quiet">{reader.say('unit.rules.none')}</p>
      ) : (
        <table className="keys">
          <tbody>
            {rules.map((rule) => (
              <tr key={rule.id}>
                <th scope="row">{kindName(reader, profile.kindNamed.rule, rule.kind)}</th>
                <td>
                  <a href={reader.href(`/units/${rule.unitId}/rules/${rule.id}`)}>
                    <Name reader={reader} of={{ name: rule.title, nameEn: rule.titleEn }} />
                  </a>{' '}
                  <span className="quiet">
                    {reader.say(`unit.rule.${rule.standing}`, {
                      date: rule.effectiveFrom,
                      version: rule.version,
                    })}
                  </span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  )
}

function InstrumentLinks({ reader, instruments }: { reader: Reader; instruments: readonly Named[] }) {
  if (instruments.length === 0) return null
  return (
    <ul className="tags inline">
      {instruments.map((one) => (
        <li key={one.id}>
          <a href={reader.href(`/instruments/${one.id}`)}>
            <Name reader={reader} of={one} />
          </a>
        </li>
      ))}
    </ul>
  )
}

function CentreStaff({ reader, page, centreId }: Part & { centreId: number }) {
  const staff = page.profile?.technicians.filter(({ centreIds }) => centreIds.includes(centreId)) ?? []
  if (staff.length === 0) return null
  const names = staff.map(({ name, title }) => (title === '' ? name : `${name}（${title}）`)).join('、')
  return (
    <p>
      {reader.say('unit.staff')}
      <Chinese reader={reader}>{names}</Chinese>
    </p>
  )
}

/** Centres with their rooms, staff and first instruments. */
export function Centres({ reader, page }: Part) {
  if (page.centres.length === 0) return null
  return (
    <section className="panel">
      <h2>{reader.say('unit.centres')}</h2>
      {page.centres.map((centre) => {
        const here = page.standing.filter(({ centreId }) => centreId === centre.id)
        return (
          <div key={centre.id} id={`centre-${centre.id}`}>
            <h3>
              <Name reader={reader} of={centre} />
            </h3>
            {centre.rooms === '' ? null : (
              <p className="quiet">{reader.say('unit.rooms', { rooms: centre.rooms })}</p>
            )}
            {centre.introduction === '' ? null : (
              <p className="prose">
                <Chinese reader={reader}>{centre.introduction}</Chinese>
              </p>
            )}
            <CentreStaff reader={reader} page={page} centreId={centre.id} />
            {here[0] === undefined ? null : (
              <p className="quiet">{reader.say('unit.centre.instruments', { number: here[0].all })}</p>
            )}
            <InstrumentLinks reader={reader} instruments={here} />
          </div>
        )
      })}
    </section>
  )
}

type Qualification = ReadProfile['qualifications'][number]

function QualificationRow({ reader, page, one }: Part & { one: Qualification }) {
  const kinds = page.profile?.kindNamed.qualification ?? new Map()
  return (
    <tr>
      <th scope="row">{kindName(reader, kinds, one.kind)}</th>
      <td>
        {one.fileId === null ? (
          one.number
        ) : (
          <a href={`/api/v1/units/${one.unitId}/profile-files/${one.fileId}`}>{one.number}</a>
        )}{' '}
        <span className="quiet">{`${one.validFrom} – ${one.validUntil}`}</span>
        <br />
        <Chinese reader={reader}>{one.scope}</Chinese>
        <InstrumentLinks reader={reader} instruments={one.covers.instruments} />
      </td>
    </tr>
  )
}

/** Qualifications that hold today; those that ended or have not begun are not shown. */
export function Qualifications({ reader, page }: Part) {
  const valid = (page.profile?.qualifications ?? []).filter(
    ({ standing }) => standing === 'valid' || standing === 'expiring',
  )
  if (valid.length === 0) return null
  return (
    <section className="panel">
      <h2>{reader.say('unit.qualifications')}</h2>
      <table className="keys">
        <tbody>
          {valid.map((one) => (
            <QualificationRow key={one.id} {...{ reader, page, one }} />
          ))}
        </tbody>
      </table>
    </section>
  )
}

/** Standards and methods by which the unit tests. */
export function Norms({ reader, page }: Part) {
  const norms = page.profile?.norms ?? []
  if (norms.length === 0) return null
  return (
    <section className="panel">
      <h2>{reader.say('unit.norms')}</h2>
      <table className="keys">
        <tbody>
          {norms.map((norm) => (
            <tr key={norm.id}>
              <th scope="row">{norm.number}</th>
              <td>
                <Name reader={reader} of={{ name: norm.title, nameEn: norm.titleEn }} />
                <InstrumentLinks reader={reader} instruments={norm.covers.instruments} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

/** Who works at the instruments. */
export function Technicians({ reader, page }: Part) {
  const all = page.profile?.technicians ?? []
  if (all.length === 0) return null
  return (
    <section className="panel">
      <h2>{reader.say('unit.technicians')}</h2>
      <table className="keys">
        <tbody>
          {all.map((one) => (
            <tr key={one.id}>
              <th scope="row">
                <Chinese reader={reader}>{one.name}</Chinese>
              </th>
              <td>
                <Chinese reader={reader}>
                  {[one.title, one.skills].filter((text) => text !== '').join(' · ')}
                </Chinese>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

/** Whom to ask at the unit. */
export function Contacts({ reader, page }: Part) {
  if (page.contacts.length === 0) return null
  return (
    <section className="panel">
      <h2>{reader.say('unit.contacts')}</h2>
      <table className="keys">
        <tbody>
          {page.contacts.map((one) => (
            <tr key={`${one.duty} ${one.name}`}>
              <th scope="row">
                <Chinese reader={reader}>{one.duty}</Chinese>
              </th>
              <td>
                <Chinese reader={reader}>{one.name}</Chinese>
                {[one.phone, one.email].filter((text) => text !== '').map((text) => ` · ${text}`)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
