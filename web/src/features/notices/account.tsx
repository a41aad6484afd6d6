import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, App, Card, Select } from 'antd'
import { useTranslation } from 'react-i18next'
import { noticeChannels, noticesContract, type NoticeChoicesView } from '#modules/notices/contract.ts'
import type { AccountPart } from '../../app/feature-route.ts'
import { call } from '../../lib/client.ts'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { Loaded } from '../../ui/states.tsx'
import { WebhooksCard } from './webhooks-card.tsx'
import './notices.css'

const queryKey = ['notices', 'choices']
const hours = Array.from({ length: 24 }, (_, hour) => hour)

/** Whether mail would reach the person at all, said plainly. */
function MailState({ view }: { readonly view: NoticeChoicesView }) {
  const { t } = useTranslation('notices')
  if (!view.siteSendsMail)
    return <Alert type="info" showIcon className="problem" title={t('mail.siteNone')} />
  if (view.email === undefined)
    return <Alert type="warning" showIcon className="problem" title={t('mail.noAddress')} />
  return <p className="field-help">{t('mail.to', { email: view.email })}</p>
}

function NoticeChoicesCard() {
  const { t } = useTranslation('notices')
  const { message } = App.useApp()
  const client = useQueryClient()
  const query = useQuery({
    queryKey,
    queryFn: ({ signal }) => call(noticesContract.noticeChoices, { signal }),
  })
  const choose = useMutation({
    mutationFn: (wish: { choices: NoticeChoicesView['choices']; digestHour?: number | null }) =>
      call(noticesContract.chooseNotices, { body: wish }),
    onSuccess: (view) => {
      client.setQueryData(queryKey, view)
      message.success(t('kept'))
    },
  })
  return (
    <Card title={t('choices')} className="stacked">
      <ProblemAlert problem={choose.error} />
      <Loaded query={query} rows={3}>
        {(view) => (
          <>
            <MailState view={view} />
            <ul className="plain-list">
              {view.choices.map(({ topic, channel }) => (
                <li key={topic}>
                  <span id={`topic-${topic}`}>{t(`topic.${topic}`)}</span>
                  <Select
                    aria-labelledby={`topic-${topic}`}
                    className="notice-way"
                    value={channel}
                    options={noticeChannels.map((value) => ({
                      value,
                      label: t(`channel.${value}`),
                      disabled: value === 'webhook' && !view.hasWebhook,
                    }))}
                    disabled={choose.isPending}
                    onChange={(value) => choose.mutate({ choices: [{ topic, channel: value }] })}
                  />
                </li>
              ))}
              <li>
                <span id="notice-digest">{t('digest')}</span>
                <Select<number | 'none'>
                  aria-labelledby="notice-digest"
                  className="notice-way"
                  value={view.digestHour ?? 'none'}
                  options={[
                    { value: 'none', label: t('digest.none') },
                    ...hours.map((value) => ({ value, label: t('digest.at', { hour: value }) })),
                  ]}
                  disabled={choose.isPending}
                  onChange={(value) =>
                    choose.mutate({ choices: [], digestHour: value === 'none' ? null : value })
                  }
                />
              </li>
            </ul>
            <p className="field-help">
              {t('digest.help')} {!view.hasWebhook && t('hook.needed')}
            </p>
          </>
        )}
      </Loaded>
    </Card>
  )
}

export const accountParts: AccountPart[] = [
  { key: 'notices', order: 10, component: NoticeChoicesCard },
  { key: 'webhooks', order: 12, component: WebhooksCard },
]
