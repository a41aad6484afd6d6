import { Button, Tag } from 'antd'
import { useTranslation } from 'react-i18next'
import type { SuggestionView } from '#modules/reporting/contract.ts'
import './suggestions.css'

const colours = { sure: 'success', likely: 'processing', possible: 'default' } as const

/** How much is to be thought of a suggestion, in a word. */
export function ConfidenceTag({ suggestion }: { readonly suggestion: SuggestionView }) {
  const { t } = useTranslation('reporting')
  return <Tag color={colours[suggestion.confidence]}>{t(`suggest.confidence.${suggestion.confidence}`)}</Tag>
}

interface Props {
  readonly suggestion: SuggestionView
  readonly onTake: () => void
  readonly onRefuse: () => void
}

/** A suggestion under its field: the value, why, and one click to take or refuse it. */
export function SuggestionLine({ suggestion, onTake, onRefuse }: Props) {
  const { t } = useTranslation('reporting')
  return (
    <div className="suggestion-line">
      <span>
        {t('suggest.may', { label: suggestion.label })}
        <span className="report-second">{` ${suggestion.reasons.join(t('suggest.comma'))} `}</span>
        <ConfidenceTag suggestion={suggestion} />
      </span>
      <span>
        <Button size="small" onClick={onTake}>
          {t('suggest.take')}
        </Button>{' '}
        <Button size="small" type="text" onClick={onRefuse}>
          {t('suggest.refuse')}
        </Button>
      </span>
    </div>
  )
}
