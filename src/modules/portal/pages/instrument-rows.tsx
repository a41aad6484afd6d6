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
export const picturePath = (
  thumbnailFileId: number | undefined,
  entry: Pick<CatalogueEntry, 'classCode' | 'instrumentId'>,
): string =>
  thumbnailFileId === undefined
    ? classPicturePath(entry.classCode)
    : `/api/v1/instruments/${entry.instrumentId}/pictures/${thumbnailFileId}`

interface RowsProps {
  readonly reader: Reader
  readonly entries: readonly CatalogueEntry[]
  readonly names: ReferenceNames
  readonly marks?: readonly string[]
  readonly free?: ResultsPage['free']
  readonly heading?: 'h2' | 'h3'
}

function Row({
  reader,
  entry,
  names,
  marks = [],
  free,
  heading: Heading = 'h2',
}: Omit<RowsProps, 'entries'> & { entry: CatalogueEntry }) {
  const path = reader.href(`/instruments/${entry.instrumentId}`)
  const english = reader.locale === 'en' && entry.nameEn !== ''
  const city = entry.cityCode === undefined ? undefined : names.cityName(entry.cityCode)
  const next = free?.get(entry.instrumentId)
  const unit = reader.locale === 'en' && entry.unitNameEn !== '' ? entry.unitNameEn : entry.unitName
  return (
    <li>
      <img src={picturePath(entry.thumbnailFileId, entry)} alt="" width="96" height="96" loading="lazy" />
      <div>
        <Heading>
          <a href={path} lang={english || reader.locale !== 'en' ? undefined : 'zh-CN'}>
            <Marked text={english ? entry.nameEn : entry.name} words={marks} />
          </a>{' '}
          <Marked text={entry.model} words={marks} />
        </Heading>
        {english ? (
          <p lang="zh-CN">
            <Marked text={entry.name} words={marks} />
          </p>
        ) : null}
        <p className="quiet">
          <Marked text={unit} words={marks} />
          {city === undefined ? '' : ` · ${reader.pick(city)}`}
          {entry.maker === '' ? '' : ' · '}
          <Marked text={entry.maker} words={marks} />
        </p>
        <p className="does" lang={reader.locale === 'en' && entry.summaryEn === '' ? 'zh-CN' : undefined}>
          <Marked
            text={reader.locale === 'en' && entry.summaryEn !== '' ? entry.summaryEn : entry.summary}
            words={marks}
          />
        </p>
      </div>
      <div className="act">
        <span>
          {entry.price === '' ? null : <Chinese reader={reader}>{entry.price}</Chinese>}
          {next === undefined ? null : (
            <>
              <br />
              {reader.say('row.next_free', { at: reader.moment(next.slot.start, next.zone) })}
            </>
          )}
        </span>
        {entry.bookable ? (
          <a
            className="button"
            href={`/app/book/${entry.instrumentId}`}
            aria-label={reader.say('row.book_named', { name: english ? entry.nameEn : entry.name })}
          >
            {reader.say('row.book')}
          </a>
        ) : (
          <a
            className="button"
            href={path}
            aria-label={reader.say('row.open_named', { name: english ? entry.nameEn : entry.name })}
          >
            {reader.say('row.open')}
          </a>
        )}
      </div>
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
