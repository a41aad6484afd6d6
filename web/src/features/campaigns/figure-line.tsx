import { Card } from 'antd'
import { useTranslation } from 'react-i18next'
import type { CampaignFiguresView, OwedFiguresView } from '#modules/reporting/contract.ts'
import { useFormat } from '../../lib/format.ts'
import { Share } from './campaign-tags.tsx'

interface Props {
  readonly figures: CampaignFiguresView
  readonly owed: readonly OwedFiguresView[]
  readonly remaining: number
  readonly units: number
}

/** The few numbers a person looks for first. */
export function FigureLine({ figures, owed, remaining, units }: Props) {
  const { t } = useTranslation('campaigns')
  const format = useFormat()
  const counts = [
    ['remaining', remaining],
    ['returned', figures.byState.returned],
    ['undecided', figures.undecided],
    ['lateInUnit', figures.lateInUnit],
    ['lateInProvince', figures.lateInProvince],
  ] as const
  return (
    <Card className="stacked">
      <dl className="campaign-figures">
        <div>
          <dt>{t('figure.handedInOf', { units: format.number(units) })}</dt>
          <dd>
            <Share part={figures.handedIn} whole={figures.mustReport} />
          </dd>
        </div>
        <div>
          <dt>{t('figure.accepted')}</dt>
          <dd>
            <Share part={figures.accepted} whole={figures.mustReport} />
          </dd>
        </div>
        {owed.map(({ kind, handedIn, owed: whole }) => (
          <div key={kind}>
            <dt>{t('figure.kind', { kind: t(`kind.${kind}`) })}</dt>
            <dd>
              <Share part={handedIn} whole={whole} />
            </dd>
          </div>
        ))}
        {counts.map(([key, count]) => (
          <div key={key}>
            <dt>{t(`figure.${key}`)}</dt>
            <dd
              className={
                key.startsWith('late') && count > 0 ? 'campaign-number campaign-late' : 'campaign-number'
              }
            >
              {format.number(count)}
            </dd>
          </div>
        ))}
      </dl>
    </Card>
  )
}
