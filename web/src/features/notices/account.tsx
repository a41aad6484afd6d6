import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Alert, App, Card, Switch } from 'antd'
import { useTranslation } from 'react-i18next'
import { noticesContract, type NoticeChoicesView } from '#modules/notices/contract.ts'
import type { AccountPart } from '../../app/feature-route.ts'
import { call } from '../../lib/client.ts'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { Loaded } from '../../ui/states.tsx'
import './notices.css'

const queryKey = ['notices', 'choices']

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
    mutationFn: (choice: NoticeChoicesView['choices'][number]) =>
      call(noticesContract.chooseNotices, { body: { choices: [choice] } }),
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
              {view.choices.map(({ topic, byMail }) => (
                <li key={topic}>
                  <span id={`topic-${topic}`}>{t(`topic.${topic}`)}</span>
                  <Switch
                    aria-labelledby={`topic-${topic}`}
                    checked={byMail}
                    checkedChildren={t('byMail')}
                    unCheckedChildren={t('productOnly')}
                    loading={choose.isPending && choose.variables.topic === topic}
                    onChange={(checked) => choose.mutate({ topic, byMail: checked })}
                  />
                </li>
              ))}
            </ul>
          </>
        )}
      </Loaded>
    </Card>
  )
}

export const accountParts: AccountPart[] = [{ key: 'notices', order: 10, component: NoticeChoicesCard }]
