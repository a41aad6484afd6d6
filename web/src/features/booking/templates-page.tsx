import { PlusOutlined } from '@ant-design/icons'
import { useQuery } from '@tanstack/react-query'
import { App, Button, Popconfirm, Space } from 'antd'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { bookingContract } from '#modules/booking/contract.ts'
import { call } from '../../lib/client.ts'
import { useFormat } from '../../lib/format.ts'
import { FittingTable } from '../../ui/fitting-table.tsx'
import { PageFrame } from '../../ui/page-frame.tsx'
import { ProblemAlert } from '../../ui/problem-alert.tsx'
import { EmptyState, Loaded } from '../../ui/states.tsx'
import { type TemplateItem, type TemplatesData, templatesQuery, useBookingAct } from './booking-queries.ts'
import { ApplyDrawer } from './template-apply.tsx'
import { TemplateDrawer } from './template-form.tsx'

interface ActsProps {
  readonly onEdit: (template: TemplateItem) => void
  readonly onApply: (template: TemplateItem) => void
}

function TemplateTable({ items, onEdit, onApply }: ActsProps & { readonly items: TemplatesData['items'] }) {
  const { t } = useTranslation('booking')
  const { message } = App.useApp()
  const format = useFormat()
  const drop = useBookingAct((templateId: number) =>
    call(bookingContract.deleteBookingTemplate, { params: { templateId } }),
  )
  return (
    <>
      <ProblemAlert problem={drop.error} />
      <FittingTable<TemplateItem>
        rowKey="id"
        size="middle"
        pagination={false}
        dataSource={items}
        locale={{ emptyText: <EmptyState why={t('template.none')} /> }}
        columns={[
          { title: t('template.name'), dataIndex: 'name' },
          {
            title: t('template.place'),
            render: (_, item) => format.either(item.placeName, item.placeNameEn),
          },
          {
            title: t('template.instruments'),
            dataIndex: 'instruments',
            align: 'right',
            className: 'figures',
          },
          { title: t('template.changed'), render: (_, item) => format.dateTime(item.changedAt) },
          {
            title: t('facts.verbs'),
            card: 'whole',
            render: (_, item) => (
              <Space wrap>
                <Button type="link" onClick={() => onApply(item)}>
                  {t('template.apply')}
                </Button>
                <Button type="link" onClick={() => onEdit(item)}>
                  {t('template.edit')}
                </Button>
                <Popconfirm
                  title={t('template.dropSure')}
                  onConfirm={() =>
                    drop.mutate(item.id, { onSuccess: () => void message.success(t('template.dropped')) })
                  }
                >
                  <Button type="link" danger>
                    {t('template.drop')}
                  </Button>
                </Popconfirm>
              </Space>
            ),
          },
        ]}
      />
    </>
  )
}

/** Rules kept under a name for a centre or a unit, and their way to its instruments. */
export default function TemplatesPage() {
  const { t } = useTranslation('booking')
  const templates = useQuery(templatesQuery())
  const [editing, setEditing] = useState<TemplateItem | 'new'>()
  const [applying, setApplying] = useState<TemplateItem>()
  return (
    <PageFrame
      title={t('template.title')}
      hint={t('template.hint')}
      extra={
        <Button
          type="primary"
          icon={<PlusOutlined />}
          disabled={(templates.data?.places.length ?? 0) === 0}
          onClick={() => setEditing('new')}
        >
          {t('template.add')}
        </Button>
      }
    >
      <Loaded query={templates}>
        {(known) => (
          <>
            <TemplateTable items={known.items} onEdit={setEditing} onApply={setApplying} />
            {editing !== undefined && (
              <TemplateDrawer known={known} editing={editing} onClose={() => setEditing(undefined)} />
            )}
            {applying !== undefined && (
              <ApplyDrawer template={applying} onClose={() => setApplying(undefined)} />
            )}
          </>
        )}
      </Loaded>
    </PageFrame>
  )
}
