import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { App, Button, Card, Flex, Segmented, Typography } from 'antd'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SuggestedInstrumentView } from '#modules/reporting/contract.ts'
import { useFilters } from '../../lib/address.ts'
import { useFormat } from '../../lib/format.ts'
import { PageFrame } from '../../ui/page-frame.tsx'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { EmptyState, Loaded } from '../../ui/states.tsx'
import { ConfidenceTag } from './suggestion-line.tsx'
import { type Offer, useAnswer, waitingQuery } from './suggestion-queries.ts'
import { useReviewKeys } from './review/use-review-keys.ts'
import './reporting.css'
import './suggestions.css'

const kinds = ['class', 'maker', 'country', 'worth', 'english_name', 'discipline'] as const
type Kind = (typeof kinds)[number]

interface Listed extends Offer {
  readonly key: string
  readonly of: SuggestedInstrumentView
}

const keyOf = ({ instrumentId, element, value }: Offer) =>
  `${instrumentId} ${element} ${JSON.stringify(value)}`

/** Of several offers for one element the first is the best; only it is taken with all. */
function firsts(offers: readonly Listed[]): Listed[] {
  const seen = new Map<string, Listed>()
  for (const offer of offers) {
    const place = `${offer.instrumentId} ${offer.element}`
    if (!seen.has(place)) seen.set(place, offer)
  }
  return [...seen.values()]
}

interface RowProps {
  readonly offer: Listed
  readonly chosen: boolean
  readonly busy: boolean
  readonly onChoose: () => void
  readonly onAnswer: (act: 'take' | 'refuse') => void
}

function Row({ offer, chosen, busy, onChoose, onAnswer }: RowProps) {
  const { t } = useTranslation('reporting')
  const format = useFormat()
  const { of } = offer
  return (
    <li className="suggestion-row" aria-current={chosen} onClick={onChoose}>
      <div>
        <Link to="/reports/$instrumentId" params={{ instrumentId: String(offer.instrumentId) }}>
          {format.either(of.name, of.nameEn) || of.innerId}
        </Link>
        <div className="report-second">{[of.model, of.innerId].filter(Boolean).join(' · ')}</div>
      </div>
      <div>
        <div>
          {offer.current !== '' && <span className="review-before">{`${offer.current} → `}</span>}
          <strong>{offer.label}</strong> <ConfidenceTag suggestion={offer} />
        </div>
        <div className="report-second">{offer.reasons.join(t('suggest.comma'))}</div>
      </div>
      <Flex gap={8}>
        <Button size="small" type="primary" disabled={busy} onClick={() => onAnswer('take')}>
          {t('suggest.take')}
        </Button>
        <Button size="small" disabled={busy} onClick={() => onAnswer('refuse')}>
          {t('suggest.refuse')}
        </Button>
      </Flex>
    </li>
  )
}

interface ListProps {
  readonly offers: readonly Listed[]
}

/** Offers of one kind: J and K go through them, A takes, R refuses; one button takes all that are shown. */
function OfferList({ offers }: ListProps) {
  const { t } = useTranslation('reporting')
  const { modal, message } = App.useApp()
  const answer = useAnswer()
  const [at, setAt] = useState(0)
  const place = Math.min(at, Math.max(0, offers.length - 1))
  const give = (act: 'take' | 'refuse', some: readonly Listed[]) => {
    if (some.length === 0 || answer.isPending) return
    answer.mutate(
      { act, offers: some },
      {
        onSuccess: ({ done, refused }) =>
          void message.info(t(`suggest.done.${act}`, { done: done.length, refused: refused.length })),
      },
    )
  }
  const current = offers.slice(place, place + 1)
  useReviewKeys({
    j: () => setAt(Math.min(place + 1, offers.length - 1)),
    k: () => setAt(Math.max(place - 1, 0)),
    a: () => give('take', current),
    r: () => give('refuse', current),
  })
  const all = firsts(offers)
  const takeAll = () => {
    modal.confirm({
      title: t('suggest.all.title', { count: all.length }),
      content: t('suggest.all.text'),
      okText: t('suggest.all.ok'),
      onOk: () => give('take', all),
    })
  }
  return (
    <Flex vertical gap={12}>
      <ProblemAlert problem={answer.error} />
      <Flex justify="space-between" wrap gap={8} align="center">
        <Typography.Text type="secondary">{t('suggest.keys')}</Typography.Text>
        <Button loading={answer.isPending} onClick={takeAll}>
          {t('suggest.all', { count: all.length })}
        </Button>
      </Flex>
      <ul className="suggestion-list">
        {offers.map((offer, i) => (
          <Row
            key={offer.key}
            offer={offer}
            chosen={i === place}
            busy={answer.isPending}
            onChoose={() => setAt(i)}
            onAnswer={(act) => give(act, [offer])}
          />
        ))}
      </ul>
    </Flex>
  )
}

interface Waiting {
  readonly items: readonly SuggestedInstrumentView[]
  readonly looked: number
  readonly more: boolean
}

function ByKind({ waiting }: { readonly waiting: Waiting }) {
  const { t } = useTranslation('reporting')
  const [{ kind }, change] = useFilters<{ kind: string | undefined }>()
  const byKind = useMemo(() => {
    const offers = waiting.items.flatMap((of) =>
      of.suggestions.map((one): Listed => {
        const offer = { ...one, instrumentId: of.instrumentId }
        return { ...offer, of, key: keyOf(offer) }
      }),
    )
    return Map.groupBy(offers, (offer) => offer.kind)
  }, [waiting])
  const present = kinds.filter((one) => byKind.has(one))
  const [first] = present
  if (first === undefined) return <EmptyState why={t('suggest.none', { looked: waiting.looked })} />
  const shown = present.find((one) => one === kind) ?? first
  return (
    <Flex vertical gap={16}>
      <div className="report-states">
        <Segmented<Kind>
          value={shown}
          onChange={(one) => change({ kind: one })}
          options={present.map((one) => ({
            value: one,
            label: t('suggest.kind', { kind: t(`suggest.kind.${one}`), count: byKind.get(one)?.length ?? 0 }),
          }))}
        />
      </div>
      {waiting.more && (
        <Typography.Text type="secondary">{t('suggest.more', { looked: waiting.looked })}</Typography.Text>
      )}
      <OfferList key={shown} offers={byKind.get(shown) ?? []} />
    </Flex>
  )
}

/** What the program suggests over the unit's drafts, by kind; nothing is taken unless a person does. */
export function SuggestionsPage() {
  const { t } = useTranslation('reporting')
  const query = useQuery(waitingQuery())
  return (
    <PageFrame title={t('suggest.title')} hint={t('suggest.hint')}>
      <Card>
        <Loaded query={query}>{(waiting) => <ByKind waiting={waiting} />}</Loaded>
      </Card>
    </PageFrame>
  )
}
