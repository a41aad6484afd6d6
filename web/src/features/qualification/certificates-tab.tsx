import { useMutation, useQuery } from '@tanstack/react-query'
import { Button, Flex, Input, Modal, Select, Space } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type CertificateView, qualificationContract } from '#modules/qualification/contract.ts'
import { useFilters } from '../../lib/address.ts'
import { call } from '../../lib/client.ts'
import { useFormat } from '../../lib/format.ts'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { Loaded } from '../../ui/states.tsx'
import { CertificateList } from './certificate-list.tsx'
import { IssueDialog } from './issue-dialog.tsx'
import { certificatesQuery, useQualificationChanged } from './qualification-queries.ts'

const states = ['valid', 'expiring', 'expired', 'suspended', 'revoked', 'replaced'] as const
type Act = 'suspend' | 'restore' | 'revoke'
interface Wish {
  readonly certificate: CertificateView
  readonly act: Act
}

const possible = ({ standing }: CertificateView): readonly Act[] => {
  if (standing === 'suspended') return ['restore', 'revoke']
  return standing === 'revoked' || standing === 'replaced' ? [] : ['suspend', 'revoke']
}

function ActDialog({ wish, onDone }: { readonly wish: Wish; readonly onDone: () => void }) {
  const { t } = useTranslation('qualification')
  const changed = useQualificationChanged()
  const [reason, setReason] = useState('')
  const { certificate, act } = wish
  const save = useMutation({
    mutationFn: () =>
      call(qualificationContract.changeCertificate, {
        params: { certificateId: certificate.id },
        body: { act, reason, version: certificate.version },
      }),
    onSuccess: async () => {
      await changed()
      onDone()
    },
  })
  return (
    <Modal
      open
      title={t(`act.${act}.title`, { name: certificate.holderName })}
      okText={t(`act.${act}`)}
      okButtonProps={{ danger: act !== 'restore', disabled: reason.trim() === '' }}
      confirmLoading={save.isPending}
      onOk={() => save.mutate()}
      onCancel={onDone}
    >
      <ProblemAlert problem={save.error} />
      <label htmlFor="certificate-reason">{t('act.reason')}</label>
      <Input.TextArea
        id="certificate-reason"
        rows={3}
        maxLength={500}
        value={reason}
        onChange={({ target }) => setReason(target.value)}
      />
    </Modal>
  )
}

/** Certificates of the lead's instruments: issue, suspend, give back, revoke. */
export function CertificatesTab() {
  const { t } = useTranslation('qualification')
  const { either } = useFormat()
  const [{ search = '', state }, change] = useFilters<{
    search?: string | undefined
    state?: string | undefined
  }>()
  const chosen = states.find((one) => one === state)
  const query = useQuery(certificatesQuery(search, chosen))
  const [wish, setWish] = useState<Wish>()
  const [issuing, setIssuing] = useState(false)
  return (
    <>
      <Flex wrap gap={8} style={{ marginBottom: 12 }}>
        <Input.Search
          allowClear
          defaultValue={search}
          placeholder={t('certificates.search')}
          aria-label={t('certificates.search')}
          style={{ width: 260 }}
          onSearch={(words) => change({ search: words })}
        />
        <Select
          allowClear
          style={{ width: 140 }}
          placeholder={t('field.standing')}
          aria-label={t('field.standing')}
          value={chosen ?? null}
          onChange={(next: string | undefined) => change({ state: next })}
          options={states.map((one) => ({ value: one, label: t(`standing.${one}`) }))}
        />
        <Button type="primary" onClick={() => setIssuing(true)}>
          {t('issue.act')}
        </Button>
      </Flex>
      <Loaded query={query}>
        {({ items }) => (
          <CertificateList
            rows={items}
            empty={t('certificates.none')}
            before={[
              {
                key: 'holder',
                title: t('field.holder'),
                render: (_, row) => (
                  <>
                    {row.holderName}
                    <div className="holder-unit">{either(row.holderUnitName, row.holderUnitNameEn)}</div>
                  </>
                ),
              },
            ]}
            after={[
              {
                key: 'acts',
                title: t('field.acts'),
                card: 'whole',
                width: 150,
                render: (_, row) => (
                  <Space>
                    {possible(row).map((act) => (
                      <Button key={act} size="small" onClick={() => setWish({ certificate: row, act })}>
                        {t(`act.${act}`)}
                      </Button>
                    ))}
                  </Space>
                ),
              },
            ]}
          />
        )}
      </Loaded>
      {wish !== undefined && <ActDialog wish={wish} onDone={() => setWish(undefined)} />}
      {issuing && <IssueDialog onDone={() => setIssuing(false)} />}
    </>
  )
}
