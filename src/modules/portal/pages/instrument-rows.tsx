import type { CatalogueEntry, ReferenceNames, ResultsPage } from '../use-cases/show-results.ts'
import { markedPieces } from '../use-cases/show-results.ts'
import { Chinese } from './frame.tsx'
import { classPicturePath } from './pictures.ts'
import type { Reader } from './reader.ts'

/** A text with the words that were looked for marked. */
export const Marked = ({ text, words }: { text: string; words: readonly string[] }) =>
  markedPieces(text, words).map((piece, i) =>
    piece.marked ? <mark key={i}>{piece.text}</mark> : <span key={i}>{piece.text}</span>,
  )

/** The picture of an instrument, or the drawing of its class. */
export const picturePath = (entry: Pick<CatalogueEntry, 'classCode' | 'pictureId'>): string =>
  entry.pictureId === undefined
    ? classPicturePath(entry.classCode)
    : `/media/pictures/${entry.pictureId}/thumbnail`

interface RowsProps {
  readonly reader: Reader
  readonly entries: readonly CatalogueEntry[]
  readonly names: ReferenceNames
  readonly marks?: readonly string[]
  readonly free?: ResultsPage['free']
  readonly heading?: 'h2' | 'h3'
}

type RowProps = Omit<RowsProps, 'entries'> & { readonly entry: CatalogueEntry }

/** Where it stands: unit, city, maker. */
function Place({ reader, entry, names, marks = [] }: RowProps) {
  const city = entry.cityCode === undefined ? undefined : names.cityName(entry.cityCode)
  return (
    <p className="quiet">
      <Marked text={reader.name(entry.unitName, entry.unitNameEn)} words={marks} />
      {city === undefined ? '' : ` · ${reader.pick(city)}`}
      {entry.maker === '' ? '' : ' · '}
      {entry.makerId === undefined ? (
        <Chinese reader={reader}>
          <Marked text={entry.maker} words={marks} />
        </Chinese>
      ) : (
        <Marked text={reader.name(entry.makerName, entry.makerNameEn)} words={marks} />
      )}
    </p>
  )
}

const longestPrice = 36

/** What is charged, as far as one line says it: the first clauses that fit; all of it is on the page. */
function priceLine(price: string): string {
  const [first = '', ...rest] = price.trim().split(/[；;。\n]/)
  const clauses = first.split(/(?<=[，,、])/)
  let line = ''
  for (const clause of clauses) {
    if (line !== '' && line.length + clause.length > longestPrice) break
    line += clause
  }
  const whole = line === first && rest.every((part) => part.trim() === '')
  const cut = line.slice(0, longestPrice).replace(/[，,、\s]+$/, '')
  return whole && line.length <= longestPrice ? cut : `${cut} …`
}

function Price({ reader, entry }: RowProps) {
  if (entry.price.trim() === '') return <p className="quiet">{reader.say('row.price_on_request')}</p>
  return (
    <p className="price">
      <Chinese reader={reader}>{priceLine(entry.price)}</Chinese>
    </p>
  )
}

/** Next free time and the one button. */
function Act({ reader, entry, free }: RowProps) {
  const next = free?.get(entry.instrumentId)
  const name = reader.name(entry.name, entry.nameEn)
  const [verb, path] = entry.bookable
    ? ['book', `/app/book/${entry.instrumentId}`]
    : ['open', reader.href(`/instruments/${entry.instrumentId}`)]
  return (
    <div className="act">
      <div>
        {next === undefined ? null : (
          <p className="next">
            {reader.say('row.next_free', { at: reader.moment(next.slot.start, next.zone) })}
          </p>
        )}
      </div>
      <a className="button" href={path} aria-label={reader.say(`row.${verb}_named`, { name })}>
        {reader.say(`row.${verb}`)}
      </a>
    </div>
  )
}

function Row(props: RowProps) {
  const { reader, entry, marks = [], heading: Heading = 'h2' } = props
  const name = reader.name(entry.name, entry.nameEn)
  return (
    <li>
      <img src={picturePath(entry)} alt="" width="96" height="96" loading="lazy" />
      <div>
        <Heading>
          <a href={reader.href(`/instruments/${entry.instrumentId}`)} lang={reader.chinese(entry.nameEn)}>
            <Marked text={name} words={marks} />
          </a>{' '}
          <Marked text={entry.model} words={marks} />
        </Heading>
        {name === entry.name ? null : (
          <p lang="zh-CN">
            <Marked text={entry.name} words={marks} />
          </p>
        )}
        <Place {...props} />
        <p className="does" lang={reader.chinese(entry.summaryEn)}>
          <Marked text={reader.name(entry.summary, entry.summaryEn)} words={marks} />
        </p>
        <Price {...props} />
      </div>
      <Act {...props} />
    </li>
  )
}

/** Instruments as rows: picture, name, where it is, what it does, price, next free time, one button. */
export function InstrumentRows({ entries, ...rest }: RowsProps) {
  return (
    <ul className="rows">
      {entries.map((entry) => (
        <Row key={entry.instrumentId} entry={entry} {...rest} />
      ))}
    </ul>
  )
}
