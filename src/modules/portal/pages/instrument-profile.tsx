import type { InstrumentProfile } from '../use-cases/instrument-page.ts'
import { Chinese } from './frame.tsx'
import type { Reader } from './reader.ts'
import { kindName } from './unit-profile.tsx'

interface Part {
  readonly reader: Reader
  readonly unitId: number
  readonly profile: InstrumentProfile
}

function Row({ heading, children }: { heading: string; children: React.ReactNode }) {
  return (
    <tr>
      <th scope="row">{heading}</th>
      <td>{children}</td>
    </tr>
  )
}

function QualificationRows({ reader, unitId, profile }: Part) {
  return profile.qualifications.map((one) => (
    <Row key={one.id} heading={kindName(reader, profile.kindNamed.qualification, one.kind)}>
      {one.fileId === null ? (
        one.number
      ) : (
        <a href={`/api/v1/units/${unitId}/profile-files/${one.fileId}`}>{one.number}</a>
      )}{' '}
      <span className="quiet">{reader.say('instrument.valid_until', { date: one.validUntil })}</span>
      {one.scope === '' ? null : (
        <>
          <br />
          <Chinese reader={reader}>{one.scope}</Chinese>
        </>
      )}
    </Row>
  ))
}

/** What the unit is qualified for with this instrument, by which norms it tests, who works at it, which rules hold. */
export function InstrumentProfilePart({ reader, unitId, profile }: Part) {
  const { qualifications, norms, technicians, rules } = profile
  if (qualifications.length + norms.length + technicians.length + rules.length === 0) return null
  return (
    <section className="panel">
      <h2>{reader.say('instrument.profile')}</h2>
      <table className="keys">
        <tbody>
          <QualificationRows {...{ reader, unitId, profile }} />
          {norms.map((norm) => (
            <Row key={norm.id} heading={norm.number}>
              <span lang={reader.chinese(norm.titleEn)}>{reader.name(norm.title, norm.titleEn)}</span>
            </Row>
          ))}
          {technicians.length === 0 ? null : (
            <Row heading={reader.say('unit.technicians')}>
              <Chinese reader={reader}>
                {technicians
                  .map(({ name, title }) => (title === '' ? name : `${name}（${title}）`))
                  .join('、')}
              </Chinese>
            </Row>
          )}
          {rules.length === 0 ? null : (
            <Row heading={reader.say('unit.rules')}>
              <ul className="files">
                {rules.map((rule) => (
                  <li key={rule.id}>
                    <a
                      href={reader.href(`/units/${unitId}/rules/${rule.id}`)}
                      lang={reader.chinese(rule.titleEn)}
                    >
                      {reader.name(rule.title, rule.titleEn)}
                    </a>
                  </li>
                ))}
              </ul>
            </Row>
          )}
        </tbody>
      </table>
    </section>
  )
}
