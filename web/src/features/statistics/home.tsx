import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { Card } from 'antd'
import { useTranslation } from 'react-i18next'
import type { HomePart } from '../../app/feature-route.ts'
import { useFormat } from '../../lib/format.ts'
import { Loaded } from '../../ui/states.tsx'
import { useFigureText } from './figure-cards.tsx'
import { figuresQuery } from './figures-queries.ts'
import { useOwnSubject } from './own-subject.ts'
import './figures.css'

const shown: readonly string[] = [
  'mustReport',
  'accepted',
  'networkRate',
  'effectiveHours',
  'externalHours',
  'useRate',
]

/** This year's figures of the place one answers for. */
function MyFigures() {
  const { t } = useTranslation('statistics')
  const format = useFormat()
  const textOf = useFigureText()
  const figures = useQuery(figuresQuery(useOwnSubject()))
  const { name, year } = figures.data ?? {}
  const place = name === undefined ? t('province') : format.either(name.zh, name.en)
  return (
    <Card
      size="small"
      className="home-part"
      title={year === undefined ? t('home.figures') : t('home.figuresOf', { place, year })}
      extra={<Link to="/figures">{t('home.allFigures')}</Link>}
    >
      <Loaded query={figures} rows={2}>
        {(known) => (
          <>
            <dl className="figures-grid figures-mine">
              {known.figures
                .filter(({ id }) => shown.includes(id))
                .map((figure) => {
                  const { number, unit } = textOf(figure)
                  return (
                    <div key={figure.id}>
                      <dt className="figure-head">{format.either(figure.label.zh, figure.label.en)}</dt>
                      <dd className="figure-value figures">
                        {number} <small>{unit}</small>
                      </dd>
                    </div>
                  )
                })}
            </dl>
            <p className="figures-as-of figures">
              {t('asOf.line', { year: known.year, when: format.dateTime(known.asOf) })}
            </p>
          </>
        )}
      </Loaded>
    </Card>
  )
}

export const homeParts: HomePart[] = [
  { key: 'statistics-mine', ability: 'statistics.read', order: 20, component: MyFigures },
]
