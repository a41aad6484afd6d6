import { CheckCircleOutlined, ClockCircleOutlined } from '@ant-design/icons'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { App, Button, Card, Flex, Input, Modal, Tag, Typography } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { purgeRoutes, type PurgeView } from '#modules/reporting/contract.ts'
import { call } from '../../lib/client.ts'
import { useFormat } from '../../lib/format.ts'
import { currentLocale } from '../../lib/i18n.ts'
import { useAbility } from '../../lib/session.ts'
import { PageFrame } from '../../ui/page-frame.tsx'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { EmptyState, Loaded } from '../../ui/states.tsx'
import './declarations.css'

type Place = PurgeView['places'][number]

/** What was done at a place outside the database, in the operator's words. */
function HandleDialog({
  purge,
  place,
  onClose,
}: {
  readonly purge: PurgeView
  readonly place: Place
  readonly onClose: () => void
}) {
  const { t } = useTranslation('declarations')
  const { message } = App.useApp()
  const client = useQueryClient()
  const [note, setNote] = useState('')
  const [problem, setProblem] = useState<unknown>()
  const save = async () => {
    try {
      const params = { purgeId: purge.purgeId, place: place.place }
      await call(purgeRoutes.settlePurgePlace, { params, body: { note } })
      void message.success(t('purge.noted'))
      await client.invalidateQueries({ queryKey: ['purges'] })
      onClose()
    } catch (error) {
      setProblem(error)
    }
  }
  return (
    <Modal open title={place.name} okText={t('purge.note')} onOk={() => void save()} onCancel={onClose}>
      <ProblemAlert problem={problem} />
      <Input.TextArea
        rows={3}
        maxLength={500}
        value={note}
        onChange={(event) => setNote(event.target.value)}
        placeholder={t('purge.noteHelp')}
        aria-label={t('purge.noteHelp')}
      />
    </Modal>
  )
}

/** A place outside the database: what was done there, or that something is left to do. */
function PlaceLine({
  place,
  onHandle,
}: {
  readonly place: Place
  readonly onHandle: (() => void) | undefined
}) {
  const { t } = useTranslation('declarations')
  const format = useFormat()
  const { handledAt } = place
  const handled = handledAt !== undefined
  return (
    <div className="declaration-file">
      <Flex gap={8} align="baseline">
        {handled ? (
          <CheckCircleOutlined className="purge-handled" />
        ) : (
          <ClockCircleOutlined className="purge-left" />
        )}
        <span>
          {place.name}
          {handled && (
            <Typography.Text type="secondary" className="purge-note">
              {t('purge.handled', {
                who: place.handledByName ?? '',
                when: format.date(handledAt),
                note: place.note,
              })}
            </Typography.Text>
          )}
        </span>
      </Flex>
      {!handled && onHandle !== undefined && (
        <Button size="small" onClick={onHandle}>
          {t('purge.handle')}
        </Button>
      )}
      {!handled && onHandle === undefined && (
        <Typography.Text type="secondary">{t('purge.open')}</Typography.Text>
      )}
    </div>
  )
}

function PurgeCard({ purge }: { readonly purge: PurgeView }) {
  const { t } = useTranslation('declarations')
  const format = useFormat()
  const handles = useAbility('instrument.purge')
  const [open, setOpen] = useState<Place>()
  const left = purge.places.filter((place) => place.handledAt === undefined).length
  const removed = Object.entries(purge.removed).filter(([, count]) => count > 0)
  return (
    <Card
      title={t('purge.title', {
        no: purge.instrumentId,
        unit: format.either(purge.unitName, purge.unitNameEn),
      })}
      extra={
        <Tag color={left === 0 ? 'success' : 'warning'}>
          {left === 0 ? t('purge.allHandled') : t('purge.left', { count: left })}
        </Tag>
      }
    >
      <Flex vertical gap={8}>
        <span>
          {t('purge.when', {
            when: format.dateTime(purge.purgedAt),
            who: purge.purgedByName,
            since: format.date(purge.recordedSince),
          })}
        </span>
        <Flex gap={4} wrap>
          {removed.map(([kind, count]) => (
            <Tag key={kind}>{t(`purge.removed.${kind}`, { count })}</Tag>
          ))}
        </Flex>
        {purge.places.map((place) => (
          <PlaceLine key={place.place} place={place} onHandle={handles ? () => setOpen(place) : undefined} />
        ))}
      </Flex>
      {open !== undefined && <HandleDialog purge={purge} place={open} onClose={() => setOpen(undefined)} />}
    </Card>
  )
}

/** What was purged because it is secret, and the places outside the database that are left to handle. */
export default function PurgesPage() {
  const { t } = useTranslation('declarations')
  const query = useQuery({
    queryKey: ['purges', currentLocale()],
    queryFn: ({ signal }) => call(purgeRoutes.purges, { signal }),
  })
  return (
    <PageFrame title={t('menu.purges')} hint={t('purge.hint')} narrow>
      <Loaded query={query}>
        {({ items }) =>
          items.length === 0 ? (
            <Card>
              <EmptyState why={t('purge.none')} />
            </Card>
          ) : (
            <div className="declaration-column">
              {items.map((purge) => (
                <PurgeCard key={purge.purgeId} purge={purge} />
              ))}
            </div>
          )
        }
      </Loaded>
    </PageFrame>
  )
}
